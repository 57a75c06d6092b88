//! What a first visit costs: bytes raw, gzip and brotli (best level), by Node's zlib.
use crate::{precache, run};
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;

/// The budget for everything before the first triage, in brotli bytes.
const BUDGET: u64 = 250_000;

/// Prints three sizes for each file named on its command line, as JSON.
const SCRIPT: &str = "const z=require('zlib'),f=require('fs');console.log(JSON.stringify(process.argv.slice(1).map(n=>{\
const b=f.readFileSync(n);return [b.length,z.gzipSync(b,{level:9}).length,z.brotliCompressSync(b,{params:{\
[z.constants.BROTLI_PARAM_QUALITY]:11,[z.constants.BROTLI_PARAM_SIZE_HINT]:b.length}}).length]})))";

/// One file with its sizes.
pub struct Sized {
    /// Its address.
    pub name: String,
    /// Raw, gzip, brotli bytes.
    pub bytes: [u64; 3],
}

/// Measures every file of `dist`.
pub fn measure(dist: &Path) -> Result<Vec<Sized>> {
    let mut names = Vec::new();
    precache::list(dist, "", &mut names)?;
    names.retain(|n| n != "fenliu.html");
    names.sort();
    let mut node = run::command("node");
    node.arg("-e")
        .arg(SCRIPT)
        .arg("--")
        .args(names.iter().map(|n| dist.join(n)));
    let json: Value = serde_json::from_str(&run::text(&mut node).context("sizes need Node.js")?)?;
    let row = |i: usize, k: usize| json.get(i).and_then(|r| r.get(k)).and_then(Value::as_u64).unwrap_or(0);
    let sized = |(i, name): (usize, String)| Sized {
        name,
        bytes: [row(i, 0), row(i, 1), row(i, 2)],
    };
    Ok(names.into_iter().enumerate().map(sized).collect())
}

/// Whether a file is fetched before the first verdict of quick triage.
pub fn is_first(name: &str) -> bool {
    let quick = name.starts_with("quick-") || name.starts_with("style-");
    quick || name == "index.html"
}

/// Prints the table: the first load, then what is fetched after the first paint. Returns whether the first load keeps
/// within its budget.
pub fn print(dist: &Path) -> Result<bool> {
    let all = measure(dist)?;
    let (first, later): (Vec<_>, Vec<_>) = all.iter().partition(|s| is_first(&s.name));
    println!(
        "{:<42}{:>12}{:>12}{:>12}",
        "before the first verdict", "raw", "gzip", "brotli"
    );
    let total = rows(&first);
    println!("{:<42}{:>12}{:>12}{:>12}", "after the first paint", "", "", "");
    rows(&later);
    let share = total[2] * 100 / BUDGET;
    println!(
        "first load: {} bytes brotli, {share} % of the budget of {BUDGET}",
        total[2]
    );
    Ok(total[2] <= BUDGET)
}

/// Prints files and their sum.
fn rows(files: &[&Sized]) -> [u64; 3] {
    let mut total = [0; 3];
    for file in files {
        line(&file.name, &file.bytes);
        for (sum, bytes) in total.iter_mut().zip(file.bytes) {
            *sum += bytes;
        }
    }
    line("together", &total);
    total
}

/// One line of the table.
fn line(name: &str, [raw, gzip, brotli]: &[u64; 3]) {
    println!("  {name:<40}{raw:>12}{gzip:>12}{brotli:>12}");
}
