//! End-to-end stories: people's paths through the built app, in real browsers.
//!
//! `e2e [--browsers chromium,firefox,webkit] [--dist DIR] [--story PART-OF-NAME,…] [--shots DIR]`
//! Each story starts with an empty profile. The last line is `N passed, N failed, N skipped`.
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

mod stories;

use e2e::driver::Engine;

/// What the stories run on.
pub struct Plan {
    /// The built app: `index.html` and `fenliu.html`.
    pub dist: PathBuf,
    /// Where screenshots go, if anywhere.
    pub shots: Option<PathBuf>,
    engines: Vec<Engine>,
    only: Option<String>,
}

impl Plan {
    fn from_args() -> Result<Self, String> {
        let mut plan = Plan {
            dist: std::env::var_os("FENLIU_DIST").map_or_else(|| PathBuf::from("dist"), PathBuf::from),
            shots: None,
            engines: Engine::ALL.to_vec(),
            only: None,
        };
        let mut args = std::env::args().skip(1);
        while let Some(flag) = args.next() {
            let value = args.next().ok_or_else(|| format!("{flag} wants a value"))?;
            match flag.as_str() {
                "--browsers" | "--browser" => {
                    plan.engines = value.split(',').map(Engine::named).collect::<Result<_, _>>()?;
                }
                "--dist" => plan.dist = value.into(),
                "--story" => plan.only = Some(value),
                "--shots" => plan.shots = Some(value.into()),
                other => return Err(format!("unknown option {other}")),
            }
        }
        if !plan.dist.join("index.html").is_file() {
            return Err(format!(
                "no built app in {} (cargo xtask bundle makes it)",
                plan.dist.display()
            ));
        }
        plan.dist = plan.dist.canonicalize().map_err(|e| e.to_string())?;
        Ok(plan)
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let plan = match Plan::from_args() {
        Ok(plan) => plan,
        Err(error) => {
            eprintln!("e2e: {error}");
            return ExitCode::from(2);
        }
    };
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for &engine in &plan.engines {
        for story in stories::all() {
            if plan
                .only
                .as_ref()
                .is_some_and(|only| !only.split(',').any(|part| story.name.contains(part)))
            {
                continue;
            }
            if let Some(why) = story.skips(engine) {
                println!("skip  {} {}: {why}", engine.name(), story.name);
                skipped += 1;
                continue;
            }
            let start = Instant::now();
            let result = story.run(&plan, engine).await;
            let seconds = start.elapsed().as_secs_f32();
            match result {
                Ok(()) => {
                    println!("ok    {} {} ({seconds:.1} s)", engine.name(), story.name);
                    passed += 1;
                }
                Err(error) => {
                    println!("FAIL  {} {} ({seconds:.1} s): {error}", engine.name(), story.name);
                    failed += 1;
                }
            }
        }
    }
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    if failed == 0 && passed > 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
