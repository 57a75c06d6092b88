//! From a word on the command line to a store.
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use object_store::local::LocalFileSystem;

use crate::shelf::Shelf;

/// A folder. Everything written is on the disk, file and directory entry, before the answer leaves.
///
/// # Errors
/// When the folder cannot be made or read.
pub fn folder(path: &Path) -> Result<Shelf> {
    std::fs::create_dir_all(path).with_context(|| format!("cannot make the folder {}", path.display()))?;
    let store = LocalFileSystem::new_with_prefix(path)
        .with_context(|| format!("cannot use the folder {}", path.display()))?
        .with_fsync(true);
    Ok(Shelf::new(Arc::new(store), ""))
}

/// `s3://bucket` or `s3://bucket/prefix`. Keys, region and address come from the usual `AWS_…` variables.
///
/// # Errors
/// When a setting is missing, or this build has no S3.
#[cfg(feature = "s3")]
pub fn s3(url: &str) -> Result<Shelf> {
    use object_store::aws::AmazonS3Builder;

    let rest = url
        .strip_prefix("s3://")
        .context("an S3 store is written s3://bucket")?;
    let (bucket, root) = rest.split_once('/').unwrap_or((rest, ""));
    // Only fails when one is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let address = std::env::var("AWS_ENDPOINT_URL")
        .or_else(|_| std::env::var("AWS_ENDPOINT"))
        .ok();
    let is_plain = address.as_ref().is_some_and(|a| a.starts_with("http://"));
    let mut builder = AmazonS3Builder::from_env()
        .with_bucket_name(bucket)
        .with_allow_http(is_plain);
    if let Some(address) = address {
        builder = builder.with_endpoint(address);
    }
    let store = builder.build().context("the S3 store is not fully described")?;
    Ok(Shelf::new(Arc::new(store), root))
}

/// This build has no S3.
///
/// # Errors
/// Always.
#[cfg(not(feature = "s3"))]
pub fn s3(_: &str) -> Result<Shelf> {
    anyhow::bail!("this program was built without S3: build it with --features s3")
}
