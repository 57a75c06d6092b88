//! The command line: a parent that shares out time, a child for each target.
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::run::{self, Finding};
use crate::targets::{ALL, Target};

/// What was asked for.
struct Plan {
    target: Option<String>,
    seconds: u64,
    seed: u64,
    keep: PathBuf,
    input: Option<PathBuf>,
    seeds: Option<PathBuf>,
    /// This process runs one target itself; `careful` writes down every input before trying it.
    child: Option<String>,
}

impl Plan {
    fn from_args() -> Result<Plan, String> {
        let mut plan = Plan {
            target: None,
            seconds: 40,
            seed: 1,
            keep: "target/fuzz".into(),
            input: None,
            seeds: None,
            child: None,
        };
        let mut args = std::env::args().skip(1);
        while let Some(flag) = args.next() {
            let value = args.next().ok_or_else(|| format!("{flag} wants a value"))?;
            let number = || value.parse::<u64>().map_err(|_| format!("{value} is no number"));
            match flag.as_str() {
                "--target" => plan.target = Some(value),
                "--seconds" => plan.seconds = number()?,
                "--seed" => plan.seed = number()?,
                "--keep" => plan.keep = value.into(),
                "--input" => plan.input = Some(value.into()),
                "--seeds" => plan.seeds = Some(value.into()),
                "--child" => plan.child = Some(value),
                other => return Err(format!("unknown option {other}")),
            }
        }
        Ok(plan)
    }

    fn targets(&self) -> Result<Vec<&'static Target>, String> {
        let chosen = |t: &&Target| self.target.as_deref().is_none_or(|name| name == t.name);
        let targets: Vec<_> = ALL.iter().filter(chosen).collect();
        if targets.is_empty() {
            let names: Vec<_> = ALL.iter().map(|t| t.name).collect();
            return Err(format!("no such target; there are {}", names.join(", ")));
        }
        Ok(targets)
    }
}

/// Runs what the arguments ask for.
pub fn main() -> ExitCode {
    match Plan::from_args().and_then(|plan| go(&plan)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("fuzz: {error}");
            ExitCode::from(2)
        }
    }
}

fn go(plan: &Plan) -> Result<bool, String> {
    let targets = plan.targets()?;
    std::fs::create_dir_all(&plan.keep).map_err(|e| format!("{}: {e}", plan.keep.display()))?;
    if let (Some(folder), [target]) = (&plan.seeds, targets.as_slice()) {
        return write_seeds(target, folder).map_err(|e| format!("{}: {e}", folder.display()));
    }
    match (&plan.input, &plan.child, targets.as_slice()) {
        (Some(file), _, [target]) => one(target, file),
        (_, Some(how), [target]) => Ok(child(plan, target, how == "careful")),
        _ => Ok(all(plan, &targets)),
    }
}

fn one(target: &Target, file: &Path) -> Result<bool, String> {
    let input = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    match run::one(target, &input) {
        Ok(accepted) => println!("{}: {}", target.name, if accepted { "accepted" } else { "refused" }),
        Err(finding) => println!("{}: {finding}", target.name),
    }
    Ok(true)
}

/// Writes the seeds of a target as files, for libFuzzer to start from.
fn write_seeds(target: &Target, folder: &Path) -> std::io::Result<bool> {
    std::fs::create_dir_all(folder)?;
    for (n, seed) in (target.seeds)().iter().enumerate() {
        std::fs::write(folder.join(format!("seed-{n}")), seed)?;
    }
    Ok(true)
}

/// Runs one target in this process.
fn child(plan: &Plan, target: &Target, careful: bool) -> bool {
    std::panic::set_hook(Box::new(|_| ()));
    let file = plan.keep.join(format!("{}-{}", target.name, plan.seed));
    let note = |input: &[u8]| {
        if careful {
            let _ = std::fs::write(&file, input);
        }
    };
    match run::run(target, plan.seed, Duration::from_secs(plan.seconds), note) {
        Ok(told) => {
            let share = 100 * told.accepted / told.tried.max(1);
            println!(
                "test fuzz {} ... ok ({} inputs, {share} % accepted)",
                target.name, told.tried
            );
            true
        }
        Err(finding) => {
            report(target, &finding, &file);
            false
        }
    }
}

fn report(target: &Target, finding: &Finding, file: &Path) {
    let kept = match std::fs::write(file, &finding.input) {
        Ok(()) => file.display().to_string(),
        Err(error) => format!("not kept: {error}"),
    };
    println!("{finding}: {kept}");
    println!("test fuzz {} ... FAILED", target.name);
}

/// Runs targets two at a time; whether none found anything.
fn all(plan: &Plan, targets: &[&'static Target]) -> bool {
    let workers = 2.min(targets.len());
    let seconds = (plan.seconds * workers as u64 / targets.len() as u64).max(1);
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(target) = targets.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if !in_own_process(plan, target, seconds)
                        && let Ok(mut failed) = failed.lock()
                    {
                        failed.push(target.name);
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap_or_default();
    let verdict = if failed.is_empty() { "ok" } else { "FAILED" };
    println!(
        "test result: {verdict}. {} passed; {} failed; 0 ignored (seed {})",
        targets.len() - failed.len(),
        failed.len(),
        plan.seed
    );
    failed.is_empty()
}

/// Runs a target in a process of its own. One that dies without a word is run again, writing down every input first.
fn in_own_process(plan: &Plan, target: &Target, seconds: u64) -> bool {
    let start = |how: &str| {
        let mut command = Command::new(std::env::current_exe().unwrap_or_default());
        command.args([
            "--target",
            target.name,
            "--child",
            how,
            "--seed",
            &plan.seed.to_string(),
        ]);
        command.args([
            "--seconds",
            &(if how == "careful" { seconds * 20 } else { seconds }).to_string(),
        ]);
        command.arg("--keep").arg(&plan.keep).status()
    };
    match start("quick") {
        Ok(status) if status.success() => true,
        Ok(status) if status.code() == Some(1) => false,
        died => {
            let again = start("careful");
            let file = plan.keep.join(format!("{}-{}", target.name, plan.seed));
            println!(
                "{}: died ({died:?}, again {again:?}); its input is {}",
                target.name,
                file.display()
            );
            println!("test fuzz {} ... FAILED", target.name);
            false
        }
    }
}
