//! Nothing about a case is readable on the disk: everything the browser wrote is looked through.
use std::time::Duration;

use e2e::driver::{Browser, Engine, Outcome};
use e2e::profile;
use rust_xlsxwriter::Workbook;
use serde_json::json;

use super::{Stage, Story, begin, open_case, see_cases};

/// Texts nobody has by chance, each in another place of the app.
const PLANTED: [(&str, &str); 7] = [
    ("case number", "（2026）豫14执88617423号"),
    ("applicant", "鹮砾甲"),
    ("debtor", "霭鼙乙"),
    ("cause", "鼋缂纠纷"),
    ("file name", "籀鹳台账"),
    ("note", "虺隤备注"),
    ("saved filter", "蕤鲎筛选"),
];

/// Put where everything can read it, by the same browser: if these are not found, the search proves nothing.
const CONTROL: [(&str, &str); 3] = [
    ("localStorage", "橐駞对照"),
    ("IndexedDB", "罍鸮对照"),
    ("cache", "醯鼯对照"),
];

/// A case with unusual words in every field, a note, a saved filter, a file name; worked with, searched for, locked by
/// a passphrase; then the browser is closed and its whole profile searched in UTF-8 and UTF-16.
pub const PROFILE: Story = Story {
    name: "nothing-readable-in-the-profile",
    tell: |stage| Box::pin(profile(stage)),
    not_in: &[
        (
            Engine::Firefox,
            "it compresses what it stores: the search would find nothing either way",
        ),
        (Engine::Webkit, "MiniBrowser keeps nothing between automated sessions"),
    ],
};

async fn profile(stage: &mut Stage<'_>) -> Outcome {
    stage.open("#/cases").await?;
    let page = stage.browser()?;
    begin(page, Some("柳絮 磨坊 四更 铜锁")).await?;
    work(stage, page).await?;
    control(page).await?;
    let browser = stage.browser.take().ok_or("no browser")?;
    let folder = browser.close().await?;
    let told = look(&folder);
    let _ = std::fs::remove_dir_all(&folder);
    told
}

/// Imports the planted case, looks at it, notes something, searches and saves a filter.
async fn work(stage: &Stage<'_>, page: &Browser) -> Outcome {
    let file = std::env::temp_dir().join(format!("{}-{}.xlsx", PLANTED[4].1, std::process::id()));
    std::fs::write(&file, book()?).map_err(|e| e.to_string())?;
    stage.open("#/import").await?;
    page.give_file("选择文件", &file).await?;
    page.press("导入 1 件").await?;
    page.sees("已存入本机").await?;
    let _ = std::fs::remove_file(&file);
    stage.open("#/cases").await?;
    page.write("搜索", PLANTED[1].1).await?;
    see_cases(page, 1).await?;
    page.press("常用筛选").await?;
    page.write("存为常用", PLANTED[6].1).await?;
    page.press("保存").await?;
    page.sees(PLANTED[6].1).await?;
    open_case(page, PLANTED[0].1).await?;
    page.sees(PLANTED[2].1).await?;
    page.write("备注一条", PLANTED[5].1).await?;
    page.keys("\u{e007}").await?;
    page.sees(PLANTED[5].1).await?;
    // The snapshot is written in the background, and browsers write out what they hold after a while.
    tokio::time::sleep(Duration::from_secs(6)).await;
    page.reload().await?;
    page.sees("已锁定").await
}

fn book() -> Outcome<Vec<u8>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        ["案号", "立案日期", "申请执行人", "被执行人", "案由"],
        [PLANTED[0].1, "2026-05-06", PLANTED[1].1, PLANTED[2].1, PLANTED[3].1],
    ];
    for (line, row) in (0u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(row) {
            sheet.write_string(line, column, cell).map_err(|e| e.to_string())?;
        }
    }
    book.save_to_buffer().map_err(|e| e.to_string())
}

async fn control(page: &Browser) -> Outcome {
    let code = "
      const done = arguments[arguments.length - 1], [local, db, cache] = arguments;
      (async () => {
        localStorage.setItem('control', local);
        const open = indexedDB.open('control');
        open.onupgradeneeded = () => open.result.createObjectStore('texts');
        await new Promise((ok, no) => { open.onsuccess = ok; open.onerror = no; });
        const put = open.result.transaction('texts', 'readwrite', {durability: 'strict'});
        put.objectStore('texts').put(db, 1);
        await new Promise((ok, no) => { put.oncomplete = ok; put.onerror = no; });
        await (await caches.open('control')).put('/control', new Response(cache));
        return {};
      })().then(done, e => done({error: String(e)}));";
    page.script_async(code, CONTROL.map(|(_, text)| json!(text)).to_vec())
        .await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    Ok(())
}

/// The whole profile: every control text is there, no planted one.
fn look(folder: &std::path::Path) -> Outcome {
    let texts: Vec<&str> = CONTROL.iter().chain(&PLANTED).map(|(_, text)| *text).collect();
    let found = profile::search(folder, &texts)?;
    let is_found = |text: &str| found.iter().find(|trace| trace.text == text);
    for (place, text) in CONTROL {
        if is_found(text).is_none() {
            return Err(format!(
                "the search does not even find what was put into {place} in plain"
            ));
        }
    }
    let leaks: Vec<String> = PLANTED
        .iter()
        .filter_map(|(what, text)| {
            let trace = is_found(text)?;
            let file = trace.file.strip_prefix(folder).unwrap_or(&trace.file);
            Some(format!("{what} “{text}” in {} ({})", file.display(), trace.coding))
        })
        .collect();
    if leaks.is_empty() {
        Ok(())
    } else {
        Err(format!("readable on the disk: {}", leaks.join("; ")))
    }
}
