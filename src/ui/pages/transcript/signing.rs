//! Somebody signs: the text that is signed above, the pad below, and the ways of whoever cannot or will not. The screen is bare:
//! whoever holds the tablet sees this record and nothing else, and comes no further.
use casebook::transcript::{Part, SIGNATURE, SignFault, Signing, Strokes, Way, sign};
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::RecordEdit;

use super::bare::Bare;
use super::pad::Pad;
use super::sheet::text;
use super::{Asked, Mode, Page};
use crate::lang::{t, transcript as texts};
use crate::pages::records::fresh;
use crate::pages::words::clock;
use crate::pages::writer::Written;
use crate::parts::choice::Choice;
use crate::parts::field::Row;
use crate::parts::text::TextInput;
use crate::parts::toast::use_toasts;
use crate::state::{hold_while, now_ms};

/// Parts that are not named by the record.
const OTHERS: [Part; 3] = [Part::Witness, Part::Interpreter, Part::Guardian];

/// What is entered. Free to copy.
#[derive(Clone, Copy)]
struct Form {
    page: Page,
    /// The record names who signs.
    is_named: bool,
    part: RwSignal<Part>,
    name: RwSignal<String>,
    way: RwSignal<Way>,
    strokes: RwSignal<Strokes>,
    reason: RwSignal<String>,
    witnesses: RwSignal<String>,
    /// The fingerprint of the text that was shown.
    shown: RwSignal<String>,
    fault: RwSignal<Option<SignFault>>,
    busy: RwSignal<bool>,
    /// It is signed and nobody is next: the device goes back.
    done: RwSignal<bool>,
    bare: Bare,
}

/// The panel.
#[component]
pub(super) fn Sign(page: Page, asked: Asked) -> impl IntoView {
    let shown = page
        .standing
        .with_untracked(|one| one.as_ref().map(|one| one.fingerprint.clone()));
    let form = Form {
        page,
        is_named: !asked.name.is_empty(),
        part: RwSignal::new(asked.part),
        name: RwSignal::new(asked.name),
        way: RwSignal::new(Way::Pen),
        strokes: RwSignal::default(),
        reason: RwSignal::default(),
        witnesses: RwSignal::default(),
        shown: RwSignal::new(shown.unwrap_or_default()),
        fault: RwSignal::new(None),
        busy: RwSignal::new(false),
        done: RwSignal::new(false),
        bare: Bare::begin(page),
    };
    hold_while(move || form.strokes.with(|strokes| *strokes != Strokes::default()));
    // What was said of the one before would lie over the buttons.
    use_toasts().clear();
    // What was wrong with the strokes before is wrong no more.
    Effect::new(move |_| {
        form.strokes.track();
        form.fault.set(None);
    });
    let whole = move || match form.done.get() {
        true => handed_back(form),
        false => view! { <Panel form/> }.into_any(),
    };
    view! { <section class="transcript-sign no-print">{whole}</section> }
}

#[component]
fn Panel(form: Form) -> impl IntoView {
    let heading = move || texts::SIGN_OF.with(&[&texts::part(form.part.get()).now(), &form.name.get()]);
    let fault = move || form.fault.get().map(texts::sign_fault);
    let title = move || {
        let record = form.page.record.get()?;
        Some(casebook::transcript::title(form.page.kind, &record.fields))
    };
    let confirm = move || texts::confirm(form.way.get()).now();
    view! {
        <div class="transcript-read" tabindex="0" role="region" aria-label=t(texts::TEXT_LABEL)>
            <p class="transcript-title">{title}</p>
            {text(form.page)}
        </div>
        {(!form.is_named).then(|| who(form))}
        {ways(form)}
        <h2>{heading}</h2>
        {move || with(form)}
        <p class="row-error" role="alert">{fault}</p>
        <footer class="transcript-foot">
            {back(form)}
            <button type="button" class="button button-main" disabled=form.busy on:click=move |_| form.save()>{confirm}</button>
        </footer>
    }
}

/// It is signed and nobody is next.
fn handed_back(form: Form) -> AnyView {
    view! {
        <h2>{t(texts::HAND_BACK)}</h2>
        <footer class="transcript-foot">{back(form)}</footer>
    }
    .into_any()
}

/// Out of signing: behind the lock, where the device has one.
fn back(form: Form) -> AnyView {
    let label = if form.bare.has_lock() {
        texts::LEAVE_LOCKED
    } else {
        texts::LEAVE
    };
    view! { <button type="button" class="button" on:click=move |_| form.bare.leave()>{t(label)}</button> }.into_any()
}

/// Who signs beside those the record names.
fn who(form: Form) -> AnyView {
    let options = OTHERS.map(texts::part).to_vec();
    let at = Signal::derive(move || OTHERS.iter().position(|part| *part == form.part.get()).unwrap_or(0));
    let choose = Callback::new(move |at: usize| {
        if let Some(part) = OTHERS.get(at) {
            form.part.set(*part);
        }
    });
    view! {
        <Row label=texts::PART><Choice options chosen=at on_choose=choose/></Row>
        <Row label=texts::NAME><TextInput value=form.name/></Row>
    }
    .into_any()
}

/// How: staff cannot refuse.
fn ways(form: Form) -> AnyView {
    let is_staff = form.is_named && form.part.with_untracked(|part| part.is_staff());
    let all = [Way::Pen, Way::Paper, Way::Refused].into_iter();
    let all = all.filter(move |way| !is_staff || *way != Way::Refused);
    let options = all.map(move |way| {
        let choose = move |_| {
            form.way.set(way);
            form.fault.set(None);
            if way == Way::Paper && form.reason.with_untracked(String::is_empty) {
                form.reason.set(texts::ON_PAPER.once().to_owned());
            }
        };
        view! {
            <label class="segment">
                <input type="radio" name="transcript-way" prop:checked=move || form.way.get() == way on:change=choose/>
                <span>{t(texts::way(way))}</span>
            </label>
        }
    });
    view! {
        <Row label=texts::WAY group=true>
            <div class="segments" role="radiogroup" aria-label=t(texts::WAY)>{options.collect_view()}</div>
        </Row>
    }
    .into_any()
}

/// What the way asks for. Tracks.
fn with(form: Form) -> AnyView {
    match form.way.get() {
        Way::Pen => view! { <Pad strokes=form.strokes name=form.name/> }.into_any(),
        Way::Paper => view! { <Row label=texts::REASON><TextInput value=form.reason/></Row> }.into_any(),
        Way::Refused => view! {
            <Row label=texts::REASON><TextInput value=form.reason/></Row>
            <Row label=texts::WITNESSES><TextInput value=form.witnesses/></Row>
        }
        .into_any(),
    }
}

impl Form {
    /// Writes the signature; then the next one signs.
    fn save(self) {
        let page = self.page;
        let (Some(key), Some(standing)) = (page.key, page.standing.get_untracked()) else {
            return;
        };
        if self.busy.get_untracked() {
            return;
        }
        if standing.fingerprint != self.shown.get_untracked() {
            // Whoever signs has read something else.
            self.shown.set(standing.fingerprint);
            self.strokes.set(Strokes::default());
            page.writer.say(texts::MOVED.once());
            return;
        }
        let signing = self.signing();
        let fields = match sign(key.id, &standing, &signing) {
            Ok(fields) => fields,
            Err(fault) => return self.fault.set(Some(fault)),
        };
        self.busy.set(true);
        let asked = Asked {
            part: signing.part,
            name: signing.name.trim().to_owned(),
        };
        let is_named = self.is_named;
        let edit = RecordEdit::begun(fresh(SIGNATURE), fields);
        let said = texts::SIGNED.with(&[&asked.name]);
        spawn_local(async move {
            let written = page.sheet.write_records(vec![edit], said).await;
            self.busy.try_set(false);
            if written == Written::Yes {
                page.signed.try_update(|all| all.push((standing.fingerprint, asked)));
                match untrack(|| page.next()).filter(|_| is_named) {
                    Some(next) => self.bare.go_on(Mode::Signing(next)),
                    None if signing.part.is_staff() => self.bare.go_on(Mode::Reading),
                    None => self.done.try_set(true).map_or((), |_| ()),
                }
            }
        });
    }

    fn signing(self) -> Signing {
        // Milliseconds since 1970 are a whole number far below 2^53.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let at = clock(now_ms() as u64);
        Signing {
            part: self.part.get_untracked(),
            name: self.name.get_untracked(),
            way: self.way.get_untracked(),
            strokes: self.strokes.get_untracked(),
            reason: self.reason.get_untracked(),
            witnesses: self.witnesses.get_untracked(),
            on: self.page.sheet.today.get_untracked(),
            at,
        }
    }
}
