//! Coming into a space that is there: by an invitation, by the recovery kit, or again after a restore.
//!
//! First the new device and what lets it in are made durable here; then packs are received; then, once the directory
//! says whose device this is, it says so in the first pack of its own. A crash or a lost network between any two of these
//! only puts the rest off to the next exchange.
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::error::{WorkError, refused};
use crate::keys::kit::{joined, keys_for};
use crate::people::view::people;
use crate::platform::Platform;
use crate::service::Service;
use crate::session::found::new_device;
use crate::settings::ENDPOINT;
use crate::share::{Object, address};
use casebook::book::Book;
use casebook::clock::DeviceId;
use casebook::event::BOOK;
use casebook::people::{Directory, JOINING, PeopleAction, PersonId, Right, Voucher, joining_text};
use protocol::{InvitationRefusal, KitRefusal, OwnRecord, Refusal, Session, SessionRefusal, SyncRefusal, SyncState};
use store::journal::Append;
use store::{Batch, Key, RecordStore, StoreTable};
use sync::caller::Caller;
use sync::names::Name;
use sync::remote::{Remote, RemoteError};
use sync::roster::{Fact, Record};
use vault::invite::Link;
use vault::ring::Keyring;

pub(crate) const JOINING_RECORD: OwnRecord = OwnRecord::Joining;

/// What vouches for this device until it has joined.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Joining {
    /// Name of the device.
    pub device: String,
    pub by: By,
}

/// By what it comes in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum By {
    /// The link of an invitation.
    Link(String),
    /// Shares of the recovery kit.
    Shares(Vec<String>),
    /// The keys of the device it was before.
    Keyring(#[serde(with = "serde_bytes")] Vec<u8>),
}

/// A voucher at hand: what it is called, whose device it makes this, and its signature.
struct Vouching {
    voucher: Voucher,
    person: PersonId,
    proof: [u8; 64],
}

/// A new device about to settle here.
pub(crate) struct Newcomer<'a> {
    pub ring: Rc<Keyring>,
    pub joining: Joining,
    pub endpoint: Option<String>,
    pub passphrase: Option<&'a str>,
    pub objects: Vec<Object>,
    pub packs: Vec<Vec<u8>>,
    pub settings: Vec<(StoreTable, Key, Vec<u8>)>,
}

impl<G: Platform> Service<G> {
    /// Joins by an invitation.
    ///
    /// # Errors
    /// `older_book_here` if a book lies here already; those of the link and of the store.
    pub(crate) async fn join(
        &self,
        link: &str,
        device: String,
        passphrase: Option<&str>,
    ) -> Result<Session, WorkError> {
        Self::strong(passphrase)?;
        let turn = self.turn().await;
        self.nobody_here().await?;
        self.nothing_here().await?;
        let parsed = Link::parse(link)?;
        if parsed.expired(self.platform.now_ms()) {
            return Err(refused(InvitationRefusal::Expired));
        }
        let endpoint = address(&parsed.endpoint)?;
        let space = parsed.space();
        let invitation = parsed.invitation.clone();
        let caller = Caller::new(space, invitation.verify_key(), move |domain, bytes| {
            invitation.sign(domain, bytes)
        });
        let remote = self.platform.remote(&endpoint, caller.clone());
        let sealed = remote.get(&Name::Invitation(parsed.invitation.id()).to_string()).await;
        let sealed = sealed.map_err(|error| match error {
            // Whoever made it may not have exchanged yet.
            RemoteError::Refused(code) if code == "unknown_device" => refused(InvitationRefusal::NotThere),
            error => error.into(),
        })?;
        let keys = parsed.invitation.open_keys(&space, &sealed)?;
        let ring = Rc::new(Keyring::join(&self.chance::<104>(), space, &keys));
        let newcomer = Newcomer {
            objects: admit(caller.key, |domain, text| caller.sign(domain, text), &ring),
            joining: Joining {
                device,
                by: By::Link(link.trim().to_owned()),
            },
            endpoint: Some(endpoint),
            passphrase,
            packs: Vec::new(),
            settings: Vec::new(),
            ring,
        };
        self.settle(newcomer).await?;
        drop(turn);
        let answer = self.arrive().await?;
        if let Some(why) = self.turned_away().await? {
            // Somebody else was faster with this invitation. Nothing was written here yet.
            self.leave().await?;
            return Err(refused(why));
        }
        Ok(answer)
    }

    /// Comes back by the recovery kit and the store. Packs that lie here of the same space stay: the kit opens them, too.
    pub(crate) async fn recover(
        &self,
        shares: &[String],
        endpoint: &str,
        device: String,
        passphrase: Option<&str>,
    ) -> Result<Session, WorkError> {
        Self::strong(passphrase)?;
        let turn = self.turn().await;
        if self.with(|s| s.session.ring.is_some()) {
            return Err(refused(SessionRefusal::Founded));
        }
        // Sealed packs stay, as they may be of this very space. Those in the open could not be read any more.
        if let Session::Unsealed { cases: 1.. } = self.without_door().await? {
            return Err(refused(SessionRefusal::OlderBookHere));
        }
        let endpoint = address(endpoint)?;
        let kit = joined(shares)?;
        let (space, key) = (kit.space, kit.kit.verify_key());
        let kit = Rc::new(kit.kit);
        let signer = Rc::clone(&kit);
        let caller = Caller::new(space, key, move |domain, bytes| signer.sign(domain, bytes));
        let remote = self.platform.remote(&endpoint, caller.clone());
        let keys = keys_for(&remote, &kit, &space).await?;
        if keys.0.is_empty() {
            return Err(refused(KitRefusal::NoKeys));
        }
        let ring = Rc::new(Keyring::join(&self.chance::<104>(), space, &keys));
        let newcomer = Newcomer {
            objects: admit(caller.key, |domain, text| caller.sign(domain, text), &ring),
            joining: Joining {
                device,
                by: By::Shares(shares.to_vec()),
            },
            endpoint: Some(endpoint),
            passphrase,
            packs: self.packs_here().await?,
            settings: Vec::new(),
            ring,
        };
        self.settle(newcomer).await?;
        drop(turn);
        self.arrive().await
    }

    /// Joining begins a book anew: one that lies here is never written over.
    ///
    /// # Errors
    /// `older_book_here`.
    async fn nothing_here(&self) -> Result<(), WorkError> {
        match self.journal.look().await?.last {
            0 => Ok(()),
            _ => Err(refused(SessionRefusal::OlderBookHere)),
        }
    }

    /// Packs that lie here, whatever they are.
    pub(crate) async fn packs_here(&self) -> Result<Vec<Vec<u8>>, WorkError> {
        let last = self.journal.look().await?.last;
        let (mut packs, mut after) = (Vec::new(), 0);
        while after < last {
            for stored in self.journal.packs(after).await? {
                after = stored.number;
                packs.extend(stored.bytes);
            }
        }
        Ok(packs)
    }

    /// Makes the new device durable and opens the book with its keys.
    pub(crate) async fn settle(&self, newcomer: Newcomer<'_>) -> Result<(), WorkError> {
        let _held = self.platform.hold().await;
        let on = self.journal.look().await?;
        let device = newcomer.joining.device.clone();
        let key_record = self.wrap(&newcomer.ring, device, newcomer.passphrase).await?;
        let joining = postcard::to_stdvec(&newcomer.joining).map_err(|_| refused(OwnRecord::Joining))?;
        let mut also = vec![
            key_record.record()?,
            (StoreTable::Meta, JOINING_RECORD.code().into(), joining),
            Self::first_outbox(newcomer.objects)?,
        ];
        also.extend(newcomer.settings);
        if let Some(endpoint) = newcomer.endpoint {
            also.push((StoreTable::Settings, ENDPOINT.into(), endpoint.into_bytes()));
        }
        let append = Append {
            packs: newcomer.packs,
            clear: vec![StoreTable::Settings, StoreTable::Meta],
            also,
            now_ms: self.platform.now_ms(),
            ..Append::default()
        };
        self.settle_here(&newcomer.ring, on, append).await?;
        self.enter(newcomer.ring).await
    }

    /// The first exchange of a new device. What goes wrong with the network is told by the page of sharing, and tried
    /// again.
    pub(crate) async fn arrive(&self) -> Result<Session, WorkError> {
        self.exchange().await?;
        Ok(Session::Open(Box::new(self.me().await?)))
    }

    /// The store's word, if it does not let this device in.
    async fn turned_away(&self) -> Result<Option<Refusal>, WorkError> {
        let is_waiting = self.joining_here().await?.is_some();
        Ok(self.with(|s| match &s.share.view.state {
            SyncState::Waiting { why, .. } if is_waiting => {
                let away = [SyncRefusal::Refused, SyncRefusal::Removed].map(Refusal::from);
                away.contains(why).then(|| why.clone())
            }
            _ => None,
        }))
    }

    /// Leaves nothing behind.
    pub(crate) async fn leave(&self) -> Result<(), WorkError> {
        let batch = Batch {
            clear: StoreTable::ALL.to_vec(),
            ..Batch::default()
        };
        self.journal.records().commit(&batch).await?;
        self.journal.forget();
        self.lock_here().await;
        self.with(|s| s.session.locked_by_hand = false);
        Ok(())
    }

    /// # Errors
    /// `joining` if the record cannot be read.
    pub(crate) async fn joining_here(&self) -> Result<Option<Joining>, WorkError> {
        self.record_of(JOINING_RECORD).await
    }

    /// Says in a first pack whose device this is, once that can be known. True if it did.
    pub(crate) async fn finish_joining(&self) -> Result<bool, WorkError> {
        let Some(joining) = self.joining_here().await? else {
            return Ok(false);
        };
        let ring = self.ring()?;
        let known = self.with(|s| {
            let directory = s.book()?.directory();
            let is_in = directory.devices.contains_key(&ring.device());
            Ok::<_, WorkError>((is_in, vouch(directory, &joining, &ring)?))
        })?;
        match known {
            (true, _) => {}
            // Not everything is here yet.
            (false, None) => return Ok(false),
            (false, Some(_)) => {
                self.write_first(|book: &Book, draft, now_ms| {
                    let Some(vouching) = vouch(book.directory(), &joining, &ring)? else {
                        return Ok(());
                    };
                    let joined = PeopleAction::Joined {
                        person: vouching.person,
                        device: new_device(&ring, &joining.device),
                        by: vouching.voucher,
                        proof: vouching.proof,
                    };
                    Ok(draft.add(book, vec![(BOOK, people(joined))], now_ms)?)
                })
                .await?;
            }
        }
        let batch = Batch {
            delete: vec![(StoreTable::Meta, JOINING_RECORD.code().into())],
            ..Batch::default()
        };
        self.journal.records().commit(&batch).await?;
        Ok(true)
    }
}

/// What vouches for the device, if the directory knows it already.
fn vouch(directory: &Directory, joining: &Joining, ring: &Keyring) -> Result<Option<Vouching>, WorkError> {
    let text =
        |person: &PersonId| joining_text(&ring.space(), ring.device(), &new_device(ring, &joining.device), person);
    Ok(match &joining.by {
        By::Link(link) => {
            let link = Link::parse(link)?;
            let id = link.invitation.id();
            directory.invitations.get(&id).map(|known| Vouching {
                voucher: Voucher::Invitation(id),
                person: known.person,
                proof: link.invitation.sign(JOINING, &text(&known.person)),
            })
        }
        By::Shares(shares) => {
            let kit = joined(shares)?.kit;
            recovering(directory, &kit.verify_key()).map(|person| Vouching {
                voucher: Voucher::Kit,
                person,
                proof: kit.sign(JOINING, &text(&person)),
            })
        }
        By::Keyring(bytes) => {
            let old = Keyring::from_bytes(bytes)?;
            directory.devices.get(&old.device()).map(|known| Vouching {
                voucher: Voucher::Device(DeviceId(known.id.0)),
                person: known.person,
                proof: old.sign(JOINING, &text(&known.person)),
            })
        }
    })
}

/// Who is to come back by the kit: the founder, or else the first who manages people.
fn recovering(directory: &Directory, verify: &[u8; 32]) -> Option<PersonId> {
    directory.kit.as_ref().filter(|kit| kit.verify == *verify)?;
    let founder = directory.founding.as_ref().map(|f| f.person);
    let here = directory.people.values().filter(|member| !member.left);
    let manages = |role: &str, group: &str| {
        let grant = directory.bureau().of(role, group);
        grant.is_some_and(|grant| grant.has(Right::People))
    };
    let mut able: Vec<PersonId> = here
        .filter(|m| manages(&m.person.role, &m.person.group) || Some(m.person.id) == founder)
        .map(|m| m.person.id)
        .collect();
    able.sort_by_key(|id| (Some(*id) != founder, *id));
    able.first().copied()
}

/// Lets the device in at the store, in the words of whoever vouches for it: as one that may invite and remove, and should
/// the voucher not allow that, as another.
pub(crate) fn admit(key: [u8; 32], sign: impl Fn(&str, &[u8]) -> [u8; 64], ring: &Keyring) -> Vec<Object> {
    let fact = |admin| Fact::Admit {
        device: ring.device().0,
        verify: ring.verify_key(),
        admin,
    };
    [true, false]
        .map(|admin| Record::write(ring.space(), key, fact(admin), &sign))
        .into()
}
