//! The periodic bulletin as a document (plan Art. 9, 20–23): its form, and what figures say in it. What nobody typed stays a
//! visible gap.
use std::collections::BTreeSet;
use std::sync::OnceLock;

use casebook::bulletin::{Bulletin, Figures, Unit};
use casebook::kinds::Both;
use casebook::lapses::Fate;
use chrono::NaiveDate;
use law::nodes::NodeSet;

use super::fields::{BULLETIN_NODES, BULLETIN_UNITS};
use super::fill::written;
use super::{Fill, Form, Forms, Row};

/// The text of its form.
const TEXT: (&str, &str) = ("bulletin.json", include_str!("../../../../rules/forms/bulletin.json"));

/// What a period and its figures say: first day, last day, up to when delays are counted, and today.
pub struct Days {
    /// First day of the period.
    pub from: NaiveDate,
    /// Last day of the period.
    pub to: NaiveDate,
    /// Up to when delays are counted.
    pub counted_to: NaiveDate,
    /// The day the document bears.
    pub today: NaiveDate,
}

/// Its form; it is of no case, so it does not stand among those of cases. A test loads it: it is there.
#[must_use]
pub fn form() -> Option<&'static Form> {
    static FORM: OnceLock<Forms> = OnceLock::new();
    let forms = FORM.get_or_init(|| Forms::load(&[TEXT]).unwrap_or_default());
    forms.iter().next()
}

/// What somebody is asked: what the figures do not say.
#[must_use]
pub fn asks() -> Vec<&'static Both> {
    let figures = fill(&Bulletin::default(), &Days::default(), NodeSet::builtin(), "");
    let all = form().into_iter().flat_map(|form| &form.asks);
    all.filter(|ask| !figures.fields.contains_key(&ask.zh)).collect()
}

impl Default for Days {
    fn default() -> Days {
        let day = NaiveDate::default();
        Days {
            from: day,
            to: day,
            counted_to: day,
            today: day,
        }
    }
}

/// The figures by the names of the form. `court` is what the bureau's own court is called, or empty: it stands in place of the
/// code where all figures are of one court. Which of several codes is its own no book says.
#[must_use]
pub fn fill(bulletin: &Bulletin, days: &Days, set: &NodeSet, court: &str) -> Fill {
    let mut fill = Fill::default();
    if !court.is_empty() {
        fill.set("法院", court);
    }
    let named = [("期间起", days.from), ("期间止", days.to), ("计至", days.counted_to)];
    named.into_iter().for_each(|(name, day)| fill.set(name, written(day)));
    fill.set("今日", days.today.to_string());
    let all = &bulletin.all;
    figures(all)
        .into_iter()
        .for_each(|(name, value)| fill.set(name, value.to_string()));
    let more = [
        ("新增查控", all.control.begun),
        ("解除查控", all.control.released),
        ("在控", all.control.in_force),
        ("期限届满", all.control.of(&Fate::ALL)),
        ("届满前续行", all.control.of(&[Fate::Renewed])),
        ("届满失效", all.control.of(&[Fate::LapsedWarned, Fate::LapsedUnseen])),
        ("未告警失效", all.control.of(&[Fate::LapsedUnseen])),
        ("收到信访", all.petitions),
        ("办结信访", all.finished),
    ];
    more.into_iter()
        .for_each(|(name, value)| fill.set(name, value.to_string()));
    // A team of which the tables have nothing to tell gets no row of noughts.
    let told = |unit: &&Unit| figures(&unit.figures).iter().any(|(_, count)| *count > 0);
    let codes: BTreeSet<&str> = bulletin
        .units
        .iter()
        .filter(told)
        .map(|unit| unit.court.as_str())
        .collect();
    let is_one = codes.len() == 1 && !court.is_empty() && !codes.contains("");
    let units = bulletin.units.iter().filter(told).map(|unit| {
        let counts = figures(&unit.figures).map(|(name, value)| (name, value.to_string()));
        let own = if is_one { court } else { unit.court.as_str() };
        let names = [("法院代码", or_none(own)), ("团队", or_none(&unit.team))];
        row(names.into_iter().chain(counts))
    });
    fill.lists
        .insert(BULLETIN_UNITS.0.to_owned(), listed(units.collect(), BULLETIN_UNITS.1));
    let nodes = bulletin.nodes.iter().map(|of| {
        let node = set.node(&of.node);
        let source = node.map(|node| set.source(node, days.counted_to).zh);
        row([
            ("依据", or_none(&source.unwrap_or_default())),
            (
                "节点",
                node.map_or_else(|| of.node.clone(), |node| node.name.zh.clone()),
            ),
            ("应办", of.due.to_string()),
            ("按期", of.kept.to_string()),
            ("逾期", (of.due - of.kept).to_string()),
        ])
    });
    fill.lists
        .insert(BULLETIN_NODES.0.to_owned(), listed(nodes.collect(), BULLETIN_NODES.1));
    fill
}

fn figures(of: &Figures) -> [(&'static str, u32); 9] {
    [
        ("收案", of.filed),
        ("结案", of.closed),
        ("未结", of.open),
        ("应办", of.due),
        ("按期", of.kept),
        ("逾期", of.late()),
        ("期内超期", of.overdue),
        ("已说明", of.explained),
        ("已认可", of.accepted),
    ]
}

fn row(values: impl IntoIterator<Item = (&'static str, String)>) -> Row {
    values
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// What a row says where there is nothing to say: it is known, and no gap.
const NONE: &str = "未填";

fn or_none(text: &str) -> String {
    if text.is_empty() {
        NONE.to_owned()
    } else {
        text.to_owned()
    }
}

/// The rows; where there are none, one that says so.
fn listed(rows: Vec<Row>, fields: &[&str]) -> Vec<Row> {
    if !rows.is_empty() {
        return rows;
    }
    vec![
        fields
            .iter()
            .map(|field| ((*field).to_owned(), "无".to_owned()))
            .collect(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_this_build_brings_is_sound_and_asks_what_figures_do_not_say() {
        assert_eq!(Forms::load(&[TEXT]).map(|forms| forms.iter().count()), Ok(1));
        let asked: Vec<&str> = asks().iter().map(|ask| ask.zh.as_str()).collect();
        assert_eq!(asked, ["文号", "存在的问题", "工作要求", "签发人"]);
    }

    /// Where all is of one court its name stands there, not the code of its case numbers.
    #[test]
    fn one_court_is_called_by_its_name() {
        let unit = |code: &str| Unit {
            court: code.to_owned(),
            team: "第一速执团队".to_owned(),
            figures: Figures {
                open: 1,
                ..Figures::default()
            },
        };
        let told = |codes: &[&str], court: &str| -> Vec<String> {
            let bulletin = Bulletin {
                units: codes.iter().map(|code| unit(code)).collect(),
                ..Bulletin::default()
            };
            let fill = fill(&bulletin, &Days::default(), NodeSet::builtin(), court);
            let rows = &fill.lists[BULLETIN_UNITS.0];
            rows.iter().map(|row| row["法院代码"].clone()).collect()
        };
        let name = "商丘市中级人民法院";
        assert_eq!(told(&["豫14"], name), [name]);
        assert_eq!(told(&["豫14", "豫1402"], name), ["豫14", "豫1402"]);
        assert_eq!(told(&["豫14"], ""), ["豫14"]);
        assert_eq!(told(&[""], name), [NONE]);
    }
}
