//! The five commonest jobs as people do them in the demo, with every press and key counted. A count may only fall:
//! `counts.txt` keeps the most each job may take.
use std::fmt::Write as _;
use std::future::Future;
use std::pin::Pin;

use e2e::driver::{Browser, Effort, Engine, Outcome};

use super::{Stage, Story, demo};

/// The most presses and keys of each job: a line each with presses, keys and name.
const KEPT: &str = include_str!("counts.txt");

type Done<'a> = Pin<Box<dyn Future<Output = Outcome> + 'a>>;

/// A job: its name in `counts.txt`, the desk where it is done, and how.
struct Job {
    name: &'static str,
    seat: &'static str,
    work: for<'a> fn(&'a Browser) -> Done<'a>,
}

const JOBS: [Job; 5] = [
    Job {
        name: "a-new-case-to-its-triage",
        seat: "执行指挥中心主任",
        work: |page| Box::pin(triage(page)),
    },
    Job {
        name: "last-month-s-overdue-table-as-a-file",
        seat: "执行指挥中心主任",
        work: |page| Box::pin(overdue_table(page)),
    },
    Job {
        name: "a-colleague-s-cases-handed-over",
        seat: "执行指挥中心主任",
        work: |page| Box::pin(hand_over(page)),
    },
    Job {
        name: "three-notices-of-thirty-cases",
        seat: "事务集约组书记员",
        work: |page| Box::pin(notices(page)),
    },
    Job {
        name: "twenty-seizures-renewed",
        seat: "事务集约组书记员",
        work: |page| Box::pin(renewals(page)),
    },
];

/// Each job begins at the page a person begins the day with, and takes no more than is kept.
pub const CLICKS: Story = Story {
    name: "the-five-commonest-jobs-are-counted",
    tell: |stage| Box::pin(clicks(stage)),
    not_in: &[
        (
            Engine::Firefox,
            "a page takes the same presses in every engine; one is enough",
        ),
        (
            Engine::Webkit,
            "a page takes the same presses in every engine; one is enough",
        ),
    ],
};

async fn clicks(stage: &mut Stage<'_>) -> Outcome {
    let page = demo::open(stage).await?;
    let (mut seat, mut over) = ("执行指挥中心主任", String::new());
    for job in JOBS {
        if job.seat != seat {
            demo::sit_down(page, job.seat).await?;
            seat = job.seat;
        }
        page.press("待办").await?;
        page.has("h1").await?;
        let before = page.effort();
        (job.work)(page)
            .await
            .map_err(|error| format!("{}: {error}", job.name))?;
        over += &compare(job.name, before, page.effort())?;
    }
    match over.is_empty() {
        true => Ok(()),
        false => Err(over),
    }
}

/// Prints what a job took, and says so if it was more than is kept.
fn compare(name: &str, before: Effort, after: Effort) -> Outcome<String> {
    let (presses, keys) = (after.presses - before.presses, after.keys - before.keys);
    if after.scripts > before.scripts {
        return Err(format!("{name} was done by a script, not by a person"));
    }
    println!("      {name}: {presses} presses, {keys} keys");
    let mut said = String::new();
    match kept(name) {
        Some((most, most_keys)) if presses > most || keys > most_keys => {
            let _ = write!(
                said,
                "{name} takes {presses} presses and {keys} keys, at most {most} and {most_keys} may be; "
            );
        }
        Some((most, most_keys)) if presses < most || keys < most_keys => {
            println!("      (counts.txt keeps {most} and {most_keys}: lower it)");
        }
        Some(_) => {}
        None => return Err(format!("counts.txt does not name {name}")),
    }
    Ok(said)
}

/// The most presses and keys of a job.
fn kept(name: &str) -> Option<(u32, u32)> {
    KEPT.lines().find_map(|line| {
        let mut words = line.split_whitespace();
        let (presses, keys) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        (words.next() == Some(name)).then_some((presses, keys))
    })
}

/// A case is filed, its basis filled in, and its triage decided as the rules say.
async fn triage(page: &Browser) -> Outcome {
    page.press("案件").await?;
    page.press("新建案件").await?;
    page.write("案号", "（2026）豫14执9901号").await?;
    page.press("建立").await?;
    page.sees("返回列表").await?;
    page.press("修改").await?;
    page.pick("执行依据", "追缴诉讼费").await?;
    page.press("保存").await?;
    page.sees("已改").await?;
    page.press("确定繁简").await?;
    page.press_css("dialog[open] button[type=submit]").await?;
    page.sees("主任已审定：简易").await
}

/// The table of last month is opened and saved.
async fn overdue_table(page: &Browser) -> Outcome {
    page.press("台账").await?;
    page.pick("台账种类", "超期节点统计表").await?;
    page.sees("待认可").await?;
    page.press("导出").await
}

/// All open cases of somebody who goes away are handed to another of the team.
async fn hand_over(page: &Browser) -> Outcome {
    page.press("案件").await?;
    page.pick("承办人", "李丙寅").await?;
    page.press_css(".list-head input[type=checkbox]").await?;
    page.press("承办移交").await?;
    page.pick("新承办人", "李丙寅").await?;
    page.pick("移交原因", "休假、离岗").await?;
    page.press_css("dialog[open] button[type=submit]").await?;
    page.sees("已移交").await
}

/// Thirty cases of a day get their three notices, which are looked through and recorded as sent.
async fn notices(page: &Browser) -> Outcome {
    page.press("集约事务").await?;
    page.pick("事务", "制作与送达三项文书").await?;
    page.press_css("thead input[type=checkbox]").await?;
    page.press("制作文书").await?;
    page.press("生成文书").await?;
    page.sees("份有空缺").await?;
    page.press("登记发出").await?;
    page.sees("查看文书登记").await
}

/// What lapses within thirty days is renewed with its rulings and notices.
async fn renewals(page: &Browser) -> Outcome {
    page.press("台账").await?;
    page.pick("范围", "30 天内要办").await?;
    page.press_css("thead input[type=checkbox]").await?;
    page.press("续行").await?;
    page.pick("续行生效日期", "2026-11-30").await?;
    page.press("下一步").await?;
    page.press("生成文书").await?;
    page.sees("份有空缺").await?;
    page.press("写入续行").await?;
    page.sees("登记发出").await
}
