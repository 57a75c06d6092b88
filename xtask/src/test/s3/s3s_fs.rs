//! s3s-fs: one process that keeps objects as files, and checks signatures.
use super::folder;
use super::store::{BUCKET, Store, free, wait_for};
use crate::run;
use crate::setup::cargo_tool::S3S_FS;
use anyhow::{Context, Result};
use std::fs;
use std::process::Stdio;

/// Starts it with a bucket, which is a folder.
pub fn start() -> Result<Store> {
    let program = S3S_FS.program("3 minutes")?;
    let folder = folder("s3s-fs")?;
    fs::create_dir_all(folder.join(BUCKET))?;
    let (address, key) = (free()?, ("fenliu".to_owned(), "fenliu-secret".to_owned()));
    let mut store = run::command(&program.to_string_lossy());
    store.args(["--host", "127.0.0.1", "--port", &address.port().to_string()]);
    store
        .args(["--access-key", &key.0, "--secret-key", &key.1])
        .arg(&folder);
    let child = store.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let store = Store {
        processes: vec![child.context("cannot start s3s-fs")?],
        addresses: vec![address],
        nodes: Vec::new(),
        key,
        creates: "mostly",
        region: "us-east-1",
        folder: Some(folder),
    };
    wait_for(address)?;
    Ok(store)
}
