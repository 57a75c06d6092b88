//! What goes from desk to desk: a record with a flow, step by step, each taken by somebody whom its text names.
use casebook::action::Action;
use casebook::field::{Field, Value};
use casebook::flows::{Flow, Step, StepOf, Who, content_of};
use casebook::kinds::{FieldOf, KindOf, Kinds, ValueType};
use casebook::people::{Bureau, Person, PersonId};
use casebook::slot::{RecordKey, value_in};

use crate::court::Court;
use crate::life::What;

/// A record on its way.
pub struct Errand {
    /// Of which case; of the bureau if none.
    pub case: Option<usize>,
    /// The record.
    pub record: RecordKey,
    kind: &'static KindOf,
    flow: &'static Flow,
    /// The steps it will take.
    path: &'static [&'static str],
    at: usize,
    took: Vec<(&'static str, PersonId)>,
    /// What it says.
    pub values: Vec<(u16, Value)>,
    /// Days between two steps, at most.
    slow: u64,
}

impl Errand {
    /// The latest value of a field.
    pub fn text(&self, key: &str) -> String {
        let number = self.kind.field_named(key).map_or(0, |field| field.number);
        match value_in(&self.values, number) {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        }
    }

    /// The key of its kind.
    pub fn kind(&self) -> &'static str {
        &self.kind.key
    }

    fn put(&mut self, number: u16, value: Value) {
        self.values.retain(|(known, _)| *known != number);
        self.values.push((number, value));
    }

    /// Whether somebody may take a step after those who took others.
    fn may_take(&self, step: &StepOf, person: &Person) -> bool {
        let took = |keys: &[String]| {
            let own = self.took.iter().filter(|(step, _)| keys.iter().any(|key| key == step));
            own.map(|(_, by)| *by).collect::<Vec<_>>()
        };
        let is_one = step.who.iter().any(|who| fits(who, person));
        let keeps = step.only_by.is_empty() || took(&step.only_by).last() == Some(&person.id);
        // Nobody hands anything to himself.
        let is_himself = step.key == "hand" && self.text("to") == person.name;
        is_one && keeps && !is_himself && !took(&step.not_by).contains(&person.id)
    }
}

/// Whether somebody is one of those a step names.
fn fits(who: &Who, person: &Person) -> bool {
    let grant = Bureau::builtin().of(&person.role, &person.group);
    who.right
        .is_none_or(|right| grant.is_some_and(|grant| grant.has(right)))
        && (who.roles.is_empty() || who.roles.contains(&person.role))
        && (who.groups.is_empty() || who.groups.contains(&person.group))
}

impl Court {
    /// A record of a kind with a flow is begun by somebody who may lead it on, and goes its way.
    pub(crate) fn sends(
        &mut self,
        case: Option<usize>,
        kind: &str,
        given: &[(&str, Value)],
        path: &'static [&'static str],
        slow: u64,
    ) -> bool {
        let found = Kinds::builtin().named(kind);
        let Some((kind, flow)) = found.and_then(|kind| Some((kind, kind.flow.as_ref()?))) else {
            return false;
        };
        let first = path.first().and_then(|key| flow.step(key));
        // Who takes the first step writes it down; a petition is registered by those who will handle it.
        let may_begin = |person: &Person| match kind.key.as_str() {
            "petition" => person.group == "petition",
            _ => first.is_some_and(|step| step.who.iter().any(|who| fits(who, person))),
        };
        let handler = case.and_then(|case| self.cases.get(case)).map(|case| case.handler);
        let own = self.anyone(|person| may_begin(person) && Some(person.id) == handler);
        let Some(by) = own.or_else(|| self.anyone(may_begin)) else {
            return false;
        };
        let Some((record, values)) = self.record_of(&kind.key, given) else {
            return false;
        };
        let mut errand = Errand {
            case,
            record,
            kind,
            flow,
            path,
            at: 0,
            took: Vec::new(),
            values,
            slow,
        };
        for field in kind.fields.iter().filter(|field| field.needed) {
            if value_in(&errand.values, field.number).is_none() {
                let value = self.value_of(field);
                errand.put(field.number, value);
            }
        }
        self.writes(by, case, record, errand.values.clone(), true);
        self.errands.push(errand);
        let days = self.dice.u64(0..=slow);
        self.later(days, What::Errand(self.errands.len() - 1));
        true
    }

    /// The next step of an errand is taken, if somebody is there who may.
    pub(crate) fn run(&mut self, at: usize) {
        let Some(mut errand) = self.take_out(at) else { return };
        let Some(step) = errand.path.get(errand.at).and_then(|key| errand.flow.step(key)) else {
            return;
        };
        let Some(by) = self.taker(&errand, step) else {
            self.errands[at] = errand;
            self.again(What::Errand(at));
            return;
        };
        self.fill(&mut errand, step, by);
        let sets: Vec<(Field, Value)> = step
            .sets
            .iter()
            .map(|(field, from)| (*field, value_in(&errand.values, *from).cloned().unwrap_or(Value::None)))
            .collect();
        let taken = Action::Step(Box::new(Step {
            record: errand.record,
            step: step.key.clone(),
            by,
            on: self.today,
            reason: if step.reason {
                "材料不全，请补充。".to_owned()
            } else {
                String::new()
            },
            content: content_of(&errand.values),
            sets,
            receipt: String::new(),
        }));
        match errand.case {
            Some(case) => self.does(by, case, taken),
            None => self.does_in_bureau(by, taken),
        }
        errand.took.push((errand.path[errand.at], by));
        errand.at += 1;
        let goes_on = errand.at < errand.path.len();
        self.after(&errand, &step.key, by);
        let slow = errand.slow;
        self.errands[at] = errand;
        if goes_on {
            let days = self.dice.u64(0..=slow);
            self.later(days, What::Errand(at));
        }
    }

    /// A copy to work on: the errand stays in its place meanwhile.
    fn take_out(&self, at: usize) -> Option<Errand> {
        let errand = self.errands.get(at)?;
        Some(Errand {
            took: errand.took.clone(),
            values: errand.values.clone(),
            ..*errand
        })
    }

    /// Who takes a step: whom the record names as long as that person works there, the handler, or anybody who may.
    fn taker(&mut self, errand: &Errand, step: &StepOf) -> Option<PersonId> {
        let named = step
            .from
            .iter()
            .find_map(|state| errand.flow.waits_for(std::slice::from_ref(state)))
            .and_then(|field| value_in(&errand.values, field));
        let named = match named {
            Some(Value::Text(name)) if self.staff.has(name, self.today) => Some(name.clone()),
            _ => None,
        };
        if let Some(name) = named {
            return self.anyone(|person| person.name == name && errand.may_take(step, person));
        }
        let handler = errand
            .case
            .and_then(|case| self.cases.get(case))
            .map(|case| case.handler);
        self.anyone(|person| Some(person.id) == handler && errand.may_take(step, person))
            .or_else(|| self.anyone(|person| errand.may_take(step, person)))
    }

    /// What a step needs is written before it, by who takes it.
    fn fill(&mut self, errand: &mut Errand, step: &StepOf, by: PersonId) {
        let also: &[&str] = match (errand.kind(), step.key.as_str()) {
            ("petition", "finish") => &["finished_on"],
            ("request", "finish") => &["done_on"],
            ("inspection", "report") => &["protects"],
            ("triage", "prepare") if errand.at > 0 => &["words"],
            _ => &[],
        };
        let also = also.iter().filter_map(|key| errand.kind.field_named(key));
        let needed = step.needs.iter().filter_map(|number| errand.kind.field(*number));
        let wanted: Vec<&FieldOf> = needed.chain(also).collect();
        let mut written = Vec::new();
        for field in wanted {
            if value_in(&errand.values, field.number).is_none() {
                let value = self.value_of(field);
                errand.put(field.number, value.clone());
                written.push((field.number, value));
            }
        }
        if !written.is_empty() {
            self.writes(by, errand.case, errand.record, written, false);
        }
    }

    /// Something to write into a field.
    fn value_of(&mut self, field: &FieldOf) -> Value {
        let text = |text: &str| Value::Text(text.to_owned());
        match &field.holds {
            ValueType::Date => Value::Date(self.today),
            ValueType::Money => Value::Fen(law::money::Fen(self.dice.i64(1..500) * 100_000)),
            ValueType::Number => Value::Number(self.dice.i64(1..20)),
            ValueType::YesNo => Value::Bool(self.dice.bool()),
            ValueType::Choice(choices) => {
                let at = self.dice.usize(0..choices.len().max(1));
                text(choices.get(at).map_or("", |choice| choice.0.as_str()))
            }
            ValueType::IdNumber | ValueType::Strokes => Value::None,
            holds
                if *holds == ValueType::Person
                    || ["new_handler", "owner", "chair", "leader"].contains(&field.key.as_str()) =>
            {
                let group = if field.key == "new_handler" { "general" } else { "" };
                let judge = self.anyone(|person| person.role == "judge" && (group.is_empty() || person.group == group));
                let name = judge
                    .and_then(|id| self.staff.person(id))
                    .map(|person| person.name.clone());
                text(&name.unwrap_or_else(|| "待定".to_owned()))
            }
            ValueType::Text | ValueType::LongText | ValueType::Person => text(&format!("{}已记明", field.name.zh)),
        }
    }
}
