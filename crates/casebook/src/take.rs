//! How packs get into the book: signature, chain, people, rights, fold. All of a pack or nothing.
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::CaseId;
use super::block::{BLOCK, Block, Filled};
use super::book::{Book, BookError, Followed};
use super::bytes::BadBytes;
use super::chain::ChainFault;
use super::clock::{DeviceId, Moment};
use super::event::{BOOK, Event};
use super::fold::{apply, apply_book};
use super::kinds::Kinds;
use super::pack::{Head, PackError, Signature, open, signed};
use super::people::membership::{Entry, MembershipLog, is_people, key_in};
use super::people::{Directory, PeopleFault, evaluate};
use super::project::project;
use super::refs::put_ref;
use super::refusals::Refused;
use super::state::{BookState, CaseState};
use super::state_bytes::{decode, encode};

/// A case about to be changed: where it is (nothing for a new one), its state, its references.
struct Changed {
    row: Option<u32>,
    id: CaseId,
    state: CaseState,
    refs: Vec<u8>,
    /// Something was accepted, or the case is in the book: it has a row.
    born: bool,
}

/// What a pack makes of the book.
struct Folded {
    changed: Vec<Changed>,
    texts: Option<BookState>,
    refused: Vec<Refused>,
    /// The highest moment, and whether the table of rights was asked.
    moment: Moment,
    judged: bool,
}

/// What the events of a pack are judged by.
struct Judging<'a> {
    membership: &'a MembershipLog,
    directory: &'a Directory,
    number: u32,
}

impl Judging<'_> {
    /// Whether it is a people event of the membership, which the directory judges. One with a stamp its device had used
    /// before is not.
    fn is_listed(&self, event: &Event, place: u32) -> bool {
        let entry = is_people(event).then(|| self.membership.get(&event.stamp)).flatten();
        entry.is_some_and(|entry| (entry.number, entry.place) == (self.number, place))
    }

    /// The rule that refuses an event, if one does.
    fn refuses(&self, event: &Event, place: u32, last: Moment) -> Option<String> {
        if !is_people(event) {
            return self.directory.refuses(event, self.number, last);
        }
        if self.is_listed(event, place) {
            let by = self.directory.refused.get(&event.stamp);
            return by.map(|by| by.text().to_owned());
        }
        let is_known = self.membership.get(&event.stamp).is_some();
        let fault = if is_known {
            PeopleFault::ClockBack
        } else {
            PeopleFault::PeopleTooMany
        };
        Some(fault.code().to_owned())
    }
}

impl Book {
    /// Takes a pack: the next of its device, signed by it. All of it or nothing.
    ///
    /// # Errors
    /// Why not; the book is as before. [`BookError::UnknownDevice`] can pass once other packs are there.
    pub fn take(&mut self, bytes: &[u8]) -> Result<Head, BookError> {
        let opened = open(bytes, self.sealer.as_ref())?;
        let head = opened.head;
        self.check_signature(&head, opened.signature.as_ref(), &opened.events)?;
        self.take_events(&head, &opened.events)?;
        self.note_seen(head.device, &opened.seen);
        Ok(head)
    }

    /// In a space every pack is signed by its device: with the key its first pack brings, which the directory lets in
    /// or not; or with the founder's, for a chain he adopted.
    fn check_signature(&self, head: &Head, signature: Option<&Signature>, events: &[Event]) -> Result<(), BookError> {
        if self.sealer.space().is_none() {
            return Ok(());
        }
        let brought = || {
            events
                .iter()
                .filter(|e| head.number == 1 && is_people(e))
                .find_map(key_in)
        };
        let known = self.directory.adopting_key(head.device);
        let known = known
            .or_else(|| self.membership.key(head.device).map(|(_, key)| key))
            .or_else(brought);
        if let Some(key) = known {
            // Whoever only has the space key cannot take the number of a device that is about to join.
            let is_first = head.number == 1 && self.membership.key(head.device).is_none();
            let founders = self.directory.adopting_key(head.device).is_some();
            if is_first && !founders && !self.is_vouched(head, &key, events) {
                return Err(BookError::UnknownDevice);
            }
        }
        let Some(key) = known else {
            return Err(if self.directory.is_founded() {
                PackError::BadSignature.into()
            } else {
                BookError::UnknownDevice
            });
        };
        match signature.filter(|s| self.sealer.verify(&key, &signed(&head.hash), s)) {
            Some(_) => Ok(()),
            None => Err(PackError::BadSignature.into()),
        }
    }

    /// Takes the events of a pack already read, without asking for its signature. All of it or nothing.
    ///
    /// # Errors
    /// Why not; the book is as before.
    pub fn take_events(&mut self, head: &Head, events: &[Event]) -> Result<(), BookError> {
        let last = self.followed.get(&head.device).copied().unwrap_or_default();
        follows(&last, head)?;
        let device = match self.devices.iter().position(|d| *d == head.device) {
            Some(at) => at,
            None => {
                self.devices.push(head.device);
                self.devices.len() - 1
            }
        };
        let met = self.meet(head, events, last.moment);
        let (membership, directory) = met
            .as_ref()
            .map_or((&self.membership, &self.directory), |(membership, directory)| {
                (membership, directory)
            });
        let by = Judging {
            membership,
            directory,
            number: head.number,
        };
        let folded = self.fold(head.number, device as u64, events, &last, &by)?;
        // What lists keep of a case hangs on the kinds: on those that hold with this pack.
        let directory = Rc::clone(directory);
        self.commit(head, folded, &last, directory.kinds())?;
        if let Some((membership, directory)) = met {
            self.stale |= self.judges_otherwise(&membership, &directory, head, &last);
            let before = std::mem::replace(&mut self.directory, directory);
            self.membership = membership;
            if before.kinds() != self.kinds() {
                self.project_all()?;
            }
        }
        self.version += 1;
        Ok(())
    }

    /// The directory with the people events of a pack; nothing if it has none that are new.
    fn meet(&self, head: &Head, events: &[Event], last: Moment) -> Option<(MembershipLog, Rc<Directory>)> {
        let mut membership: Option<MembershipLog> = None;
        let mut last = last;
        for (place, event) in events.iter().enumerate() {
            let known = membership.as_ref().unwrap_or(&self.membership);
            if is_people(event) && self.membership.get(&event.stamp).is_none() && known.has_room(head.device) {
                membership.get_or_insert_with(|| self.membership.clone()).add(Entry {
                    event: event.clone(),
                    number: head.number,
                    place: place as u32,
                    late: event.stamp.moment <= last,
                });
            }
            last = last.max(event.stamp.moment);
        }
        let membership = membership?;
        let directory = evaluate(&membership, self.sealer.as_ref());
        Some((membership, Rc::new(directory)))
    }

    fn commit(&mut self, head: &Head, folded: Folded, last: &Followed, kinds: &Kinds) -> Result<(), BookError> {
        let (born, unborn): (Vec<_>, Vec<_>) = folded.changed.into_iter().partition(|case| case.born);
        let ids: Vec<CaseId> = born.iter().map(|case| case.id).collect();
        let filled: Result<Vec<_>, BadBytes> = born.into_iter().map(|case| self.fill(case, kinds)).collect();
        self.keep(filled?);
        ids.iter().for_each(|id| _ = self.unborn.remove(id));
        self.keep_refused(head.device, folded.refused, unborn);
        if let Some(texts) = folded.texts {
            self.book = texts;
        }
        let followed = Followed {
            number: head.number,
            hash: head.hash,
            moment: folded.moment,
            judged: last.judged || folded.judged,
        };
        self.followed.insert(head.device, followed);
        Ok(())
    }

    /// Keeps what was refused: all about cases that are there, and as much about others as there is room for.
    fn keep_refused(&mut self, device: DeviceId, refused: Vec<Refused>, unborn: Vec<Changed>) {
        let mut counts: BTreeMap<CaseId, u32> = BTreeMap::new();
        refused.iter().for_each(|r| *counts.entry(r.case).or_default() += 1);
        let (mut room, mut left_out) = (self.refusals.room(device), BTreeSet::new());
        for case in unborn {
            let count = counts.get(&case.id).copied().unwrap_or(0);
            match room.checked_sub(count) {
                Some(less) => {
                    room = less;
                    self.unborn.insert(case.id, case.refs);
                }
                None => _ = left_out.insert(case.id),
            }
        }
        for refused in refused {
            let is_kept = match refused.case {
                BOOK => self.refusals.room(device) > 0,
                case => !left_out.contains(&case),
            };
            match is_kept {
                true => self.refusals.add(refused),
                false => self.refusals.only_count(refused),
            }
        }
    }

    /// The new states of the cases the events touch, in the order of their first event, and what was refused.
    fn fold(
        &self,
        number: u32,
        device: u64,
        events: &[Event],
        last: &Followed,
        by: &Judging<'_>,
    ) -> Result<Folded, BookError> {
        let mut places: HashMap<CaseId, usize> = HashMap::new();
        let mut folded = Folded {
            changed: Vec::new(),
            texts: None,
            refused: Vec::new(),
            moment: last.moment,
            judged: false,
        };
        for (place, event) in events.iter().enumerate() {
            let rule = by.refuses(event, place as u32, folded.moment);
            folded.judged |= !is_people(event);
            folded.moment = folded.moment.max(event.stamp.moment);
            if let Some(rule) = rule.as_ref().filter(|_| !by.is_listed(event, place as u32)) {
                folded.refused.push(Refused::of(event, rule));
            }
            if event.case == BOOK {
                if rule.is_none() && event.action.is_text() {
                    apply_book(folded.texts.get_or_insert_with(|| self.book.clone()), event);
                }
                continue;
            }
            let at = match places.get(&event.case) {
                Some(at) => *at,
                None => {
                    folded.changed.push(self.changed(event.case)?);
                    places.insert(event.case, folded.changed.len() - 1);
                    folded.changed.len() - 1
                }
            };
            if let Some(case) = folded.changed.get_mut(at) {
                if rule.is_none() {
                    apply(&mut case.state, event);
                    case.born = true;
                }
                put_ref(&mut case.refs, device, number, place as u32);
            }
        }
        Ok(folded)
    }

    fn changed(&self, id: CaseId) -> Result<Changed, BookError> {
        let row = self.index.get(&id).copied();
        let (state, refs) = match row.and_then(|row| self.place(row)) {
            Some((block, at)) => (decode(block.states.get(at))?, block.refs.get(at).to_vec()),
            None => (CaseState::default(), self.unborn.get(&id).cloned().unwrap_or_default()),
        };
        Ok(Changed {
            row,
            id,
            state,
            refs,
            born: row.is_some(),
        })
    }

    fn fill(&mut self, case: Changed, kinds: &Kinds) -> Result<(Option<u32>, CaseId, Filled), BadBytes> {
        let state = encode(&case.state);
        let projected = project(case.id, &state, kinds, self.judge.as_ref(), &mut self.shared)?;
        Ok((
            case.row,
            case.id,
            Filled {
                projected,
                state,
                refs: case.refs,
            },
        ))
    }

    fn keep(&mut self, changed: Vec<(Option<u32>, CaseId, Filled)>) {
        let mut replaced: BTreeMap<usize, BTreeMap<usize, Filled>> = BTreeMap::new();
        for (row, id, filled) in changed {
            match row {
                Some(row) => {
                    let block = replaced.entry(row as usize / BLOCK).or_default();
                    block.insert(row as usize % BLOCK, filled);
                }
                None => self.append(id, &filled),
            }
        }
        for (number, cases) in replaced {
            if let (Some(block), Some(dirty)) = (self.blocks.get_mut(number), self.dirty.get_mut(number)) {
                block.replace(cases);
                *dirty = true;
            }
        }
    }

    fn append(&mut self, id: CaseId, filled: &Filled) {
        if self.blocks.last().is_none_or(|block| block.lines.len() >= BLOCK) {
            self.blocks.push(Block::default());
            self.dirty.push(true);
        }
        self.index.insert(id, self.index.len() as u32);
        if let (Some(block), Some(dirty)) = (self.blocks.last_mut(), self.dirty.last_mut()) {
            block.push(filled);
            *dirty = true;
        }
    }
}

/// Does the pack come next after what the book has of its device?
fn follows(last: &Followed, head: &Head) -> Result<(), BookError> {
    let fault = if head.number == last.number && head.hash != last.hash {
        ChainFault::Forked(head.number)
    } else if head.number <= last.number {
        ChainFault::Repeated(head.number)
    } else if head.number > last.number + 1 {
        ChainFault::Missing {
            from: last.number + 1,
            to: head.number - 1,
        }
    } else if head.prev != last.hash {
        ChainFault::Broken(head.number)
    } else {
        return Ok(());
    };
    Err(BookError::Chain(fault))
}
