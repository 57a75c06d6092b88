//! The stories, one file a subject.
use std::future::Future;
use std::pin::Pin;

pub use e2e::acts::{CLERK, begin, choose_lock};
use e2e::cluster::Cluster;
use e2e::driver::{Browser, Engine, Outcome};
use e2e::serve::Server;

use crate::Plan;

mod attachments;
mod cases;
mod clerk;
mod cluster;
mod decisions;
mod demo;
mod documents;
mod dossier;
mod effort;
mod fair;
mod first_days;
mod forms;
mod gate;
mod kinds;
mod lapse;
mod matters;
mod money;
mod morning;
mod paper;
mod people;
mod quick;
mod records;
mod recover;
mod safe;
mod scan;
mod sealed;
mod share;
mod transcript;
mod warnings;

type Told<'a> = Pin<Box<dyn Future<Output = Outcome> + 'a>>;

/// A story: a name, what it tells, and engines that cannot tell it, with the reason.
pub struct Story {
    /// Says what it protects.
    pub name: &'static str,
    tell: for<'a> fn(&'a mut Stage<'a>) -> Told<'a>,
    not_in: &'static [(Engine, &'static str)],
}

/// The story is about what the worker decides and plain forms show, which no engine does in its own way. Those about files,
/// storage, printing, sharing and input are told in every engine.
const ONE_ENGINE: &[(Engine, &str)] = &[(Engine::Firefox, ONE_IS_ENOUGH), (Engine::Webkit, ONE_IS_ENOUGH)];
const ONE_IS_ENOUGH: &str = "rests on nothing that engines do in their own way; told here with --everywhere";

/// What a story plays on.
pub struct Stage<'a> {
    /// Paths.
    pub plan: &'a Plan,
    /// The app's server.
    pub server: Server,
    /// Which browser.
    pub engine: Engine,
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

    /// Sets the device up on first use, then opens a page.
    pub async fn begin(&self, route: &str) -> Outcome<&Browser> {
        self.open("#/cases").await?;
        let page = self.browser()?;
        begin(page, None).await?;
        if route != "#/cases" {
            self.open(route).await?;
        }
        Ok(page)
    }

    /// Another browser with an empty profile.
    pub async fn another(&self) -> Outcome<Browser> {
        Browser::start(self.engine).await
    }
}

impl Story {
    /// Why an engine does not tell this story, if so; `everywhere`: it is told wherever it can be.
    pub fn skips(&self, engine: Engine, everywhere: bool) -> Option<&'static str> {
        let why = self.not_in.iter().find(|(e, _)| *e == engine).map(|(_, why)| *why);
        why.filter(|why| !everywhere || *why != ONE_IS_ENOUGH)
    }

    /// Whether it kills processes, or proves that nothing is lost. Losing something one time in three is losing it, so
    /// such a story is not told again in the hope that it passes.
    pub fn is_about_loss(&self) -> bool {
        let about = [
            "sigkill-",
            "nothing-lost",
            "storage-cleared-",
            "endpoints-browsers-and-nodes-die",
        ];
        about.iter().any(|part| self.name.starts_with(part))
    }

    /// Tells the story.
    pub async fn run(&self, plan: &Plan, engine: Engine) -> Outcome {
        let server = Server::start(&plan.dist).map_err(|e| e.to_string())?;
        let browser = Some(Browser::start(engine).await?);
        let mut stage = Stage {
            plan,
            server,
            engine,
            browser,
        };
        let told = (self.tell)(&mut stage);
        tokio::time::timeout(std::time::Duration::from_secs(300), told)
            .await
            .unwrap_or_else(|_| Err("took longer than five minutes".to_owned()))
    }
}

/// All stories that can be told here.
pub fn all() -> impl Iterator<Item = &'static Story> {
    let cluster = Cluster::is_there().then_some(&cluster::DEATHS);
    ALL.iter().chain(cluster)
}

const ALL: &[Story] = &[
    quick::VERDICT,
    quick::BECOMES_A_CASE,
    quick::ALONE,
    quick::HANDED_OVER,
    quick::OFFLINE,
    money::PAYMENTS,
    money::OF_A_CASE,
    paper::LIST,
    paper::CASE,
    paper::QUICK,
    cases::SAMPLE,
    cases::OFFICE,
    cases::IMPORT,
    cases::GUESSED,
    cases::PASTE,
    cases::TWO_TABS,
    clerk::KEEPS,
    safe::OFFLINE,
    safe::FILE,
    safe::SIGKILL,
    safe::SIGKILL_IMPORT,
    fair::ACCESSIBLE,
    fair::NO_OTHER_HOST,
    fair::ENGLISH,
    gate::PASSPHRASE,
    gate::QUICK_WHILE_LOCKED,
    sealed::PROFILE,
    share::TWO_DEVICES,
    share::CONFLICT,
    forms::STALE,
    forms::BACK,
    forms::OVER_A_RULING,
    forms::EMPTIED,
    kinds::OWN_KIND,
    records::SEIZURES,
    records::QUEUE,
    documents::NOTICES,
    matters::MATTERS,
    people::SHARED_OUT,
    morning::CHECK,
    morning::VISITS,
    documents::TEMPLATE,
    decisions::DECISIONS,
    decisions::LEDGER,
    warnings::WARNINGS,
    demo::DEMO,
    effort::COUNTED,
    effort::OVERDUE,
    first_days::FIRST_DAYS,
    lapse::CAUGHT,
    attachments::PHOTOS,
    attachments::FILES,
    dossier::DOSSIER,
    scan::SCAN,
    transcript::TRANSCRIPT,
    recover::KIT,
    recover::BACKUP,
    recover::BACKUP_WORD,
    recover::EVICTED,
];

/// How the error of a story begins that came to nothing because the machine was too slow: nothing was lost, and nothing
/// shown.
pub const TOO_SLOW: &str = "too slow to show anything";

/// Waits until the list counts so many cases.
pub async fn see_cases(page: &Browser, count: u32) -> Outcome {
    let code = "return new RegExp('共\\\\s*' + arguments[0] + '\\\\s*件').test(document.body.innerText)";
    page.wait_for(
        &format!("{count} cases"),
        code,
        vec![serde_json::json!(count.to_string())],
    )
    .await
    .map(drop)
}

/// The civil date at UTC+8, so many days from today.
pub async fn day(page: &Browser, days: i64) -> Outcome<String> {
    let code = "return new Date(Date.now() + (8 + 24 * arguments[0]) * 3600e3).toISOString().slice(0, 10)";
    let day = page.script(code, vec![days.into()]).await?;
    day.as_str().map(str::to_owned).ok_or_else(|| format!("no day: {day}"))
}

/// The same day of the next year.
pub fn year_on(day: &str) -> String {
    let year: u32 = day.get(..4).and_then(|year| year.parse().ok()).unwrap_or_default();
    let rest = day.get(4..).unwrap_or_default().replace("-02-29", "-02-28");
    format!("{}{rest}", year + 1)
}

/// Imports cases from a pasted table; returns when the page says that they are stored. The page of the import is open.
pub async fn import_pasted(page: &Browser, table: &str, count: u32) -> Outcome {
    page.pick_text("或粘贴表格内容", table).await?;
    page.press("读取粘贴内容").await?;
    page.press(&format!("导入 {count} 件")).await?;
    page.sees("已存入本机").await
}

/// Pastes a ledger into the register that is open, of which nothing is there yet.
pub async fn paste_ledger(page: &Browser, ledger: &str, count: u32) -> Outcome {
    page.press("粘贴台账").await?;
    page.pick_text("从表格复制的行", ledger).await?;
    page.press("读取").await?;
    page.sees(&format!("可登记 {count} 行")).await?;
    page.press(&format!("登记 {count} 行")).await?;
    page.sees(&format!("共 {count} 项")).await
}

/// Makes a case by the form of the list; returns when the page says that it is stored.
pub async fn new_case(page: &Browser, number: &str, filed_on: &str) -> Outcome {
    page.script("location.hash = '#/cases'", vec![]).await?;
    page.press("新建案件").await?;
    page.write("案号", number).await?;
    page.pick("立案日期", filed_on).await?;
    page.press("建立").await?;
    page.sees(number).await?;
    page.sees("返回列表").await
}

/// Goes to the list and opens the page of a case from there.
pub async fn open_case_by_list(page: &Browser, number: &str) -> Outcome {
    page.script("location.hash = '#/cases'", vec![]).await?;
    open_case(page, number).await
}

/// Opens the page of a case of the list.
pub async fn open_case(page: &Browser, number: &str) -> Outcome {
    let code = "
      const row = [...document.querySelectorAll('a[href*=\"#/case/\"]')].find(a => a.textContent.includes(arguments[0]));
      if (row) location.hash = row.hash;
      return !!row";
    page.wait_for(&format!("a link to {number}"), code, vec![serde_json::json!(number)])
        .await?;
    page.sees("返回列表").await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_that_kill_are_told_once() {
        let once = [safe::SIGKILL, safe::SIGKILL_IMPORT, recover::EVICTED, cluster::DEATHS];
        assert!(once.iter().all(Story::is_about_loss));
        assert!(!fair::ENGLISH.is_about_loss());
    }

    #[test]
    fn a_year_on_is_a_day_that_is() {
        assert_eq!(year_on("2026-11-30"), "2027-11-30");
        assert_eq!(year_on("2028-02-29"), "2029-02-28");
    }
}
