//! `deny`: licences, sources and advisories of all dependencies. Apart from `test`: the tool takes minutes to build.
use crate::run;
use crate::setup::cargo_tool::DENY;
use anyhow::Result;

/// Runs cargo-deny; without the advisory database, its other checks.
pub fn deny() -> Result<bool> {
    if !DENY.is_there()? {
        println!("fetching cargo-deny {} (usually 4 to 8 minutes) …", DENY.version);
        DENY.fetch()?;
    }
    let fetched = check(&["fetch", "db"])?;
    if !fetched {
        println!("the advisory database cannot be reached: advisories are NOT checked, the rest is");
    }
    let rest = check(&["check", "bans", "licenses", "sources"])?;
    Ok(rest && (!fetched || check(&["check", "advisories"])?))
}

/// One run of it.
fn check(arguments: &[&str]) -> Result<bool> {
    let mut deny = run::command("cargo-deny");
    Ok(deny.args(arguments).status()?.success())
}
