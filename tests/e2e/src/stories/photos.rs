//! Photos of a scene: added at one place, seen at another, small pictures first.
use std::path::PathBuf;

use e2e::driver::{Browser, Outcome};
use e2e::endpoint::Endpoint;
use serde_json::json;

use super::share::{at, exchange, nothing_readable, pair};
use super::{Stage, Story, open_case};

/// The case that `pair` makes.
const CASE: &str = "（2026）豫14执81号";
/// Stands in the file behind the picture, as a camera's notes do.
const PLANTED: &str = "鹮砾相机";

/// A photo is added; another device sees it small, fetches the file when it looks, and has it then without a network;
/// the store can read nothing of it; taken out, it comes back by one press.
pub const PHOTOS: Story = Story {
    name: "photos-of-a-scene-are-shared",
    tell: |stage| Box::pin(photos(stage)),
    not_in: &[],
};

async fn photos(stage: &mut Stage<'_>) -> Outcome {
    let mut endpoint = Endpoint::start().await?;
    let (one, two) = pair(stage, &endpoint).await?;
    let file = picture()?;
    at(one, "#/cases").await?;
    open_case(one, CASE).await?;
    one.write("说明", "东墙裂缝").await?;
    one.give_file("拍照或选取", &file).await?;
    one.sees("已存入 1 张照片").await?;
    sees_picture(one, ".photo-tile img", 360).await?;
    let _ = std::fs::remove_file(&file);
    pictures(stage, one).await?;
    exchange(&[one, &two]).await?;
    look(&two).await?;
    two.shot(stage.plan.shots.as_deref(), "photo").await?;
    nothing_readable(&endpoint, &[PLANTED, "东墙裂缝", "现场-"])?;
    endpoint.kill();
    two.reload().await?;
    look(&two).await?;
    two.press("关闭").await?;
    at(one, "#/cases").await?;
    open_case(one, CASE).await?;
    one.press("查看照片：东墙裂缝").await?;
    one.press("移出").await?;
    one.sees("已移出").await?;
    one.sees("还没有照片").await?;
    one.press("撤销").await?;
    sees_picture(one, ".photo-tile img", 360).await
}

/// Pictures of the card as it is on a desk, a tablet and a phone, if they are wanted.
async fn pictures(stage: &Stage<'_>, page: &Browser) -> Outcome {
    let Some(folder) = stage.plan.shots.as_deref() else {
        return Ok(());
    };
    for (width, height) in [(390, 844), (820, 1180), (1280, 900)] {
        page.resize(width, height).await?;
        let there = "document.querySelector('.photos').scrollIntoView({block: 'center'})";
        page.script(there, vec![]).await?;
        page.shot(Some(folder), &format!("photos-{width}")).await?;
    }
    Ok(())
}

/// Opens the case and looks at the whole photo.
async fn look(page: &Browser) -> Outcome {
    at(page, "#/cases").await?;
    open_case(page, CASE).await?;
    sees_picture(page, ".photo-tile img", 360).await?;
    page.press("查看照片：东墙裂缝").await?;
    sees_picture(page, ".photo-whole img", 800).await?;
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
