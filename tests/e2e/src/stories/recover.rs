//! The drill: everything is lost but the recovery kit and the store, or but a backup file.
use std::path::{Path, PathBuf};

use e2e::driver::{Browser, Outcome};
use e2e::endpoint::Endpoint;

use super::share::{at, exchange, share};
use super::{Stage, Story, begin, choose_lock, new_case, see_cases};

const PASSPHRASE: &str = "柳絮 磨坊 四更 铜锁";

/// Three shares are made, two are enough: a new browser gets the whole book from the store, and goes on with it.
pub const KIT: Story = Story {
    name: "only-the-kit-and-the-store",
    tell: |stage| Box::pin(kit(stage)),
    not_in: &[],
};

async fn kit(stage: &mut Stage<'_>) -> Outcome {
    let endpoint = Endpoint::start().await?;
    let page = stage.begin("#/cases").await?;
    new_case(page, "（2026）豫14执91号", "2026-11-02").await?;
    share(stage, page, &endpoint.url()).await?;
    let shares = make_kit(stage, page).await?;
    new_case(page, "（2026）豫14执92号", "2026-11-03").await?;
    exchange(&[page]).await?;
    // The only device is gone.
    drop(stage.browser.take());
    let page = Browser::start(stage.engine).await?;
    page.open(&format!("{}#/cases", stage.server.url())).await?;
    bring_back(&page, &endpoint, &[shares[2].clone(), shares[0].clone()]).await?;
    see_cases(&page, 2).await?;
    new_case(&page, "（2026）豫14执93号", "2026-11-04").await?;
    exchange(&[&page]).await
}

/// The browser clears its storage in the middle of work: nothing more is written, it is said, and the kit brings back all
/// that was stored, as a new device.
pub const EVICTED: Story = Story {
    name: "storage-cleared-in-the-middle",
    tell: |stage| Box::pin(evicted(stage)),
    not_in: &[],
};

async fn evicted(stage: &mut Stage<'_>) -> Outcome {
    let endpoint = Endpoint::start().await?;
    let page = stage.begin("#/cases").await?;
    new_case(page, "（2026）豫14执96号", "2026-11-02").await?;
    share(stage, page, &endpoint.url()).await?;
    let shares = make_kit(stage, page).await?;
    new_case(page, "（2026）豫14执97号", "2026-11-03").await?;
    exchange(&[page]).await?;
    let clear = "
      const done = arguments[arguments.length - 1];
      const request = indexedDB.deleteDatabase('fenliu');
      request.onsuccess = () => done({}); request.onerror = () => done({error: 'not deleted'});";
    page.script_async(clear, vec![]).await?;
    page.sees("本机的存储被浏览器清除").await?;
    page.press("再试一次").await?;
    at(page, "#/cases").await?;
    bring_back(page, &endpoint, &shares[..2]).await?;
    see_cases(page, 2).await?;
    new_case(page, "（2026）豫14执98号", "2026-11-04").await?;
    exchange(&[page]).await
}

/// Comes back by shares and the store.
async fn bring_back(page: &Browser, endpoint: &Endpoint, shares: &[String]) -> Outcome {
    page.press("用恢复密钥份额").await?;
    page.pick_text("份额", &shares.join("\n")).await?;
    page.write("共享存储的地址", &endpoint.url()).await?;
    choose_lock(page, None).await?;
    page.press("找回").await?;
    page.sees("锁定").await?;
    at(page, "#/cases").await
}

/// Makes a kit for three and ticks its sheets off; the shares as they are printed.
async fn make_kit(stage: &Stage<'_>, page: &Browser) -> Outcome<Vec<String>> {
    stage.open("#/settings").await?;
    page.press("制作恢复密钥").await?;
    page.pick_text("持有人", "赵某\n钱某\n孙某").await?;
    page.press("制作").await?;
    let code = "
      const texts = [...document.querySelectorAll('.sheet-text')].map(e => e.textContent.trim());
      return texts.length === 3 && texts";
    let shares = page.wait_for("three sheets", code, vec![]).await?;
    for name in ["赵某", "钱某", "孙某"] {
        page.press(&format!("已交给 {name} 本人")).await?;
    }
    page.press("完成").await?;
    page.sees("3 份中任意 2 份可找回").await?;
    let shares = shares.as_array().ok_or("no shares")?;
    Ok(shares.iter().filter_map(|s| s.as_str().map(str::to_owned)).collect())
}

/// Without any store: a backup is made and proven, the browser forgets everything, and the file with its passphrase
/// brings every case back.
pub const BACKUP: Story = Story {
    name: "only-a-backup-file",
    tell: |stage| Box::pin(backup(stage)),
    not_in: &[],
};

async fn backup(stage: &mut Stage<'_>) -> Outcome {
    stage.open("#/cases").await?;
    let page = stage.browser()?;
    begin(page, Some(PASSPHRASE)).await?;
    new_case(page, "（2026）豫14执94号", "2026-11-02").await?;
    new_case(page, "（2026）豫14执95号", "2026-11-03").await?;
    catch_backup(page).await?;
    page.press("下载备份").await?;
    let file = caught(page).await?;
    restored(stage, &file, 2, "（2026）豫14执94号").await
}

/// A book that only this browser opens: its backup gets a passphrase of its own, and with it another browser opens it.
pub const BACKUP_WORD: Story = Story {
    name: "backup-of-a-book-without-passphrase",
    tell: |stage| Box::pin(backup_word(stage)),
    not_in: &[],
};

async fn backup_word(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    new_case(page, "（2026）豫14执99号", "2026-11-02").await?;
    catch_backup(page).await?;
    page.press("下载备份").await?;
    page.sees("备份口令").await?;
    // Without a passphrase there is no file: nobody could open it elsewhere.
    press_in_dialog(page).await?;
    page.has("dialog[open] .row-error:not(:empty)").await?;
    page.write("备份口令", PASSPHRASE).await?;
    page.write("再输一次", PASSPHRASE).await?;
    page.shot(stage.plan.shots.as_deref(), "backup-word").await?;
    press_in_dialog(page).await?;
    let file = caught(page).await?;
    page.sees("做备份时设的备份口令").await?;
    restored(stage, &file, 1, "（2026）豫14执99号").await
}

async fn press_in_dialog(page: &Browser) -> Outcome {
    page.press_css("dialog[open] button[type=submit]").await
}

/// The only browser is gone; another one takes the file with the passphrase and has every case.
async fn restored(stage: &mut Stage<'_>, file: &Path, cases: u32, number: &str) -> Outcome {
    drop(stage.browser.take());
    let page = Browser::start(stage.engine).await?;
    page.open(&format!("{}#/cases", stage.server.url())).await?;
    page.press("从备份文件恢复").await?;
    page.give_file("选择文件", file).await?;
    page.write("口令", PASSPHRASE).await?;
    page.press("恢复").await?;
    page.sees("锁定").await?;
    at(&page, "#/cases").await?;
    see_cases(&page, cases).await?;
    page.sees(number).await?;
    std::fs::remove_file(file).map_err(|e| e.to_string())
}

/// On the page of settings, keeps hold of the file that the browser would save.
async fn catch_backup(page: &Browser) -> Outcome {
    at(page, "#/settings").await?;
    let watch = "
      const make = URL.createObjectURL;
      URL.createObjectURL = blob => { window.caught = blob; return make.call(URL, blob); };";
    page.script(watch, vec![]).await.map(drop)
}

/// The file that was saved.
async fn caught(page: &Browser) -> Outcome<PathBuf> {
    page.wait_for("the backup", "return !!window.caught", vec![]).await?;
    let code = "
      const done = arguments[arguments.length - 1];
      window.caught.arrayBuffer().then(b => done({bytes: [...new Uint8Array(b)]}), e => done({error: String(e)}));";
    let caught = page.script_async(code, vec![]).await?;
    let bytes: Vec<u8> = serde_json::from_value(caught["bytes"].clone()).map_err(|e| e.to_string())?;
    if !bytes.starts_with(b"FENLIUSB") {
        return Err("what was saved is no sealed backup".to_owned());
    }
    let file = std::env::temp_dir().join(format!("fenliu-{}-{}.fenliu", page.engine().name(), std::process::id()));
    std::fs::write(&file, bytes).map_err(|e| e.to_string())?;
    Ok(file)
}
