//! What stories and the bench both do with the app: set a device up, share, invite.
use std::time::Duration;

use serde_json::{Value, json};

use crate::driver::{Browser, Outcome};

/// Who sets devices up.
pub const CLERK: &str = "王某";

/// First use, on a page that shows it: with a passphrase, or locked by this browser only.
pub async fn begin(page: &Browser, passphrase: Option<&str>) -> Outcome {
    page.write("姓名", CLERK).await?;
    choose_lock(page, passphrase).await?;
    page.press("开始使用").await?;
    let gone = "return !document.body.innerText.includes('开始使用案件库')";
    page.wait_for("the case book", gone, vec![]).await.map(drop)
}

/// The rows about the lock, the same wherever a device is set up.
pub async fn choose_lock(page: &Browser, passphrase: Option<&str>) -> Outcome {
    match passphrase {
        Some(passphrase) => {
            page.answer("解锁方式", "设口令").await?;
            page.write("口令", passphrase).await?;
            page.write("再输一次", passphrase).await
        }
        None => page.answer("解锁方式", "仅此浏览器").await,
    }
}

/// Goes to a page of the app without loading it anew.
pub async fn at(page: &Browser, route: &str) -> Outcome {
    page.script("location.hash = arguments[0]", vec![json!(route)])
        .await
        .map(drop)
}

/// Shares through an endpoint, on the page of sharing; returns when everything is there.
pub async fn share(page: &Browser, address: &str, patience: Duration) -> Outcome {
    page.write("地址", address).await?;
    page.press("开始共享").await?;
    page.sees_within(patience, "已全部交换").await
}

/// Adds a person and makes a link for them, on the page of people.
pub async fn invite(page: &Browser, name: &str) -> Outcome<String> {
    page.press("添加人员").await?;
    page.write("姓名", name).await?;
    page.sees("不能办理案件").await?;
    page.pick("团队或组", "事务集约组").await?;
    page.press("保存").await?;
    link_for(page, name).await
}

/// Makes a link for somebody who is on the page of people.
pub async fn link_for(page: &Browser, name: &str) -> Outcome<String> {
    page.press(name).await?;
    page.press("邀请").await?;
    page.press("生成邀请链接").await?;
    let code = "return [...document.querySelectorAll('textarea')].map(e => e.value).find(v => v.includes('#/join/'))";
    let link = page.wait_for("the link", code, vec![]).await?;
    page.press("关闭").await?;
    match link {
        Value::String(link) => Ok(link),
        other => Err(format!("no link: {other}")),
    }
}
