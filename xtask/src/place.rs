//! Where things are: the repository, the tools, the built app.
use std::env;
use std::path::{Path, PathBuf};

/// The repository's root.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Where the pinned tools live: `$FENLIU_TOOLS`, else the user's cache; shared by all checkouts.
pub fn tools() -> PathBuf {
    if let Some(dir) = env::var_os("FENLIU_TOOLS") {
        return PathBuf::from(dir);
    }
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"));
    cache
        .or_else(|| home.map(|h| PathBuf::from(h).join(".cache")))
        .unwrap_or_else(env::temp_dir)
        .join("fenliu/tools")
}

/// The folder of a tool's programs.
pub fn tool_bin(tool: &str) -> PathBuf {
    match tool {
        "binaryen" => tools().join("binaryen/node_modules/.bin"),
        _ => tools().join(tool).join("bin"),
    }
}

/// The built app.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Finds a program on PATH.
pub fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|dir| dir.join(program))
        .find(|p| p.is_file())
}
