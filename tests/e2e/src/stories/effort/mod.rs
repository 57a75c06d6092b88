//! How many presses and keys the five commonest jobs cost a fast clerk. The limits are what was measured
//! (`tests/data/effort.json`): a change of the page may make a job shorter, never longer.
mod book;
mod jobs;
mod overdue;

use e2e::driver::{Browser, Effort, Engine, Outcome};
use serde_json::Value;

use super::{Stage, Story, day, demo};

/// Enter.
pub(super) const ENTER: &str = "\u{e007}";

/// Four of them in a book of one's own: three notices for 30 cases, 20 seizures renewed with their documents, all work of a
/// colleague handed over, a new case entered, checked and decided. Each is really done, which the page is asked afterwards.
pub const COUNTED: Story = Story {
    name: "the-five-commonest-jobs-are-counted",
    tell: |stage| Box::pin(counted(stage)),
    not_in: &[(Engine::Firefox, SAME), (Engine::Webkit, SAME)],
};

const SAME: &str = "a job costs the same presses and keys in every engine; one is enough";

async fn counted(stage: &mut Stage<'_>) -> Outcome {
    let limits = Limits::read()?;
    let page = book::make(stage).await?;
    let started = page.effort();
    jobs::notices(page).await?;
    limits.keep(page, "three notices for 30 cases", started)?;
    jobs::notices_done(page).await?;

    jobs::to_start(page).await?;
    let today = day(page, 0).await?;
    let started = page.effort();
    jobs::renewal(page, &today).await?;
    limits.keep(page, "20 seizures renewed with documents", started)?;
    jobs::renewal_done(page, &today).await?;
    page.shot(stage.plan.shots.as_deref(), "effort-renewed").await?;

    jobs::to_start(page).await?;
    let started = page.effort();
    jobs::hand_over(page).await?;
    limits.keep(page, "all work of a colleague handed over", started)?;
    jobs::hand_over_done(page).await?;
    page.shot(stage.plan.shots.as_deref(), "effort-handed").await?;

    jobs::to_start(page).await?;
    let started = page.effort();
    jobs::new_case(page).await?;
    limits.keep(page, "a new case entered, checked and decided", started)?;
    jobs::new_case_done(page).await?;
    page.shot(stage.plan.shots.as_deref(), "effort-decided").await
}

/// The fifth: the table of overdue nodes of last month as a workbook, in the demo, which has a last month.
pub const OVERDUE: Story = Story {
    name: "the-five-commonest-jobs-are-counted-the-fifth-in-the-demo",
    tell: |stage| Box::pin(overdue(stage)),
    not_in: &[(Engine::Firefox, SAME), (Engine::Webkit, SAME)],
};

async fn overdue(stage: &mut Stage<'_>) -> Outcome {
    let limits = Limits::read()?;
    let page = demo::open(stage).await?;
    let started = page.effort();
    overdue::save(page).await?;
    limits.keep(page, "overdue nodes of last month as a workbook", started)?;
    overdue::saved(page).await
}

/// What each job may cost at most.
struct Limits(Value);

impl Limits {
    fn read() -> Outcome<Self> {
        let text = include_str!("../../../../data/effort.json");
        serde_json::from_str(text).map(Limits).map_err(|e| e.to_string())
    }

    /// Tells what a job cost, and fails if that is more than its limit, or if a script did some of it.
    fn keep(&self, page: &Browser, job: &str, before: Effort) -> Outcome {
        let now = page.effort();
        let (presses, keys) = (now.presses - before.presses, now.keys - before.keys);
        let engine = page.engine().name();
        println!("effort {engine} {job}: {presses} presses, {keys} keys");
        if now.scripts > before.scripts {
            return Err(format!("a script did some of “{job}”, which no person can"));
        }
        let limit = |what: &str| {
            let limit = self.0["jobs"][job][what].as_u64();
            limit.ok_or_else(|| format!("no limit of {what} for “{job}” in tests/data/effort.json"))
        };
        let (most_presses, most_keys) = (limit("presses")?, limit("keys")?);
        if u64::from(presses) > most_presses || u64::from(keys) > most_keys {
            return Err(format!(
                "“{job}” costs {presses} presses and {keys} keys, more than {most_presses} and {most_keys}"
            ));
        }
        if u64::from(presses) < most_presses || u64::from(keys) < most_keys {
            println!("effort {engine} {job}: fewer than before, lower its limit in tests/data/effort.json");
        }
        Ok(())
    }
}
