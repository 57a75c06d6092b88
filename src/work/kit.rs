//! The recovery kit: shares for office holders, of which some together open the space again.
use zeroize::Zeroizing;

use super::error::WorkError;
use super::found::record;
use super::ground::Ground;
use super::invite::keys_of;
use super::people::people;
use super::protocol::{Answer, Share};
use super::remove::kit_box;
use super::shop::Shop;
use crate::casebook::event::BOOK;
use crate::casebook::people::PeopleDeed;
use crate::sync::roster::Fact;
use crate::vault::kit::{self, Joined, Kit};

impl<G: Ground> Shop<G> {
    /// Makes a new kit; the one before is void. The shares are shown once and kept nowhere.
    ///
    /// # Errors
    /// `kit_bad_numbers`.
    pub(super) async fn make_kit(&self, needed: u8, holders: Vec<String>) -> Result<Answer, WorkError> {
        let ring = self.ring()?;
        let of = u8::try_from(holders.len()).map_err(|_| WorkError::Refused("kit_bad_numbers"))?;
        let secret = self.chance::<32>();
        let shares = kit::split(&secret, ring.space(), needed, of, &self.chance::<32>());
        let shares = shares.map_err(|e| WorkError::Refused(e.code()))?;
        let kit = Kit::new(&secret);
        let sealed = kit::seal_keys(&kit.agree_key(), &ring.space(), &keys_of(&ring), &self.chance::<32>())?;
        self.write_with(|book, draft, now_ms| {
            let made = PeopleDeed::Kit {
                verify: kit.verify_key(),
                agree: kit.agree_key(),
                needed,
                holders: holders.clone(),
                at_ms: now_ms,
            };
            draft.add(book, vec![(BOOK, people(made))], now_ms)?;
            let fact = Fact::Kit {
                verify: kit.verify_key(),
                // Rises with time, so that the store takes the last for the one in force.
                number: u32::try_from(now_ms / 1_000).unwrap_or(u32::MAX),
            };
            Ok(vec![record(&ring, fact), (kit_box(book, &ring), sealed.clone())])
        })
        .await?;
        let share = |(share, holder): (kit::Share, String)| Share {
            holder,
            number: share.number,
            needed,
            of,
            text: share.text().to_string(),
        };
        Ok(Answer::Kit(shares.into_iter().zip(holders).map(share).collect()))
    }
}

/// Brings a kit back from its shares.
///
/// # Errors
/// The codes of shares and kits.
pub(super) fn joined(shares: &[String]) -> Result<Joined, WorkError> {
    let texts = shares.iter().filter(|text| !text.trim().is_empty());
    let parsed: Result<Vec<kit::Share>, _> = texts
        .map(|text| kit::Share::parse(&Zeroizing::new(text.clone())))
        .collect();
    let parsed = parsed.map_err(|fault| WorkError::Refused(fault.code()))?;
    kit::join(&parsed).map_err(|e| WorkError::Refused(e.code()))
}
