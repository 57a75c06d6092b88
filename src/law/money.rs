//! Money in fen.
use serde::{Deserialize, Serialize};

/// An amount in fen (1/100 yuan). Never a float.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Fen(pub i64);
