//! From the file of a case to what the node engine asks for.
use super::facts::CaseFile;
use law::counting::Period;
use law::nodes::{CaseInput, CaseKind, Course, Happened};
use law::triage::Verdict;

impl CaseFile {
    /// Gives the engine's view of the case to `ask`. `computed` is the verdict the rules give; the director's decision
    /// goes before it.
    pub fn with_input<R>(&self, computed: Verdict, ask: impl FnOnce(&CaseInput<'_>) -> R) -> R {
        let happenings: Vec<Happened<'_>> = self
            .happenings
            .iter()
            .map(|h| Happened {
                key: &h.key,
                on: h.on,
                subject: &h.subject,
            })
            .collect();
        let excluded = self.periods();
        ask(&CaseInput {
            kind: CaseKind::of(self.kind.unwrap_or_default(), &self.facts),
            basis: self.facts.basis_type,
            course: self.course(computed),
            filed_on: self.filed_on,
            received_on: self.received_on,
            materials_received_on: self.materials_received_on,
            closed_on: self.closed_on,
            closed_by: &self.closed_by,
            happenings: &happenings,
            kept_since: self.kept_since,
            excluded: &excluded,
            frozen_covers: self.facts.frozen_covers(),
        })
    }

    /// Excluded time as the counting takes it. A period that runs backwards is a slip of the pen, left out: the engine
    /// would give no date at all for it.
    pub fn periods(&self) -> Vec<Period> {
        let periods = self.excluded.iter().filter(|(from, to, _)| from <= to);
        periods.map(|(from, to, _)| Period { from: *from, to: *to }).collect()
    }

    /// The course the case is on: as decided, else as the rules say.
    pub fn course(&self, computed: Verdict) -> Option<Course> {
        match self.decided.as_str() {
            "simple" => Some(Course::Simple),
            "ordinary" => Some(Course::Ordinary),
            _ => computed.course(),
        }
    }
}
