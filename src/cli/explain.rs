//! `cargo fenliu explain NUMBER --filed YYYY-MM-DD …`: one case, for people.
use chrono::{Days, NaiveDate};
use law::calendar::Calendar;
use law::case_number;
use law::date;
use law::facts::{ComplexityMark, Facts, Frozen, SimpleMark};
use law::money::{Fen, MoneyError};
use law::nodes::{CaseInput, CaseKind, NodeSet, Settings, evaluate, warnings};
use law::receipt::{DateOf, make};
use law::triage::{TriageRules, Verdict, triage};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::CliError;
use crate::explain_words::{Lang, Words};

const OPTIONS: &str = "\
cargo fenliu explain NUMBER --filed YYYY-MM-DD [options]; what is not given is unknown
  --received --materials --today YYYY-MM-DD
  --basis civil_judgment|arbitral_award|…   --arbitration commercial|labor|rural_land
  --claim-kind money|delivery|act|property_right   --amount 35万   --frozen 12万
  --control-complete --organ --foreign --entrusted --preservation --fees --filing-data yes|no|unknown
  --complexity PERSON:REASON   --simple PERSON:REASON   --local FACT=yes|no
  --rules FILE   --receipt   --en
Filing data counts as checked and right unless --filing-data says otherwise.";

/// What the options say.
struct Asked {
    number: String,
    filed: NaiveDate,
    received: Option<NaiveDate>,
    materials: Option<NaiveDate>,
    today: NaiveDate,
    facts: Facts,
    rules: Option<String>,
    receipt: bool,
    lang: Lang,
}

/// Runs the command.
///
/// # Errors
/// An option, date, amount or case number that cannot be read, or a rule set that is refused.
pub fn run(args: &[String]) -> Result<(), CliError> {
    if args.is_empty() || args.iter().any(|arg| arg == "--help") {
        return Err(CliError(format!("name a case number\n{OPTIONS}")));
    }
    let asked = read(args)?;
    let own = match &asked.rules {
        Some(path) => Some(rules_file(path)?),
        None => None,
    };
    let rules = match &own {
        Some(own) => own,
        None => crate::triage::rules()?,
    };
    let result = triage(rules, &asked.facts);
    let input = input(&asked, result.verdict_to_act_on())?;
    let states = evaluate(
        NodeSet::builtin(),
        Calendar::builtin(),
        &input,
        Settings::default(),
        asked.today,
    );
    if asked.receipt {
        let dates = states
            .iter()
            .filter_map(|state| DateOf::of(NodeSet::builtin(), state, &input));
        let dates: Vec<DateOf> = dates.collect();
        return print(&make(
            rules,
            &asked.facts,
            Some(&asked.number),
            Some((Calendar::builtin(), &dates)),
        ));
    }
    let words = Words {
        lang: asked.lang,
        rules,
    };
    let told = warnings(NodeSet::builtin(), Calendar::builtin(), &input, &states, asked.today);
    let mut lines = words.heading(&asked.number, asked.filed);
    lines.extend(words.triage(&result));
    lines.extend(words.dates(NodeSet::builtin(), &states, &told, asked.today));
    print(&lines.join("\n"))
}

fn print(text: &str) -> Result<(), CliError> {
    use std::io::Write;
    match writeln!(std::io::stdout(), "{text}") {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(CliError(e.to_string())),
        _ => Ok(()),
    }
}

fn rules_file(path: &str) -> Result<TriageRules, CliError> {
    let text = std::fs::read_to_string(path).map_err(|e| CliError(format!("{path}: {e}")))?;
    TriageRules::parse(&text).map_err(|e| {
        let shown = e
            .counterexample
            .as_deref()
            .and_then(|facts| serde_json::to_string(facts).ok());
        let shown = shown.map(|facts| format!("; shown by {facts}")).unwrap_or_default();
        CliError(format!("{path}: refused: {e}{shown}"))
    })
}

fn read(args: &[String]) -> Result<Asked, CliError> {
    let mut rest = args.iter();
    let number = rest.next().map(String::as_str).unwrap_or_default();
    let number = case_number::typed(number)
        .map_err(|e| CliError(format!("{number:?} is not a case number: {}", e.why.english())))?;
    let mut asked = Asked {
        number: number.normal,
        filed: NaiveDate::MIN,
        received: None,
        materials: None,
        today: today(),
        facts: Facts {
            filing_data_ok: Some(true),
            ..Facts::default()
        },
        rules: None,
        receipt: false,
        lang: Lang::Zh,
    };
    while let Some(option) = rest.next() {
        match option.as_str() {
            "--en" => asked.lang = Lang::En,
            "--receipt" => asked.receipt = true,
            _ => {
                let value = rest.next();
                let value = value.ok_or_else(|| CliError(format!("{option} needs a value")))?;
                set(&mut asked, option, value)?;
            }
        }
    }
    if asked.filed == NaiveDate::MIN {
        return Err(CliError("--filed YYYY-MM-DD is needed".to_owned()));
    }
    Ok(asked)
}

fn set(asked: &mut Asked, option: &str, value: &str) -> Result<(), CliError> {
    let facts = &mut asked.facts;
    match option {
        "--filed" => asked.filed = day(value)?,
        "--received" => asked.received = Some(day(value)?),
        "--materials" => asked.materials = Some(day(value)?),
        "--today" => asked.today = day(value)?,
        "--rules" => asked.rules = Some(value.to_owned()),
        "--basis" => facts.basis_type = Some(code(option, value)?),
        "--arbitration" => facts.arbitration_kind = Some(code(option, value)?),
        "--claim-kind" => facts.claim_kind = Some(code(option, value)?),
        "--amount" => facts.claim_amount_fen = Some(amount(value)?),
        "--frozen" => facts.frozen.push(Frozen {
            kind: "bank_deposit".to_owned(),
            amount_fen: amount(value)?,
            effective: true,
            executable: true,
        }),
        "--control-complete" => facts.frozen_complete = yes_no(option, value)? == Some(true),
        "--organ" => facts.party_or_gov_organ = yes_no(option, value)?,
        "--foreign" => facts.foreign_related = yes_no(option, value)?,
        "--entrusted" => facts.entrusted = yes_no(option, value)?,
        "--preservation" => facts.preservation = yes_no(option, value)?,
        "--fees" => facts.litigation_fee_recovery = yes_no(option, value)?,
        "--filing-data" => facts.filing_data_ok = yes_no(option, value)?,
        "--complexity" => {
            let (by, reason) = pair(option, value, ':')?;
            facts.complexity.push(ComplexityMark {
                mark: "complex".to_owned(),
                by,
                reason,
            });
        }
        "--simple" => {
            let (by, reason) = pair(option, value, ':')?;
            facts.simple_mark = Some(SimpleMark { by, reason });
        }
        "--local" => {
            let (fact, answer) = pair(option, value, '=')?;
            if let Some(yes) = yes_no(option, &answer)? {
                facts.local.insert(fact, yes);
            }
        }
        other => return Err(CliError(format!("unknown option {other}\n{OPTIONS}"))),
    }
    Ok(())
}

fn day(text: &str) -> Result<NaiveDate, CliError> {
    let read = date::read(text).map_err(|_| CliError(format!("{text:?} is not a date like 2024-03-01")));
    read.map(|read| read.day)
}

fn amount(text: &str) -> Result<Fen, CliError> {
    Fen::parse(text).map_err(|e| match e {
        MoneyError::Doubtful(one, other) => CliError(format!("{text:?} can be read as {one} or as {other} yuan")),
        e => CliError(format!("{text:?} is not an amount ({})", e.code())),
    })
}

fn code<T: DeserializeOwned>(option: &str, value: &str) -> Result<T, CliError> {
    serde_json::from_value(Value::from(value)).map_err(|e| CliError(format!("{option}: {e}")))
}

fn yes_no(option: &str, value: &str) -> Result<Option<bool>, CliError> {
    match value {
        "yes" => Ok(Some(true)),
        "no" => Ok(Some(false)),
        "unknown" => Ok(None),
        other => Err(CliError(format!("{option}: yes, no or unknown, not {other:?}"))),
    }
}

fn pair(option: &str, value: &str, between: char) -> Result<(String, String), CliError> {
    let parts = value.split_once(between).map(|(a, b)| (a.to_owned(), b.to_owned()));
    parts.ok_or_else(|| CliError(format!("{option}: two parts with {between:?} between")))
}

/// Today at UTC+8.
fn today() -> NaiveDate {
    let since = std::time::UNIX_EPOCH.elapsed().unwrap_or_default().as_secs() + 8 * 3600;
    NaiveDate::default()
        .checked_add_days(Days::new(since / 86_400))
        .unwrap_or_default()
}

/// What the date engine needs to know of the case.
fn input(asked: &Asked, verdict: Verdict) -> Result<CaseInput<'static>, CliError> {
    let facts = &asked.facts;
    let number = case_number::parse(&asked.number).map_err(|e| CliError(e.why.english().to_owned()))?;
    Ok(CaseInput {
        kind: CaseKind::of(number.kind.unwrap_or_default(), facts),
        basis: facts.basis_type,
        course: verdict.course(),
        filed_on: Some(asked.filed),
        received_on: asked.received,
        materials_received_on: asked.materials,
        frozen_covers: facts.frozen_covers(),
        ..CaseInput::default()
    })
}
