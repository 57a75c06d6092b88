//! Which steps a person may take now, asked of the book.
use super::{Flow, Standing, StepFault, StepOf, StepTaken, standing};
use crate::book::Book;
use crate::clock::{DeviceId, Moment, Stamp};
use crate::people::PersonId;
use chrono::NaiveDate;

/// Why a step would count for nothing, if somebody took it now as the last of these.
#[must_use]
pub(crate) fn would_fail(flow: &Flow, steps: &[StepTaken], step: &StepOf, by: PersonId) -> Option<StepFault> {
    would_fail_after(flow, steps, &standing(flow, steps).0.heads, step, by)
}

/// The same where the last steps are known already.
fn would_fail_after(
    flow: &Flow,
    steps: &[StepTaken],
    heads: &[Stamp],
    step: &StepOf,
    by: PersonId,
) -> Option<StepFault> {
    let stamp = Stamp {
        moment: Moment(u64::MAX),
        device: DeviceId(u64::MAX),
    };
    let mut with: Vec<StepTaken> = steps.to_vec();
    with.push(StepTaken {
        stamp,
        step: step.key.clone(),
        by,
        on: NaiveDate::default(),
        reason: String::new(),
        content: [0; 32],
        after: heads.to_vec(),
        taken_back: None,
    });
    let (_, judged) = standing(flow, &with);
    judged
        .iter()
        .find(|judged| judged.taken.stamp == stamp)
        .and_then(|judged| judged.fault)
}

impl Book {
    /// The keys of the steps the person of a device may take of a record that stands so.
    pub fn open_steps(&self, device: DeviceId, flow: &Flow, steps: &[StepTaken]) -> Vec<String> {
        let (stands, _) = standing(flow, steps);
        let by = self.directory().taker(device);
        open_after(flow, steps, &stands, by, &|step| self.may_take(device, &step.who))
    }
}

/// The keys of the steps a person may take of a record that stands so; `may` says what role, group and right allow.
pub fn open_after(
    flow: &Flow,
    steps: &[StepTaken],
    stands: &Standing,
    by: PersonId,
    may: &dyn Fn(&StepOf) -> bool,
) -> Vec<String> {
    let own = |step: &&StepOf| may(step) && would_fail_after(flow, steps, &stands.heads, step, by).is_none();
    flow.next(stands).filter(own).map(|step| step.key.clone()).collect()
}
