//! The deeds that take a deed back. Nothing is removed: taking back is an event of its own.
use super::deed::{Deed, Happening};
use super::field::{Field, Value};

/// The deeds that undo `deed`, given the values before it (as [`super::view::Trace::before`] lists them). Empty if
/// there is nothing to undo: a note stays, a ruling is answered by another ruling, a newer build's deed is not understood,
/// a rule text has its own page, and a photo taken out is added again by who still has it before him.
///
/// `new_id` becomes the id of a happening that was taken back and comes again: an id taken back never returns.
pub fn inverse(deed: &Deed, before: &[(Field, Value)], taken: Option<&Happening>, new_id: [u8; 16]) -> Vec<Deed> {
    match deed {
        Deed::Set(fields) => vec![set_back(fields, before)],
        Deed::Imported(import) => {
            let is_new = before.iter().all(|(_, value)| *value == Value::None);
            // A case that came with the import has no earlier values to go back to.
            if is_new {
                vec![Deed::Hide(true)]
            } else {
                vec![set_back(&import.fields, before)]
            }
        }
        Deed::Decided { .. } => {
            vec![set_back(&[(Field::DecidedVerdict, Value::None)], before)]
        }
        Deed::Happened(happening) => vec![Deed::TakeBack {
            happening: happening.id,
        }],
        Deed::TakeBack { .. } => taken
            .map(|happening| {
                Deed::Happened(Happening {
                    id: new_id,
                    ..happening.clone()
                })
            })
            .into_iter()
            .collect(),
        Deed::Excluded { from, to, ground } => {
            vec![Deed::ExcludedTakenBack {
                from: *from,
                to: *to,
                ground: ground.clone(),
            }]
        }
        Deed::ExcludedTakenBack { from, to, ground } => {
            vec![Deed::Excluded {
                from: *from,
                to: *to,
                ground: ground.clone(),
            }]
        }
        Deed::Hide(hidden) => vec![Deed::Hide(!hidden)],
        Deed::PhotoAdded(photo) => vec![Deed::PhotoTakenOut { photo: photo.id }],
        Deed::PhotoTakenOut { .. } => Vec::new(),
        Deed::Note(_) | Deed::Ruled { .. } | Deed::Viewed { .. } | Deed::People(_) => Vec::new(),
        Deed::PutRules { .. } | Deed::PutSetting { .. } | Deed::Unknown { .. } => Vec::new(),
    }
}

fn set_back(fields: &[(Field, Value)], before: &[(Field, Value)]) -> Deed {
    let earlier = |field: Field| {
        let found = before.iter().find(|(f, _)| *f == field);
        found.map_or(Value::None, |(_, value)| value.clone())
    };
    Deed::Set(fields.iter().map(|(field, _)| (*field, earlier(*field))).collect())
}
