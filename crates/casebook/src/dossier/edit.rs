//! What writes a heading, an order or a title into the catalogue of a dossier. Each line has one record, whoever writes it.
use super::{Dossier, Entry, HEADING, Item, PLACE, Section, Stands};
use crate::edit::RecordEdit;
use crate::field::Value;
use crate::keyed;
use crate::view::CaseView;

/// Writes fields of the line of something.
#[must_use]
pub fn say(view: &CaseView, item: Item, fields: Vec<(u16, Value)>) -> RecordEdit {
    let key = item.record();
    keyed::edit(key, &keyed::said(view, key), fields)
}

/// Confirms the headings proposed for these; those that are confirmed already stay as they are.
#[must_use]
pub fn confirm(view: &CaseView, dossier: &Dossier<'_>, items: &[Item]) -> Vec<RecordEdit> {
    let chosen = items.iter().filter_map(|item| dossier.entry(*item));
    let proposed = chosen.filter(|entry| matches!(entry.stands, Stands::Proposed(_)));
    proposed
        .map(|entry| say(view, entry.item, vec![(HEADING, Value::Text(entry.heading.clone()))]))
        .collect()
}

/// Puts these under a heading, behind what stands there in an order; those that stand there already are confirmed.
#[must_use]
pub fn put_under(view: &CaseView, dossier: &Dossier<'_>, items: &[Item], heading: &str) -> Vec<RecordEdit> {
    let chosen = items.iter().filter_map(|item| dossier.entry(*item));
    let edits = chosen.filter_map(|entry| {
        let stays = entry.heading == heading;
        let mut fields = vec![(HEADING, Value::Text(heading.to_owned()))];
        match (stays, &entry.stands, entry.place) {
            (true, Stands::Confirmed, _) => return None,
            // A place was one among others.
            (false, _, Some(_)) => fields.push((PLACE, Value::None)),
            _ => {}
        }
        Some(say(view, entry.item, fields))
    });
    edits.collect()
}

/// Moves one by so many lines up (less than zero) or down within its heading: the lines there get places in their new order.
/// Nothing to write where it cannot go further.
#[must_use]
pub fn move_by(view: &CaseView, section: &Section<'_>, item: Item, lines: isize) -> Vec<RecordEdit> {
    let from = section.entries.iter().position(|entry| entry.item == item);
    let last = section.entries.len().saturating_sub(1);
    let Some((from, to)) = from.and_then(|from| Some((from, from.checked_add_signed(lines)?.min(last)))) else {
        return Vec::new();
    };
    if from == to {
        return Vec::new();
    }
    let mut order: Vec<&Entry> = section.entries.iter().collect();
    let moved = order.remove(from);
    order.insert(to, moved);
    let placed = (1_i64..)
        .zip(order)
        .filter(|(place, entry)| entry.place != Some(*place));
    placed
        .map(|(place, entry)| say(view, entry.item, vec![(PLACE, Value::Number(place))]))
        .collect()
}
