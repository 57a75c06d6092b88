//! Places in a sheet: `B12`, and ranges of them.

/// Rows of a sheet.
pub const ROWS_MAX: u32 = 1_048_576;
/// Columns of a sheet.
const COLUMNS: u32 = 16_384;
/// Letters of the last column.
const LETTERS_MAX: usize = 3;

/// Column from 0 and row from 1 of a place such as `B12`, `$B$12` or `b12`; nothing if it is none.
#[must_use]
pub fn place(text: &str) -> Option<(u32, u32)> {
    let text = text.trim().trim_start_matches('$');
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at(letters);
    if letters.len() > LETTERS_MAX {
        return None;
    }
    let digit = |letter: u8| u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    let column = letters.bytes().fold(0, |column, letter| column * 26 + digit(letter));
    let column = column.checked_sub(1).filter(|column| *column < COLUMNS)?;
    Some((column, row(digits.trim_start_matches('$'))?))
}

/// A row number that a sheet can have.
#[must_use]
pub fn row(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|row| (1..=ROWS_MAX).contains(row))
}
