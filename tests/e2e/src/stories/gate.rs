//! The lock: set, locked, a wrong passphrase, opened, changed.
use e2e::driver::{Engine, Outcome};

use super::{Stage, Story, begin, new_case, see_cases};

/// The first passphrase.
const FIRST: &str = "柳絮 磨坊 四更 铜锁";
/// The one it is changed to.
const SECOND: &str = "江面 石阶 早班 雨伞";

/// First use with a passphrase; locked, nothing is shown; a wrong passphrase is refused in words; the right one opens;
/// after a change only the new one does, and the cases are the same.
pub const PASSPHRASE: Story = Story {
    name: "passphrase",
    tell: |stage| Box::pin(passphrase(stage)),
    not_in: &[],
};

async fn passphrase(stage: &mut Stage<'_>) -> Outcome {
    stage.open("#/cases").await?;
    let page = stage.browser()?;
    begin(page, Some(FIRST)).await?;
    new_case(page, "（2026）豫14执61号", "2026-11-02").await?;
    page.press("锁定").await?;
    page.sees("已锁定").await?;
    page.does_not_see("豫14执61号").await?;
    page.reload().await?;
    page.sees("已锁定").await?;
    page.does_not_see("豫14执61号").await?;
    unlock(page, "不是这个").await?;
    page.sees("口令不对").await?;
    page.does_not_see("豫14执61号").await?;
    unlock(page, FIRST).await?;
    stage.open("#/cases").await?;
    see_cases(page, 1).await?;
    stage.open("#/settings").await?;
    change(page).await?;
    page.press("锁定").await?;
    unlock(page, FIRST).await?;
    page.sees("口令不对").await?;
    unlock(page, SECOND).await?;
    stage.open("#/cases").await?;
    see_cases(page, 1).await?;
    page.sees("豫14执61号").await
}

/// Types a passphrase on the locked page and waits for the answer.
pub(super) async fn unlock(page: &e2e::driver::Browser, passphrase: &str) -> Outcome {
    // After a wrong one the button waits: longer each time.
    let ready =
        "return [...document.querySelectorAll('button')].some(b => b.textContent.includes('解锁') && !b.disabled)";
    page.wait_for("unlocking to be possible", ready, vec![]).await?;
    page.write("口令", passphrase).await?;
    page.press("解锁").await
}

async fn change(page: &e2e::driver::Browser) -> Outcome {
    page.press("更改口令").await?;
    page.write("原口令", FIRST).await?;
    page.write("新口令", SECOND).await?;
    page.write("再输一次", SECOND).await?;
    page.press("更改").await?;
    page.sees("口令已更改").await
}

/// Quick triage asks for nothing of this: a newcomer sees it first, and a locked device still has it.
pub const QUICK_WHILE_LOCKED: Story = Story {
    name: "quick-while-locked",
    tell: |stage| Box::pin(quick_while_locked(stage)),
    not_in: &[
        (Engine::Firefox, "the same page in every engine"),
        (Engine::Webkit, "the same page in every engine"),
    ],
};

async fn quick_while_locked(stage: &mut Stage<'_>) -> Outcome {
    stage.open("#/cases").await?;
    let page = stage.browser()?;
    begin(page, Some(FIRST)).await?;
    page.press("锁定").await?;
    page.sees("已锁定").await?;
    stage.open("#/quick").await?;
    page.pick("执行依据", "追缴诉讼费").await?;
    page.answer("涉党政机关", "否").await?;
    page.answer("立案信息核对", "无误").await?;
    page.sees("简易案件").await
}
