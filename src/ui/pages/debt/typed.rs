//! What was typed into the form, as a draft keeps it.
use casebook::entered::Entered;
use chrono::NaiveDate;
use law::money::Fen;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::form::{Form, Lines, Term};

/// All that was typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Typed {
    /// Number, court, parties, days of the term.
    texts: [String; 4],
    /// Principal, costs, fee, claim.
    amounts: [Entered<Fen>; 4],
    /// End of the term, day of effect, day stated for.
    days: [Entered<NaiveDate>; 3],
    /// Instalments, interest orders, stays, payments.
    lists: [Vec<TypedLine>; 4],
    /// Place in [`Term::ALL`].
    term: usize,
    short_year: bool,
}

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct TypedLine {
    from: Entered<NaiveDate>,
    to: Entered<NaiveDate>,
    amount: Entered<Fen>,
    rate: String,
    daily: bool,
}

impl Form {
    /// What is typed. Tracks.
    pub fn typed(self) -> Typed {
        Typed {
            texts: self.texts().map(|text| text.get()),
            amounts: self.amounts().map(|amount| amount.get()),
            days: self.days().map(|day| day.get()),
            lists: self.lists().map(typed_lines),
            term: self.term.get() as usize,
            short_year: self.short_year.get(),
        }
    }

    /// Puts it back.
    pub fn put(self, typed: Typed) {
        set_all(self.texts(), typed.texts);
        set_all(self.amounts(), typed.amounts);
        set_all(self.days(), typed.days);
        for (lines, typed) in self.lists().into_iter().zip(typed.lists) {
            self.put_lines(lines, typed);
        }
        // A term this build does not know is none that was chosen.
        self.term.set(Term::ALL.get(typed.term).copied().unwrap_or(Term::Given));
        self.short_year.set(typed.short_year);
    }

    fn put_lines(self, lines: Lines, typed: Vec<TypedLine>) {
        lines.set(Vec::new());
        typed.iter().for_each(|_| self.add(lines));
        for (line, typed) in lines.get_untracked().into_iter().zip(typed) {
            line.from.set(typed.from);
            line.to.set(typed.to);
            line.amount.set(typed.amount);
            line.rate.set(typed.rate);
            line.daily.set(typed.daily);
        }
    }

    fn texts(self) -> [RwSignal<String>; 4] {
        [self.number, self.court, self.parties, self.term_days]
    }

    fn amounts(self) -> [RwSignal<Entered<Fen>>; 4] {
        [self.principal, self.costs, self.fee, self.claim]
    }

    fn days(self) -> [RwSignal<Entered<NaiveDate>>; 3] {
        [self.ended_on, self.effective_on, self.state_on]
    }

    fn lists(self) -> [Lines; 4] {
        [self.instalments, self.orders, self.stays, self.payments]
    }
}

fn set_all<T: Send + Sync + 'static>(
    signals: impl IntoIterator<Item = RwSignal<T>>,
    values: impl IntoIterator<Item = T>,
) {
    signals
        .into_iter()
        .zip(values)
        .for_each(|(signal, value)| signal.set(value));
}

fn typed_lines(lines: Lines) -> Vec<TypedLine> {
    let typed = |line: &super::form::Line| TypedLine {
        from: line.from.get(),
        to: line.to.get(),
        amount: line.amount.get(),
        rate: line.rate.get(),
        daily: line.daily.get(),
    };
    lines.with(|lines| lines.iter().map(typed).collect())
}
