//! What is done and taken back leaves no trace in what holds.
use casebook::CaseId;
use casebook::action::{Action, Happening, Particulars};
use casebook::clock::DeviceId;
use casebook::facts::CaseFile;
use casebook::field::{Field, Value};
use casebook::flows::{Standing, Step, StepBack, content_of, of_record, standing};
use casebook::slot::{RecordKey, RecordWrite};
use casebook::undo::inverse;
use chrono::NaiveDate;

use super::ledger::{Ledger, Noted, flow_of};
use crate::office::Office;

/// What holds of a case.
type Holds = (CaseFile, Vec<(Field, Value)>, Vec<Standing>);

fn holds(office: &Office, case: &CaseId) -> Result<Holds, String> {
    let state = office.state(case)?;
    let (_, _, file) = office
        .book
        .file(case)
        .map_err(|error| error.to_string())?
        .ok_or("no such case")?;
    let steps = state.steps();
    let mut records: Vec<RecordKey> = steps.iter().map(|(record, _)| *record).collect();
    records.sort();
    records.dedup();
    let stands = records.into_iter().filter_map(|record| {
        let flow = flow_of(&record)?;
        // What the next step follows is another event afterwards.
        let stands = standing(flow, &of_record(&steps, record)).0;
        let stands = Standing {
            heads: Vec::new(),
            ..stands
        };
        (stands.states != [flow.first()]).then_some(stands)
    });
    let mut fields = state.shown();
    fields.retain(|(_, value)| *value != Value::None);
    Ok((file, fields, stands.collect()))
}

/// Does several things to a case and takes them back; how many.
///
/// # Errors
/// The case is another afterwards.
pub fn leaves_no_trace(
    office: &mut Office,
    ledger: &Ledger,
    today: NaiveDate,
    dice: &mut fastrand::Rng,
) -> Result<usize, String> {
    let cases: Vec<&CaseId> = ledger.of_court().map(|(id, _)| id).collect();
    let leaders: Vec<DeviceId> = ledger
        .people
        .values()
        .filter(|person| person.role == "team_leader")
        .filter_map(|person| office.device(&person.id))
        .collect();
    let (Some(case), Some(device)) = (dice.choice(cases), dice.choice(leaders)) else {
        return Ok(0);
    };
    let before = holds(office, case)?;
    let mut undone = 0;
    for (doing, back) in things(office, case, (today, dice))? {
        let said = format!("{doing:?}");
        office.write(device, vec![(*case, doing)])?;
        if holds(office, case)? == before {
            return Err(format!("does nothing: {said}"));
        }
        office.write(device, back.into_iter().map(|action| (*case, action)).collect())?;
        let after = holds(office, case)?;
        if after != before {
            return Err(format!("leaves a trace: {said}\n{before:?}\n{after:?}"));
        }
        undone += 1;
    }
    Ok(undone + usize::from(a_step(office, ledger)?))
}

/// Things to do, each with what takes it back.
fn things(
    office: &Office,
    case: &CaseId,
    (today, dice): (NaiveDate, &mut fastrand::Rng),
) -> Result<Vec<(Action, Vec<Action>)>, String> {
    let id = || -> [u8; 16] { std::array::from_fn(|_| 0) };
    let mut new = id();
    new.iter_mut().for_each(|byte| *byte = dice.u8(..));
    let happened = Action::Happened(Happening {
        id: new,
        key: "money_arrived".to_owned(),
        on: today,
        subject: String::new(),
        particulars: Particulars::default(),
    });
    let set = Action::Set(vec![(Field::CAUSE, Value::Text("写错了".to_owned()))]);
    let state = office.state(case)?;
    let cause = vec![(Field::CAUSE, state.value(Field::CAUSE).clone())];
    let ground = "中止执行".to_owned();
    let excluded = Action::Excluded {
        from: today,
        to: today,
        ground,
    };
    let record = RecordKey {
        kind: casebook::kinds::Kinds::builtin()
            .named("seizure")
            .ok_or("no seizures")?
            .kind,
        id: new,
    };
    let seized = RecordWrite {
        record,
        in_force: Some(true),
        fields: vec![
            (1, Value::Text("写错的账户".to_owned())),
            (2, Value::Text("deposit".to_owned())),
            (5, Value::Date(today)),
        ],
    };
    let taken_out = RecordWrite {
        record,
        in_force: Some(false),
        fields: Vec::new(),
    };
    Ok(vec![
        (happened.clone(), inverse(&happened, &[], None, id())),
        (set.clone(), inverse(&set, &cause, None, id())),
        (excluded.clone(), inverse(&excluded, &[], None, id())),
        (
            Action::Record(Box::new(seized)),
            vec![Action::Record(Box::new(taken_out))],
        ),
    ])
}

/// Somebody takes a step and takes it back, where there is one without a point of no return.
fn a_step(office: &mut Office, ledger: &Ledger) -> Result<bool, String> {
    let found = ledger.errands().find_map(|(case, record, flow, noted)| {
        let state = office.book.state(case).ok()??;
        let steps = of_record(&state.steps(), *record);
        ledger.people.keys().find_map(|person| {
            let device = office.device(person)?;
            let open = office.book.open_steps(device, flow, &steps);
            let step = open
                .into_iter()
                .find(|key| flow.step(key).is_some_and(|step| step.confirm.is_none()))?;
            Some((*case, *record, noted.clone(), *person, device, step))
        })
    });
    match found {
        Some((case, record, noted, by, device, key)) if case != casebook::folder::BUREAU => {
            take_and_back(office, (case, record), &noted, (by, device), &key).map(|()| true)
        }
        _ => Ok(false),
    }
}

fn take_and_back(
    office: &mut Office,
    (case, record): (CaseId, RecordKey),
    noted: &Noted,
    (by, device): ([u8; 16], DeviceId),
    key: &str,
) -> Result<(), String> {
    let before = holds(office, &case)?;
    let state = office.state(&case)?;
    let of = flow_of(&record).and_then(|flow| flow.step(key)).ok_or("no such step")?;
    let values: Vec<(u16, Value)> = noted.values.clone().into_iter().collect();
    let sets = of
        .sets
        .iter()
        .map(|(field, from)| (*field, noted.values.get(from).cloned().unwrap_or(Value::None)));
    let last = noted.steps.last().map(|(.., on)| *on);
    let step = Step {
        record,
        step: key.to_owned(),
        by,
        on: last
            .unwrap_or_default()
            .max(NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default()),
        reason: "试一试".to_owned(),
        content: content_of(&values),
        sets: sets.collect(),
        receipt: String::new(),
    };
    let earlier = of
        .sets
        .iter()
        .map(|(field, _)| (*field, state.value(*field).clone()))
        .collect();
    office.write(device, vec![(case, Action::Step(Box::new(step)))])?;
    let steps = of_record(&office.state(&case)?.steps(), record);
    let stamp = steps.iter().map(|step| step.stamp).max().ok_or("no step was taken")?;
    let back = StepBack {
        record,
        step: stamp,
        key: key.to_owned(),
        by,
        sets: earlier,
    };
    office.write(device, vec![(case, Action::StepTakenBack(Box::new(back)))])?;
    let after = holds(office, &case)?;
    match after == before {
        true => Ok(()),
        false => Err(format!("step {key} leaves a trace: {record:?}\n{before:?}\n{after:?}")),
    }
}
