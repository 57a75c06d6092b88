//! Garage: three nodes on loopback, each object on all three; two are enough to read and write.
use super::folder;
use super::store::{BUCKET, Store, free, wait_for};
use crate::setup::cargo_tool::GARAGE;
use crate::{place, run};
use anyhow::{Context, Result, ensure};
use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

const NODES: usize = 3;
/// What nodes know each other by; of no worth outside this test.
const SECRET: &str = "5c1915fa04d0b6739675c61bf5907eb0fe3d9c69850c83820f51b4d25d13868c";
const KEY: &str = "GK31c2f218a2e44f485b94239e";
const KEY_SECRET: &str = "b892c0665f0ada8a4755dae98baa3b133590e11dae3bcc1f9d769d67f16c3835";

/// A node before it runs.
struct Node {
    config: PathBuf,
    rpc: SocketAddr,
    s3: SocketAddr,
}

/// Starts three nodes with a bucket.
pub fn start() -> Result<Store> {
    GARAGE.program("10 to 15 minutes")?;
    let folder = folder("garage")?;
    let nodes: Vec<Node> = (1..=NODES)
        .map(|at| node(&folder.join(at.to_string())))
        .collect::<Result<_>>()?;
    let mut store = Store {
        processes: Vec::new(),
        addresses: nodes.iter().map(|node| node.s3).collect(),
        nodes: Vec::new(),
        key: (KEY.to_owned(), KEY_SECRET.to_owned()),
        creates: "never",
        region: "garage",
        folder: Some(folder),
    };
    for node in &nodes {
        let log = File::create(node.config.with_extension("log"))?;
        let child = garage(node).arg("server").stdout(Stdio::null()).stderr(log).spawn();
        let child = child.context("cannot start garage")?;
        store.nodes.push(child.id());
        store.processes.push(child);
    }
    for node in &nodes {
        wait_for(node.s3)?;
    }
    let first = nodes.first().context("no node")?;
    arrange(first, &nodes)?;
    Ok(store)
}

/// Writes what a node is told.
fn node(folder: &Path) -> Result<Node> {
    fs::create_dir_all(folder)?;
    let (rpc, s3) = (free()?, free()?);
    let text = format!(
        "metadata_dir = \"{0}/meta\"\ndata_dir = \"{0}/data\"\ndb_engine = \"lmdb\"\nreplication_factor = {NODES}\n\
         compression_level = \"none\"\nrpc_bind_addr = \"{rpc}\"\nrpc_public_addr = \"{rpc}\"\nrpc_secret = \"{SECRET}\"\n\
         [s3_api]\ns3_region = \"garage\"\napi_bind_addr = \"{s3}\"\nroot_domain = \".s3.garage\"\n",
        folder.display()
    );
    let config = folder.join("garage.toml");
    fs::write(&config, text)?;
    Ok(Node { config, rpc, s3 })
}

/// Makes the nodes one store: who is in, who keeps what, a bucket, a key.
fn arrange(first: &Node, nodes: &[Node]) -> Result<()> {
    let mut ids = Vec::new();
    for node in nodes {
        let id = run::text(garage(node).args(["node", "id", "-q"])).context("a node has no id")?;
        let id = id.trim().split('@').next().unwrap_or_default().to_owned();
        if node.rpc != first.rpc {
            again(|| run::must(quiet(first).args(["node", "connect", &format!("{id}@{}", node.rpc)])))?;
        }
        ids.push(id);
    }
    for id in &ids {
        again(|| run::must(quiet(first).args(["layout", "assign", "-z", "dc1", "-c", "1G", id])))?;
    }
    run::must(quiet(first).args(["layout", "apply", "--version", "1"]))?;
    again(|| run::must(quiet(first).args(["bucket", "create", BUCKET])))?;
    run::must(quiet(first).args(["key", "import", "--yes", "-n", "fenliu", KEY, KEY_SECRET]))?;
    run::must(quiet(first).args(["bucket", "allow", "--read", "--write", "--owner", BUCKET, "--key", KEY]))
}

/// Nodes hear of each other after a while.
fn again(mut what: impl FnMut() -> Result<()>) -> Result<()> {
    let mut last = Ok(());
    for _ in 0..20 {
        last = what();
        if last.is_ok() {
            return last;
        }
        thread::sleep(Duration::from_millis(500));
    }
    ensure!(last.is_ok(), "garage does not do it: {last:?}");
    last
}

fn garage(node: &Node) -> Command {
    let mut garage = run::command(&place::tool_bin(GARAGE.program).join(GARAGE.program).to_string_lossy());
    garage.arg("-c").arg(&node.config).env("RUST_LOG", "garage=warn");
    garage
}

fn quiet(node: &Node) -> Command {
    let mut garage = garage(node);
    garage.stdout(Stdio::null());
    garage
}
