//! The flow of a case as a picture: bars on a time line, today's line; and the same as a table.
use casebook::kinds::readable;
use std::sync::Arc;

use chrono::NaiveDate;
use law::nodes::{NodeSet, Status};
use leptos::html;
use leptos::prelude::*;

use super::flow::{BAR, Bar, LANE, LEAST_WIDTH, NARROW, Picture, lay_out, words_width};
use super::sheet::Sheet;
use super::texts;
use crate::lang::t;
use crate::pages::watch::watch_size;
use crate::pages::words;
use crate::parts::date::{iso, month_day};
use crate::parts::mark::{State, shape};
use casebook::reckoned::{Line, Reckoned};

/// Bars drawn at most; what is left out stands in the list.
const MOST: usize = 14;
/// Size of the words, px.
const SIZE: f64 = 12.5;
/// Height below the lanes for today's word and the named days, px.
const FOOT: f64 = 44.0;
/// Height of a lane where the words stand above the bar, px.
const TALL: f64 = 36.0;

/// A bar with its words.
#[derive(Clone, PartialEq)]
struct Drawn {
    bar: Bar,
    state: State,
    name: String,
    words: String,
}

/// The card with the picture.
#[component]
pub fn Flow(
    /// The case.
    sheet: Sheet,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let width = RwSignal::new(0.0);
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            watch_size(&node, move |now, _| {
                if now > 0.0 {
                    width.set(now);
                }
            });
        }
    });
    let drawn = Memo::new(move |_| {
        let law = sheet.law.get()?;
        Some(bars(&law, &sheet.nodes(), sheet.today.get()))
    });
    view! {
        <section class="card flow" aria-label=t(texts::FLOW)>
            <div class="flow-picture" node_ref=node>
                {move || match (drawn.get(), width.get()) {
                    (Some(bars), width) if !bars.is_empty() && width > 0.0 => picture(&bars, sheet.today.get(), width),
                    (Some(bars), _) if bars.is_empty() => view! { <p class="quiet">{t(texts::FLOW_EMPTY)}</p> }.into_any(),
                    _ => ().into_any(),
                }}
            </div>
            <details class="flow-list no-print">
                <summary>{t(texts::FLOW_TABLE)}</summary>
                {move || sheet.law.get().map(|law| table(sheet, &law))}
            </details>
        </section>
    }
}

/// What is drawn: what is live first, then what is done; not what waits for nothing to happen for years.
fn bars(law: &Arc<Reckoned>, set: &NodeSet, today: NaiveDate) -> Vec<Drawn> {
    let mut lines: Vec<&Line> = law
        .nodes
        .iter()
        .filter(|l| l.trigger.is_some() && shown(l, set))
        .collect();
    lines.sort_by_key(|l| l.urgency());
    lines.truncate(MOST);
    lines.sort_by_key(|l| (l.trigger, end(l, today)));
    lines.into_iter().filter_map(|line| drawn(line, set, today)).collect()
}

fn shown(line: &Line, set: &NodeSet) -> bool {
    let ours = set.at(line.index).is_some_and(|node| !node.outside);
    let quiet = matches!(
        line.status,
        Status::Ended | Status::Timeless | Status::NoDate(_) | Status::Unrecorded
    );
    ours && !quiet
}

/// The last day of a bar: when it was done, else when it is due.
fn end(line: &Line, today: NaiveDate) -> Option<NaiveDate> {
    match line.status {
        Status::Done { on, .. } => Some(on),
        Status::Open { until: None } => Some(today.max(line.day()?)),
        _ => line.day(),
    }
}

fn drawn(line: &Line, set: &NodeSet, today: NaiveDate) -> Option<Drawn> {
    let (from, to) = (line.trigger?, end(line, today)?);
    let (state, said) = words::status(line.status, line.day(), line.act_by());
    let name = words::node_name(set, &line.id);
    let subject = if line.subject.is_empty() {
        String::new()
    } else {
        format!("（{}）", readable(&line.subject))
    };
    let words = format!("{name}{subject}　{said}");
    let (from, to) = if from <= to { (from, to) } else { (to, from) };
    let bar = Bar {
        from,
        to,
        words: words_width(&words, SIZE) + 18.0,
    };
    Some(Drawn {
        bar,
        state,
        name,
        words,
    })
}

fn picture(drawn: &[Drawn], today: NaiveDate, width: f64) -> AnyView {
    let bars: Vec<Bar> = drawn.iter().map(|d| d.bar.clone()).collect();
    let laid = lay_out(&bars, today, width);
    let (narrow, width) = (width < NARROW, width.max(LEAST_WIDTH));
    let lane = if narrow { TALL } else { LANE };
    let depth = laid.lanes as f64 * lane + 4.0;
    let rows: Vec<AnyView> = drawn
        .iter()
        .zip(&laid.places)
        .map(|(d, p)| bar(d, p, lane, narrow))
        .collect();
    let label = format!(
        "{}: {}",
        texts::FLOW.now(),
        drawn.iter().map(|d| d.words.as_str()).collect::<Vec<_>>().join("; ")
    );
    view! {
        <svg
            class="flow-svg"
            viewBox=format!("0 0 {width} {}", depth + FOOT)
            role="img"
            aria-label=label
        >
            {foot(&laid, depth, width)}
            {rows}
            {today_line(&laid, today, depth, width)}
        </svg>
    }
    .into_any()
}

fn bar(drawn: &Drawn, place: &super::flow::Place, lane: f64, narrow: bool) -> AnyView {
    let top = place.lane as f64 * lane + 2.0;
    let (bar_top, bar_height) = if narrow { (top + 20.0, 8.0) } else { (top, BAR) };
    let base = if narrow {
        top + 14.0
    } else {
        top + BAR / 2.0 + SIZE * 0.36
    };
    let class = format!("flow-bar {}", drawn.state.class());
    let sign = format!("translate({} {})", place.words_x, base - 11.0);
    view! {
        <g class=class>
            <title>{drawn.words.clone()}</title>
            <rect x=place.x y=bar_top width=place.width height=bar_height rx="5"/>
            <g transform=sign class="flow-shape"><svg width="13" height="13" viewBox="0 0 16 16">{shape(drawn.state)}</svg></g>
            <text class:is-outside=!place.inside x=place.words_x + 18.0 y=base>{drawn.words.clone()}</text>
        </g>
    }
    .into_any()
}

/// The axis with named days.
fn foot(laid: &Picture, depth: f64, width: f64) -> AnyView {
    let years = spans_years(laid);
    let ticks = laid.ticks.iter().map(|tick| {
        let words = if years { iso(tick.day) } else { month_day(tick.day) };
        let room = words_width(&words, SIZE);
        let x = tick.x.min(width - room).max(0.0);
        view! {
            <line class="flow-tick" x1=tick.x x2=tick.x y1=depth y2=depth + 4.0/>
            <text class="flow-day" x=x y=depth + 18.0>{words}</text>
        }
    });
    let ticks = ticks.collect_view();
    view! {
        <line class="flow-axis" x1="0" x2=width y1=depth y2=depth/>
        {ticks}
    }
    .into_any()
}

/// Today's line, over everything.
fn today_line(laid: &Picture, today: NaiveDate, depth: f64, width: f64) -> AnyView {
    let years = spans_years(laid);
    laid.today
        .map(|x| {
            let words = texts::TODAY.with(&[&if years { iso(today) } else { month_day(today) }]);
            let room = words_width(&words, SIZE);
            view! {
                <line class="flow-today" x1=x x2=x y1="0" y2=depth + 24.0/>
                <text class="flow-today-word" x=(x + 4.0).min(width - room) y=depth + 36.0>{words}</text>
            }
        })
        .into_any()
}

/// Named days lie in several years: then they are written in full.
fn spans_years(laid: &Picture) -> bool {
    laid.ticks
        .first()
        .zip(laid.ticks.last())
        .is_some_and(|(a, z)| year(a.day) != year(z.day))
}

fn year(day: NaiveDate) -> i32 {
    chrono::Datelike::year(&day)
}

/// The same as a table, with everything the picture leaves out.
fn table(sheet: Sheet, law: &Arc<Reckoned>) -> AnyView {
    let set = sheet.nodes();
    let mut lines: Vec<&Line> = law.nodes.iter().filter(|l| l.status != Status::NotTriggered).collect();
    lines.sort_by_key(|l| (l.trigger, l.day()));
    let rows = lines.into_iter().map(|line| {
        let (state, said) = words::status(line.status, line.day(), line.act_by());
        view! {
            <tr>
                <td>{words::node_name(&set, &line.id)}" "{readable(&line.subject).to_owned()}</td>
                <td class="nowrap">{line.trigger.map(iso)}</td>
                <td class="nowrap">{line.day().map(iso)}</td>
                <td><span class=format!("mark {}", state.class())>{shape(state)}<span>{said}</span></span></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="scroll-x" tabindex="0">
            <table class="plain">
                <thead><tr>
                    <th scope="col">{t(texts::MATTER)}</th>
                    <th scope="col">{t(texts::STARTS)}</th>
                    <th scope="col">{t(texts::DATE)}</th>
                    <th scope="col">{t(texts::STATE)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
