//! Finding two histories of one device. Looking again, now and then, at what others wrote and is held here: a size does
//! not tell one history from another. And comparing what the authors of packs say they have seen: who read another
//! history in another store says so in the next pack.
use std::collections::BTreeSet;

use super::bundle::{Object, read};
use super::exchange::{Exchange, Trouble, Turn};
use super::inbox::Fault;
use super::local::Local;
use super::plan::Listing;
use super::remote::Remote;
use casebook::chain::ChainFault;
use casebook::pack::{Head, envelope};

/// One object is looked at in so many milliseconds: all of them in time, at little cost.
const EVERY_MS: u64 = 10 * 60_000;

/// Somebody has seen another history of a device than the one held here, or says so.
pub const SEEN_OTHERWISE: &str = "packs_seen_otherwise";

/// What is remembered of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Spot {
    last: Option<Object>,
    at_ms: u64,
    forks: BTreeSet<Fault>,
}

impl Spot {
    /// Other histories that were met.
    pub fn faults(&self) -> impl Iterator<Item = Fault> + '_ {
        self.forks.iter().copied()
    }
}

impl Exchange {
    /// Compares one object of another device with the packs held here, hash by hash. `listing` is without the own ones.
    pub(super) async fn look_again<L: Local, R: Remote>(
        &mut self,
        turn: &Turn<'_, L, R>,
        listing: &Listing,
    ) -> Result<(), Trouble> {
        if turn.now_ms.saturating_sub(self.spot.at_ms) < EVERY_MS {
            return Ok(());
        }
        let held = turn.local.held().await?;
        let is_held = |object: &&Object| {
            let at = held.iter().find(|(device, _)| *device == object.span.device);
            at.is_some_and(|(_, at)| at.number >= object.span.to)
        };
        let all: BTreeSet<Object> = listing.values().flatten().filter(is_held).copied().collect();
        // From anywhere the first time: a device that is seldom on for long still comes to all of them.
        let anywhere = usize::try_from(turn.chance % (all.len() as u64).max(1)).unwrap_or(0);
        let next = match self.spot.last {
            None => all.iter().nth(anywhere),
            Some(last) => all.iter().find(|object| **object > last).or_else(|| all.first()),
        };
        let Some(object) = next.copied() else {
            return Ok(());
        };
        (self.spot.last, self.spot.at_ms) = (Some(object), turn.now_ms);
        let span = object.span;
        // What cannot be had now is looked at the next time round.
        let there = turn.remote.get(&span.name()).await.unwrap_or_default();
        let here = turn.local.packs(span.device, span.from, span.to, usize::MAX).await;
        let pairs = heads(&here.unwrap_or_default())
            .into_iter()
            .zip(heads(&read(&span, &there)));
        let fork = pairs
            .filter_map(|(here, there)| Some((here?, there?)))
            .find(|(here, there)| {
                (here.device, here.number) == (there.device, there.number) && here.hash != there.hash
            });
        let fault = fork.map(|(here, _)| Fault::of_chain(here.device, ChainFault::Forked(here.number)));
        self.spot.forks.extend(fault);
        Ok(())
    }
}

/// Compares what authors have seen of chains with the packs held here, hash by hash.
pub(super) async fn compare_seen<L: Local, R>(turn: &mut Turn<'_, L, R>) -> Result<(), Trouble> {
    for (author, seen) in turn.local.to_compare().await? {
        let number = seen.number;
        // A pack that is lost here tells nothing.
        let here = turn
            .local
            .packs(seen.device, number, number, 0)
            .await
            .unwrap_or_default();
        let Some(head) = heads(&here).into_iter().next().flatten() else {
            continue;
        };
        if head.hash == seen.hash {
            turn.local.compared_same(author, &seen);
        } else {
            turn.report
                .faults
                .push(Fault::of_one(seen.device, number, SEEN_OTHERWISE));
        }
    }
    Ok(())
}

/// What the envelopes say, in their places.
fn heads<B: AsRef<[u8]>>(packs: &[B]) -> Vec<Option<Head>> {
    packs
        .iter()
        .map(|pack| Some(envelope(pack.as_ref()).ok()?.head))
        .collect()
}
