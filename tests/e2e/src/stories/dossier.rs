//! The dossier of a case: files find their headings, a person has the last word, and the volume goes out as one archive.
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use e2e::driver::{Browser, Engine, Outcome};
use e2e::pdf;

use super::{Stage, Story, new_case};

const CASE: &str = "（2026）豫14执93号";

/// Two files are added: the heading of one is proposed by its name and confirmed, the other is put under another heading, named
/// and moved by the keyboard; after a reload all stands so, on paper, too, and in the archive both lie under their numbers.
pub const DOSSIER: Story = Story {
    name: "two-files-into-the-dossier",
    tell: |stage| Box::pin(dossier(stage)),
    not_in: &[
        (Engine::Webkit, "its driver cannot print a page"),
        (
            Engine::Firefox,
            "an empty sheet follows there, and the archive is not found where it was saved: not yet looked into",
        ),
    ],
};

async fn dossier(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.begin("#/cases").await?;
    new_case(page, CASE, "2026-11-02").await?;
    let folder = std::env::temp_dir().join(format!("fenliu-dossier-{}", std::process::id()));
    let (application, note) = (file(&folder, "申请执行书.pdf")?, file(&folder, "扫描0001.pdf")?);
    for (path, count) in [(&application, 1), (&note, 2)] {
        page.give_file("选取文件", path).await?;
        page.sees(&format!("照片与附件（{count}）")).await?;
    }
    page.sees("2 件，2 件待确认").await?;
    page.press("卷宗目录").await?;
    page.sees("建议：名称含“申请执行书”").await?;
    page.sees("没有依据，先列其他").await?;
    page.sees("还缺 2 项：执行依据；当事人主体资格材料").await?;
    page.press_css("input[aria-label='选择：扫描0001']").await?;
    page.sees("已选 1 件").await?;
    page.pick("改归到", "basis").await?;
    page.sees("还缺 1 项：当事人主体资格材料").await?;
    page.press("全部确认（1）").await?;
    page.sees("已确认归目 1 件").await?;
    page.press("修改：扫描0001").await?;
    page.write("材料名称", "民事判决书").await?;
    page.write("页数", "12").await?;
    page.press("保存").await?;
    page.sees("已修改目录项：民事判决书").await?;
    page.reload().await?;
    page.sees("民事判决书").await?;
    page.does_not_see("建议：").await?;
    pictures(stage, page).await?;
    printed(stage, page).await?;
    page.press("导出：正卷").await?;
    let names = archive(&page.downloads()).await?;
    let wanted = [
        "000_正卷卷内目录.docx",
        "001_申请执行书.pdf",
        "002_民事判决书.pdf",
        "校验清单.json",
        "校验清单.sig",
    ];
    if names != wanted {
        return Err(format!("the archive holds {names:?}"));
    }
    page.sees("已导出 2 件").await?;
    all(stage, page).await?;
    std::fs::remove_dir_all(&folder).map_err(|e| e.to_string())
}

/// The list of all dossiers says what this one lacks and where its paper is, and leads back to it.
async fn all(stage: &Stage<'_>, page: &Browser) -> Outcome {
    page.script("location.hash = '#/dossiers'", vec![]).await?;
    page.sees("1 件案件，缺 1 项，待确认 0 件").await?;
    page.sees("当事人主体资格材料").await?;
    page.sees("未收卷").await?;
    page.shot(stage.plan.shots.as_deref(), "dossiers").await?;
    page.pick("显示", "4").await?;
    page.sees("所选范围内没有卷宗").await?;
    page.pick("显示", "1").await?;
    page.press(&format!("打开{CASE}的卷宗")).await?;
    page.sees("还缺 1 项").await
}

/// The catalogue of the main volume on paper: its lines, and nothing of the internal one.
async fn printed(stage: &Stage<'_>, page: &Browser) -> Outcome {
    page.script("window.print = () => {};", vec![]).await?;
    page.press("打印目录：正卷").await?;
    let sheet = pdf::print(page).await?;
    if let Some(folder) = stage.plan.shots.as_deref() {
        let path = folder.join(format!("{}-dossier.pdf", page.engine().name()));
        std::fs::write(path, &sheet).map_err(|e| e.to_string())?;
    }
    match pdf::pages(&sheet) {
        1 => Ok(()),
        other => Err(format!("a catalogue of two lines takes {other} sheets")),
    }
}

async fn pictures(stage: &Stage<'_>, page: &Browser) -> Outcome {
    let Some(folder) = stage.plan.shots.as_deref() else {
        return Ok(());
    };
    for (width, height) in [(390, 844), (1366, 768)] {
        page.resize(width, height).await?;
        page.shot(Some(folder), &format!("dossier-{width}")).await?;
    }
    Ok(())
}

/// A paper of one page of its own.
fn file(folder: &Path, name: &str) -> Outcome<PathBuf> {
    std::fs::create_dir_all(folder).map_err(|e| e.to_string())?;
    let path = folder.join(name);
    std::fs::write(&path, format!("%PDF-1.4\n% {name}\n")).map_err(|e| e.to_string())?;
    Ok(path)
}

/// The names in the archive that was saved.
async fn archive(downloads: &Path) -> Outcome<Vec<String>> {
    let since = Instant::now();
    while since.elapsed() < Duration::from_secs(20) {
        if let Some(path) = saved(downloads) {
            let file = std::fs::File::open(&path).map_err(|e| e.to_string())?;
            let archive = zip::ZipArchive::new(file).map_err(|e| format!("{}: {e}", path.display()))?;
            let names = archive.file_names().map(|name| name.map(|name| name.into_owned()));
            let mut names: Vec<String> = names.collect::<Result<_, _>>().map_err(|e| e.to_string())?;
            names.sort();
            return Ok(names);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(format!("no archive in {}", downloads.display()))
}

/// The archive that was saved, if there is one.
pub(super) fn saved(downloads: &Path) -> Option<PathBuf> {
    let files = std::fs::read_dir(downloads).ok()?.filter_map(Result::ok);
    let mut paths = files.map(|file| file.path());
    paths.find(|path| path.extension().is_some_and(|end| end == "zip"))
}
