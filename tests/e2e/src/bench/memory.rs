//! What the browser's processes take: proportional set size, in which what processes share is counted once.
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

/// Between two readings of a [`Peak`].
const EVERY: Duration = Duration::from_millis(50);

/// The most a renderer took while it was watched.
pub struct Peak {
    most: Arc<AtomicU64>,
    ended: Arc<AtomicBool>,
}

impl Peak {
    /// Begins to watch the browser with this profile.
    pub fn watch(profile: &Path) -> Peak {
        let (most, ended) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        let (profile, into, until) = (profile.to_owned(), Arc::clone(&most), Arc::clone(&ended));
        std::thread::spawn(move || {
            while !until.load(Ordering::Relaxed) {
                into.fetch_max(renderer_kilobytes(&profile), Ordering::Relaxed);
                std::thread::sleep(EVERY);
            }
        });
        Peak { most, ended }
    }

    /// Ends, and says the most in megabytes.
    pub fn end(self) -> f64 {
        self.most.load(Ordering::Relaxed) as f64 / 1024.0
    }
}

impl Drop for Peak {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
    }
}

/// Megabytes of the browser's largest renderer process: page and worker live in it.
pub fn renderer_megabytes(profile: &Path) -> f64 {
    renderer_kilobytes(profile) as f64 / 1024.0
}

fn renderer_kilobytes(profile: &Path) -> u64 {
    let profile = profile.display().to_string();
    let is_ours = |process: &PathBuf| {
        let command = std::fs::read_to_string(process.join("cmdline")).unwrap_or_default();
        command.contains("--type=renderer") && command.contains(&profile)
    };
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let renderers = processes.map(|entry| entry.path()).filter(is_ours);
    renderers
        .filter_map(|process| proportional(&process))
        .max()
        .unwrap_or(0)
}

/// Kilobytes of a process.
fn proportional(process: &Path) -> Option<u64> {
    let rollup = std::fs::read_to_string(process.join("smaps_rollup")).ok()?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.split_whitespace().next()?.parse().ok()
}
