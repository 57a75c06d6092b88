//! A book that two devices share through an endpoint: invited, joined, seen at once, cut off, differing, removed.
use std::time::{Duration, Instant};

pub use e2e::acts::at;
use e2e::acts::{self, invite};
use e2e::driver::{Browser, Outcome};
use e2e::endpoint::Endpoint;

use super::{Stage, Story, choose_lock, new_case, open_case, see_cases};

/// Who is invited.
pub const OTHER: &str = "李某";

/// One shares and invites, another joins by the link and gets the book; what one writes the other sees at once; while the
/// endpoint is dead both go on, and afterwards both have everything; a removed device gets nothing more and is told so.
pub const TWO_DEVICES: Story = Story {
    name: "two-devices-share",
    tell: |stage| Box::pin(two_devices(stage)),
    not_in: &[],
};

/// One who shares a case, and another who was invited and has it.
pub async fn pair<'s>(stage: &'s Stage<'_>, endpoint: &Endpoint) -> Outcome<(&'s Browser, Browser)> {
    let one = stage.begin("#/cases").await?;
    new_case(one, "（2026）豫14执81号", "2026-11-02").await?;
    share(stage, one, &endpoint.url()).await?;
    stage.open("#/people").await?;
    let link = invite(one, OTHER).await?;
    let two = stage.another().await?;
    join(&two, &link).await?;
    at(&two, "#/cases").await?;
    see_cases(&two, 1).await?;
    stage.open("#/cases").await?;
    Ok((one, two))
}

async fn two_devices(stage: &mut Stage<'_>) -> Outcome {
    let mut endpoint = Endpoint::start().await?;
    let (one, two) = pair(stage, &endpoint).await?;
    at_once(&two, one, "（2026）豫14执82号", 2).await?;
    at_once(one, &two, "（2026）豫14执83号", 3).await?;
    endpoint.kill();
    new_case(one, "（2026）豫14执84号", "2026-11-03").await?;
    new_case(&two, "（2026）豫14执85号", "2026-11-03").await?;
    endpoint.run().await?;
    exchange(&[one, &two]).await?;
    for page in [one, &two] {
        at(page, "#/cases").await?;
        see_cases(page, 5).await?;
    }
    nothing_readable(&endpoint, &["豫14执81号", OTHER, super::CLERK])?;
    remove(one).await?;
    new_case(one, "（2026）豫14执86号", "2026-11-04").await?;
    at(&two, "#/sync").await?;
    two.sees("这台设备已被移出").await?;
    at(&two, "#/cases").await?;
    see_cases(&two, 5).await
}

/// Two write another amount into the same case without seeing each other: both are shown, with author and time, to both;
/// who may rules with a reason, and both follow.
pub const CONFLICT: Story = Story {
    name: "two-who-differ",
    tell: |stage| Box::pin(conflict(stage)),
    not_in: &[],
};

async fn conflict(stage: &mut Stage<'_>) -> Outcome {
    let mut endpoint = Endpoint::start().await?;
    let (one, two) = pair(stage, &endpoint).await?;
    differ(&mut endpoint, one, &two).await?;
    // Whoever may settle it is led there from any page.
    one.press("待核定 1 件").await?;
    see_cases(one, 1).await?;
    one.shot(stage.plan.shots.as_deref(), "to-settle").await?;
    for page in [one, &two] {
        at(page, "#/cases").await?;
        open_case(page, "（2026）豫14执81号").await?;
        for text in ["两处填写不同", "100,000.00", "200,000.00", OTHER, super::CLERK] {
            page.sees(text).await?;
        }
    }
    // The form shows both and takes no plain word.
    two.press("修改").await?;
    two.sees("核定后才能修改").await?;
    two.shot(stage.plan.shots.as_deref(), "conflict-form").await?;
    two.press("取消").await?;
    two.sees("待局长、副局长、中心主任或团队长核定").await?;
    one.press("以此为准").await?;
    one.write("理由", "按申请执行书").await?;
    one.press("核定").await?;
    for page in [one, &two] {
        let gone = "return !document.body.innerText.includes('两处填写不同')";
        page.wait_for("the ruling", gone, vec![]).await?;
    }
    Ok(())
}

/// Both write another amount into the case while the endpoint is dead, and exchange; the first stands before the case then.
pub async fn differ(endpoint: &mut Endpoint, one: &Browser, two: &Browser) -> Outcome {
    endpoint.kill();
    for (page, amount) in [(one, "10万"), (two, "20万")] {
        at(page, "#/cases").await?;
        open_case(page, "（2026）豫14执81号").await?;
        page.press("修改").await?;
        page.write("申请执行标的", amount).await?;
        page.press("保存").await?;
        page.sees("0,000.00").await?;
    }
    endpoint.run().await?;
    exchange(&[one, two, one]).await?;
    at(one, "#/cases").await?;
    open_case(one, "（2026）豫14执81号").await
}

/// Each exchanges now, one after the other, until nothing of its own is only there.
pub async fn exchange(pages: &[&Browser]) -> Outcome {
    for page in pages {
        at(page, "#/sync").await?;
        page.press("立即同步").await?;
        page.sees("在本机 0 笔").await?;
        page.sees("已全部交换").await?;
    }
    Ok(())
}

/// Shares through an endpoint.
pub async fn share(stage: &Stage<'_>, page: &Browser, address: &str) -> Outcome {
    stage.open("#/sync").await?;
    acts::share(page, address, Duration::from_secs(20)).await
}

/// Opens the link as its receiver; the secret is gone from the address at once.
pub async fn join(page: &Browser, link: &str) -> Outcome {
    page.open(link).await?;
    page.sees("已收到邀请链接").await?;
    let address = page.script("return location.href", vec![]).await?;
    if address.as_str().is_none_or(|now| now.contains("join/")) {
        return Err(format!("the invitation still stands in the address: {address}"));
    }
    choose_lock(page, None).await?;
    page.press("加入").await?;
    page.sees("您已加入。岗位：").await?;
    at(page, "#/sync").await?;
    page.sees("已全部交换").await
}

/// What one writes, another that looks at the list sees within two seconds of its being stored.
async fn at_once(writer: &Browser, reader: &Browser, number: &str, count: u32) -> Outcome {
    at(reader, "#/cases").await?;
    see_cases(reader, count - 1).await?;
    new_case(writer, number, "2026-11-02").await?;
    let start = Instant::now();
    see_cases(reader, count).await?;
    let took = start.elapsed();
    if took > Duration::from_secs(2) {
        return Err(format!("{number} took {took:?}"));
    }
    open_case(reader, number).await
}

/// The store's folder holds none of these words.
pub fn nothing_readable(endpoint: &Endpoint, words: &[&str]) -> Outcome {
    // What is kept in the memory of another process cannot be looked through.
    let Some(folder) = endpoint.folder() else { return Ok(()) };
    let found = e2e::profile::search(&folder, words)?;
    match found.first() {
        Some(trace) => Err(format!("“{}” is readable in {}", trace.text, trace.file.display())),
        None => Ok(()),
    }
}

/// Removes the other's device.
pub async fn remove(page: &Browser) -> Outcome {
    at(page, "#/people").await?;
    page.press(OTHER).await?;
    page.press("移除").await?;
    page.press("移除").await?;
    page.sees("已移除，钥匙已更换").await
}
