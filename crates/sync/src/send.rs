//! The sending half of a step: own packs, what the store lost, reading back, bringing together.
use futures_util::stream::{FuturesUnordered, StreamExt};

use super::bundle::{Object, Span, read, write};
use super::exchange::{Exchange, Trouble, Turn};
use super::inbox::Fault;
use super::local::{Local, LocalError, Marks, Position};
use super::plan::{Listing, absent, covered, lean, to_clear, to_compact};
use super::remote::{Remote, RemoteError};
use casebook::chain::ChainFault;
use casebook::clock::DeviceId;
use casebook::pack::envelope;

/// What was found where an own object should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ReadBack {
    Same,
    Gone,
    /// No packs, or cut: it is put anew.
    Spoilt,
    /// Packs of this device that are not those held here.
    OtherHistory,
    /// The packs are lost here; nothing to compare with.
    Unknown,
}

impl Exchange {
    /// Puts what is not in the store, reads it back, brings own objects together.
    pub(super) async fn send<L: Local, R: Remote>(
        &mut self,
        turn: &mut Turn<'_, L, R>,
        listing: &mut Listing,
    ) -> Result<(), Trouble> {
        let held = turn.local.held().await?;
        let own = turn.local.own();
        let before = turn.local.marks().await?;
        let mut mine = Mine {
            own,
            last: held.iter().find(|(d, _)| *d == own).map_or(0, |(_, at)| at.number),
            objects: listing.remove(&own).unwrap_or_default(),
            marks: before.clone(),
        };
        turn.report.emptied = before.stored > 0 && mine.objects.is_empty();
        mine.marks.keep(&mine.objects);
        let done = self.send_own(turn, &mut mine).await;
        mine.sum_up(turn);
        if mine.marks != before {
            turn.local.mark(&mine.marks).await?;
        }
        done?;
        self.heal(turn, listing, &held).await
    }

    async fn send_own<L: Local, R: Remote>(&self, turn: &mut Turn<'_, L, R>, mine: &mut Mine) -> Result<(), Trouble> {
        self.read_back(turn, mine).await?;
        if mine.is_other_history(turn) {
            return Ok(());
        }
        for (from, to) in absent(&mine.objects, mine.last) {
            let put = self.put(turn, Span::of(mine.own, from, to)).await;
            mine.objects.extend(put.done);
            put.end?;
            if put.refused {
                break;
            }
        }
        self.read_back(turn, mine).await?;
        self.compact(turn, mine).await?;
        for object in to_clear(&mine.objects, |o| mine.marks.knows(o)) {
            match turn.remote.delete(&object.span.name()).await {
                Ok(()) => mine.drop(&object),
                // What should hold the same has decayed in the store since it was read back.
                Err(RemoteError::Refused(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Reads back own objects that never were, and clears spoilt ones away.
    async fn read_back<L: Local, R: Remote>(&self, turn: &mut Turn<'_, L, R>, mine: &mut Mine) -> Result<(), Trouble> {
        let (remote, local) = (turn.remote, turn.local);
        let new = mine
            .objects
            .iter()
            .filter(|o| !mine.marks.knows(o) && o.span.to <= mine.last);
        let mut queue = new.copied().collect::<Vec<_>>().into_iter();
        let mut flying = FuturesUnordered::new();
        loop {
            while flying.len() < self.limits.in_flight {
                let Some(object) = queue.next() else { break };
                flying.push(async move { (object, compare(local, remote, &object).await) });
            }
            let Some((object, found)) = flying.next().await else {
                return Ok(());
            };
            match found? {
                ReadBack::Same => mine.marks.add(&object),
                ReadBack::Gone => mine.drop(&object),
                ReadBack::Spoilt => {
                    remote.delete(&object.span.name()).await?;
                    mine.drop(&object);
                }
                ReadBack::OtherHistory => {
                    let fault = ChainFault::Forked(object.span.from);
                    turn.report.faults.push(Fault::of_chain(mine.own, fault));
                }
                ReadBack::Unknown => {}
            }
        }
    }

    /// Brings own objects together while there are too many: a bundle is put and read back; what it replaces is cleared
    /// away after that.
    async fn compact<L: Local, R: Remote>(&self, turn: &mut Turn<'_, L, R>, mine: &mut Mine) -> Result<(), Trouble> {
        let limit = self.limits.object_bytes;
        let lean = lean(&mine.objects, |o| mine.marks.knows(o));
        let Some(span) = to_compact(&lean, limit as u64) else {
            return Ok(());
        };
        let packs = turn.local.packs(mine.own, span.from, span.to, limit).await?;
        if packs.len() as u64 != u64::from(span.count()) {
            return Ok(());
        }
        let bytes = write(&span, &packs);
        match turn.remote.put(&span.name(), &bytes).await {
            // An older try that was spoilt: the next listing shows it, and it is cleared away.
            Err(RemoteError::Exists | RemoteError::TooLarge) => return Ok(()),
            other => other?,
        }
        let size = bytes.len() as u64;
        mine.objects.push(Object { span, size });
        self.read_back(turn, mine).await
    }

    /// Puts again what others wrote, is held here, and has been missing in the store for a while; at once in one that was
    /// emptied.
    async fn heal<L: Local, R: Remote>(
        &mut self,
        turn: &mut Turn<'_, L, R>,
        listing: &Listing,
        held: &[(DeviceId, Position)],
    ) -> Result<(), Trouble> {
        self.sound
            .retain(|o| listing.get(&o.span.device).is_some_and(|all| all.contains(o)));
        for (device, at) in held.iter().filter(|(device, _)| *device != turn.local.own()) {
            let listed = listing.get(device).map_or(&[][..], Vec::as_slice);
            let spoilt = self.spoilt(turn, listed, at.number).await?;
            // Of one that was found bad and reaches beyond what is held here, the part held is put beside it.
            let bad = |o: &Object| spoilt.contains(o) || (o.span.to > at.number && self.is_bad(o));
            let whole: Vec<Object> = listed.iter().filter(|o| !bad(o)).copied().collect();
            let gaps = absent(&whole, at.number);
            if gaps.is_empty() {
                self.absent.remove(device);
                continue;
            }
            let lacking = gaps.iter().map(|(from, to)| to - from + 1).sum();
            let since = *self.absent.entry(*device).or_insert(turn.now_ms);
            let wait = self
                .wait_to_heal(turn, *device)
                .saturating_sub(turn.now_ms.saturating_sub(since));
            if wait > 0 {
                turn.lacks(lacking, wait);
                continue;
            }
            for object in spoilt {
                match turn.remote.delete(&object.span.name()).await {
                    // Not every store lets others clear away.
                    Ok(()) | Err(RemoteError::Refused(_)) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            let sent = turn.report.sent;
            for (from, to) in gaps {
                let put = self.put(turn, Span::of(*device, from, to)).await;
                put.end?;
                if put.refused {
                    break;
                }
            }
            turn.report.lacking += u32::saturating_sub(lacking, turn.report.sent - sent);
            self.absent.remove(device);
        }
        Ok(())
    }

    /// How long a device's packs may be missing before they are put: their owner may do it, and not everybody at once. In
    /// a store that was emptied everybody knows that they are needed.
    fn wait_to_heal<L, R>(&self, turn: &Turn<'_, L, R>, device: DeviceId) -> u64 {
        let patience = self.limits.heal_after_ms;
        match turn.report.emptied {
            true => 0,
            false => patience + (turn.chance ^ device.0) % (patience + 1),
        }
    }

    /// Others' objects that have not the size of the packs held here: the store spoilt them, and their owner may never
    /// come back to notice. Each is looked at once.
    async fn spoilt<L: Local, R: Remote>(
        &mut self,
        turn: &Turn<'_, L, R>,
        listed: &[Object],
        last: u32,
    ) -> Result<Vec<Object>, Trouble> {
        let mut spoilt = Vec::new();
        for object in listed {
            let Span { device, from, to } = object.span;
            if to > last || self.sound.contains(object) {
                continue;
            }
            let packs = match turn.local.packs(device, from, to, usize::MAX).await {
                Ok(packs) if packs.len() as u64 == u64::from(object.span.count()) => packs,
                Ok(_) => continue,
                Err(LocalError(code)) if code == "pack_lost" => continue,
                Err(error) => return Err(error.into()),
            };
            match write(&object.span, &packs).len() as u64 == object.size {
                true => _ = self.sound.insert(*object),
                false => spoilt.push(*object),
            }
        }
        Ok(spoilt)
    }

    /// Puts a run of packs in as few objects as fit, one after the other: a store takes a pack only after the one before.
    async fn put<L: Local, R: Remote>(&self, turn: &mut Turn<'_, L, R>, run: Span) -> Put {
        turn.expect(run.count());
        let (mut next, mut most, mut put) = (run.from, self.limits.object_bytes, Put::default());
        let is_own = run.device == turn.local.own();
        let mut skipped = false;
        while next <= run.to {
            let packs = match turn.local.packs(run.device, next, run.to, most).await {
                Ok(packs) => packs,
                // Lost on this device: the others may have it.
                Err(LocalError(code)) if code == "pack_lost" => {
                    (next, skipped) = (next + 1, true);
                    continue;
                }
                Err(error) => return put.with(error.into()),
            };
            let count = u32::try_from(packs.len()).unwrap_or(u32::MAX).max(1);
            let span = Span::of(run.device, next, next + count - 1);
            match put_one(turn.remote, span, packs).await {
                Ok(object) => {
                    turn.report.sent += span.count();
                    turn.did(span.count());
                    put.done.push(object);
                }
                // Something else has the name: the next listing shows it, and it is looked at.
                Err(RemoteError::Exists) => {}
                Err(RemoteError::TooLarge) => {
                    let fault = Fault::of_one(run.device, span.from, RemoteError::TooLarge.code());
                    turn.report.faults.push(fault);
                    return put;
                }
                // Not all of them, as of a device that was removed: alone, as many as are taken.
                Err(RemoteError::Refused(_)) if span.is_bundle() && most > 1 => {
                    most = 1;
                    continue;
                }
                // Nothing comes in after a gap or a removal. Others may fill the gap.
                Err(RemoteError::Refused(_)) if skipped || !is_own => {
                    put.refused = true;
                    return put;
                }
                Err(error) => return put.with(error.into()),
            }
            next += count;
        }
        put
    }
}

/// What came of putting a run.
struct Put {
    done: Vec<Object>,
    end: Result<(), Trouble>,
    /// The store takes none of the chain from here on.
    refused: bool,
}

impl Put {
    fn with(self, trouble: Trouble) -> Put {
        let end = Err(trouble);
        Put { end, ..self }
    }
}

impl Default for Put {
    fn default() -> Put {
        Put {
            done: Vec::new(),
            end: Ok(()),
            refused: false,
        }
    }
}

/// The own chain in the store.
struct Mine {
    own: DeviceId,
    /// Number of the own last pack.
    last: u32,
    objects: Vec<Object>,
    marks: Marks,
}

impl Mine {
    fn drop(&mut self, object: &Object) {
        self.objects.retain(|o| o != object);
        self.marks.keep(&self.objects);
    }

    fn is_other_history<L, R>(&self, turn: &Turn<'_, L, R>) -> bool {
        let code = ChainFault::Forked(0).code();
        turn.report
            .faults
            .iter()
            .any(|f| f.device == self.own && f.code == code)
    }

    fn sum_up<L, R>(&mut self, turn: &mut Turn<'_, L, R>) {
        let sure: Vec<Object> = self.marks.objects(self.own).collect();
        self.marks.stored = covered(&self.objects).min(self.last);
        self.marks.read_back = covered(&sure).min(self.last);
        turn.report.own = self.last;
        turn.report.stored = self.marks.stored;
        turn.report.read_back = self.marks.read_back;
    }
}

async fn put_one<R: Remote>(remote: &R, span: Span, packs: Vec<Vec<u8>>) -> Result<Object, RemoteError> {
    let bytes = write(&span, &packs);
    let size = bytes.len() as u64;
    remote.put(&span.name(), &bytes).await?;
    Ok(Object { span, size })
}

async fn compare<L: Local, R: Remote>(local: &L, remote: &R, object: &Object) -> Result<ReadBack, Trouble> {
    let span = object.span;
    let there = match remote.get(&span.name()).await {
        Ok(there) => there,
        Err(RemoteError::NotFound) => return Ok(ReadBack::Gone),
        Err(error) => return Err(error.into()),
    };
    if there.len() as u64 != object.size {
        // Cut on the way, or listed long ago: no reason to clear anything away.
        return Ok(ReadBack::Unknown);
    }
    let here = match local.packs(span.device, span.from, span.to, usize::MAX).await {
        Ok(here) if here.len() as u64 == u64::from(span.count()) => here,
        Ok(_) => return Ok(ReadBack::Unknown),
        Err(LocalError(code)) if code == "pack_lost" => return Ok(ReadBack::Unknown),
        Err(error) => return Err(error.into()),
    };
    if write(&span, &here) == there {
        return Ok(ReadBack::Same);
    }
    let packs = read(&span, &there);
    let heads: Vec<_> = packs
        .iter()
        .filter_map(|pack| Some(envelope(pack).ok()?.head))
        .collect();
    let places = (span.from..=span.to).map(|number| (span.device, number));
    Ok(match heads.iter().map(|h| (h.device, h.number)).eq(places) {
        true => ReadBack::OtherHistory,
        false => ReadBack::Spoilt,
    })
}
