//! Inviting: a link whose secret opens the box with the keys, and lets one device in.
use crate::error::{WorkError, refused};
use crate::people::view::people;
use crate::platform::Platform;
use crate::service::{Service, State};
use crate::session::found::record;
use casebook::event::BOOK;
use casebook::people::{PeopleAction, PersonId, Right};
use protocol::{Invited, SessionRefusal, Summary, SyncRefusal};
use sync::names::Name;
use sync::roster::Fact;
use vault::invite::{Invitation, Link};
use vault::keys::Keys;
use vault::ring::Keyring;

/// Milliseconds of a day.
const DAY_MS: u64 = 86_400_000;

impl<G: Platform> Service<G> {
    /// Invites a person with another device.
    ///
    /// # Errors
    /// `no_endpoint` while the book is not shared: there is no place to meet.
    pub(crate) async fn invite(&self, person: PersonId, days: u8) -> Result<Invited, WorkError> {
        let (ring, endpoint) = self.keys_and_endpoint()?;
        let founder = self.with(State::founder)?;
        let invitation = Invitation::new(&self.chance::<32>());
        let expires_ms = self.platform.now_ms() + u64::from(days.clamp(1, 30)) * DAY_MS;
        let (id, verify) = (invitation.id(), invitation.verify_key());
        let keys = invitation.seal_keys(&ring.space(), &keys_of(&ring));
        self.write_with(|book, draft, now_ms| {
            let invited = PeopleAction::Invited {
                id,
                person,
                verify,
                expires_ms,
            };
            draft.add(book, vec![(BOOK, people(invited))], now_ms)?;
            let directory = book.directory();
            let known = directory.people.get(&person).map(|member| &member.person);
            let grant = known.and_then(|p| directory.bureau().of(&p.role, &p.group));
            let fact = Fact::Invite {
                id,
                verify,
                expires_ms,
                admin: grant.is_some_and(|grant| grant.has(Right::People)),
            };
            Ok(vec![record(&ring, fact), (Name::Invitation(id), keys.clone())])
        })
        .await?;
        let link = Link {
            endpoint,
            founder,
            expires_ms,
            invitation,
        };
        let fragment = link.fragment()?;
        Ok(Invited {
            fragment: fragment.to_string(),
            expires_at_ms: expires_ms,
        })
    }

    /// Takes an invitation back.
    pub(crate) async fn withdraw(&self, id: [u8; 16]) -> Result<Summary, WorkError> {
        let ring = self.ring()?;
        self.write_with(|book, draft, now_ms| {
            draft.add(book, vec![(BOOK, people(PeopleAction::Withdrawn { id }))], now_ms)?;
            Ok(vec![record(&ring, Fact::Withdraw { id })])
        })
        .await?;
        Ok(self.with(|s| s.summary()))
    }

    fn keys_and_endpoint(&self) -> Result<(std::rc::Rc<Keyring>, String), WorkError> {
        let endpoint = self.with(|s| s.share.endpoint.clone());
        Ok((self.ring()?, endpoint.ok_or(refused(SyncRefusal::NoEndpoint))?))
    }

    /// The keys in hand.
    pub(crate) fn ring(&self) -> Result<std::rc::Rc<Keyring>, WorkError> {
        self.with(|s| s.session.ring.clone())
            .ok_or(refused(SessionRefusal::Locked))
    }
}

impl State {
    fn founder(&mut self) -> Result<[u8; 32], WorkError> {
        let founding = self.book()?.directory().founding.as_ref();
        founding.map(|f| f.verify).ok_or(refused(SyncRefusal::NotFounded))
    }
}

/// All space keys, the current one last: whoever gets them takes the last for the current one.
pub(crate) fn keys_of(ring: &Keyring) -> Keys {
    let mut keys = ring.keys();
    if let Some(current) = ring.key(ring.current()) {
        keys.0.retain(|key| key != current);
        keys.0.push(*current);
    }
    keys
}
