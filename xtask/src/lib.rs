//! Fenliu's chores: `cargo xtask setup | serve | test | bundle | tidy | …`.
//!
//! Each chore is one file or folder; [`command`] only chooses. A library so that the end-to-end
//! tests can use the same static server ([`host`]).
pub mod bench;
pub mod build;
pub mod bundle;
pub mod deny;
pub mod digest;
pub mod dress;
pub mod endpoint;
pub mod fuzz;
pub mod host;
pub mod onefile;
pub mod pictures;
pub mod place;
pub mod precache;
pub mod run;
pub mod serve;
pub mod setup;
pub mod sim;
pub mod sizes;
pub mod test;
pub mod tidy;

use anyhow::{Result, bail};

/// What `cargo xtask` without a chore prints.
const HELP: &str = "\
cargo xtask CHORE

  setup                             fetch whatever tool is missing
  serve [--port 8080] [--release]   build, serve at http://127.0.0.1:8080, rebuild on change
  test [--browsers chromium,firefox,webkit] [--only tidy,lint,native,sim,fuzz,wasm,e2e] [--story PART] [--release]
                                    everything, with what it takes; the stories are told on the quick build, with
                                    --release on what people get, which is held to its budget, and all in all browsers
  test --quick                      tidy and the native tests, for after every change
  test --s3                         the endpoint's tests over an S3-compatible store (fetched from PyPI)
  bench [--rows N] [--part law,seals,app,shared] [--built] [--native]
                                    a release build beside its peers in headless Chromium; natively with criterion
  fuzz [--target NAME] [--minutes N] [--seed N] [--guided]
                                    mutated bytes for every decoder; --guided: libFuzzer on one
  sim [--seeds N] [--seed S] [--pull CASES]
                                    many devices over a store that cannot be trusted; --seed alone replays one; what a
                                    fresh device pays to pull so many cases
  tidy                              walls, lengths, sources, languages, links
  bundle [--dist dist] [--dev]      release build: dist/ for any host, dist/fenliu.html for a USB stick; --dev: the
                                    quick build in the same form
  pictures                          take the pictures of the guide anew, of what bundle built
  endpoint [--release] [-- --folder DIR --listen 127.0.0.1:8787 --store s3://BUCKET --serve dist …]
                                    the program that stands before a shared store; -- --help says more
  deny                              licences and advisories of dependencies (cargo-deny)
  host [--port 8080] [--dist dist]  serve what is already built";

/// Runs the chore named by `args`; `Ok(false)` when it ran and found something wrong.
pub fn command(args: &[String]) -> Result<bool> {
    let (name, rest) = match args.split_first() {
        Some((name, rest)) => (name.as_str(), rest),
        None => ("help", args),
    };
    match name {
        "setup" => setup::setup(),
        "serve" => serve::serve(rest),
        "bundle" => bundle::bundle(rest),
        "test" => test::test(rest),
        "tidy" => tidy::command(),
        "bench" => bench::bench(rest),
        "fuzz" => fuzz::fuzz(rest),
        "sim" => sim::sim(rest),
        "pictures" => pictures::pictures(),
        "deny" => deny::deny(),
        "endpoint" => endpoint::endpoint(rest),
        "host" => serve::host(rest),
        "dress" => dress::hook(),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(true)
        }
        other => bail!("no chore is called {other}\n{HELP}"),
    }
}

/// The value after `--name` in `args`.
pub fn option<'a>(args: &'a [String], name: &str) -> Option<&'a str> {
    let at = args.iter().position(|a| a == name)?;
    args.get(at + 1).map(String::as_str)
}

/// Whether `--name` is among `args`.
pub fn flag(args: &[String], name: &str) -> bool {
    args.iter().any(|a| a == name)
}
