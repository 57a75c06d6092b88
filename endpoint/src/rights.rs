//! Who may ask for what. A table over what a key is to the space.
use sync::names::Name;
use sync::roster::{Roster, Standing};

use crate::answer::Refusal;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Ask<'a> {
    /// Names beginning so.
    List(&'a str),
    /// News.
    Wait,
    /// The bytes of an object.
    Get(Name),
    /// To put an object.
    Put(Name),
    /// To delete an object.
    Delete(Name),
}

/// Not for whoever asks.
pub const NOT_ALLOWED: Refusal = Refusal::forbidden("not_allowed");

/// Whether `key` may ask this at `now_ms`.
///
/// # Errors
/// The refusal.
pub fn may(roster: &Roster, key: &[u8; 32], ask: &Ask<'_>, now_ms: u64) -> Result<(), Refusal> {
    let allowed = match (roster.standing(key), ask) {
        // A record speaks for itself, whoever carries it: the roster looks at who signed it.
        (Standing::Device { .. } | Standing::Invitation { .. } | Standing::Kit, Ask::Put(Name::Record(_))) => true,
        (Standing::Unknown, Ask::Put(Name::Record(_))) => true,
        (Standing::Removed, _) => return Err(Refusal::forbidden("removed")),
        (Standing::Unknown, _) => return Err(Refusal::forbidden("unknown_device")),
        (Standing::Device { .. }, Ask::Put(name)) if is_after_removal(roster, name) => {
            return Err(Refusal::forbidden("after_removal"));
        }
        (Standing::Device { admin }, ask) => device_may(roster, key, admin, ask),
        (Standing::Invitation { id }, Ask::Get(Name::Invitation(asked))) if id == *asked => {
            return box_is_open(roster, &id, now_ms);
        }
        (Standing::Invitation { .. }, _) => false,
        (Standing::Kit, Ask::List(under)) => under.starts_with("k/") || under.starts_with("r/"),
        (Standing::Kit, Ask::Get(name)) => matches!(name, Name::Keys { .. } | Name::Record(_)),
        (Standing::Kit, _) => false,
    };
    if allowed { Ok(()) } else { Err(NOT_ALLOWED) }
}

/// Whether it holds packs that a removed device wrote after its removal: nobody may bring them.
fn is_after_removal(roster: &Roster, name: &Name) -> bool {
    name.packs()
        .is_some_and(|(device, _, to)| roster.is_after_removal(device, to))
}

fn device_may(roster: &Roster, key: &[u8; 32], admin: bool, ask: &Ask<'_>) -> bool {
    let is_own = |device| roster.device(device).is_some_and(|d| d.verify == *key);
    match ask {
        Ask::List(_) | Ask::Wait | Ask::Get(_) => true,
        Ask::Put(name) => match name {
            // Whose packs they are, their signatures say: any device may put back what the store has lost.
            Name::Pack { .. } | Name::Bundle { .. } => true,
            Name::Record(_) | Name::Blob(_) | Name::Thumb(_) => true,
            Name::Invitation(_) => admin,
            Name::Keys { device, .. } => is_own(*device),
        },
        Ask::Delete(name) => match name {
            Name::Pack { device, .. } | Name::Bundle { device, .. } => is_own(*device),
            Name::Invitation(id) => {
                let user = roster.invitation(id).and_then(|invitation| invitation.used);
                admin || user.is_some_and(is_own)
            }
            // Or whoever put it: that is looked up when it is to be deleted.
            Name::Blob(_) | Name::Thumb(_) => true,
            Name::Record(_) | Name::Keys { .. } => false,
        },
    }
}

/// The box of an invitation is for whoever was invited, until somebody came with it.
fn box_is_open(roster: &Roster, id: &[u8; 16], now_ms: u64) -> Result<(), Refusal> {
    match roster.invitation(id) {
        None => Err(NOT_ALLOWED),
        Some(invitation) if invitation.used.is_some() => Err(Refusal::forbidden("invitation_used")),
        Some(invitation) if invitation.withdrawn || now_ms > invitation.expires_ms => {
            Err(Refusal::forbidden("invitation_expired"))
        }
        Some(_) => Ok(()),
    }
}
