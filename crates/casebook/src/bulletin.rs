//! The figures of the periodic bulletin (plan Art. 9, 20–23): of each court and team what came, what was to be done by a day
//! and what was late, by the functions of the table of overdue nodes. Nobody is ranked: the order is that of the codes.
use std::collections::BTreeMap;

use chrono::NaiveDate;
use law::case_number;
use serde::{Deserialize, Serialize};

use super::book::{Book, BookError};
use super::clock::DeviceId;
use super::facts::CaseFile;
use super::field::Field;
use super::folder::is_folder;
use super::kinds::Kinds;
use super::lapses::{Fate, lapses};
use super::lazy_state::LazyState;
use super::overdue::{OverdueRow, counted_to};

/// Figures of a court's team, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Cases filed in the period.
    pub filed: u32,
    /// Cases closed in the period.
    pub closed: u32,
    /// Cases open at its end.
    pub open: u32,
    /// Nodes whose last day lies in the period, done or run out.
    pub due: u32,
    /// Of these, done in time.
    pub kept: u32,
    /// Lines of the table of overdue nodes: late on some day of the period, whenever the last day was.
    pub overdue: u32,
    /// Of these, explained.
    pub explained: u32,
    /// Of these, with the explanation accepted.
    pub accepted: u32,
    /// What became of seizures: the numbers of [`lapses`].
    pub control: Control,
    /// Petitions received, and finished, in the period.
    pub petitions: u32,
    /// As above.
    pub finished: u32,
}

/// Seizures of a period, counted by [`lapses`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Control {
    /// Came into force in it.
    pub begun: u32,
    /// Released in it, or the asset disposed of, while in force.
    pub released: u32,
    /// In force at its end.
    pub in_force: u32,
    /// Terms whose last day lies in it, by what became of them, in the order of [`Fate::ALL`].
    pub ended: [u32; 5],
}

impl Control {
    /// Terms of some fates.
    #[must_use]
    pub fn of(&self, fates: &[Fate]) -> u32 {
        let counts = Fate::ALL.iter().zip(self.ended);
        counts
            .filter(|(fate, _)| fates.contains(fate))
            .map(|(_, count)| count)
            .sum()
    }

    fn add(&mut self, more: &Control) {
        self.begun += more.begun;
        self.released += more.released;
        self.in_force += more.in_force;
        self.ended
            .iter_mut()
            .zip(more.ended)
            .for_each(|(sum, more)| *sum += more);
    }
}

impl Figures {
    /// Of the nodes due, those not done in time.
    #[must_use]
    pub fn late(&self) -> u32 {
        self.due - self.kept
    }

    fn add(&mut self, more: &Figures) {
        let own = [
            (&mut self.filed, more.filed),
            (&mut self.closed, more.closed),
            (&mut self.open, more.open),
            (&mut self.due, more.due),
            (&mut self.kept, more.kept),
            (&mut self.overdue, more.overdue),
            (&mut self.explained, more.explained),
            (&mut self.accepted, more.accepted),
            (&mut self.petitions, more.petitions),
            (&mut self.finished, more.finished),
        ];
        own.into_iter().for_each(|(sum, more)| *sum += more);
        self.control.add(&more.control);
    }
}

/// A court's team with its figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Code of the court in its case numbers, e.g. 豫1402; empty where the number cannot be read.
    pub court: String,
    /// 办理团队, or empty.
    pub team: String,
    /// Its figures.
    pub figures: Figures,
}

/// Nodes of one rule whose last day lies in the period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfNode {
    /// Node id.
    pub node: String,
    /// How many.
    pub due: u32,
    /// Done in time.
    pub kept: u32,
}

/// The figures of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bulletin {
    /// Of everything.
    pub all: Figures,
    /// Of each court's teams, in the order of the codes of courts and of the teams of the bureau.
    pub units: Vec<Unit>,
    /// Of each node, in the order of the rules.
    pub nodes: Vec<OfNode>,
}

/// What the seizures of a court's team came to: court, team, figures.
pub type OfSeizures = (String, String, Control);

/// What a case adds.
#[derive(Clone, Debug)]
pub struct OfCase {
    unit: Unit,
    /// Node and whether it was done in time.
    nodes: Vec<(String, bool)>,
}

impl Bulletin {
    /// Adds up what cases, the rows of the table and the seizures say. `nodes` are the ids of the rules in their order, `teams` the names
    /// of teams in theirs.
    #[must_use]
    pub fn of(
        cases: &[OfCase],
        overdue: &[OverdueRow],
        seizures: &[OfSeizures],
        nodes: &[&str],
        teams: &[&str],
    ) -> Bulletin {
        let mut units: BTreeMap<(String, usize, String), Figures> = BTreeMap::new();
        let place = |team: &str| teams.iter().position(|known| *known == team).unwrap_or(usize::MAX);
        let key = |court: &str, team: &str| (court.to_owned(), place(team), team.to_owned());
        let mut counts: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
        for case in cases {
            let unit = &case.unit;
            units
                .entry(key(&unit.court, &unit.team))
                .or_default()
                .add(&unit.figures);
            for (node, kept) in &case.nodes {
                let count = counts.entry(node).or_default();
                *count = (count.0 + 1, count.1 + u32::from(*kept));
            }
        }
        for row in overdue {
            let late = Figures {
                overdue: 1,
                explained: u32::from(row.explained.as_ref().is_some_and(|said| !said.is_returned())),
                accepted: u32::from(row.explained.as_ref().is_some_and(|said| said.states == ["accepted"])),
                ..Figures::default()
            };
            units
                .entry(key(&court_of(&row.case_number), &row.team))
                .or_default()
                .add(&late);
        }
        for (court, team, control) in seizures {
            let figures = Figures {
                control: *control,
                ..Figures::default()
            };
            units.entry(key(court, team)).or_default().add(&figures);
        }
        let mut all = Figures::default();
        units.values().for_each(|figures| all.add(figures));
        let units = units
            .into_iter()
            .map(|((court, _, team), figures)| Unit { court, team, figures });
        let of_node = |node: &&str| {
            let (due, kept) = *counts.get(*node)?;
            let node = (*node).to_owned();
            Some(OfNode { node, due, kept })
        };
        Bulletin {
            all,
            units: units.collect(),
            nodes: nodes.iter().filter_map(of_node).collect(),
        }
    }
}

fn court_of(number: &str) -> String {
    let parsed = case_number::parse(number).ok();
    parsed.and_then(|parsed| parsed.court).unwrap_or_default()
}

impl Book {
    /// The figures of a period, both ends inclusive.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn bulletin(
        &self,
        period: (NaiveDate, NaiveDate),
        today: NaiveDate,
        nodes: &[&str],
    ) -> Result<Bulletin, BookError> {
        let mut cases = Vec::new();
        for part in 0..self.overdue_parts() {
            self.bulletin_part(part, period, today, &mut cases)?;
        }
        let overdue = self.overdue(period.0, period.1, today)?;
        let seizures = self.control(period, today)?;
        Ok(Bulletin::of(&cases, &overdue, &seizures, nodes, &self.teams()))
    }

    /// What became of the seizures of each court's teams in a period: those of the register, counted as there.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn control(&self, period: (NaiveDate, NaiveDate), today: NaiveDate) -> Result<Vec<OfSeizures>, BookError> {
        let Some(kind) = Kinds::builtin().named("seizure") else {
            return Ok(Vec::new());
        };
        // Whose device it is tells what steps somebody may take: seizures have none.
        let rows = self.register(kind, DeviceId(0), today)?;
        let found = lapses(kind, &rows, period, today);
        let mut units: BTreeMap<(String, String), Control> = BTreeMap::new();
        let mut count = |row: usize, add: &dyn Fn(&mut Control)| {
            if let Some(row) = rows.get(row) {
                add(units.entry((court_of(&row.case_number), row.team.clone())).or_default());
            }
        };
        found.begun.iter().for_each(|row| count(*row, &|of| of.begun += 1));
        found
            .released
            .iter()
            .for_each(|row| count(*row, &|of| of.released += 1));
        found
            .in_force
            .iter()
            .for_each(|row| count(*row, &|of| of.in_force += 1));
        for ended in &found.ended {
            count(ended.row, &|of| {
                let fates = Fate::ALL.iter().zip(&mut of.ended);
                fates
                    .filter(|(fate, _)| **fate == ended.fate)
                    .for_each(|(_, sum)| *sum += 1);
            });
        }
        Ok(units
            .into_iter()
            .map(|((court, team), control)| (court, team, control))
            .collect())
    }

    /// The names of the bureau's teams, in its order.
    #[must_use]
    pub fn teams(&self) -> Vec<&str> {
        let groups = self.directory().bureau().groups().iter();
        groups.map(|group| group.name.0.as_str()).collect()
    }

    /// Adds what the cases of a part say ([`Book::overdue_parts`]).
    ///
    /// # Errors
    /// [`BookError::Damaged`] if a case cannot be read.
    pub fn bulletin_part(
        &self,
        part: usize,
        period: (NaiveDate, NaiveDate),
        today: NaiveDate,
        cases: &mut Vec<OfCase>,
    ) -> Result<(), BookError> {
        let Some(block) = self.blocks.get(part) else {
            return Ok(());
        };
        for (at, line) in block.lines.iter().enumerate() {
            if line.listed() && !is_folder(&line.id) {
                cases.push(self.figures_of(block.states.get(at), period, today)?);
            }
        }
        Ok(())
    }

    fn figures_of(
        &self,
        bytes: &[u8],
        (from, to): (NaiveDate, NaiveDate),
        today: NaiveDate,
    ) -> Result<OfCase, BookError> {
        let mut light = LazyState::read(bytes, self.kinds())?;
        let (number, team) = (light.text(Field::CASE_NUMBER), light.text(Field::TEAM).to_owned());
        let (court, parsed) = (court_of(number), case_number::parse(number).ok());
        let end = counted_to(to, today);
        let file = CaseFile::of_light(&mut light, parsed.as_ref()).as_of(end, today);
        let within = |day: NaiveDate| day >= from && day <= end;
        let is = |day: Option<NaiveDate>| u32::from(day.is_some_and(within));
        let happened = |keys: &[&str]| {
            let all = file.happenings.iter();
            let found = all.filter(|happening| keys.contains(&happening.key.as_str()) && within(happening.on));
            u32::try_from(found.count()).unwrap_or(u32::MAX)
        };
        let nodes = self.judge.limits(&file, end).into_iter();
        let nodes = nodes.filter(|node| within(node.due) && (node.done.is_some() || node.days > 0));
        let nodes: Vec<(String, bool)> = nodes.map(|node| (node.node, node.days == 0)).collect();
        let count = |kept: Option<bool>| {
            let found = nodes.iter().filter(|(_, own)| kept.is_none_or(|kept| *own == kept));
            u32::try_from(found.count()).unwrap_or(u32::MAX)
        };
        let is_open = file.filed_on.is_none_or(|filed| filed <= end) && file.closed_on.is_none();
        let figures = Figures {
            filed: is(file.filed_on),
            closed: is(file.closed_on),
            open: u32::from(is_open),
            due: count(None),
            kept: count(Some(true)),
            petitions: happened(&["petition_received"]),
            finished: happened(&["petition_finished"]),
            ..Figures::default()
        };
        Ok(OfCase {
            unit: Unit { court, team, figures },
            nodes,
        })
    }
}
