//! Which amounts a claim and the frozen sum may have while one or both are open: a few that stand for all.
use super::space::Space;
use crate::facts::Facts;

/// Amounts of the claim and of the frozen sum, in fen; every pair is possible, and every cell that is possible has one.
#[derive(Debug)]
pub(super) struct Amounts {
    pub claims: Vec<i64>,
    pub frozen: Vec<i64>,
}

impl Amounts {
    /// Of the facts: one each when known; else the least amount of every stretch in which nothing changes.
    pub fn of(space: &Space, facts: &Facts) -> Self {
        let sum = facts.frozen_sum_fen();
        let claim = facts.claim_fen();
        let open = !facts.frozen_complete && space.asks_covers();
        let mut frozen = vec![sum];
        match claim {
            Some(claim) if open => frozen.push(claim.max(sum)),
            // A claim's stretch [from, next threshold) is partly or wholly covered from these sums on.
            None if open => {
                frozen.push(sum.max(1));
                frozen.extend(space.thresholds.iter().flat_map(|&t| [(t - 1).max(sum), t.max(sum)]));
            }
            _ => {}
        }
        let mut claims: Vec<i64> = claim.into_iter().collect();
        if claim.is_none() {
            claims.push(1);
            claims.extend(&space.thresholds);
            if space.asks_covers() {
                claims.extend(frozen.iter().map(|&f| f.saturating_add(1)));
                if open {
                    frozen.extend(claims.iter().map(|&c| c.max(sum)));
                }
            }
        }
        claims.sort_unstable();
        claims.dedup();
        frozen.sort_unstable();
        frozen.dedup();
        Self { claims, frozen }
    }
}
