//! The simulation: several devices over thirty days, a store that cannot be trusted, crashes at every step. One seed
//! replays everything.
#![allow(clippy::expect_used, clippy::panic)] // It is a test.
pub mod album;
pub mod court;
pub mod device;
pub mod executor;
pub mod fleet;
pub mod keys;
pub mod office;
pub mod power;
pub mod proof;
pub mod pull;
pub mod script;
pub mod store;
pub mod toy;
pub mod year;

/// A bug planted to see whether it is found. Each lies in what the simulation puts around the product, so the product
/// itself never holds one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mutation {
    /// None.
    #[default]
    None,
    /// People are told that an entry is safe before it is stored.
    SpeaksTooSoon,
    /// What was put is read back from memory, not from the store.
    ReadsBackFromMemory,
    /// What was put once is taken to be in the store for ever.
    BelievesWhatItPut,
    /// After a removal everybody learns the new key and goes on with the old one.
    KeepsTheOldKey,
}

impl Mutation {
    /// All that are planted, with their names.
    pub const PLANTED: [(&'static str, Mutation); 4] = [
        ("speaks-too-soon", Mutation::SpeaksTooSoon),
        ("reads-back-from-memory", Mutation::ReadsBackFromMemory),
        ("believes-what-it-put", Mutation::BelievesWhatItPut),
        ("keeps-the-old-key", Mutation::KeepsTheOldKey),
    ];
}

/// What came of a seed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Hash of the log: the same seed always gives the same.
    pub log: u64,
    /// What should not have been, if anything.
    pub failure: Option<String>,
    /// Entries acknowledged to somebody.
    pub acknowledged: usize,
    /// Requests to the store.
    pub requests: u64,
}

/// Runs a seed: every tenth is an attack on the bureau of a court, the others are thirty days of accidents.
#[must_use]
pub fn run(seed: u64, mutation: Mutation) -> Outcome {
    if seed % 10 == 9 && mutation == Mutation::None {
        return court::run(seed);
    }
    let mut fleet = fleet::Fleet::new(seed, mutation);
    script::thirty_days(&mut fleet);
    let healed = proof::heal(&mut fleet).and_then(|()| album::heal(&fleet));
    let well = healed
        .and_then(|()| proof::all_is_well(&fleet))
        .and_then(|()| album::all_is_well(&fleet));
    let failure = well.err();
    Outcome {
        log: fleet.log.borrow().hash(),
        failure,
        acknowledged: fleet.ledger.borrow().len(),
        requests: fleet.store.borrow().requests,
    }
}
