//! Which files may be attached to a case: by the end of their name, and by how they begin.
//!
//! Pages and scripts are not among them, so nothing that is opened here can run. What a file is called is the table's
//! word, not the browser's: browsers differ, and some say nothing at all.

/// What kind of file it is, as people speak of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A photo or a scan.
    Picture,
    /// A page description every browser opens.
    Pdf,
    /// A text of an office program.
    Writing,
    /// A table of an office program.
    Sheet,
    /// Plain text.
    Text,
    /// A recording of sound.
    Sound,
    /// A recording of a scene.
    Film,
}

impl Sort {
    /// The most bytes. Pictures and papers: more than a tablet's camera or an office scanner makes of one. Recordings: two
    /// minutes of a body camera at 720 lines and 2.5 Mbit/s; while one is added some five copies of it lie in memory, 200
    /// MB on an old tablet, and sealed it stays below the 64 MiB that an endpoint takes unless told otherwise.
    #[must_use]
    pub fn most(self) -> usize {
        match self {
            // A scan of a whole file of papers is cut here, not before (`casebook::dossier::Cutting`).
            Sort::Sound | Sort::Film | Sort::Pdf => 40 << 20,
            _ => 25 << 20,
        }
    }
}

/// How the file begins.
#[derive(Clone, Copy, Debug)]
enum Begins {
    /// With one of these.
    With(&'static [&'static [u8]]),
    /// With this somewhere in the first kilobyte.
    Within(&'static [u8]),
    /// With one of these after so many bytes.
    After(usize, &'static [&'static [u8]]),
    /// With no zero byte in the first four kilobytes.
    Text,
}

/// A kind of file that may be attached.
#[derive(Debug)]
pub struct Media {
    /// Its media type.
    pub mime: &'static str,
    /// How names of such files end, in small letters; the first is the usual one.
    pub ends: &'static [&'static str],
    /// What it is.
    pub sort: Sort,
    begins: Begins,
}

const fn media(mime: &'static str, ends: &'static [&'static str], sort: Sort, begins: Begins) -> Media {
    Media {
        mime,
        ends,
        sort,
        begins,
    }
}

/// Archives: office files and layouts are made so.
const ZIP: Begins = Begins::With(&[b"PK\x03\x04"]);
/// Compound files: office files of old.
const COMPOUND: Begins = Begins::With(&[&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]]);
const FTYP: Begins = Begins::After(4, &[b"ftyp"]);
const MATROSKA: Begins = Begins::With(&[&[0x1a, 0x45, 0xdf, 0xa3]]);

/// All of them.
pub const ALL: &[Media] = &[
    media(
        "image/jpeg",
        &["jpg", "jpeg"],
        Sort::Picture,
        Begins::With(&[&[0xff, 0xd8, 0xff]]),
    ),
    media(
        "image/png",
        &["png"],
        Sort::Picture,
        Begins::With(&[b"\x89PNG\r\n\x1a\n"]),
    ),
    media(
        "image/gif",
        &["gif"],
        Sort::Picture,
        Begins::With(&[b"GIF87a", b"GIF89a"]),
    ),
    media("image/webp", &["webp"], Sort::Picture, Begins::After(8, &[b"WEBP"])),
    media("image/bmp", &["bmp"], Sort::Picture, Begins::With(&[b"BM"])),
    media("application/pdf", &["pdf"], Sort::Pdf, Begins::Within(b"%PDF-")),
    media("application/ofd", &["ofd"], Sort::Writing, ZIP),
    media(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        &["docx"],
        Sort::Writing,
        ZIP,
    ),
    media("application/msword", &["doc"], Sort::Writing, COMPOUND),
    media("application/vnd.ms-works", &["wps"], Sort::Writing, COMPOUND),
    media(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        &["xlsx"],
        Sort::Sheet,
        ZIP,
    ),
    media("application/vnd.ms-excel", &["xls"], Sort::Sheet, COMPOUND),
    media("text/plain", &["txt"], Sort::Text, Begins::Text),
    media(
        "audio/mpeg",
        &["mp3"],
        Sort::Sound,
        Begins::With(&[b"ID3", &[0xff, 0xfb], &[0xff, 0xf3], &[0xff, 0xf2]]),
    ),
    media("audio/mp4", &["m4a"], Sort::Sound, FTYP),
    media("audio/wav", &["wav"], Sort::Sound, Begins::After(8, &[b"WAVE"])),
    media(
        "audio/aac",
        &["aac"],
        Sort::Sound,
        Begins::With(&[&[0xff, 0xf1], &[0xff, 0xf9]]),
    ),
    media("audio/amr", &["amr"], Sort::Sound, Begins::With(&[b"#!AMR"])),
    media("video/mp4", &["mp4", "m4v"], Sort::Film, FTYP),
    media(
        "video/quicktime",
        &["mov"],
        Sort::Film,
        Begins::After(4, &[b"ftyp", b"moov", b"mdat", b"wide", b"free"]),
    ),
    media("video/x-msvideo", &["avi"], Sort::Film, Begins::After(8, &[b"AVI "])),
    media("video/x-matroska", &["mkv"], Sort::Film, MATROSKA),
    media("video/webm", &["webm"], Sort::Film, MATROSKA),
];

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// There is nothing in it.
    Empty,
    /// It is of none of these kinds.
    NotTaken,
    /// It is more than one of its kind may be.
    TooLarge,
    /// It begins otherwise than a file of its name.
    NotAsNamed,
}

/// What a file of this name is; one whose name ends in nothing known goes by the type the browser gives.
#[must_use]
pub fn named(name: &str, mime: &str) -> Option<&'static Media> {
    let ends = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    match ends {
        Some(end) => ALL.iter().find(|media| media.ends.contains(&end.as_str())),
        None => of_type(mime),
    }
}

/// What a file of this media type is.
#[must_use]
pub fn of_type(mime: &str) -> Option<&'static Media> {
    ALL.iter().find(|media| media.mime == mime)
}

/// What a file of this name and size is, before it is read.
///
/// # Errors
/// [`Unfit`].
pub fn sized(name: &str, mime: &str, bytes: usize) -> Result<&'static Media, Unfit> {
    if bytes == 0 {
        return Err(Unfit::Empty);
    }
    let media = named(name, mime).ok_or(Unfit::NotTaken)?;
    match bytes > media.sort.most() {
        true => Err(Unfit::TooLarge),
        false => Ok(media),
    }
}

/// What a file is.
///
/// # Errors
/// [`Unfit`].
pub fn read(name: &str, mime: &str, bytes: &[u8]) -> Result<&'static Media, Unfit> {
    let media = sized(name, mime, bytes.len())?;
    match begins(media.begins, bytes) {
        true => Ok(media),
        false => Err(Unfit::NotAsNamed),
    }
}

fn begins(how: Begins, bytes: &[u8]) -> bool {
    let head = |most: usize| &bytes[..bytes.len().min(most)];
    match how {
        Begins::With(all) => all.iter().any(|begin| bytes.starts_with(begin)),
        Begins::Within(mark) => memchr::memmem::find(head(1 << 10), mark).is_some(),
        Begins::After(from, all) => {
            let rest = bytes.get(from..).unwrap_or_default();
            all.iter().any(|mark| rest.starts_with(mark))
        }
        Begins::Text => !head(4 << 10).contains(&0),
    }
}

/// The name a file is saved under: one that would say another kind than it is gets the right ending.
#[must_use]
pub fn saved_as(name: &str, mime: &str) -> String {
    let name = if name.trim().is_empty() { "附件" } else { name.trim() };
    match of_type(mime) {
        Some(media) if named(name, "").is_some_and(|said| said.mime == media.mime) => name.to_owned(),
        Some(media) => format!("{name}.{}", media.ends.first().unwrap_or(&"bin")),
        None => format!("{name}.bin"),
    }
}

/// Endings of all names, as a file field wants them: `.jpg,.jpeg,…`.
#[must_use]
pub fn accepted() -> String {
    let ends = ALL.iter().flat_map(|media| media.ends);
    let ends: Vec<String> = ends.map(|end| format!(".{end}")).collect();
    ends.join(",")
}
