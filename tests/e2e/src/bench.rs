//! The bench in a real browser: Fenliu beside its peers, in one run.
//!
//! `bench --dist DIR --peers DIR [--rows 100000] [--part law,seals,app,shared]` prints a table of figures, ratios and budgets (docs/bench.md says how
//! each is measured). `--peers` holds the bench's own page: `index.html`, `bench.js`, `peers.bundle.js`.
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use e2e::driver::{Browser, Engine, Outcome};
use e2e::rows;
use e2e::serve::Server;
use serde_json::{Value, json};

mod bench {
    pub mod app;
    pub mod couch;
    pub mod law;
    pub mod marks;
    pub mod memory;
    pub mod office;
    pub mod seals;
    pub mod shared;
    pub mod table;
}

use bench::table::Table;

/// Where the built things are, and how many rows.
struct Plan {
    dist: PathBuf,
    peers: PathBuf,
    rows: u32,
    parts: String,
}

fn plan() -> Result<Plan, String> {
    let mut plan = Plan {
        dist: "dist".into(),
        peers: "target/bench".into(),
        rows: 100_000,
        parts: "law,seals,app,shared".into(),
    };
    let mut args = std::env::args().skip(1);
    while let Some(flag) = args.next() {
        let value = args.next().ok_or_else(|| format!("{flag} wants a value"))?;
        match flag.as_str() {
            "--dist" => plan.dist = value.into(),
            "--peers" => plan.peers = value.into(),
            "--rows" => plan.rows = value.parse().map_err(|_| format!("{value} is no number of rows"))?,
            "--part" => plan.parts = value,
            other => return Err(format!("unknown option {other}")),
        }
    }
    Ok(plan)
}

#[tokio::main]
async fn main() -> ExitCode {
    let mut table = Table::default();
    match measure(&mut table).await {
        Ok(()) => {
            println!("{table}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("{table}");
            eprintln!("bench: {error}");
            ExitCode::from(2)
        }
    }
}

async fn measure(table: &mut Table) -> Outcome {
    let plan = plan()?;
    let made = rows::rows(plan.rows);
    let book = plan.peers.join("rows.xlsx");
    write(&book, &rows::workbook(&made).map_err(|e| e.to_string())?)?;
    write(&plan.peers.join("rows.json"), json!(made).to_string().as_bytes())?;
    drop(made);
    let wants = |part: &str| plan.parts.split(',').any(|p| p == part);
    if wants("law") {
        bench::law::measure(&plan.peers, table).await?;
    }
    if wants("seals") {
        bench::seals::measure(&plan.peers, table).await?;
    }
    if wants("app") {
        bench::app::measure(&plan.dist, &plan.peers, &book, plan.rows, table).await?;
    }
    if wants("shared") {
        bench::shared::measure(&plan.dist, &plan.peers, &book, plan.rows, table).await?;
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Outcome {
    std::fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display()))
}
