//! The bulletin of a period: figures of all cases in the form of `rules/forms/bulletin.json`.
use casebook::book::Book;
use casebook::bulletin::{Bulletin, OfCase};
use casebook::overdue::{OverdueRow, counted_to, sort_overdue};
use files::document::bulletin::{Days, fill, form};
use files::document::{Fill, docx};
use law::nodes::NodeSet;
use protocol::{BulletinAsked, JobRefusal, SavedFile};

use crate::error::{WorkError, refused};
use crate::files::export::file;
use crate::files::papers::DOCX;
use crate::platform::Platform;
use crate::service::Service;

/// What a part of the book adds: rows of the table of overdue nodes, and cases.
type Part = (Vec<OverdueRow>, Vec<OfCase>);

impl<G: Platform> Service<G> {
    /// What the figures of the period and what was typed say, by the names of the form.
    pub(crate) async fn bulletin(&self, id: u32, asked: &BulletinAsked) -> Result<Fill, WorkError> {
        let period = (asked.from, asked.to);
        // Cases and the table in one go: what arrives meanwhile must not be in one and not in the other.
        let part = |book: &Book, part: usize, parts: &mut Vec<Part>| {
            let mut both = Part::default();
            book.overdue_part(part, period, asked.today, &mut both.0)?;
            book.bulletin_part(part, period, asked.today, &mut both.1)?;
            parts.push(both);
            Ok(())
        };
        let parts = self.in_parts(id, Book::overdue_parts, part).await?;
        let (overdue, cases): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        let (mut overdue, cases): (Vec<OverdueRow>, Vec<OfCase>) = (overdue.concat(), cases.concat());
        sort_overdue(&mut overdue);
        self.with(|s| {
            let book = s.book()?;
            let seizures = book.control(period, asked.today)?;
            let court = book
                .directory()
                .founding
                .as_ref()
                .map(|founding| founding.court.clone())
                .unwrap_or_default();
            let teams: Vec<String> = book.teams().into_iter().map(str::to_owned).collect();
            let context = s.rule_context()?;
            let set = context.rules().map_or(NodeSet::builtin(), |rules| rules.nodes());
            let nodes: Vec<&str> = set.nodes().iter().map(|node| node.id.as_str()).collect();
            let teams: Vec<&str> = teams.iter().map(String::as_str).collect();
            let bulletin = Bulletin::of(&cases, &overdue, &seizures, &nodes, &teams);
            let days = Days {
                from: asked.from,
                to: asked.to,
                counted_to: counted_to(asked.to, asked.today),
                today: asked.today,
            };
            let mut filled = fill(&bulletin, &days, set, &court);
            let answers = asked.answers.iter().filter(|(_, value)| !value.trim().is_empty());
            answers.for_each(|(name, value)| filled.set(name, value.trim()));
            Ok(filled)
        })
    }

    /// The bulletin as a .docx.
    pub(crate) async fn save_bulletin(&self, id: u32, asked: &BulletinAsked) -> Result<SavedFile, WorkError> {
        let form = form().ok_or_else(|| refused(JobRefusal::FileUnreadable))?;
        let paper = form.fill(&self.bulletin(id, asked).await?)?;
        let name = format!("{}-{}至{}.docx", paper.name, asked.from, asked.to);
        Ok(file(&name, DOCX, docx::write(&paper)?))
    }
}
