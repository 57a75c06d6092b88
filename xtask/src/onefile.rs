//! `fenliu.html`: the whole app in one file that asks nothing of its own folder, and nothing of any host but the
//! endpoint a person names. The quick page is not in it: a file from a disk has no second download to wait for.
//!
//! Elements that the programs look for: `worker-js` (the worker's glue and `unpacked`), `worker-wasm` (its program,
//! gzip in base64), the same of the reader of PDF files (`pdf-reader-js`, `pdf-reader-wasm`), `sample-xlsx` (the sample
//! sheet in base64); all of them `<script type="text/plain">`. The programs are
//! compressed because a browser may take a time that grows with the square of a long text: WebKit took a quarter of a
//! minute to read 40 MB.
use crate::dress::inline_scripts;
use crate::{digest, precache};
use anyhow::{Context, Result, bail, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;
use std::path::Path;

/// The policy of the one-file app: its own scripts and styles by digest. Its worker inherits it, and may have to reach
/// the endpoint the person names, wherever that is; nothing else in it connects anywhere.
const POLICY: &str = "default-src 'none'; script-src 'wasm-unsafe-eval' SCRIPTS; style-src STYLES; \
                      connect-src http: https:; worker-src blob:; img-src data: blob:; frame-src blob:; base-uri 'none'; \
                      form-action 'none'";

/// What page and worker read their packed program with: base64 of gzip to a promise of bytes.
const UNPACKED: &str = "
function unpacked(base64) {
  const text = atob(base64.trim());
  const packed = new Uint8Array(text.length);
  for (let i = 0; i < packed.length; i++) packed[i] = text.charCodeAt(i);
  const gzip = new DecompressionStream('gzip');
  // Not from a blob's stream: WebKit cannot read one in a worker of a page from a disk.
  const writer = gzip.writable.getWriter();
  writer.write(packed).then(() => writer.close()).catch(() => {});
  return new Response(gzip.readable).arrayBuffer();
}
";

/// The parts of a built app, by what they are.
struct Parts {
    html: String,
    css: String,
    page_js: String,
    page_wasm: Vec<u8>,
    worker_js: String,
    worker_wasm: Vec<u8>,
    pdf_js: String,
    pdf_wasm: Vec<u8>,
    sample: Vec<u8>,
    icon: Vec<u8>,
}

/// Writes `fenliu.html` into a built `dist`; returns its size in bytes.
pub fn write(dist: &Path) -> Result<usize> {
    let html = assemble(&read(dist)?)?;
    fs::write(dist.join("fenliu.html"), &html)?;
    Ok(html.len())
}

/// Reads the parts from `dist`.
fn read(dist: &Path) -> Result<Parts> {
    let mut names = Vec::new();
    precache::list(dist, "", &mut names)?;
    let name = |start: &str, end: &str| {
        let mut fitting = names.iter().filter(|n| n.starts_with(start) && n.ends_with(end));
        let found = fitting.find(|n| !n.ends_with("_loader.js"));
        found.with_context(|| format!("no {start}…{end} in {}", dist.display()))
    };
    let text = |start: &str, end: &str| -> Result<String> { Ok(fs::read_to_string(dist.join(name(start, end)?))?) };
    let bytes = |start: &str, end: &str| -> Result<Vec<u8>> { Ok(fs::read(dist.join(name(start, end)?))?) };
    Ok(Parts {
        html: text("index", ".html")?,
        css: text("style-", ".css")? + &text("more-", ".css")?,
        page_js: text("page-", ".js")?,
        page_wasm: bytes("page-", ".wasm")?,
        worker_js: text("worker-", ".js")?,
        worker_wasm: bytes("worker-", ".wasm")?,
        pdf_js: text("pdf-reader-", ".js")?,
        pdf_wasm: bytes("pdf-reader-", ".wasm")?,
        sample: bytes("sample", ".xlsx")?,
        icon: bytes("icons/fenliu", ".svg")?,
    })
}

/// Puts the parts into one page.
fn assemble(parts: &Parts) -> Result<String> {
    for js in [&parts.page_js, &parts.worker_js, &parts.pdf_js] {
        ensure!(
            !js.contains("</script"),
            "the glue holds a closing script tag: it cannot be inlined"
        );
    }
    ensure!(
        !parts.page_js.contains("snippets/"),
        "the page's glue imports other files"
    );
    let boot = inline_scripts(&parts.html).first().map(|s| (*s).to_owned());
    let boot = boot.context("index.html has no boot script")?;
    let mut html = parts.html.replace(&boot, &boot_script(&parts.page_js));
    html = without_tags(&html, "<link ")?;
    html = without_tags(&html, "<meta name=\"fenliu-worker\"")?;
    html = without_tags(&html, "<meta name=\"fenliu-pdf-reader\"")?;
    html = with_policy(&html, &parts.css)?;
    let icon = digest::base64(&parts.icon);
    let head = format!(
        "<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">\n<style>{}</style>\n</head>",
        parts.css
    );
    let body = [
        data("page-wasm", &packed(&parts.page_wasm)?),
        data("worker-js", &format!("{}{UNPACKED}", parts.worker_js)),
        data("worker-wasm", &packed(&parts.worker_wasm)?),
        data("pdf-reader-js", &format!("{}{UNPACKED}", parts.pdf_js)),
        data("pdf-reader-wasm", &packed(&parts.pdf_wasm)?),
        data("sample-xlsx", &digest::base64(&parts.sample)),
        "</body>".to_owned(),
    ];
    Ok(html.replace("</head>", &head).replace("</body>", &body.concat()))
}

/// The page's glue (an inline module may keep its `export`s) and the start from the embedded program.
fn boot_script(glue: &str) -> String {
    format!(
        "{glue}{UNPACKED}
try {{
  await __wbg_init({{ module_or_path: unpacked(document.getElementById('page-wasm').textContent) }});
}} catch (e) {{
  console.error(e);
  const failed = document.getElementById('boot-failed');
  if (failed) failed.hidden = false;
}}
"
    )
}

/// A program as [`UNPACKED`] reads it.
fn packed(program: &[u8]) -> Result<String> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(program)?;
    Ok(digest::base64(&gzip.finish()?))
}

/// A block of data that the browser does not run.
fn data(id: &str, text: &str) -> String {
    format!("<script type=\"text/plain\" id=\"{id}\">{text}</script>\n")
}

/// Removes every tag that begins with `start`.
fn without_tags(html: &str, start: &str) -> Result<String> {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(start) {
        let Some(len) = rest[at..].find('>') else {
            bail!("an unclosed tag: {start}")
        };
        out.push_str(rest[..at].trim_end_matches(' '));
        rest = rest[at + len + 1..].trim_start_matches(['\n', ' ']);
    }
    out.push_str(rest);
    Ok(out)
}

/// Replaces the hosted app's policy by the one-file app's.
fn with_policy(html: &str, css: &str) -> Result<String> {
    let start = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
    let at = html.find(start).context("index.html has no policy")? + start.len();
    let len = html[at..].find('"').context("an unclosed policy")?;
    let scripts: Vec<_> = inline_scripts(html).iter().map(|s| digest::csp(s)).collect();
    let policy = POLICY
        .replace("SCRIPTS", &scripts.join(" "))
        .replace("STYLES", &digest::csp(css));
    Ok(format!("{}{policy}{}", &html[..at], &html[at + len..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use std::io::Read;

    #[test]
    fn a_packed_program_unfolds_to_itself() -> Result<()> {
        let program = [b'a'; 70_000];
        let gzip = base64::engine::general_purpose::STANDARD.decode(packed(&program)?)?;
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(gzip.as_slice()).read_to_end(&mut plain)?;
        assert!(plain == program && gzip.len() < 1_000);
        Ok(())
    }

    fn parts() -> Parts {
        Parts {
            html: "<head><meta http-equiv=\"Content-Security-Policy\" content=\"x\"><link rel=\"stylesheet\" \
                   href=\"./style-1.css\"><meta name=\"fenliu-worker\" content=\"./w.js\">\
                   <meta name=\"fenliu-pdf-reader\" content=\"./p.js\">\
                   <script type=\"module\">boot</script></head><body></body>"
                .into(),
            css: "a{}".into(),
            page_js: "function __wbg_init(){} export { __wbg_init as default };".into(),
            page_wasm: vec![1],
            worker_js: "let wasm_bindgen;".into(),
            worker_wasm: vec![2],
            pdf_js: "let wasm_bindgen;".into(),
            pdf_wasm: vec![5],
            sample: vec![3],
            icon: vec![4],
        }
    }

    #[test]
    fn the_one_file_app_names_no_other_file() -> Result<()> {
        let html = assemble(&parts())?;
        assert!(
            !html.contains("./") && !html.contains("name=\"fenliu-") && !html.contains("src=\""),
            "{html}"
        );
        for id in [
            "page-wasm",
            "worker-js",
            "worker-wasm",
            "pdf-reader-js",
            "pdf-reader-wasm",
            "sample-xlsx",
        ] {
            assert!(html.contains(&format!("id=\"{id}\"")), "{id}");
        }
        Ok(())
    }

    #[test]
    fn its_policy_holds_the_digests_of_what_it_runs() -> Result<()> {
        let html = assemble(&parts())?;
        let script = *inline_scripts(&html).first().context("no script")?;
        assert!(html.contains(&digest::csp(script)) && html.contains(&digest::csp("a{}")));
        Ok(())
    }

    #[test]
    fn glue_that_would_end_its_script_is_refused() {
        let bad = Parts {
            worker_js: "'</script>'".into(),
            ..parts()
        };
        assert!(assemble(&bad).is_err());
    }
}
