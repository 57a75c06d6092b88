//! What is done to the shared book, and by whom.
use casebook::clock::DeviceId;
use protocol::{Invite, Invited, MakeKit, PutPerson, RemoveDevice, SyncState, SyncView};
use sync::bundle::{Span, write};

use super::Court;
use super::desk::Desk;
use super::disk::{own_packs, spans, with_last};
use super::proof::{Claim, manages};
use crate::fleet::DAY;

/// So far a clock is set ahead, milliseconds: ten years.
const YEARS: u64 = 10 * 365 * DAY;

/// An attack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attack {
    /// Two or three who manage people remove each other without having heard, some of them much later.
    FallOut,
    /// The clock of one who manages people is ten years ahead while people, invitations, kits or devices change.
    ClockAhead,
    /// Something is put into the outbox while it is sent.
    BusyOutbox,
    /// The store has no more room for packs.
    FullStore,
    /// A disk is set back to an older image, and something is written before the next exchange.
    SetBack,
    /// One device shows one history to one reader and another to the others.
    Equivocate,
    /// A bundle of other packs takes the place of packs that are in the store.
    OtherBytes,
    /// A pack comes into the store without those before it.
    Headless,
}

impl Attack {
    /// All of them, in the order in which they may follow each other.
    pub const ALL: [Attack; 8] = [
        Attack::FallOut,
        Attack::ClockAhead,
        Attack::BusyOutbox,
        Attack::FullStore,
        Attack::SetBack,
        Attack::Equivocate,
        Attack::OtherBytes,
        Attack::Headless,
    ];

    /// When it is made: what was promised by people who were removed since need not hold, and two histories of one
    /// device stay for people to decide between.
    pub fn turn(self) -> u8 {
        match self {
            Attack::FallOut => 0,
            Attack::ClockAhead | Attack::BusyOutbox | Attack::FullStore | Attack::SetBack => 1,
            Attack::Equivocate | Attack::OtherBytes | Attack::Headless => 2,
        }
    }

    /// Makes it.
    ///
    /// # Errors
    /// What should not have come of it.
    pub fn make(self, court: &mut Court) -> Result<(), String> {
        match self {
            Attack::FallOut => court.fall_out(),
            Attack::ClockAhead => court.clock_ahead(),
            Attack::BusyOutbox => court.busy_outbox(),
            Attack::FullStore => court.full_store(),
            Attack::SetBack => court.set_back(),
            Attack::Equivocate => court.equivocate(),
            Attack::OtherBytes => court.other_bytes(),
            Attack::Headless => court.headless(),
        }
    }
}

impl Court {
    /// Everybody who was told they are out says so from now on; the others hear of each other.
    pub fn hear(&mut self) {
        for _ in 0..3 {
            for at in 0..self.desks.len() {
                self.desks[at].sync();
            }
        }
    }

    fn clock_ahead(&mut self) -> Result<(), String> {
        let (early, later) = (self.a_manager()?, self.a_manager()?);
        let kind = self.dice.u8(0..4);
        self.desks[early].ahead.set(YEARS);
        let first = self.manage(early, kind, "clerk")?;
        self.desks[early].sync();
        self.desks[early].ahead.set(0);
        self.desks[later].sync();
        let second = self.manage(later, kind, "judge")?;
        self.desks[later].sync();
        // An earlier kit is void, a role is what was said last; the rest stands side by side.
        self.claims.extend(first.filter(Claim::lasts));
        self.claims.extend(second);
        Ok(())
    }

    /// An action of the roster, and what has to hold because of it.
    fn manage(&mut self, at: usize, kind: u8, role: &str) -> Result<Option<Claim>, String> {
        let desk = &self.desks[at];
        Ok(match kind {
            0 => {
                let person = desk.name("孙法官", "auxiliary")?;
                desk.ask(PutPerson {
                    id: Some(person),
                    name: "孙法官".into(),
                    role: role.into(),
                    group: String::new(),
                    from: None,
                    to: None,
                    staff: Default::default(),
                })
                .ok();
                Some(Claim::Role(person, role.to_owned()))
            }
            1 => Some(Claim::Link(desk.invite("周法官", role)?)),
            2 => {
                let holders = ["院长", "局长", "纪检"].map(str::to_owned).to_vec();
                match desk.ask(MakeKit { needed: 2, holders }) {
                    Ok(shares) => Some(Claim::Kit(shares)),
                    other => return Err(format!("no kit: {other:?}")),
                }
            }
            _ => self.remove_judge(at)?,
        })
    }

    fn remove_judge(&mut self, at: usize) -> Result<Option<Claim>, String> {
        let Some(gone) = self.a_judge()? else {
            return Ok(None);
        };
        let device = self.desks[gone].device()?;
        match self.desks[at].ask(RemoveDevice { device }) {
            Ok(_) => Ok(Some(Claim::Removed(gone))),
            other => Err(format!("not removed: {other:?}")),
        }
    }

    /// An exchange is under way, with news to be kept, and something new has to go out.
    fn busy_outbox(&mut self) -> Result<(), String> {
        let (other, at) = (self.a_manager()?, self.a_manager()?);
        self.desks[other].invite("吴法官", "judge")?;
        self.desks[other].sync();
        let person = self.desks[at].name("郑法官", "judge")?;
        self.begin_sync(at);
        let turns = self.dice.u32(0..30);
        self.turns(turns);
        let link = std::rc::Rc::new(std::cell::RefCell::new(None));
        let told = std::rc::Rc::clone(&link);
        let job = Invite { person, days: 7 };
        self.desks[at].begin(&mut self.executor, at, job, move |answer| {
            if let Ok(Invited { fragment, .. }) = answer {
                told.replace(Some(fragment));
            }
        });
        self.finish();
        self.claims.extend(link.take().map(Claim::Link));
        Ok(())
    }

    fn full_store(&mut self) -> Result<(), String> {
        self.store.fill(true);
        self.work(8);
        let at = self.a_manager()?;
        if let Some(claim) = self.remove_judge(at)? {
            self.desks[at].sync();
            self.is_claimed(&claim)?;
            self.claims.push(claim);
        }
        self.store.fill(false);
        Ok(())
    }

    fn set_back(&mut self) -> Result<(), String> {
        let at = self.any_who_stays()?;
        self.desks[at].sync();
        let image = self.desks[at].image()?;
        self.write_some(at)?;
        self.desks[at].sync();
        let before = self.dice.u32(1..=3);
        for _ in 0..before {
            self.written += 1;
            image.write(self.written)?;
        }
        let view = image.sync();
        self.log.note(format_args!("{at} was set back: {:?}", view.faults));
        match image.write(0) {
            Err(code) if code == "other_history" => {}
            other => return Err(format!("an image of {at} goes on under its number: {other:?}")),
        }
        self.keeps_its_own(&image, at)?;
        self.go_on(image)
    }

    /// The device goes on under a new number, and what it wrote reaches the others after all.
    fn go_on(&mut self, image: Desk) -> Result<(), String> {
        let link = match manages(&image.people()?) {
            true => None,
            false => {
                let by = self.a_manager()?;
                let link = self.desks[by].invite_known(image.me()?.person)?;
                self.desks[by].sync();
                image.sync();
                Some(link)
            }
        };
        image.go_on(link)?;
        self.desks.push(image);
        Ok(())
    }

    fn write_some(&mut self, at: usize) -> Result<(), String> {
        for _ in 0..self.dice.u32(1..=3) {
            self.written += 1;
            self.desks[at].write(self.written)?;
        }
        Ok(())
    }

    fn equivocate(&mut self) -> Result<(), String> {
        let (Some(liar), reader) = (self.a_liar()?, self.any_who_stays()?) else {
            return Ok(());
        };
        if liar == reader {
            return Ok(());
        }
        let image = self.branch(liar, 1)?;
        let last = own_packs(&image)?.pop().ok_or("nothing was written")?;
        let device = self.desks[liar].device()?;
        let span = spans(&self.store, device).into_iter().max_by_key(|span| span.to);
        let span = span.ok_or("nothing was put")?;
        let shown = self.store.object(&span.name()).ok_or("it is gone")?;
        for at in (0..self.desks.len()).filter(|at| *at != reader) {
            self.desks[at].sync();
        }
        self.store.smuggle(&span.name(), Some(with_last(&span, &shown, &last)));
        self.desks[reader].sync();
        self.store.smuggle(&span.name(), Some(shown));
        self.written += 1;
        self.desks[reader].write(self.written)?;
        self.desks[reader].sync();
        let told = self.told_by(&["packs_seen_otherwise", "packs_forked"], reader);
        self.log.note(format_args!("{liar} told {reader} otherwise: {told:?}"));
        match told.is_empty() {
            true => Err(format!("nobody says that {liar} has two histories")),
            false => Ok(()),
        }
    }

    fn other_bytes(&mut self) -> Result<(), String> {
        let Some(liar) = self.a_liar()? else {
            return Ok(());
        };
        let image = self.branch(liar, 2)?;
        let packs = own_packs(&image)?;
        let device = self.desks[liar].device()?;
        for span in spans(&self.store, device) {
            self.store.smuggle(&span.name(), None);
        }
        let span = Span::of(DeviceId(device), 1, u32::try_from(packs.len()).unwrap_or(u32::MAX));
        self.store.smuggle(&span.name(), Some(write(&span, &packs)));
        // Whoever has the other packs keeps them, and the device itself sees that it has two histories.
        let before: Vec<_> = self.desks.iter().map(|desk| desk.numbers()).collect();
        let view = self.desks[liar].sync();
        if !has(&view, &["packs_forked"]) {
            return Err(format!("{liar} does not notice that other packs took its place"));
        }
        for (at, (desk, before)) in self.desks.iter().zip(before).enumerate() {
            desk.sync();
            if !desk.numbers().is_superset(&before) {
                return Err(format!("{at} lost something"));
            }
        }
        Ok(())
    }

    fn headless(&mut self) -> Result<(), String> {
        let Some(liar) = self.a_liar()? else {
            return Ok(());
        };
        let image = self.branch(liar, 5)?;
        let packs = own_packs(&image)?;
        let number = u32::try_from(packs.len()).unwrap_or(u32::MAX);
        let span = Span::of(DeviceId(self.desks[liar].device()?), number, number);
        self.store.smuggle(&span.name(), packs.last().cloned());
        Ok(())
    }

    /// Anybody whom the space can do without.
    fn a_liar(&mut self) -> Result<Option<usize>, String> {
        let (managers, liar) = (self.managers()?, self.any_who_stays()?);
        let is_last = managers == [liar] || self.staying()?.len() < 3;
        Ok(Some(liar).filter(|_| !is_last))
    }

    /// A second history of a device that is not compared any more: so many packs on an image of it, one on itself.
    fn branch(&mut self, at: usize, packs: u32) -> Result<Desk, String> {
        self.hear();
        let image = self.desks[at].image()?;
        for _ in 0..packs {
            self.written += 1;
            image.write(self.written)?;
        }
        self.written += 1;
        self.desks[at].write(self.written)?;
        self.desks[at].sync();
        self.doubted.insert(at);
        Ok(image)
    }

    /// Who says one of this, beside one.
    fn told_by(&self, codes: &[&str], but: usize) -> Vec<usize> {
        let others = (0..self.desks.len()).filter(|at| *at != but);
        others.filter(|at| has(&self.desks[*at].sync(), codes)).collect()
    }
}

/// Whether one of this is told.
pub fn has(view: &SyncView, codes: &[&str]) -> bool {
    view.faults.iter().any(|(_, why, ..)| codes.contains(&why.code()))
}

/// Whether the store refused the device as one that was removed.
pub fn is_refused(view: &SyncView) -> bool {
    matches!(&view.state, SyncState::Waiting { why, .. } if why.code() == "removed")
}
