//! A store of several nodes, as `cargo xtask test --s3` starts it and names it in the environment.
use std::process::Command;

use crate::driver::Outcome;

/// Its nodes.
pub struct Cluster {
    /// Addresses that take S3 requests.
    pub nodes: Vec<String>,
    processes: Vec<String>,
}

fn list(name: &str) -> Option<Vec<String>> {
    let list = std::env::var(name).ok()?;
    Some(list.split(',').map(str::to_owned).collect())
}

impl Cluster {
    /// Whether there is one.
    pub fn is_there() -> bool {
        std::env::var_os("FENLIU_STORE_NODES").is_some()
    }

    /// The one there is.
    ///
    /// # Errors
    /// There is none, or it has fewer than three nodes.
    pub fn find() -> Outcome<Cluster> {
        let found = list("FENLIU_STORE_NODES").zip(list("FENLIU_STORE_PIDS"));
        match found {
            Some((nodes, processes)) if nodes.len() >= 3 && nodes.len() == processes.len() => {
                Ok(Cluster { nodes, processes })
            }
            _ => Err("no store of three nodes is named".to_owned()),
        }
    }

    /// Kills a node at once (SIGKILL).
    ///
    /// # Errors
    /// It was dead already.
    pub fn kill(&self, node: usize) -> Outcome {
        let process = self.processes.get(node).ok_or("no such node")?;
        let killed = Command::new("kill").args(["-KILL", process]).status();
        match killed {
            Ok(status) if status.success() => Ok(()),
            _ => Err(format!("node {node} could not be killed")),
        }
    }
}
