//! Where the packs of each device lie in the journal, as runs of consecutive numbers.
use serde::{Deserialize, Serialize};

/// Packs of a device that lie one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    device: u64,
    number: u32,
    local: u32,
    count: u32,
}

/// From a device's pack number to the local number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Runs(Vec<Run>);

impl Runs {
    /// Pack `number` of `device` lies at `local`. Packs come in the order of their local numbers.
    pub fn add(&mut self, device: u64, number: u32, local: u32) {
        if let Some(run) = self.0.last_mut()
            && run.device == device
            && run.number.checked_add(run.count) == Some(number)
            && run.local.checked_add(run.count) == Some(local)
        {
            run.count += 1;
            return;
        }
        self.0.push(Run {
            device,
            number,
            local,
            count: 1,
        });
    }

    /// Where the pack lies.
    #[must_use]
    pub fn local(&self, device: u64, number: u32) -> Option<u32> {
        self.0.iter().filter(|run| run.device == device).find_map(|run| {
            let ahead = number.checked_sub(run.number)?;
            (ahead < run.count).then(|| run.local + ahead)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_find_packs_of_several_devices() {
        let mut runs = Runs::default();
        for (device, number, local) in [(1, 1, 1), (1, 2, 2), (2, 7, 3), (1, 3, 4), (1, 5, 6), (1, 6, 7)] {
            runs.add(device, number, local);
        }
        assert_eq!(runs.0.len(), 4);
        assert_eq!(runs.local(1, 2), Some(2));
        assert_eq!(runs.local(2, 7), Some(3));
        assert_eq!(runs.local(1, 6), Some(7));
        assert_eq!(
            (runs.local(1, 4), runs.local(2, 1), runs.local(3, 1)),
            (None, None, None)
        );
    }
}
