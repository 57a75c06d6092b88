//! The columns of the list: which there are, how wide, what a row says in them.
use casebook::field::Fields;
use protocol::{Field, Row, Sort};

use crate::lang::{Text, cases as texts, field as fields};
use crate::pages::words::value as value_words;
use crate::parts::date::iso;

/// A column of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// 案号
    Number,
    /// State of the case.
    State,
    /// Next date and its matter.
    Next,
    /// Verdict with its ground.
    Verdict,
    /// 申请执行人
    Applicant,
    /// 被执行人
    Debtor,
    /// 案由
    Cause,
    /// 承办人
    Handler,
    /// 立案日期
    Filed,
    /// 申请执行标的额
    Amount,
    /// A field that the table of fields adds to the list.
    Added(Field),
}

/// What is fixed about a column: its key in the saved setting, head, width, sort key.
struct Facts {
    key: &'static str,
    head: Text,
    /// Least width, rem (the head has smaller words than the rows, so not em).
    least: f64,
    /// Share of the space that is left.
    share: f64,
    sort: Option<Sort>,
}

impl Column {
    /// All columns in their order: those every list has, then those the table of fields adds.
    pub fn all() -> impl Iterator<Item = Column> {
        let added = Fields::builtin().iter().filter(|told| told.list.column);
        Column::OWN
            .into_iter()
            .chain(added.map(|told| Column::Added(told.field)))
    }

    const OWN: [Column; 10] = [
        Column::Number,
        Column::State,
        Column::Next,
        Column::Verdict,
        Column::Applicant,
        Column::Debtor,
        Column::Cause,
        Column::Handler,
        Column::Filed,
        Column::Amount,
    ];

    /// Columns shown before anybody chose.
    pub const USUAL: [Column; 8] = [
        Column::Number,
        Column::State,
        Column::Next,
        Column::Verdict,
        Column::Applicant,
        Column::Debtor,
        Column::Handler,
        Column::Amount,
    ];

    fn facts(self) -> Facts {
        let f = |key, head, (least, share), sort| Facts {
            key,
            head,
            least,
            share,
            sort,
        };
        match self {
            Column::Number => f("number", texts::NUMBER, (12.5, 0.0), Some(Sort::CaseNumber)),
            Column::State => f("state", texts::STATE, (8.4, 0.0), None),
            Column::Next => f("next", texts::NEXT, (11.5, 1.4), Some(Sort::NextDue)),
            Column::Verdict => f("verdict", texts::VERDICT, (6.4, 0.0), Some(Sort::Verdict)),
            Column::Applicant => f("applicant", texts::APPLICANT, (7.0, 1.2), Some(Sort::Applicant)),
            Column::Debtor => f("debtor", texts::DEBTOR, (7.0, 1.2), Some(Sort::Debtor)),
            Column::Cause => f("cause", texts::CAUSE, (7.0, 1.0), None),
            Column::Handler => f("handler", texts::HANDLER, (5.4, 0.0), Some(Sort::Handler)),
            Column::Filed => f("filed", texts::FILED, (7.0, 0.0), Some(Sort::FiledOn)),
            Column::Amount => f("amount", texts::AMOUNT, (9.6, 0.0), Some(Sort::Amount)),
            Column::Added(field) => f(field.key(), fields::name(field), (7.0, 0.6), None),
        }
    }

    /// Key in the saved setting and class of its cells.
    pub fn key(self) -> &'static str {
        self.facts().key
    }

    /// Its head.
    pub fn head(self) -> Text {
        self.facts().head
    }

    /// How the list is sorted by it, if it can be.
    pub fn sort(self) -> Option<Sort> {
        self.facts().sort
    }
}

/// Width of the box that chooses, rem.
const PICK: f64 = 2.75;

/// Columns let go one after the other where the list is too narrow.
const GO_FIRST: [Column; 7] = [
    Column::Cause,
    Column::Filed,
    Column::Applicant,
    Column::Handler,
    Column::Amount,
    Column::Debtor,
    Column::Verdict,
];

/// Tracks of the grid: the box that chooses, then the columns.
pub fn tracks(columns: &[Column]) -> String {
    let mut out = format!("{PICK}rem");
    for facts in columns.iter().map(|c| c.facts()) {
        match facts.share {
            share if share > 0.0 => out.push_str(&format!(" minmax({}rem, {share}fr)", facts.least)),
            _ => out.push_str(&format!(" {}rem", facts.least)),
        }
    }
    out
}

/// Least width of the list, rem.
pub fn least(columns: &[Column]) -> f64 {
    PICK + 1.0 + columns.iter().map(|c| c.facts().least).sum::<f64>()
}

/// The columns shown in a list `room` rem wide: all that were chosen; of the usual ones, and while a case is open beside
/// the list, those that fit.
pub fn fitting(columns: &[Column], room: f64, is_halved: bool) -> Vec<Column> {
    let mut out = columns.to_vec();
    if is_halved || columns == Column::USUAL {
        for gone in GO_FIRST {
            if least(&out) > room {
                out.retain(|c| *c != gone);
            }
        }
    }
    out
}

/// The saved choice of columns; the number always stays, unknown keys are skipped.
pub fn read(text: &str) -> Option<Vec<Column>> {
    let keys: Vec<String> = serde_json::from_str(text).ok()?;
    let chosen: Vec<Column> = Column::all()
        .filter(|c| *c == Column::Number || keys.iter().any(|k| k == c.key()))
        .collect();
    Some(chosen)
}

/// The choice of columns as it is saved.
pub fn write(columns: &[Column]) -> String {
    let keys: Vec<&str> = columns.iter().map(|c| c.key()).collect();
    serde_json::to_string(&keys).unwrap_or_default()
}

/// Plain words of a cell; the state and the verdict are drawn by the table.
pub fn words(column: Column, row: &Row) -> String {
    match column {
        Column::Number => row.case_number.clone(),
        Column::Applicant => row.applicant.clone(),
        Column::Debtor => row.debtor.clone(),
        Column::Cause => row.cause.clone(),
        Column::Handler => row.handler.clone(),
        Column::Filed => row.filed_on.map(iso).unwrap_or_default(),
        Column::Amount => row.claim_amount.map(|a| a.grouped()).unwrap_or_default(),
        Column::Added(field) => {
            let said = row.more.iter().find(|(at, _)| *at == field);
            said.map(|(_, value)| value_words(field, value)).unwrap_or_default()
        }
        Column::Next | Column::State | Column::Verdict => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_columns_go_until_they_fit_and_the_number_never_does() {
        assert_eq!(fitting(&Column::USUAL, 200.0, false), Column::USUAL);
        let narrow = fitting(&Column::USUAL, 48.0, false);
        assert!(least(&narrow) <= 48.0, "{narrow:?}");
        let tiny = fitting(&Column::USUAL, 1.0, false);
        assert!(tiny.contains(&Column::Number) && tiny.contains(&Column::State));
    }

    #[test]
    fn what_somebody_chose_stays_however_narrow_it_is_until_a_case_takes_half() {
        let chosen = [Column::Number, Column::Applicant];
        assert_eq!(fitting(&chosen, 1.0, false), chosen);
        assert_eq!(fitting(&chosen, 1.0, true), [Column::Number]);
    }

    #[test]
    fn a_saved_choice_keeps_the_number_and_skips_what_it_does_not_know() {
        assert_eq!(
            read(r#"["debtor","colour"]"#),
            Some(vec![Column::Number, Column::Debtor])
        );
        assert_eq!(read("nonsense"), None);
        assert_eq!(read(&write(&Column::USUAL)), Some(Column::USUAL.to_vec()));
    }
}
