//! In which order stories are told, and which of them beside each other.
use crate::stories::Story;
use e2e::driver::Engine;
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A story in an engine.
pub type Telling = (Engine, &'static Story);

/// What is still to be told. WebKit's driver loses pages and presses when two of its browsers run, so of its stories one
/// is told at a time, the whole while beside those of other engines.
pub struct Queue {
    state: Mutex<State>,
}

struct State {
    webkit: VecDeque<Telling>,
    others: VecDeque<Telling>,
    webkit_runs: bool,
}

impl Queue {
    /// All of `tellings`, in their order.
    pub fn new(tellings: impl Iterator<Item = Telling>) -> Self {
        let (webkit, others) = tellings.partition(|(engine, _)| *engine == Engine::Webkit);
        Queue {
            state: Mutex::new(State {
                webkit,
                others,
                webkit_runs: false,
            }),
        }
    }

    /// The next one that may begin now. Nothing, and nothing more for whoever asks, if none is left, or only such as
    /// must follow the one that runs: whoever tells that one takes them.
    pub fn take(&self) -> Option<Telling> {
        let mut state = self.lock();
        if state.webkit_runs {
            return state.others.pop_front();
        }
        let next = state.webkit.pop_front();
        state.webkit_runs = next.is_some();
        next.or_else(|| state.others.pop_front())
    }

    /// What was taken has been told.
    pub fn done(&self, (engine, _): Telling) {
        if engine == Engine::Webkit {
            self.lock().webkit_runs = false;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nobody panics between two lines of `take`.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn webkit_is_told_one_at_a_time_beside_the_others_and_nothing_is_left() {
        let story = crate::stories::all().next();
        let tellings = [Engine::Chromium, Engine::Chromium, Engine::Webkit, Engine::Webkit];
        let queue = Queue::new(tellings.into_iter().filter_map(|engine| story.map(|s| (engine, s))));
        let mut order = Vec::new();
        let mut running = Vec::new();
        loop {
            while running.len() < 2
                && let Some(telling) = queue.take()
            {
                running.push(telling);
            }
            let webkits = running.iter().filter(|(e, _)| *e == Engine::Webkit).count();
            assert!(webkits < 2);
            let Some(ended) = running.pop() else { break };
            order.push(ended.0.name());
            queue.done(ended);
        }
        order.sort_unstable();
        assert_eq!(order, ["chromium", "chromium", "webkit", "webkit"]);
    }
}
