//! moto (PyPI): in memory, and its puts where nothing is are atomic.
use super::store::{Store, free, make_bucket, wait_for};
use crate::{place, run};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Stdio;

/// Pinned.
const MOTO: &str = "moto[server,s3]==5.2.5";

/// Starts it with a bucket.
pub fn start() -> Result<Store> {
    let address = free()?;
    let mut moto = run::command(&program()?.to_string_lossy());
    moto.args(["-H", "127.0.0.1", "-p", &address.port().to_string()]);
    let child = moto.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let store = Store {
        processes: vec![child.context("cannot start moto_server")?],
        addresses: vec![address],
        nodes: Vec::new(),
        key: ("test".to_owned(), "test".to_owned()),
        creates: "always",
        region: "us-east-1",
        folder: None,
    };
    wait_for(address)?;
    make_bucket(address)?;
    Ok(store)
}

/// The store's program, fetched into an environment of its own if it is not there.
fn program() -> Result<PathBuf> {
    let folder = place::tools().join("moto");
    let program = folder.join("bin/moto_server");
    if program.exists() {
        return Ok(program);
    }
    println!("set-up: fetching {MOTO} …");
    run::must(run::command("python3").args(["-m", "venv"]).arg(&folder))?;
    let pip = folder.join("bin/pip");
    run::must(run::command(&pip.to_string_lossy()).args(["install", "--quiet", MOTO]))?;
    Ok(program)
}
