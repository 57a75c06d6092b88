//! The demo bureau: a book beside one's own, on the same device.
use serde::{Deserialize, Serialize};

/// What the address says after `?` where the demo is shown, and the name of the worker that keeps it. Its book, lock and
/// channel are others than those of one's own book, so that neither can touch the other.
pub const DEMO: &str = "demo";

/// A desk of the demo bureau.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DemoSeat {
    /// The head of the command centre, who sees most.
    #[default]
    Director,
    /// A clerk of the shared tasks group.
    Clerk,
    /// A judge of the general team.
    Judge,
    /// The head of the general team.
    Leader,
    /// The chief of the bureau.
    Chief,
    /// Somebody of the dossier group.
    Dossier,
}

impl DemoSeat {
    /// All of them.
    pub const ALL: [DemoSeat; 6] = [
        DemoSeat::Director,
        DemoSeat::Clerk,
        DemoSeat::Judge,
        DemoSeat::Leader,
        DemoSeat::Chief,
        DemoSeat::Dossier,
    ];

    /// Role and group, ids of the bureau's text; an empty group is any. No two have the same role.
    #[must_use]
    pub fn post(self) -> (&'static str, &'static str) {
        match self {
            DemoSeat::Director => ("centre_director", "centre"),
            DemoSeat::Clerk => ("clerk", "A"),
            DemoSeat::Judge => ("judge", "general"),
            DemoSeat::Leader => ("team_leader", "general"),
            DemoSeat::Chief => ("bureau_chief", ""),
            DemoSeat::Dossier => ("dossier_manager", "B"),
        }
    }
}
