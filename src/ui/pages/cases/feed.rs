//! The rows in sight, asked from the worker block by block. The page never holds the whole list.
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::client::WorkerClient;
use protocol::{CaseId, ListCases, ListIds, Page, Query, Refusal, Row};

use super::window::{BLOCK, Span, blocks};

/// Blocks kept; beyond, those farthest from the one in sight are let go.
const KEPT: usize = 40;

/// The list as the page sees it. Free to copy.
#[derive(Clone, Copy)]
pub struct Feed {
    /// What is listed.
    pub query: RwSignal<Query>,
    /// Rows of the query; `None` until the first answer.
    pub total: RwSignal<Option<u32>>,
    /// Counts by state of the query without its state filter.
    pub by_state: RwSignal<[u32; 4]>,
    /// Removed cases the query would show otherwise.
    pub removed: RwSignal<u32>,
    /// Code of the error, if the list could not be read.
    pub failure: RwSignal<Option<Refusal>>,
    /// Moves on with every block that arrives.
    pub tick: RwSignal<u32>,
    store: StoredValue<Store>,
}

#[derive(Default)]
struct Store {
    /// Moves on with every new question; answers to older ones are dropped.
    turn: u32,
    /// The blocks belong to the question before: shown until the first new one arrives.
    stale: bool,
    blocks: HashMap<u32, Vec<Arc<Row>>>,
    asked: HashSet<u32>,
}

impl Feed {
    /// A list of this query, not asked yet.
    pub fn new(query: Query) -> Self {
        Self {
            query: RwSignal::new(query),
            total: RwSignal::new(None),
            by_state: RwSignal::default(),
            removed: RwSignal::default(),
            failure: RwSignal::default(),
            tick: RwSignal::new(0),
            store: StoredValue::default(),
        }
    }

    /// Asks anew, beginning with the rows in sight; what is shown stays until they arrive.
    pub fn restart(self, span: Span) {
        self.store.update_value(|s| {
            s.turn = s.turn.wrapping_add(1);
            s.stale = true;
            s.asked.clear();
        });
        let first = blocks(span);
        self.ask(first.start);
        (first.start + 1..first.end).for_each(|block| self.ask(block));
    }

    /// Makes sure the rows of a span are there or on their way.
    pub fn want(self, span: Span) {
        for block in blocks(span) {
            if self.store.with_value(|s| !s.asked.contains(&block)) {
                self.ask(block);
            }
        }
    }

    /// A row, if it is here. Does not track: read [`Feed::tick`] for that.
    pub fn row(self, index: u32) -> Option<Arc<Row>> {
        let at = usize::try_from(index % BLOCK).ok()?;
        self.store
            .try_with_value(|s| s.blocks.get(&(index / BLOCK))?.get(at).cloned())?
    }

    /// Ids of a run of rows, from here if all are here, else from the worker.
    pub async fn ids(self, run: std::ops::RangeInclusive<u32>) -> Vec<CaseId> {
        let here: Option<Vec<CaseId>> = run.clone().map(|i| self.row(i).map(|r| r.id)).collect();
        match here {
            Some(ids) => ids,
            None => {
                let skip = usize::try_from(*run.start()).unwrap_or(0);
                let count = run.count();
                self.all_ids().await.into_iter().skip(skip).take(count).collect()
            }
        }
    }

    /// Ids of all rows, in order; none if the worker cannot say.
    pub async fn all_ids(self) -> Vec<CaseId> {
        let Some(query) = self.query.try_get_untracked() else {
            return Vec::new();
        };
        WorkerClient::token().ask(ListIds { query }).await.unwrap_or_default()
    }

    fn ask(self, block: u32) {
        self.store.update_value(|s| {
            s.asked.insert(block);
        });
        let turn = self.store.with_value(|s| s.turn);
        let query = self.query.get_untracked();
        spawn_local(async move {
            let answer = WorkerClient::token()
                .ask(ListCases {
                    query,
                    from: block * BLOCK,
                    count: BLOCK,
                })
                .await;
            // The page may be gone, or something else asked meanwhile.
            if self.store.try_with_value(|s| s.turn) != Some(turn) {
                return;
            }
            match answer {
                Ok(page) => self.take(block, page),
                Err(error) => self.failure.set(Some(error.refusal)),
            }
        });
    }

    fn take(self, block: u32, page: Page) {
        self.store.update_value(|s| {
            if std::mem::take(&mut s.stale) {
                s.blocks.clear();
            }
            s.blocks.insert(block, page.rows.into_iter().map(Arc::new).collect());
            while s.blocks.len() > KEPT {
                let Some(far) = s.blocks.keys().copied().max_by_key(|b| b.abs_diff(block)) else {
                    break;
                };
                s.blocks.remove(&far);
                s.asked.remove(&far);
            }
        });
        self.failure.set(None);
        if self.total.get_untracked() != Some(page.total) {
            self.total.set(Some(page.total));
        }
        if self.by_state.get_untracked() != page.by_state {
            self.by_state.set(page.by_state);
        }
        if self.removed.get_untracked() != page.removed {
            self.removed.set(page.removed);
        }
        self.tick.update(|t| *t = t.wrapping_add(1));
    }
}
