//! `deny`: licences, sources and advisories of all dependencies. Apart from `test`: the tool takes minutes to build.
use crate::run;
use crate::setup::cargo_tool::DENY;
use anyhow::Result;

/// Runs cargo-deny. Without the advisory database its other checks are done, and the whole fails: nobody may take what
/// was not checked for checked.
pub fn deny() -> Result<bool> {
    if !DENY.is_there()? {
        println!("fetching cargo-deny {} (usually 4 to 8 minutes) …", DENY.version);
        DENY.fetch()?;
    }
    let fetched = check(&["fetch", "db"])?;
    if !fetched {
        println!("the advisory database cannot be reached; the rest is checked");
    }
    let rest = check(&["check", "bans", "licenses", "sources"])?;
    let advisories = fetched && check(&["check", "advisories"])?;
    if !fetched {
        println!("FAILED: advisories were not checked, because their database cannot be reached");
    }
    Ok(rest && advisories)
}

/// One run of it.
fn check(arguments: &[&str]) -> Result<bool> {
    let mut deny = run::command("cargo-deny");
    Ok(deny.args(arguments).status()?.success())
}
