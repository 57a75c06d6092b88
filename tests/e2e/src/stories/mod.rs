//! The stories, one file a subject.
use std::future::Future;
use std::pin::Pin;

use e2e::driver::{Browser, Engine, Outcome};
use e2e::serve::Server;

use crate::Plan;

mod quick;

type Told<'a> = Pin<Box<dyn Future<Output = Outcome> + 'a>>;

/// A story: a name, what it tells, and engines that cannot tell it, with the reason.
pub struct Story {
    /// Says what it protects.
    pub name: &'static str,
    tell: for<'a> fn(&'a mut Stage<'a>) -> Told<'a>,
    not_in: &'static [(Engine, &'static str)],
}

/// What a story plays on.
pub struct Stage<'a> {
    /// Paths.
    pub plan: &'a Plan,
    /// The app's server.
    pub server: Server,
    /// A browser with an empty profile. Taken out by stories that kill it.
    pub browser: Option<Browser>,
}

impl Stage<'_> {
    /// The browser.
    pub fn browser(&self) -> Outcome<&Browser> {
        self.browser
            .as_ref()
            .ok_or_else(|| "no browser on the stage".to_owned())
    }

    /// Opens a page of the app by its route, e.g. `#/cases`.
    pub async fn open(&self, route: &str) -> Outcome {
        self.browser()?.open(&format!("{}{route}", self.server.url())).await
    }
}

impl Story {
    /// Why an engine cannot tell this story, if so.
    pub fn skips(&self, engine: Engine) -> Option<&'static str> {
        self.not_in.iter().find(|(e, _)| *e == engine).map(|(_, why)| *why)
    }

    /// Tells the story.
    pub async fn run(&self, plan: &Plan, engine: Engine) -> Outcome {
        let server = Server::start(&plan.dist).map_err(|e| e.to_string())?;
        let browser = Some(Browser::start(engine).await?);
        let mut stage = Stage { plan, server, browser };
        let told = (self.tell)(&mut stage);
        tokio::time::timeout(std::time::Duration::from_secs(180), told)
            .await
            .unwrap_or_else(|_| Err("took longer than three minutes".to_owned()))
    }
}

/// All stories.
pub const ALL: &[Story] = &[quick::VERDICT];
