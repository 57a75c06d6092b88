//! Places in a sheet: `B12`, and ranges of them.

/// Rows of a sheet.
pub const ROWS_MAX: u32 = 1_048_576;
/// Columns of a sheet.
const COLUMNS: u32 = 16_384;

/// Column from 0 and row from 1 of a place such as `B12`, `$B$12` or `b12`; nothing if it is none.
#[must_use]
pub fn place(text: &str) -> Option<(u32, u32)> {
    let mut column = 0_u32;
    let mut rest = text.trim().trim_start_matches('$').bytes().peekable();
    while let Some(letter) = rest.next_if(u8::is_ascii_alphabetic) {
        column = column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        if column > COLUMNS {
            return None;
        }
    }
    let digits: Vec<u8> = rest.skip_while(|b| *b == b'$').collect();
    Some((column.checked_sub(1)?, row(std::str::from_utf8(&digits).ok()?)?))
}

/// A row number that a sheet can have.
#[must_use]
pub fn row(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|row| (1..=ROWS_MAX).contains(row))
}
