//! The recovery kit: shares for office holders, of which some together open the space again.
use std::rc::Rc;

use zeroize::Zeroizing;

use crate::error::{WorkError, refused};
use crate::people::invite::keys_of;
use crate::people::view::people;
use crate::platform::Platform;
use crate::service::Service;
use crate::session::found::record;
use crate::share::Object;
use casebook::event::BOOK;
use casebook::people::PeopleAction;
use protocol::{KitRefusal, Share, SyncRefusal};
use sync::caller::Caller;
use sync::names::Name;
use sync::remote::{Remote, RemoteError, listed};
use sync::roster::{Fact, Record, Roster};
use vault::keys::Keys;
use vault::kit::{self, Joined, Kit};
use vault::ring::Keyring;

impl<G: Platform> Service<G> {
    /// Makes a new kit; the one before is void. The shares are shown once and kept nowhere. Where the book is shared the
    /// kit is tried at the store before it is called good, so that takes a network.
    ///
    /// # Errors
    /// `kit_bad_numbers`; `kit_refused` and `kit_not_kept` if it would open nothing at the store; then there is no new kit.
    pub(crate) async fn make_kit(&self, needed: u8, holders: Vec<String>) -> Result<Vec<Share>, WorkError> {
        let ring = self.ring()?;
        let of = u8::try_from(holders.len()).map_err(|_| refused(KitRefusal::BadNumbers))?;
        let secret = self.chance::<32>();
        let shares = kit::split(&secret, ring.space(), needed, of, &self.chance::<32>());
        let shares = shares?;
        let kit = Rc::new(Kit::new(&secret));
        let made = |now_ms| {
            let (verify, agree, holders, at_ms) = (kit.verify_key(), kit.agree_key(), holders.clone(), now_ms);
            people(PeopleAction::Kit {
                verify,
                agree,
                needed,
                holders,
                at_ms,
            })
        };
        // What the book would refuse never comes to the store.
        let now_ms = self.platform.now_ms();
        self.with(|s| Ok::<_, WorkError>(s.draft(now_ms)?.add(s.book()?, vec![(BOOK, made(now_ms))], now_ms)?))?;
        let objects = self.offered_kit(&kit, &ring).await?;
        self.write_with(|book, draft, now_ms| {
            draft.add(book, vec![(BOOK, made(now_ms))], now_ms)?;
            Ok(objects.clone())
        })
        .await?;
        let share = |(share, holder): (kit::Share, String)| Share {
            holder,
            number: share.number,
            needed,
            of,
            text: share.text().to_string(),
        };
        Ok(shares.into_iter().zip(holders).map(share).collect())
    }
}

impl<G: Platform> Service<G> {
    /// What must be in the store for a kit: its keys in a box, and the record by which the store knows it. Where the book
    /// is shared both are put and tried.
    async fn offered_kit(&self, kit: &Rc<Kit>, ring: &Keyring) -> Result<Vec<Object>, WorkError> {
        let (space, device) = (ring.space(), ring.device());
        let sealed = kit::seal_keys(&kit.agree_key(), &space, &keys_of(ring), &self.chance::<32>())?;
        let number = kit::box_number(&kit.verify_key(), ring.current());
        let with_keys: Object = (Name::Keys { device, number }, sealed);
        let remote = self.remote();
        if let Some(remote) = &remote {
            // Also brings the records of others, so that the number is really the highest.
            self.send_outbox(remote, space).await?;
        }
        let number = self.next_kit_number(space).await?;
        let verify = kit.verify_key();
        let known = record(ring, Fact::Kit { verify, number });
        if let Some(remote) = &remote {
            remote.put(&with_keys.0.to_string(), &with_keys.1).await?;
            match remote.put(&known.0.to_string(), &known.1).await {
                Err(RemoteError::Refused(_) | RemoteError::Exists) => return Err(refused(KitRefusal::Refused)),
                other => other?,
            }
            self.try_kit(kit, ring).await?;
        }
        Ok(vec![known, with_keys])
    }

    /// Opens the store with a kit, as those will who come back by it.
    ///
    /// # Errors
    /// `kit_not_kept` if it does not open, or lacks a key.
    async fn try_kit(&self, kit: &Rc<Kit>, ring: &Keyring) -> Result<(), WorkError> {
        let endpoint = self.with(|s| s.share.endpoint.clone());
        let endpoint = endpoint.ok_or(refused(SyncRefusal::NoEndpoint))?;
        let signer = Rc::clone(kit);
        let caller = Caller::new(ring.space(), kit.verify_key(), move |domain, bytes| {
            signer.sign(domain, bytes)
        });
        let found = match keys_for(&self.platform.remote(&endpoint, caller), kit, &ring.space()).await {
            Err(RemoteError::Refused(_) | RemoteError::Removed | RemoteError::NotFound) => Keys(Vec::new()),
            other => other?,
        };
        match ring.keys().0.iter().all(|key| found.0.contains(key)) {
            true => Ok(()),
            false => Err(refused(KitRefusal::NotKept)),
        }
    }
}

/// The space keys that lie in the store for a kit, asked for in its name. Anybody in the space can seal a box to it, and
/// what comes back writes with one of these keys: only what those left counts whom the roster lets manage people.
///
/// # Errors
/// Those of the store.
pub(crate) async fn keys_for<R: Remote>(remote: &R, kit: &Kit, space: &[u8; 16]) -> Result<Keys, RemoteError> {
    let roster = roster_there(remote, space).await?;
    let manages = |name: &String| match Name::parse(name) {
        Some(Name::Keys { device, .. }) => roster.device(device).is_some_and(|device| device.admin),
        _ => false,
    };
    let mut keys = Keys(Vec::new());
    for name in listed(remote, "k/").await?.into_keys().filter(manages) {
        let sealed = match remote.get(&name).await {
            Err(error) if error.is_of_one() => continue,
            other => other?,
        };
        // One that does not open was left for an earlier kit.
        let Ok(more) = kit.open_keys(space, &sealed) else {
            continue;
        };
        for key in &more.0 {
            if !keys.0.contains(key) {
                keys.0.push(*key);
            }
        }
    }
    Ok(keys)
}

/// Who belongs to the space, as the records in the store say.
async fn roster_there<R: Remote>(remote: &R, space: &[u8; 16]) -> Result<Roster, RemoteError> {
    let mut records = Vec::new();
    for name in listed(remote, "r/").await?.into_keys() {
        match remote.get(&name).await {
            Err(error) if error.is_of_one() => {}
            other => records.extend(Record::read(*space, &other?).ok()),
        }
    }
    Ok(Roster::of(*space, &records))
}

/// Brings a kit back from its shares.
///
/// # Errors
/// The codes of shares and kits.
pub(crate) fn joined(shares: &[String]) -> Result<Joined, WorkError> {
    let texts = shares.iter().filter(|text| !text.trim().is_empty());
    let parsed: Result<Vec<kit::Share>, _> = texts
        .map(|text| kit::Share::parse(&Zeroizing::new(text.clone())))
        .collect();
    let parsed = parsed?;
    kit::join(&parsed).map_err(WorkError::from)
}
