//! Two endpoints before a store of three nodes, three browsers of three makers; one browser and one node die in the
//! middle.
use e2e::acts::{at, invite, share};
use e2e::cluster::Cluster;
use e2e::driver::{Browser, Engine, Outcome};
use e2e::endpoint::Endpoint;
use std::time::Duration;

use super::share::{exchange, join};
use super::{Stage, Story, new_case, see_cases};

/// How long a store that has just lost a node may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Work goes on while a browser is dead and a node of the store is; what was acknowledged before is there in the end, on
/// every device.
pub const DEATHS: Story = Story {
    name: "endpoints-browsers-and-nodes-die",
    tell: |stage| Box::pin(deaths(stage)),
    not_in: &[(
        Engine::Webkit,
        "the browser that dies must keep its profile, and MiniBrowser keeps none under automation",
    )],
};

async fn deaths(stage: &mut Stage<'_>) -> Outcome {
    let cluster = Cluster::find()?;
    let mut near = Endpoint::start().await?;
    let far = near.beside(&cluster.nodes[1]).await?;
    let (two, three) = begin(stage, &near, &far).await?;
    let one = stage.browser()?;
    for (page, number) in [(one, 91), (&two, 92), (&three, 93)] {
        new_case(page, &name(number), "2026-11-03").await?;
    }
    exchange(&[one, &two, &three, one, &two]).await?;
    sees_all(&[one, &two, &three], &[90, 91, 92, 93]).await?;
    // A node that no endpoint asks itself dies; a browser dies right after it acknowledged a case that nobody else has.
    near.kill();
    new_case(one, &name(94), "2026-11-04").await?;
    cluster.kill(2)?;
    let one = stage.browser.take().ok_or("no browser")?;
    one.kill_now();
    near.run().await?;
    new_case(&two, &name(95), "2026-11-04").await?;
    new_case(&three, &name(96), "2026-11-04").await?;
    exchange(&[&two, &three, &two]).await?;
    sees_all(&[&two, &three], &[90, 91, 92, 93, 95, 96]).await?;
    // It comes back on what is left of its profile.
    let one = one.kill_and_restart().await?;
    one.open(&format!("{}#/cases", stage.server.url())).await?;
    one.sees(&name(94)).await?;
    exchange(&[&one, &two, &three, &one]).await?;
    sees_all(&[&one, &two, &three], &[90, 91, 92, 93, 94, 95, 96]).await
}

/// One founds and shares through the near endpoint; two joins through it and goes on through the far one; three joins
/// and stays.
async fn begin(stage: &Stage<'_>, near: &Endpoint, far: &Endpoint) -> Outcome<(Browser, Browser)> {
    let one = stage.begin("#/cases").await?;
    new_case(one, &name(90), "2026-11-02").await?;
    at(one, "#/sync").await?;
    share(one, &near.url(), PATIENCE).await?;
    let mut others = Vec::new();
    for (engine, person) in [(Engine::Firefox, "李某"), (Engine::Webkit, "赵某")] {
        stage.open("#/people").await?;
        let link = invite(one, person).await?;
        let other = Browser::start(engine).await?;
        join(&other, &link).await?;
        at(&other, "#/cases").await?;
        see_cases(&other, 1).await?;
        others.push(other);
    }
    let (three, two) = (others.pop().ok_or("nobody")?, others.pop().ok_or("nobody")?);
    at(&two, "#/sync").await?;
    share(&two, &far.url(), PATIENCE).await?;
    Ok((two, three))
}

fn name(number: u32) -> String {
    format!("（2026）豫14执{number}号")
}

/// Every page lists these cases and no other.
async fn sees_all(pages: &[&Browser], cases: &[u32]) -> Outcome {
    for page in pages {
        at(page, "#/cases").await?;
        see_cases(page, u32::try_from(cases.len()).unwrap_or_default()).await?;
        for number in cases {
            page.sees(&name(*number)).await?;
        }
    }
    Ok(())
}
