//! Which files may be attached to a case.
use files::media::{ALL, Sort, Unfit, accepted, named, of_type, read, saved_as, sized};

/// Name, type as the browser says, content, and what is found.
type Case = (&'static str, &'static str, &'static [u8], Result<Sort, Unfit>);

#[rustfmt::skip]
const CASES: &[Case] = &[
    ("现场.JPG", "", &[0xff, 0xd8, 0xff, 0xe0], Ok(Sort::Picture)),
    ("现场.webp", "", b"RIFF\0\0\0\0WEBPVP8 ", Ok(Sort::Picture)),
    ("裁定书.pdf", "", b"%PDF-1.7\n", Ok(Sort::Pdf)),
    ("裁定书.pdf", "", b"\xef\xbb\xbf\n%PDF-1.4", Ok(Sort::Pdf)),
    ("裁定书.docx", "application/octet-stream", b"PK\x03\x04....", Ok(Sort::Writing)),
    ("台账.xlsx", "", b"PK\x03\x04....", Ok(Sort::Sheet)),
    ("笔录.txt", "", "询问笔录".as_bytes(), Ok(Sort::Text)),
    ("记录仪.mp4", "", b"\0\0\0\x20ftypisom", Ok(Sort::Film)),
    ("记录仪.mov", "", b"\0\0\0\x08wide", Ok(Sort::Film)),
    ("通话.mp3", "", b"ID3\x04", Ok(Sort::Sound)),
    // Without an ending the browser's word counts.
    ("image", "image/png", b"\x89PNG\r\n\x1a\n", Ok(Sort::Picture)),
    ("空.pdf", "application/pdf", b"", Err(Unfit::Empty)),
    ("工具.exe", "application/pdf", b"%PDF-1.7", Err(Unfit::NotTaken)),
    ("页面.html", "text/html", b"<script>", Err(Unfit::NotTaken)),
    ("图.svg", "image/svg+xml", b"<svg/>", Err(Unfit::NotTaken)),
    ("宏.docm", "", b"PK\x03\x04", Err(Unfit::NotTaken)),
    ("无名", "", b"%PDF-1.7", Err(Unfit::NotTaken)),
    ("页面.pdf", "", b"<html><script>", Err(Unfit::NotAsNamed)),
    ("程序.txt", "", b"MZ\x90\0\x03", Err(Unfit::NotAsNamed)),
    ("程序.docx", "", b"MZ\x90\0\x03", Err(Unfit::NotAsNamed)),
    ("短.mp4", "", b"\0\0", Err(Unfit::NotAsNamed)),
];

#[test]
fn a_file_is_what_its_name_and_its_beginning_say() {
    for (name, mime, bytes, wanted) in CASES {
        assert_eq!(read(name, mime, bytes).map(|media| media.sort), *wanted, "{name}");
    }
}

#[test]
fn each_kind_is_found_by_its_endings_and_type_and_is_bounded() {
    for media in ALL {
        for end in media.ends {
            assert_eq!(
                named(&format!("甲.{end}"), "").map(|found| found.mime),
                Some(media.mime)
            );
            assert!(accepted().split(',').any(|accepted| accepted == format!(".{end}")));
        }
        assert_eq!(of_type(media.mime).map(|found| found.ends), Some(media.ends));
        let (name, most) = (format!("甲.{}", media.ends[0]), media.sort.most());
        assert!(sized(&name, "", most).is_ok());
        assert_eq!(sized(&name, "", most + 1).map(|media| media.mime), Err(Unfit::TooLarge));
    }
}

#[test]
fn a_file_is_saved_under_a_name_of_its_kind() {
    for (name, mime, saved) in [
        ("裁定书.PDF", "application/pdf", "裁定书.PDF"),
        ("裁定书.exe", "application/pdf", "裁定书.exe.pdf"),
        ("image", "image/png", "image.png"),
        ("页面.html", "text/html", "页面.html.bin"),
        (" ", "image/png", "附件.png"),
    ] {
        assert_eq!(saved_as(name, mime), saved);
    }
}

/// An endpoint takes 64 MiB unless told otherwise: the largest attachment must pass, padded and sealed.
#[test]
fn the_largest_attachment_passes_every_endpoint() {
    let most = ALL.iter().map(|media| media.sort.most()).max().unwrap_or_default();
    let padded = vault::pad::padded_len(most);
    let sealed = vault::blob::HEAD + padded + padded.div_ceil(65_535) * 41;
    assert!(sealed < 64 << 20, "{sealed}");
}
