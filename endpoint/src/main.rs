//! `fenliu-endpoint`: reads the command line, tries the store, serves.
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail, ensure};
use endpoint::config::{Config, HELP, Place};
use endpoint::{App, ShelfError, open, probe, serve};
use tokio::net::TcpListener;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fenliu-endpoint: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let code = std::env::var("FENLIU_SPACE_CODE").ok();
    match Config::from_args(std::env::args().skip(1), code.as_deref())? {
        Some(config) => tokio::runtime::Runtime::new()?.block_on(stand(config)),
        None => {
            println!("{HELP}");
            Ok(())
        }
    }
}

async fn stand(config: Config) -> Result<()> {
    let shelf = match &config.place {
        Place::Folder(path) => open::folder(path)?,
        Place::S3(url) => open::s3(url)?,
    };
    if let Some(dist) = &config.dist {
        let index = dist.join("index.html");
        ensure!(
            index.exists(),
            "there is no app in {}: cargo xtask bundle",
            dist.display()
        );
    }
    let found = match probe::probe(&shelf, &mark()).await {
        Ok(found) => found,
        Err(ShelfError::Store(why)) => bail!("the store cannot be used: {why}"),
        Err(error) => bail!("the store cannot be used: {error:?}"),
    };
    println!("{found}");
    ensure!(found.is_usable(), "the store does not show at once what was put");
    let app = App::new(shelf, config.limits, config.spaces);
    let app = Arc::new(if config.quiet { app } else { app.with_log() });
    let listener = TcpListener::bind(config.listen).await;
    let listener = listener.with_context(|| format!("cannot listen at {}", config.listen))?;
    println!("listening at http://{} (Ctrl-C ends it)", listener.local_addr()?);
    serve(app, listener, config.dist, asked_to_end()).await?;
    println!("ended");
    Ok(())
}

/// Different for every start, so that two that start together do not meet.
fn mark() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("{:x}-{:x}", since.as_nanos(), std::process::id())
}

/// Ctrl-C, or the signal that a service manager sends.
async fn asked_to_end() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
