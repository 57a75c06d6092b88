//! Attachments: added at one place, seen at another, small pictures first; a paper and a picture in one case.
use std::path::PathBuf;

use e2e::driver::{Browser, Outcome};
use e2e::endpoint::Endpoint;
use serde_json::json;

use super::share::{at, exchange, nothing_readable, pair};
use super::{Stage, Story, new_case, open_case};

/// The case that `pair` makes.
const CASE: &str = "（2026）豫14执81号";
/// Stands in the file behind the picture, as a camera's notes do.
const PLANTED: &str = "鹮砾相机";

/// A photo is added; another device sees it small, fetches the file when it looks, and has it then without a network; the
/// store can read nothing of it; taken out, it comes back by one press.
pub const PHOTOS: Story = Story {
    name: "photos-of-a-scene-are-shared",
    tell: |stage| Box::pin(photos(stage)),
    not_in: &[],
};

/// A paper and a picture are added to a case and are there after a reload; a second time and of another kind they are
/// refused; the paper opens with its hash, becomes the proof of service of a document, is taken out, and comes back.
pub const FILES: Story = Story {
    name: "a-paper-and-a-picture-of-a-case",
    tell: |stage| Box::pin(files(stage)),
    not_in: &[],
};

async fn files(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    new_case(page, CASE, "2026-11-02").await?;
    let (paper, picture, program) = (file("回证.pdf", PAPER)?, picture()?, file("程序.exe", b"MZ")?);
    for (path, count) in [(&paper, 1), (&picture, 2)] {
        page.give_file("选取文件", path).await?;
        page.sees(&format!("照片与附件（{count}）")).await?;
    }
    page.reload().await?;
    page.sees("照片与附件（2）").await?;
    sees_picture(page, ".attachment-tile img", 360).await?;
    page.give_file("选取文件", &paper).await?;
    page.sees("本案已有同样的文件").await?;
    page.give_file("选取文件", &program).await?;
    page.sees("不收这种文件").await?;
    page.sees("照片与附件（2）").await?;
    page.press("文书制发与送达").await?;
    page.write("文书名称", "限制消费令").await?;
    page.pick("文书种类", "其他文书").await?;
    page.press("保存").await?;
    page.sees("限制消费令").await?;
    let called = paper.file_name().unwrap_or_default().to_string_lossy().into_owned();
    page.press(&format!("查看：{called}")).await?;
    page.sees("与存入时一致").await?;
    page.shot(stage.plan.shots.as_deref(), "attachment-paper").await?;
    page.pick("属于", "文书制发与送达 限制消费令").await?;
    page.press("这是送达回证").await?;
    page.sees("送达回证：文书制发与送达 限制消费令").await?;
    page.press("移出").await?;
    page.sees("照片与附件（1）").await?;
    page.press_css(".toast-action").await?;
    page.sees("照片与附件（2）").await?;
    page.sees("送达回证：文书制发与送达 限制消费令").await?;
    pictures(stage, page).await?;
    [paper, picture, program]
        .iter()
        .try_for_each(std::fs::remove_file)
        .map_err(|e| e.to_string())
}

/// A paper of one page, as small as a viewer takes.
const PAPER: &[u8] =
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj \
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>";

fn file(name: &str, bytes: &[u8]) -> Outcome<PathBuf> {
    let path = std::env::temp_dir().join(format!("{}-{name}", std::process::id()));
    std::fs::write(&path, bytes).map_err(|e| e.to_string())?;
    Ok(path)
}

async fn photos(stage: &mut Stage<'_>) -> Outcome {
    let mut endpoint = Endpoint::start().await?;
    let (one, two) = pair(stage, &endpoint).await?;
    let file = picture()?;
    at(one, "#/cases").await?;
    open_case(one, CASE).await?;
    one.write("说明", "东墙裂缝").await?;
    one.give_file("选取文件", &file).await?;
    one.sees("已存入 1 个附件").await?;
    sees_picture(one, ".attachment-tile img", 360).await?;
    let _ = std::fs::remove_file(&file);
    pictures(stage, one).await?;
    exchange(&[one, &two]).await?;
    look(&two).await?;
    two.shot(stage.plan.shots.as_deref(), "attachment").await?;
    nothing_readable(&endpoint, &[PLANTED, "东墙裂缝", "现场-"])?;
    endpoint.kill();
    two.reload().await?;
    look(&two).await?;
    two.press("关闭").await?;
    at(one, "#/cases").await?;
    open_case(one, CASE).await?;
    one.press("查看：东墙裂缝").await?;
    one.press("移出").await?;
    one.sees("已移出").await?;
    one.sees("还没有附件").await?;
    one.press("撤销").await?;
    sees_picture(one, ".attachment-tile img", 360).await
}

/// Pictures of the card as it is on a desk, a tablet and a phone, if they are wanted.
async fn pictures(stage: &Stage<'_>, page: &Browser) -> Outcome {
    let Some(folder) = stage.plan.shots.as_deref() else {
        return Ok(());
    };
    for (width, height) in [(390, 844), (820, 1180), (1280, 900)] {
        page.resize(width, height).await?;
        let there = "document.querySelector('.attachments').scrollIntoView({block: 'center'})";
        page.script(there, vec![]).await?;
        page.shot(Some(folder), &format!("attachments-{width}")).await?;
    }
    Ok(())
}

/// Opens the case and looks at the whole photo.
async fn look(page: &Browser) -> Outcome {
    at(page, "#/cases").await?;
    open_case(page, CASE).await?;
    sees_picture(page, ".attachment-tile img", 360).await?;
    page.press("查看：东墙裂缝").await?;
    sees_picture(page, ".attachment-whole img", 800).await?;
    page.sees("与存入时一致").await?;
    page.sees("已存入共享存储").await
}

async fn sees_picture(page: &Browser, css: &str, width: u32) -> Outcome {
    let code = "return document.querySelector(arguments[0])?.naturalWidth === arguments[1]";
    let what = format!("a picture of {width} pixels at {css}");
    page.wait_for(&what, code, vec![json!(css), json!(width)])
        .await
        .map(drop)
}

/// A picture of 800 × 600 as a bitmap, which needs no library to write, with words behind it.
fn picture() -> Outcome<PathBuf> {
    let (width, height) = (800_u32, 600_u32);
    let size = 54 + width * height * 3;
    let mut bytes = [b"BM".as_slice(), &size.to_le_bytes(), &[0; 4], &54_u32.to_le_bytes()].concat();
    bytes.extend(40_u32.to_le_bytes());
    bytes.extend([width.to_le_bytes(), height.to_le_bytes()].concat());
    bytes.extend([1, 0, 24, 0]);
    bytes.extend([0; 24]);
    let shade = |x: u32, y: u32| {
        [
            (x % 256) as u8,
            (y % 256) as u8,
            if x.abs_diff(y) < 9 { 40 } else { 190 },
        ]
    };
    (0..height).for_each(|y| (0..width).for_each(|x| bytes.extend(shade(x, y))));
    bytes.extend(PLANTED.as_bytes());
    let path = std::env::temp_dir().join(format!("现场-{}.bmp", std::process::id()));
    std::fs::write(&path, bytes).map_err(|e| e.to_string())?;
    Ok(path)
}
