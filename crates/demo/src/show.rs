//! The bureau that is shown: eight months of a year up to yesterday, and on top of it what waits on the desks today.
mod recent;

use std::rc::Rc;

use casebook::CaseId;
use casebook::action::Action;
use casebook::book::Book;
use casebook::field::{Field, Value};
use casebook::flows::{Step, content_of};
use casebook::folder::BUREAU;
use casebook::matters;
use casebook::people::{Person, PersonId};
use casebook::slot::RecordWrite;
use chrono::{Days, NaiveDate};
use law::nodes::NodeSet;

use crate::extras::{Ids, text, with_more};
use crate::office::{Keys, Office};
use crate::{Court, Deed, court, is_working};

const SEED: u64 = 86;
/// Cases of a whole year at this pace.
const OF_A_YEAR: usize = 360;
/// Cases that came in on the last working day.
const NEW_CASES: u32 = 30;
/// Days that are told.
const DAYS: u32 = 240;

/// Who explains how late a node was.
const REASONS: [(&str, &str); 4] = [
    ("当事人下落不明，两次邮寄均被退回", "三日内公告送达"),
    ("总对总系统反馈延迟", "已线下补充查询"),
    ("经办人休假，交接不及时", "明确代办人，当日补办"),
    ("材料不齐，等待申请执行人补充", "电话催促，逾期按现有材料办理"),
];

/// The bureau in the making, a day at a time.
pub struct Show<K: Keys> {
    office: Office<K>,
    court: Court,
    ids: Ids,
    today: NaiveDate,
    told: u32,
}

impl<K: Keys + 'static> Show<K> {
    /// Nothing has happened yet.
    ///
    /// # Errors
    /// The rules built in cannot be read.
    pub fn new(keys: Rc<K>, today: NaiveDate) -> Result<Show<K>, String> {
        let from = today - Days::new(u64::from(DAYS));
        let mut court = court(SEED, OF_A_YEAR, from);
        // On the last working day a bank came with all its cases: nobody has begun with them.
        let last = (1..=15).map(|ago| today - Days::new(ago)).find(|day| is_working(*day));
        last.into_iter().for_each(|last| court.bring(last, NEW_CASES));
        Ok(Show {
            office: Office::new(from, keys)?,
            court,
            ids: Ids::default(),
            today,
            told: 0,
        })
    }

    /// Days told so far, and all of them.
    pub fn progress(&self) -> (u32, u32) {
        (self.told, DAYS)
    }

    /// Tells the next day; nothing once yesterday is told.
    ///
    /// # Errors
    /// What somebody did was refused.
    pub fn next_day(&mut self) -> Result<Option<()>, String> {
        let Some(day) = self.court.next().filter(|day| day.on < self.today) else {
            return Ok(None);
        };
        self.told += 1;
        self.office.begin(day.on);
        for change in &day.changes {
            self.office.change(change)?;
        }
        let deeds = with_more(day.deeds, (day.on, self.today), &mut self.ids);
        self.office.work_in_few(deeds)?;
        Ok(Some(()))
    }

    /// What waits on the desks today, and then the office.
    ///
    /// # Errors
    /// What somebody did was refused.
    pub fn finish(mut self) -> Result<Office<K>, String> {
        let yesterday = self.today - Days::new(1);
        self.office.begin(yesterday);
        let mut deeds = self.explanations(yesterday)?;
        deeds.extend(self.notes(yesterday)?);
        deeds.extend(self.stand_ins());
        deeds.extend(self.answers(yesterday)?);
        deeds.extend(self.visits()?);
        deeds.extend(self.hand_overs(yesterday)?);
        deeds.extend(self.triages(yesterday)?);
        self.office.work_in_few(deeds)?;
        self.office.book.set_today(self.today);
        Ok(self.office)
    }

    /// Somebody of a role in a group who still works there.
    fn person(&self, role: &str, group: &str, at: usize) -> Option<Person> {
        person_of(&self.office.book, role, group, at)
    }

    /// A judge is away and another stands in.
    fn stand_ins(&mut self) -> Vec<Deed> {
        let pairs = [
            (self.person("judge", "fast_1", 0), self.person("judge", "fast_2", 0)),
            (self.person("clerk", "A", 1), self.person("clerk", "A", 0)),
        ];
        let mut deeds = Vec::new();
        for (who, by) in pairs.into_iter().filter_map(|(who, by)| who.zip(by)) {
            let given = [
                ("who", text(&who.name)),
                ("by", text(&by.name)),
                ("from", Value::Date(self.today - Days::new(2))),
                ("to", Value::Date(self.today + Days::new(5))),
                ("ground", text("leave")),
            ];
            deeds.extend(self.written(who.id, BUREAU, "stand_in", &given).map(|(deed, _)| deed));
        }
        deeds
    }

    /// Notes of handlers on what they mean to do in the next days, and matters that were given to somebody.
    fn notes(&mut self, on: NaiveDate) -> Result<Vec<Deed>, String> {
        let open = self.open_cases()?;
        let judges = ["fast_1", "fast_2", "general"].map(|team| self.person("judge", team, 0));
        let clerk = self.person("clerk", "A", 0);
        let mut deeds = Vec::new();
        for (judge, at) in judges.into_iter().flatten().zip(0..) {
            let own = open.iter().filter(|(_, handler)| *handler == judge.name);
            for ((case, _), days) in own.zip(1..=3) {
                let given = [
                    ("what", text("电话催促被执行人履行")),
                    ("who", text(&judge.name)),
                    ("by", Value::Date(self.today + Days::new(days + at))),
                ];
                deeds.extend(self.written(judge.id, *case, "task", &given).map(|(deed, _)| deed));
            }
        }
        for ((case, _), clerk) in open.iter().rev().take(6).zip(std::iter::repeat(clerk).flatten()) {
            // The record of a matter is made of its case and the matter: any other would be nobody's.
            let fields = vec![(matters::WHO, text(&clerk.name)), (matters::SINCE, Value::Date(on))];
            let edit = matters::edit(case, "m3", &[], fields);
            deeds.push(Deed {
                by: clerk.id,
                case: *case,
                action: Action::Record(Box::new(edit.write)),
            });
        }
        Ok(deeds)
    }

    /// Cases that are open, with their handlers, in the order of their numbers.
    fn open_cases(&self) -> Result<Vec<(CaseId, String)>, String> {
        let mut open = Vec::new();
        for case in self.office.book.samples() {
            let state = self.office.state(&case)?;
            if *state.value(Field::CLOSED_ON) == Value::None
                && let (Value::Text(number), Value::Text(handler)) =
                    (state.value(Field::CASE_NUMBER), state.value(Field::HANDLER))
            {
                open.push((number.clone(), case, handler.clone()));
            }
        }
        open.sort_by(|a, b| (a.0.chars().count(), &a.0).cmp(&(b.0.chars().count(), &b.0)));
        Ok(open.into_iter().map(|(_, case, handler)| (case, handler)).collect())
    }

    /// Half of the nodes that were late of late are explained; some explanations were accepted, some wait for that.
    fn explanations(&mut self, on: NaiveDate) -> Result<Vec<Deed>, String> {
        let from = self.today - Days::new(60);
        let rows = self.office.book.overdue(from, self.today, self.today);
        let rows = rows.map_err(|error| error.to_string())?;
        let Some((by, judge)) = self.person("clerk", "A", 0).zip(self.person("quality_manager", "C", 0)) else {
            return Ok(Vec::new());
        };
        let mut deeds = Vec::new();
        for (at, row) in rows.iter().enumerate().filter(|(at, _)| at % 2 == 0).take(24) {
            let Some(node) = NodeSet::builtin().node(&row.node) else {
                continue;
            };
            let (reason, remedy) = REASONS[at / 2 % REASONS.len()];
            let given = [
                ("node", text(&node.name.zh)),
                ("due_on", Value::Date(row.due)),
                ("reason", text(reason)),
                ("remedy", text(remedy)),
                ("remedy_by", Value::Date(self.today + Days::new(3))),
                (
                    "subject",
                    if row.subject.is_empty() {
                        Value::None
                    } else {
                        text(&row.subject)
                    },
                ),
            ];
            let Some((deed, write)) = self.written(by.id, row.case, "overdue", &given) else {
                continue;
            };
            deeds.push(deed);
            let mut step = |by: PersonId, step: &str| deeds.push(taken(by, row.case, &write, step, on));
            step(by.id, "say");
            if at % 6 == 0 {
                step(judge.id, "accept");
            }
        }
        Ok(deeds)
    }

    fn written(
        &mut self,
        by: PersonId,
        case: CaseId,
        kind: &str,
        given: &[(&str, Value)],
    ) -> Option<(Deed, RecordWrite)> {
        let given: Vec<(&str, Value)> = given
            .iter()
            .filter(|(_, value)| *value != Value::None)
            .cloned()
            .collect();
        let write = self.ids.record(kind, &given)?;
        let action = Action::Record(Box::new(write.clone()));
        Some((Deed { by, case, action }, write))
    }
}

/// Somebody of a role in a group who still works there, in the order in which they came.
pub fn person_of(book: &Book, role: &str, group: &str, at: usize) -> Option<Person> {
    let people = book.directory().people.values();
    let fits = |person: &Person| person.role == role && (group.is_empty() || person.group == group);
    let mut fitting: Vec<&Person> = people
        .filter(|member| !member.left && fits(&member.person))
        .map(|member| &member.person)
        .collect();
    fitting.sort_by_key(|person| person.id);
    fitting.get(at).map(|person| (*person).clone())
}

fn taken(by: PersonId, case: CaseId, write: &RecordWrite, step: &str, on: NaiveDate) -> Deed {
    let action = Action::Step(Box::new(Step {
        record: write.record,
        step: step.to_owned(),
        by,
        on,
        reason: String::new(),
        content: content_of(&write.fields),
        sets: Vec::new(),
        receipt: String::new(),
    }));
    Deed { by, case, action }
}
