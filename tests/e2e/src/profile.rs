//! Looks through everything a browser wrote to its disk for texts that must not be there.
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::driver::Outcome;

/// Files read at once, in bytes.
const PIECE: usize = 4 << 20;

/// Where a text was found: the file, and how the text is written there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The text.
    pub text: String,
    /// The file.
    pub file: PathBuf,
    /// `UTF-8`, `UTF-16LE`, `UTF-16BE`, or `address`: as it stands in a URL.
    pub coding: &'static str,
}

/// All places where any of the texts stands in any file of the folder.
///
/// # Errors
/// A file cannot be read: then nothing can be said of it.
pub fn search(folder: &Path, texts: &[&str]) -> Outcome<Vec<Trace>> {
    let needles: Vec<(usize, &'static str, Vec<u8>)> =
        texts.iter().enumerate().flat_map(|(n, t)| coded(n, t)).collect();
    let mut found = Vec::new();
    for file in files(folder)? {
        let mut hits = vec![false; needles.len()];
        in_file(&file, &needles, &mut hits).map_err(|e| format!("{}: {e}", file.display()))?;
        for (_, (n, coding, _)) in hits.iter().zip(&needles).filter(|(hit, _)| **hit) {
            found.push(Trace {
                text: texts[*n].to_owned(),
                file: file.clone(),
                coding,
            });
        }
    }
    Ok(found)
}

fn coded(n: usize, text: &str) -> [(usize, &'static str, Vec<u8>); 4] {
    let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect();
    [
        (n, "UTF-8", text.as_bytes().to_vec()),
        (n, "UTF-16LE", wide(u16::to_le_bytes)),
        (n, "UTF-16BE", wide(u16::to_be_bytes)),
        (
            n,
            "address",
            text.bytes()
                .map(|b| format!("%{b:02X}"))
                .collect::<String>()
                .into_bytes(),
        ),
    ]
}

fn in_file(file: &Path, needles: &[(usize, &'static str, Vec<u8>)], hits: &mut [bool]) -> std::io::Result<()> {
    let longest = needles.iter().map(|(_, _, bytes)| bytes.len()).max().unwrap_or(0);
    let mut reader = std::fs::File::open(file)?;
    let (mut held, mut piece) = (Vec::new(), vec![0; PIECE]);
    loop {
        let read = reader.read(&mut piece)?;
        if read == 0 {
            return Ok(());
        }
        held.extend_from_slice(&piece[..read]);
        for (hit, (_, _, bytes)) in hits.iter_mut().zip(needles) {
            *hit = *hit || memchr::memmem::find(&held, bytes).is_some();
        }
        // A text may lie across two pieces.
        held.drain(..held.len().saturating_sub(longest));
    }
}

/// All files below a folder; what is neither file nor folder (sockets, links into nothing) holds no text.
fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        for entry in entries {
            let entry = entry.map_err(|e| e.to_string())?;
            let kind = entry.file_type().map_err(|e| e.to_string())?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_in_every_coding_and_across_pieces() -> Outcome {
        let folder = std::env::temp_dir().join(format!("fenliu-profile-{}", std::process::id()));
        let deep = folder.join("Default/IndexedDB");
        let write = |name: &str, bytes: &[u8]| std::fs::write(deep.join(name), bytes).map_err(|e| e.to_string());
        std::fs::create_dir_all(&deep).map_err(|e| e.to_string())?;
        write(
            "wide",
            &"前鹮鹮朱后"
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<_>>(),
        )?;
        let mut long = vec![b'.'; PIECE - 4];
        long.extend("鹮鹮朱".as_bytes());
        write("long", &long)?;
        write("other", "鹮朱鹮".as_bytes())?;
        write("url", b"#/cases?text=%E9%B9%AE%E9%B9%AE%E6%9C%B1")?;
        let found = search(&folder, &["鹮鹮朱"])?;
        std::fs::remove_dir_all(&folder).map_err(|e| e.to_string())?;
        let told: Vec<_> = found
            .iter()
            .filter_map(|t| Some((t.file.file_name()?.to_str()?, t.coding)))
            .collect();
        assert_eq!(told, [("long", "UTF-8"), ("url", "address"), ("wide", "UTF-16LE")]);
        Ok(())
    }
}
