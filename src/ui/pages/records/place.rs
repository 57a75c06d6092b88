//! Where a seizure stands in the line of its asset: on its row, on the cards of a case, as text.
use std::sync::Arc;

use casebook::kinds::KindOf;
use casebook::queue::asset_keys;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{
    CaseId, CasePlaces, InLine, Place, ReadPlaces, RecordEdit, RecordKey, RecordView, RecordWrite, RegisterRow, Turn,
    Value,
};

use super::register::Register;
use crate::lang::{Text, place as texts, records, t};
use crate::pages::case::Sheet;
use crate::pages::ready::Read;
use crate::pages::writer::{Written, use_writer};
use crate::parts::date::iso;
use crate::route::Route;

/// Which it is, in words.
pub(super) fn number(place: &Place) -> String {
    let stands = place.number.map(|number| texts::NUMBER.with(&[&number]));
    let said = match place.turn {
        Turn::Ended(on, why) => return texts::ended(why).with(&[&iso(on)]),
        Turn::InForce => None,
        Turn::Waits if stands.is_none() => Some(texts::WAITS.now().to_owned()),
        Turn::Waits => None,
        Turn::MovedUp(on, _) => Some(texts::MOVED_UP.with(&[&iso(on)])),
        Turn::NoDay => return texts::NO_DAY.now().to_owned(),
    };
    let doubt = place.doubtful.then(|| texts::DOUBTFUL.now().to_owned());
    joined([stands, said, doubt].into_iter().flatten())
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(crate::lang::common::COMMA.now())
}

/// A seizure of the line in words: its case and its last day.
fn named(other: &InLine) -> String {
    match other.until {
        Some(until) => texts::UNTIL.with(&[&other.case_number, &iso(until)]),
        None => other.case_number.clone(),
    }
}

/// Who stands before it, in words.
pub(super) fn ahead(place: &Place) -> String {
    let outside = (place.outside > 0).then(|| texts::OUTSIDE.with(&[&place.outside]));
    let known = place.ahead().filter(|_| place.turn != Turn::InForce || place.doubtful);
    joined(known.map(named).chain(outside))
}

/// Who stands behind it, in words.
pub(super) fn behind(place: &Place) -> String {
    joined(place.behind().map(named))
}

/// The cells of a row: which it is, and who stands before it.
pub(super) fn cells(row: &RegisterRow) -> AnyView {
    let Some(place) = row.place.as_ref() else {
        return view! { <td></td><td></td> }.into_any();
    };
    let warns = place.doubtful || matches!(place.turn, Turn::MovedUp(..) | Turn::NoDay);
    let class = if warns { "tag tag-warn" } else { "" };
    let behind = place.behind().count();
    let behind = (behind > 0 && !place.turn.is_over()).then(|| format!("{} {behind}", texts::BEHIND.now()));
    let title = self::behind(place);
    view! {
        <td class="register-place" data-label=t(HEADS[0])><span class=class>{number(place)}</span>" "{behind.map(|said| view! { <span class="quiet" title=title>{said}</span> })}</td>
        <td class="register-place" data-label=t(HEADS[1])>{links(place)}</td>
    }
    .into_any()
}

/// Who stands before it, each with the way to its case.
fn links(place: &Place) -> AnyView {
    if place.turn.is_over() {
        return ().into_any();
    }
    let known = place.ahead().filter(|_| place.turn != Turn::InForce || place.doubtful);
    let known = known.map(|other| view! { <a href=Route::Case(other.case).href()>{named(other)}</a>" " });
    let outside = (place.outside > 0).then(|| texts::OUTSIDE.with(&[&place.outside]));
    view! { {known.collect_view()}{outside} }.into_any()
}

/// Whether a row is among those of a filter of [`texts::FILTERS`].
pub(super) fn passes(row: &RegisterRow, filter: usize) -> bool {
    row.place.as_ref().is_some_and(|place| match filter {
        0 => place.turn == Turn::Waits,
        1 => moved_on(place).is_some(),
        2 => !place.turn.is_over() && place.behind().next().is_some(),
        3 => place.turn == Turn::NoDay,
        _ => place.doubtful,
    })
}

/// All that can be searched for.
pub(super) fn words(place: &Place) -> String {
    format!("{}\n{}\n{}", number(place), ahead(place), behind(place))
}

/// The day it took effect by law, if nobody has entered it.
pub(super) fn moved_on(place: &Place) -> Option<chrono::NaiveDate> {
    match place.turn {
        Turn::MovedUp(on, _) => Some(on),
        _ => None,
    }
}

/// Enters the day a record took effect.
pub(super) fn entered(kind: &KindOf, record: RecordKey, place: &Place) -> Option<RecordEdit> {
    let (on, (from, _)) = (moved_on(place)?, kind.steps().first()?);
    Some(RecordEdit {
        write: RecordWrite {
            record,
            in_force: None,
            fields: vec![(*from, Value::Date(on))],
        },
        seen: vec![(*from, Value::None)],
    })
}

/// The places of the records of a case, read again whenever the case is.
pub(super) fn of_case(sheet: Sheet) -> RwSignal<Arc<CasePlaces>> {
    let places = RwSignal::new(Arc::new(CasePlaces::default()));
    Effect::new(move |_| {
        let Some(view) = sheet.view() else { return };
        let kinds = ["seizure", "asset"].map(|key| casebook::kinds::Kinds::builtin().named(key));
        let has_some = view.records.iter().any(|record| {
            let own = |kind: &KindOf| kind.kind == record.record.kind;
            kinds.iter().flatten().any(|kind| own(kind))
        });
        let (case, today) = (sheet.id, sheet.today.get());
        if has_some {
            let ask = WorkerClient::token().ask(ReadPlaces { case, today });
            spawn_local(async move {
                // What stands in line is said beside the case: without it the case is whole all the same.
                if let Ok(now) = ask.await {
                    places.try_set(Arc::new(now));
                }
            });
        }
    });
    places
}

/// What a card of a case says of the place of a record.
pub(super) fn on_card(
    sheet: Sheet,
    kind: &'static KindOf,
    of: &RecordView,
    places: &CasePlaces,
    may: bool,
) -> Option<AnyView> {
    let record = of.record;
    if let Some((_, line)) = places.assets.iter().find(|(of, _)| *of == record) {
        return Some(whole(sheet.id, line));
    }
    let (_, place) = places.seizures.iter().find(|(of, _)| *of == record)?;
    let enter = entered(kind, record, place).filter(|_| may).map(|edit| {
        let on = moved_on(place).map(iso).unwrap_or_default();
        let save = move |_| {
            let edit = edit.clone();
            let said = texts::ENTERED.with(&[&1]);
            spawn_local(async move {
                sheet.write_records(vec![edit], said).await;
            });
        };
        view! { <button type="button" class="button no-print" on:click=save>{texts::ENTER.with(&[&on])}</button> }
    });
    let lone = place.line.is_empty();
    let said = number(place);
    let unnamed = lone && !place.turn.is_over() && names_nothing(kind, of);
    Some(
        view! {
            <div class="record-place">
                <span>{t(texts::PLACE)}{t(crate::lang::common::COLON)}{said}</span>
                {enter}
                {(!lone).then(|| whole(sheet.id, &place.line))}
                {unnamed.then(|| view! { <span class="quiet no-print">{t(texts::NO_IDENTIFIER)}</span> })}
            </div>
        }
        .into_any(),
    )
}

/// No number in it tells the asset from another.
fn names_nothing(kind: &KindOf, of: &RecordView) -> bool {
    let text = |number: &u16| match of.value(*number) {
        Value::Text(text) => text.clone(),
        _ => String::new(),
    };
    let named: Vec<String> = kind.tells_asset().iter().map(text).collect();
    matches!(named.as_slice(), [identifier, called] if asset_keys(identifier, called).is_empty())
}

/// The whole line of an asset, those that have ended among them.
fn whole(own: CaseId, line: &[InLine]) -> AnyView {
    let rows = line.iter().map(|other| {
        let stands = match other.turn {
            Turn::Ended(on, why) => texts::ended(why).with(&[&iso(on)]),
            Turn::Waits => texts::WAITS.now().to_owned(),
            Turn::MovedUp(on, _) => texts::MOVED_UP.with(&[&iso(on)]),
            Turn::NoDay => texts::NO_DAY.now().to_owned(),
            Turn::InForce => String::new(),
        };
        let until = other.until.filter(|_| !other.turn.is_over()).map(iso);
        let until = until.map(|day| format!("{} {day}", crate::lang::records::LAST_DAY.now()));
        let here = (other.case == own).then(|| view! { " "<span class="tag tag-quiet">{t(texts::THIS)}</span> });
        view! {
            <li>
                <a class="case-number" href=Route::Case(other.case).href()>{other.case_number.clone()}</a>{here}" "
                <span class="quiet">{joined([stands].into_iter().filter(|s| !s.is_empty()).chain(until))}</span>
            </li>
        }
    });
    view! { <div class="record-line"><span class="quiet">{t(texts::LINE)}</span><ol>{rows.collect_view()}</ol></div> }
        .into_any()
}

/// The heads of the columns of a place on the screen, and in a file.
pub(super) const HEADS: [Text; 2] = [texts::PLACE, texts::AHEAD];
pub(super) const COLUMNS: [Text; 3] = [texts::PLACE, texts::AHEAD, texts::BEHIND];
pub(super) use texts::FILTERS;

/// A place in the cells of a file.
pub(super) fn in_cells(row: &RegisterRow) -> [String; 3] {
    let place = row.place.as_ref();
    [number, ahead, behind].map(|said| place.map(said).unwrap_or_default())
}

/// Says how many took effect by law without anybody entering it, shows them, and enters the day of each.
#[component]
pub(super) fn MovedUp(register: Register, may: Memo<bool>) -> impl IntoView {
    let (writer, busy) = (use_writer(), RwSignal::new(false));
    let kind = register.kind;
    let edits = move || {
        let Read::Here(rows) = register.read.get() else {
            return Vec::new();
        };
        let edits = rows.iter().filter_map(|row| {
            let edit = entered(kind, row.record, row.place.as_ref()?)?;
            Some((row.case, edit))
        });
        edits.collect::<Vec<_>>()
    };
    let count = Memo::new(move |_| edits().len());
    let only = move |_| register.filter.set(records::FILTERS.len() + 1);
    let save = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let edits = untrack(edits);
        let said = texts::ENTERED.with(&[&edits.len()]);
        spawn_local(async move {
            if writer.records(edits, said).await == Written::Moved {
                register.fetch();
            }
            busy.try_set(false);
        });
    };
    move || {
        (count.get() > 0).then(|| {
            view! {
                <div class="note register-moved" role="status">
                    <p>{texts::TO_ENTER.with(&[&count.get()])}</p>
                    <p class="no-print">
                        <button type="button" class="button" on:click=only>{t(texts::ONLY_THESE)}</button>" "
                        {may.get().then(|| view! {
                            <button type="button" class="button" disabled=busy on:click=save>{texts::ENTER_ALL.with(&[&count.get()])}</button>
                        })}
                    </p>
                </div>
            }
        })
    }
}
