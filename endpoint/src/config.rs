//! The command line.
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use sync::names::unhex;

use crate::limits::{Limits, Spaces};

/// What `--help` prints.
pub const HELP: &str = "\
fenliu-endpoint: stands between browsers and a store that only keeps bytes

  --folder DIR           store in a folder (usual: ./fenliu-store)
  --store s3://BUCKET[/PREFIX]
                         store in an S3-compatible store; keys and address from AWS_ACCESS_KEY_ID,
                         AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL
  --listen ADDRESS       where to listen (usual: 127.0.0.1:8787)
  --serve DIST           also serve the app from this folder
  --spaces open|closed|code
                         who may begin a space; the code is read from FENLIU_SPACE_CODE
  --space ID             may begin although closed (can be said several times)
  --object-mib N         largest object (64)
  --space-gib N          most in one space (50)
  --device-gib N         most of one device (10)
  --total-gib N          most in the whole store (100); no space begins once half of it is used
  --rate N               requests a second and device (100)
  --quiet                no line for each request";

/// Where the store is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A folder.
    Folder(PathBuf),
    /// `s3://…`
    S3(String),
}

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the store is.
    pub place: Place,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The app's folder.
    pub dist: Option<PathBuf>,
    /// Who may begin a space.
    pub spaces: Spaces,
    /// What may be used.
    pub limits: Limits,
    /// No line for each request.
    pub quiet: bool,
}

impl Config {
    /// Reads the command line; nothing if help was asked for. `code` is that of `--spaces code`.
    ///
    /// # Errors
    /// When something is not understood.
    pub fn from_args(args: impl IntoIterator<Item = String>, code: Option<&str>) -> Result<Option<Config>> {
        let mut config = Config {
            place: Place::Folder(PathBuf::from("fenliu-store")),
            listen: SocketAddr::from(([127, 0, 0, 1], 8787)),
            dist: None,
            spaces: Spaces::Open,
            limits: Limits::default(),
            quiet: false,
        };
        let mut known = BTreeSet::new();
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--help" | "-h" => return Ok(None),
                "--quiet" => config.quiet = true,
                _ => {
                    let value = args.next().with_context(|| format!("{arg} needs a value"))?;
                    config.set(&arg, &value, code, &mut known)?;
                }
            }
        }
        if let Spaces::Closed(allowed) = &mut config.spaces {
            *allowed = known;
        } else {
            ensure!(known.is_empty(), "--space is for --spaces closed");
        }
        Ok(Some(config))
    }

    fn set(&mut self, arg: &str, value: &str, code: Option<&str>, known: &mut BTreeSet<[u8; 16]>) -> Result<()> {
        let number = || -> Result<u64> { value.parse().with_context(|| format!("{arg} {value}: no number")) };
        match arg {
            "--folder" => self.place = Place::Folder(PathBuf::from(value)),
            "--store" if value.starts_with("s3://") => self.place = Place::S3(value.to_owned()),
            "--store" => bail!("a store is written s3://BUCKET; for a folder there is --folder"),
            "--listen" => {
                self.listen = value
                    .parse()
                    .with_context(|| format!("{value} is no address with port"))?
            }
            "--serve" => self.dist = Some(PathBuf::from(value)),
            "--spaces" => self.spaces = spaces(value, code)?,
            "--space" => {
                known.insert(unhex(value).with_context(|| format!("{value} is no id of a space"))?);
            }
            "--object-mib" => self.limits.object = usize::try_from(number()?)?.saturating_mul(1 << 20),
            "--space-gib" => self.limits.space = number()?.saturating_mul(1 << 30),
            "--device-gib" => self.limits.device = number()?.saturating_mul(1 << 30),
            "--total-gib" => self.limits.total = number()?.saturating_mul(1 << 30),
            "--rate" => {
                let rate = number()?;
                ensure!(rate > 0, "a rate of 0 lets nobody in");
                (self.limits.rate, self.limits.burst) = (rate as f64, rate as f64 * 5.0);
            }
            other => bail!("{other} is not known\n{HELP}"),
        }
        Ok(())
    }
}

fn spaces(value: &str, code: Option<&str>) -> Result<Spaces> {
    Ok(match value {
        "open" => Spaces::Open,
        "closed" => Spaces::Closed(BTreeSet::new()),
        "code" => Spaces::code(code.context("--spaces code needs FENLIU_SPACE_CODE")?),
        other => bail!("--spaces {other}: there are open, closed and code"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Option<Config>> {
        Config::from_args(line.split_whitespace().map(str::to_owned), None)
    }

    #[test]
    fn without_a_word_it_runs_on_a_folder_and_this_machine_only() {
        let config = read("").unwrap().unwrap();
        assert_eq!(config.place, Place::Folder(PathBuf::from("fenliu-store")));
        assert!(config.listen.ip().is_loopback());
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for line in [
            "--store /tmp",
            "--listen 8787",
            "--spaces some",
            "--rate 0",
            "--what 1",
            "--folder",
            "--spaces code",
            "--space 00",
        ] {
            assert!(read(line).is_err(), "{line}");
        }
        assert!(read("--help").unwrap().is_none());
    }

    #[test]
    fn a_closed_door_opens_for_those_named() {
        let id = "00112233445566778899aabbccddeeff";
        let config = read(&format!("--spaces closed --space {id}")).unwrap().unwrap();
        assert!(config.spaces.allow(&unhex(id).unwrap(), None));
        assert!(!config.spaces.allow(&[0; 16], None));
    }
}
