//! A scan of many pages: read page by page, cut into items by the keyboard, and exported as files of their own. A file that
//! cannot be read is said to be so.
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use ::pdf::{File, samples};
use e2e::driver::{Browser, Engine, Outcome};

use super::dossier::saved;
use super::{Stage, Story, new_case};

const CASE: &str = "（2026）豫14执94号";
/// Pages of the scan.
const PAGES: u16 = 40;

/// Pages are drawn; N begins items, S joins them; what is named finds its heading; after a reload all stands so, and the volume
/// holds each item as a file of its own pages.
pub const SCAN: Story = Story {
    name: "a-scan-is-cut-into-items",
    tell: |stage| Box::pin(scan(stage)),
    not_in: &[],
};

async fn scan(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    new_case(page, CASE, "2026-11-02").await?;
    let folder = std::env::temp_dir().join(format!("fenliu-scan-{}-{}", std::process::id(), page.engine().name()));
    let whole = samples::pages(PAGES);
    let scan = file(&folder, "扫描0001.pdf", &whole)?;
    let broken = file(&folder, "坏文件.pdf", b"%PDF-1.4\n nothing follows\n")?;
    for (path, count) in [(&scan, 1), (&broken, 2)] {
        page.give_file("选取文件", path).await?;
        page.sees(&format!("照片与附件（{count}）")).await?;
    }
    page.press("卷宗目录").await?;
    page.press("翻看：坏文件").await?;
    page.sees("这个 PDF 不完整").await?;
    page.press("返回卷宗").await?;
    page.press("翻看：扫描0001").await?;
    page.sees_within(Duration::from_secs(60), "第 1 页，共 40 页").await?;
    drawn(page).await?;
    page.does_not_see("正在显示各页").await?;
    cut(page).await?;
    pictures(stage, page).await?;
    page.press("保存拆分").await?;
    page.sees("已拆分为 3 件").await?;
    page.reload().await?;
    page.sees_within(Duration::from_secs(60), "拆分成 3 件").await?;
    page.press("返回卷宗").await?;
    for text in ["扫描件第 1–2 页", "扫描件第 3–7 页", "扫描件第 8–40 页"] {
        page.sees(text).await?;
    }
    page.sees("建议：名称含“申请执行书”").await?;
    if page.engine() == Engine::Chromium {
        // Where the others save files is not known to their drivers.
        page.press("导出：正卷").await?;
        exported(page, &whole).await?;
    }
    std::fs::remove_dir_all(&folder).map_err(|e| e.to_string())
}

/// The small pages and the large one show something.
async fn drawn(page: &Browser) -> Outcome {
    let ink = "
      const dark = canvas => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        for (let i = 0; i < data.length; i += 4) if (data[i] < 64 && data[i + 3] > 0) return true;
        return false;
      };
      const all = [...document.querySelectorAll('.scan-grid canvas, .scan-page canvas')];
      return all.length === 41 && all.every(dark);";
    page.wait_for("41 drawn pages", ink, vec![]).await.map(drop)
}

/// Items from page 3, 5 and 8; the second of them is joined to the one before again.
async fn cut(page: &Browser) -> Outcome {
    page.press_css(".scan-cell[aria-label^='第 1 页']").await?;
    for keys in ["\u{e014}\u{e014}n", "\u{e014}\u{e014}n", "\u{e014}\u{e014}\u{e014}n"] {
        page.keys(keys).await?;
    }
    page.sees("拆分成 4 件").await?;
    page.keys("\u{e012}\u{e012}\u{e012}s").await?;
    page.sees("拆分成 3 件").await?;
    page.write("第 1 件的名称", "申请执行书").await?;
    page.write("第 2 件的名称", "张三身份证").await?;
    page.pick("第 3 件归入", "basis").await
}

async fn pictures(stage: &Stage<'_>, page: &Browser) -> Outcome {
    let Some(folder) = stage.plan.shots.as_deref() else {
        return Ok(());
    };
    for (width, height) in [(390, 844), (820, 1180), (1366, 768)] {
        page.resize(width, height).await?;
        page.shot(Some(folder), &format!("scan-{width}")).await?;
    }
    Ok(())
}

/// The archive holds each item as a file of its pages, drawn as they are in the scan.
async fn exported(page: &Browser, whole: &[u8]) -> Outcome {
    let since = Instant::now();
    let path = loop {
        match saved(&page.downloads()) {
            Some(path) => break path,
            None if since.elapsed() > Duration::from_secs(20) => return Err("no archive".to_owned()),
            None => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    };
    let file = std::fs::File::open(&path).map_err(|e| e.to_string())?;
    let mut archive = zip::ZipArchive::new(file).map_err(|e| e.to_string())?;
    let scan = File::open(whole.to_vec()).map_err(|e| e.to_string())?;
    for (end, first, count) in [
        ("申请执行书.pdf", 1, 2),
        ("张三身份证.pdf", 3, 5),
        ("扫描0001 8–40.pdf", 8, 33),
    ] {
        let names: Vec<String> = archive
            .file_names()
            .filter_map(|name| Some(name.ok()?.into_owned()))
            .collect();
        let name = names.iter().find(|name| name.ends_with(end));
        let name = name.ok_or(format!("no {end} among {names:?}"))?;
        let mut bytes = Vec::new();
        let mut entry = archive.by_name(name).map_err(|e| e.to_string())?;
        entry.read_to_end(&mut bytes).map_err(|e| e.to_string())?;
        drop(entry);
        let item = File::open(bytes).map_err(|e| format!("{end}: {e}"))?;
        let same = |at: u32| item.draw(at, 90).ok() == scan.draw(first + at - 1, 90).ok();
        if item.pages() != count || !(1..=count).all(same) {
            return Err(format!(
                "{end} has {} pages, or others than those of the scan",
                item.pages()
            ));
        }
    }
    Ok(())
}

fn file(folder: &Path, name: &str, bytes: &[u8]) -> Outcome<PathBuf> {
    std::fs::create_dir_all(folder).map_err(|e| e.to_string())?;
    let path = folder.join(name);
    std::fs::write(&path, bytes).map_err(|e| e.to_string())?;
    Ok(path)
}
