//! The table of overdue nodes of the month before, saved as a workbook that holds what the page shows.
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use e2e::driver::{Browser, Outcome};
use serde_json::Value;

/// How long a file may take to be written.
const WRITING: Duration = Duration::from_secs(20);

/// Saves it.
pub async fn save(page: &Browser) -> Outcome {
    page.press("台账").await?;
    page.pick("台账种类", "超期节点统计表").await?;
    page.sees("项未说明").await?;
    page.press("导出").await
}

/// The workbook has a row for each node the page counts, and every case the page shows.
pub async fn saved(page: &Browser) -> Outcome {
    let shown = "const count = /(\\d+) 项，其中/.exec(document.querySelector('main').innerText);
      const cases = [...document.querySelectorAll('.overdue-table .case-number')].map(e => e.textContent.trim());
      return count && cases.length > 0 && [Number(count[1]), cases]";
    let shown = page.wait_for("the rows of the table", shown, vec![]).await?;
    let file = workbook(&page.downloads()).await?;
    let (rows, words) = read(&file)?;
    // Title, what it is about and the headings before the rows, totals after them.
    if Some(rows) != shown[0].as_u64().map(|count| count + 4) {
        return Err(format!(
            "{} has {rows} rows in all for {} nodes",
            file.display(),
            shown[0]
        ));
    }
    let mut cases = shown[1].as_array().into_iter().flatten().filter_map(Value::as_str);
    match cases.find(|case| !words.contains(*case)) {
        Some(case) => Err(format!("{case} is not in {}", file.display())),
        None => Ok(()),
    }
}

/// The workbook that was saved last, once it is whole.
async fn workbook(folder: &Path) -> Outcome<PathBuf> {
    let start = Instant::now();
    loop {
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut books = files
            .map(|file| file.path())
            .filter(|path| path.extension().is_some_and(|e| e == "xlsx"));
        if let Some(book) = books.next() {
            return Ok(book);
        }
        if start.elapsed() > WRITING {
            return Err(format!("no workbook came to {}", folder.display()));
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// How many rows its sheet has, and all its words.
fn read(path: &Path) -> Outcome<(u64, String)> {
    let file = std::fs::File::open(path).map_err(|e| e.to_string())?;
    let mut book = zip::ZipArchive::new(file).map_err(|e| e.to_string())?;
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut part = book.by_name(name).map_err(|e| format!("{name}: {e}"))?;
        part.read_to_string(&mut text).map_err(|e| e.to_string())?;
        Ok::<String, String>(text)
    };
    let (sheet, words) = (part("xl/worksheets/sheet1.xml")?, part("xl/sharedStrings.xml")?);
    Ok((sheet.matches("<row ").count() as u64, words))
}
