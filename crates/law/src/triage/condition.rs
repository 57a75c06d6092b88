//! Conditions, resolved against a space so that a cell can be tested with a few masks.
use super::error::{RuleError, RuleErrorCode};
use super::set::{Condition, MarkKind};
use super::space::{Cell, MARK_COMPLEXITY, MARK_SIMPLE, Space, flag_bit};
use crate::facts::{ArbitrationKind, BasisType, ClaimKind};

/// A resolved condition: masks over classes, flags and rules.
#[derive(Clone, Debug)]
pub(super) enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Basis(u32),
    Arbitration(u8),
    ClaimKind(u8),
    Flag(u32),
    AtLeast(u8),
    Covers,
    Matches(u32),
    NoMatch(u32),
}

impl Node {
    /// Whether it holds in a cell where the rules of `matched` match.
    pub fn holds(&self, cell: &Cell, matched: u32) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(cell, matched)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(cell, matched)),
            Self::Not(part) => !part.holds(cell, matched),
            Self::Basis(mask) => mask & (1 << cell.basis) != 0,
            Self::Arbitration(mask) => mask & (1 << cell.arbitration) != 0,
            Self::ClaimKind(mask) => mask & (1 << cell.claim_kind) != 0,
            Self::Flag(mask) => cell.flags & mask != 0,
            Self::AtLeast(interval) => cell.interval >= *interval,
            Self::Covers => cell.covers,
            Self::Matches(mask) => matched & mask != 0,
            Self::NoMatch(mask) => matched & mask == 0,
        }
    }

    /// Rules it asks about.
    pub fn rules(&self) -> u32 {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().fold(0, |m, p| m | p.rules()),
            Self::Not(part) => part.rules(),
            Self::Matches(mask) | Self::NoMatch(mask) => *mask,
            _ => 0,
        }
    }
}

/// Resolves conditions: knows the space and the bit of each rule.
pub(super) struct Resolver<'a> {
    pub space: &'a Space,
    pub rule_bit: &'a dyn Fn(&str) -> Option<u32>,
}

impl Resolver<'_> {
    /// Resolves one condition.
    ///
    /// # Errors
    /// A rule or fact that is not there, a threshold that parts nothing.
    pub fn node(&self, condition: &Condition) -> Result<Node, RuleError> {
        let all = |parts: &[Condition]| parts.iter().map(|p| self.node(p)).collect::<Result<_, _>>();
        Ok(match condition {
            Condition::All(parts) => Node::All(all(parts)?),
            Condition::Any(parts) => Node::Any(all(parts)?),
            Condition::Not(part) => Node::Not(Box::new(self.node(part)?)),
            Condition::Basis(kinds) => Node::Basis(self.basis(kinds)),
            Condition::Arbitration(kinds) => Node::Arbitration(self.arbitration(kinds)),
            Condition::ClaimKind(kinds) => Node::ClaimKind(self.claim_kind(kinds)),
            Condition::Yes(name) => Node::Flag(
                1 << flag_bit(name, &self.space.locals)
                    .ok_or_else(|| RuleError::new(RuleErrorCode::UnknownFact, &[name]))?,
            ),
            Condition::Marked(MarkKind::Complexity) => Node::Flag(1 << MARK_COMPLEXITY),
            Condition::Marked(MarkKind::Simple) => Node::Flag(1 << MARK_SIMPLE),
            Condition::ClaimAtLeastFen(fen) => self.at_least(*fen)?,
            Condition::FrozenCoversClaim => Node::Covers,
            Condition::Matches(ids) => Node::Matches(self.rules(ids)?),
            Condition::NoMatch(ids) => Node::NoMatch(self.rules(ids)?),
        })
    }

    /// Mask of the rules named.
    ///
    /// # Errors
    /// A rule that is not there.
    pub fn rules(&self, ids: &[String]) -> Result<u32, RuleError> {
        ids.iter().try_fold(0, |mask, id| {
            (self.rule_bit)(id)
                .map(|bit| mask | 1 << bit)
                .ok_or_else(|| RuleError::new(RuleErrorCode::UnknownRule, &[id]))
        })
    }

    fn at_least(&self, fen: i64) -> Result<Node, RuleError> {
        // A claim is at least one fen, so a threshold of one or less would part nothing.
        let at = self.space.thresholds.iter().position(|&t| t == fen);
        match at.and_then(|at| u8::try_from(at + 1).ok()) {
            Some(interval) if fen > 1 => Ok(Node::AtLeast(interval)),
            _ => Err(RuleError::new(RuleErrorCode::BadThreshold, &[]).with_detail(fen)),
        }
    }

    fn basis(&self, kinds: &[BasisType]) -> u32 {
        let place = BasisType::ALL.iter().zip(self.space.basis);
        place
            .filter(|(k, _)| kinds.contains(k))
            .fold(0, |m, (_, class)| m | 1 << class)
    }

    fn arbitration(&self, kinds: &[ArbitrationKind]) -> u8 {
        let place = ArbitrationKind::ALL.iter().zip(&self.space.arbitration[1..]);
        place
            .filter(|(k, _)| kinds.contains(k))
            .fold(0, |m, (_, class)| m | 1 << class)
    }

    fn claim_kind(&self, kinds: &[ClaimKind]) -> u8 {
        let place = ClaimKind::ALL.iter().zip(self.space.claim_kind);
        place
            .filter(|(k, _)| kinds.contains(k))
            .fold(0, |m, (_, class)| m | 1 << class)
    }
}
