//! The pad somebody signs on: strokes are kept as vectors and drawn as SVG, so that they stand however the tablet is turned.
use casebook::transcript::{HEIGHT, Point, Strokes, WIDTH};
use js_sys::{Array, Function, Reflect};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::PointerEvent;

use crate::lang::{t, transcript as texts};

/// What is drawn. Free to copy.
#[derive(Clone, Copy)]
struct Drawing {
    node: NodeRef<html::Div>,
    points: StoredValue<Vec<Vec<Point>>>,
    strokes: RwSignal<Strokes>,
    /// The pointer that draws; others, the ball of the hand, draw nothing meanwhile.
    pointer: StoredValue<Option<i32>>,
    /// A pen was used: from then on fingers draw nothing.
    by_pen: StoredValue<bool>,
    /// When the first point was drawn.
    since: StoredValue<Option<f64>>,
}

/// The pad.
#[component]
pub(super) fn Pad(
    /// What was written.
    strokes: RwSignal<Strokes>,
    /// Who signs.
    name: RwSignal<String>,
) -> impl IntoView {
    let drawing = Drawing {
        node: NodeRef::new(),
        points: StoredValue::default(),
        strokes,
        pointer: StoredValue::new(None),
        by_pen: StoredValue::new(false),
        since: StoredValue::new(None),
    };
    strokes.set(Strokes::default());
    // Emptied from outside, it begins anew.
    Effect::new(move |_| {
        if strokes.with(|strokes| *strokes == Strokes::default()) && drawing.pointer.get_value().is_none() {
            drawing.points.set_value(Vec::new());
            drawing.since.set_value(None);
        }
    });
    let paths = move || {
        let drawn = strokes.get();
        let paths = drawn
            .paths()
            .map(|(d, width)| view! { <path d=d stroke-width=width></path> });
        paths.collect_view()
    };
    let is_empty = move || strokes.with(|strokes| *strokes == Strokes::default());
    let label = move || texts::PAD.with(&[&name.get()]);
    view! {
        <div
            class="transcript-pad"
            role="img"
            aria-label=label
            node_ref=drawing.node
            on:pointerdown=move |event| drawing.begin(&event)
            on:pointermove=move |event| drawing.go_on(&event)
            on:pointerup=move |event| drawing.end(&event)
            on:pointercancel=move |event| drawing.end(&event)
            on:contextmenu=move |event| event.prevent_default()
        >
            <svg class="transcript-ink" viewBox=format!("0 0 {WIDTH} {HEIGHT}") aria-hidden="true">{paths}</svg>
            {move || is_empty().then(|| view! { <p class="transcript-hint">{t(texts::PAD_EMPTY)}</p> })}
        </div>
        <div class="transcript-ways">
            <button type="button" class="button" disabled=is_empty on:click=move |_| strokes.set(Strokes::default())>{t(texts::AGAIN)}</button>
            <span class="quiet">{t(texts::PAD_HELP)}</span>
        </div>
    }
}

impl Drawing {
    fn begin(self, event: &PointerEvent) {
        let is_pen = event.pointer_type() == "pen";
        let is_hand = self.by_pen.get_value() && event.pointer_type() == "touch";
        if self.pointer.get_value().is_some() || is_hand || event.button() != 0 {
            return;
        }
        event.prevent_default();
        if is_pen {
            self.by_pen.set_value(true);
        }
        self.pointer.set_value(Some(event.pointer_id()));
        if let Some(node) = self.node.get_untracked() {
            // A pointer that cannot be held still draws while it is over the pad.
            let _ = node.set_pointer_capture(event.pointer_id());
        }
        self.points.update_value(|points| points.push(Vec::new()));
        self.add(std::iter::once(event.clone()));
    }

    fn go_on(self, event: &PointerEvent) {
        if self.pointer.get_value() == Some(event.pointer_id()) {
            event.prevent_default();
            self.add(all_of(event).into_iter());
        }
    }

    fn end(self, event: &PointerEvent) {
        if self.pointer.get_value() == Some(event.pointer_id()) {
            self.pointer.set_value(None);
        }
    }

    /// Adds where the pointer was.
    fn add(self, events: impl Iterator<Item = PointerEvent>) {
        let Some(node) = self.node.get_untracked() else { return };
        let place = node.get_bounding_client_rect();
        if place.width() <= 0.0 || place.height() <= 0.0 {
            return;
        }
        for event in events {
            let at = event.time_stamp();
            let since = self.since.get_value().unwrap_or(at);
            self.since.set_value(Some(since));
            let point = Point {
                x: whole((f64::from(event.client_x()) - place.left()) / place.width() * f64::from(WIDTH)),
                y: whole((f64::from(event.client_y()) - place.top()) / place.height() * f64::from(HEIGHT)),
                t: whole(at - since),
                p: whole(f64::from(event.pressure()) * 100.0),
            };
            self.points.update_value(|points| {
                if let Some(stroke) = points.last_mut()
                    && stroke.last().is_none_or(|last| (last.x, last.y) != (point.x, point.y))
                {
                    stroke.push(point);
                }
            });
        }
        self.strokes
            .set(self.points.with_value(|points| Strokes::of(points.clone())));
    }
}

/// The nearest whole number.
fn whole(number: f64) -> i32 {
    // What is beyond is put at the end of the range.
    #[allow(clippy::cast_possible_truncation)]
    let whole = number.round() as i32;
    whole
}

/// All places a pointer went through since the last event: browsers bring several together. Where that is not known, the
/// event itself.
fn all_of(event: &PointerEvent) -> Vec<PointerEvent> {
    let ask = Reflect::get(event, &"getCoalescedEvents".into());
    let ask = ask.ok().and_then(|ask| ask.dyn_into::<Function>().ok());
    let all = ask.and_then(|ask| ask.call0(event).ok());
    let all = all.and_then(|all| all.dyn_into::<Array>().ok());
    let all: Vec<PointerEvent> = all
        .iter()
        .flat_map(|all| all.iter())
        .filter_map(|one| one.dyn_into().ok())
        .collect();
    if all.is_empty() { vec![event.clone()] } else { all }
}
