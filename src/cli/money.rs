//! `cargo fenliu money FILE`: what is owed, for the reckonings under `cases`.
use chrono::NaiveDate;
use law::calendar::Calendar;
use law::debt::{
    DebtError, Doubled, DoubledInput, Fee, FeeTable, InstalmentsInput, MoneyRules, RuleId, Segment, Start, Statement,
    StatementInput, doubled_part, doubled_part_instalments, other_duties, statement,
};
use law::money::Fen;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::{CliError, array, json_file, line};

/// Why one reckoning has no answer.
enum Refused {
    /// The law's own reason.
    Debt(DebtError),
    /// It is not of the agreed shape.
    Shape(&'static str, String),
}

impl From<DebtError> for Refused {
    fn from(error: DebtError) -> Self {
        Refused::Debt(error)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Amounts {
    amounts_fen: Vec<Option<Fen>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Loss {
    loss_fen: Option<Fen>,
}

/// Runs the command: one line a reckoning. One that is refused is printed with its code and reason; the others go on.
///
/// # Errors
/// The file is missing or broken, or has no list `cases`.
pub fn run(args: &[String]) -> Result<(), CliError> {
    let file = json_file(args)?;
    let rules = MoneyRules::builtin().map_err(|e| CliError(format!("the built-in rules: {e}")))?;
    let cases = array(&file, "cases")?.iter().enumerate();
    cases
        .into_iter()
        .try_for_each(|(at, case)| line(&answer(rules, at, case)))
}

fn answer(rules: &MoneyRules, at: usize, case: &Value) -> Value {
    let id = case.get("id").cloned().unwrap_or(json!(at + 1));
    let mut out = Map::new();
    out.insert("id".to_owned(), id);
    match reckon(rules, case) {
        Ok(found) => {
            out.insert("ok".to_owned(), json!(true));
            out.extend(found);
        }
        Err(refused) => {
            let (code, why) = match refused {
                Refused::Debt(error) => (error.code(), sentence(error)),
                Refused::Shape(code, why) => (code, why),
            };
            out.insert("ok".to_owned(), json!(false));
            out.insert("error".to_owned(), json!(code));
            out.insert("why".to_owned(), json!(why));
        }
    }
    Value::Object(out)
}

fn reckon(rules: &MoneyRules, case: &Value) -> Result<Map<String, Value>, Refused> {
    let calendar = Calendar::builtin();
    let found = match case.get("kind").and_then(Value::as_str) {
        Some("doubled_part") => {
            let found = doubled_part(rules, calendar, &read::<DoubledInput>(case)?)?;
            let days = found.segments.first().map(|segment| segment.days);
            doubled(rules, &found, json!(days))
        }
        Some("doubled_part_instalments") => {
            let found = doubled_part_instalments(rules, calendar, &read::<InstalmentsInput>(case)?)?;
            let days: Vec<u32> = found.segments.iter().map(|segment| segment.days).collect();
            doubled(rules, &found, json!(days))
        }
        Some("statement") => stated(rules, &statement(rules, calendar, &read::<StatementInput>(case)?)?),
        Some("execution_fee") => fees(&rules.execution, "execution_fee_fen", &read(case)?)?,
        Some("preservation_fee") => fees(&rules.preservation, "preservation_fee_fen", &read(case)?)?,
        Some("other_duties") => {
            let sum = other_duties(rules, read::<Loss>(case)?.loss_fen)?;
            json!({"compensation_fen": sum})
        }
        other => {
            let why = format!("a reckoning is of no kind {:?}", other.unwrap_or_default());
            return Err(Refused::Shape("unknown_kind", why));
        }
    };
    match found {
        Value::Object(found) => Ok(found),
        _ => Ok(Map::new()),
    }
}

fn read<T: DeserializeOwned>(case: &Value) -> Result<T, Refused> {
    let inputs = case.get("inputs").unwrap_or(&Value::Null);
    T::deserialize(inputs).map_err(|e| Refused::Shape("not_readable", e.to_string()))
}

fn doubled(rules: &MoneyRules, found: &Doubled, days: Value) -> Value {
    let mut out = json!({
        "days": days,
        "doubled_part_fen": found.fen,
        "ledger": found.segments.iter().map(|s| segment(rules, s)).collect::<Vec<_>>(),
        "starts": found.ends.iter().map(|(start, _)| start.day).collect::<Vec<_>>(),
        "provisional": found.ends.iter().any(|(start, _)| start.is_provisional()),
    });
    if let (Some(base), Some(out)) = (found.converted, out.as_object_mut()) {
        out.insert("base_in_yuan_fen".to_owned(), json!(base));
    }
    out
}

fn stated(rules: &MoneyRules, found: &Statement) -> Value {
    // What is left of a payment after the money debt goes to the doubled part (法释〔2014〕8号4): `doubled` says how much.
    let steps = found.steps.iter().map(|step| {
        json!({
            "on": step.on, "paid_fen": step.paid, "to_costs_fen": step.to_costs, "to_interest_fen": step.to_interest,
            "to_principal_fen": step.to_principal, "left_over_fen": step.to_doubled_part.0 + step.left_over.0,
            "principal_left_fen": step.principal_left, "interest_left_fen": step.interest_left,
        })
    });
    let doubled = found.steps.iter().map(|step| {
        json!({
            "on": step.on, "to_doubled_part_fen": step.to_doubled_part, "overpaid_fen": step.left_over,
            "costs_left_fen": step.costs_left, "source": source(rules, RuleId::Order, step.on),
        })
    });
    json!({
        "steps": steps.collect::<Vec<_>>(),
        "doubled": doubled.collect::<Vec<_>>(),
        "principal_fen": found.principal,
        "costs_fen": found.costs,
        "general_interest_fen": found.general_interest,
        "doubled_part_fen": found.doubled_part,
        "total_fen": found.total,
        "overpaid_fen": found.left_over,
        "payments_after_state_day": found.later,
        "starts": found.starts.iter().map(|start| start.day).collect::<Vec<_>>(),
        "provisional": found.starts.iter().any(Start::is_provisional),
        "ledger": found.segments.iter().map(|s| segment(rules, s)).collect::<Vec<_>>(),
        "source": source(rules, RuleId::DelayInterest, found.state_on),
    })
}

fn segment(rules: &MoneyRules, segment: &Segment) -> Value {
    let stays: Vec<_> = segment.not_counted.iter().map(|p| [p.from, p.to]).collect();
    json!({
        "part": segment.rule.code(), "order": segment.order, "from": segment.from, "to": segment.to,
        "days": segment.days, "not_counted": stays, "base_fen": segment.base, "rate": segment.rate.number.to_string(),
        "rate_kind": segment.rate.kind.code(), "exact_fen": segment.exact.fraction(),
        "source": source(rules, segment.rule, segment.to),
    })
}

fn source(rules: &MoneyRules, rule: RuleId, on: NaiveDate) -> String {
    rules.source(rule, on).zh
}

fn fees(table: &FeeTable, name: &str, amounts: &Amounts) -> Result<Value, Refused> {
    if amounts.amounts_fen.is_empty() {
        return Err(DebtError::NothingOwed.into());
    }
    let (mut sums, mut ledgers) = (Vec::new(), Vec::new());
    for amount in &amounts.amounts_fen {
        let fee = match amount {
            Some(amount) => table.fee(*amount)?,
            None => table.without_amount()?,
        };
        sums.push(fee.fee);
        ledgers.push(steps(&fee));
    }
    let mut out = Map::new();
    out.insert(name.to_owned(), json!(sums));
    out.insert("ledger".to_owned(), json!(ledgers));
    Ok(Value::Object(out))
}

fn steps(fee: &Fee) -> Vec<Value> {
    let step = fee.steps.iter().map(|step| {
        json!({
            "above_fen": step.above, "part_fen": step.part, "per_ten_thousand": step.per_ten_thousand,
            "exact_fen": step.exact.fraction(),
        })
    });
    step.collect()
}

/// The reason in a sentence.
fn sentence(error: DebtError) -> String {
    let text = match error {
        DebtError::NothingOwed => "an amount is missing or zero",
        DebtError::Negative => "an amount is below zero",
        DebtError::OutOfRange => "the sum is more than can be held",
        DebtError::NoStart => "neither the end of the term nor the day of effect is given",
        DebtError::NoDayOfEffect => "a term is given without the day of effect it runs from",
        DebtError::BadTerm => "the term is not of the form \"5 day\"",
        DebtError::TermMismatch { given, counted } => {
            return format!("the term is said to have ended on {given}, but it ends on {counted}");
        }
        DebtError::TermBeforeEffect => "the term ended before the instrument took effect",
        DebtError::Term(error) => return format!("the end of the term cannot be counted: {error}"),
        DebtError::NoEnd => "neither a day of performance nor of a ruling in effect is given",
        DebtError::NoStateDay => "the day for which the debt is to be stated is missing",
        DebtError::BeforeInterpretation => {
            "delay before 2014-08-01 follows 法释〔2009〕6号 (法释〔2014〕8号第7条) and is not covered"
        }
        DebtError::PeriodBackwards => "a stay or an interest order ends before it begins",
        DebtError::BadRate => "a rate is not a number above zero, at most 10,000, with up to six decimals",
        DebtError::OneRate => "an interest order needs one rate, by the year or by the day",
        DebtError::YearDays => "a year has 365 or 360 days",
        DebtError::ZeroPayment => "a payment has no amount",
        DebtError::PaymentDay => "a payment has no day",
        DebtError::Instalments => "the instalments do not add up to the principal",
        DebtError::InstalmentsAndTerm => "there are instalments with their own terms and a term for the whole",
        DebtError::PerformedInStatement => "an instalment of a statement has a day of performance; payments say that",
        DebtError::RateWithoutCurrency => "a middle rate is given without a currency",
        DebtError::RateForYuan => "the currency is the yuan, which needs no middle rate",
        DebtError::FeeSetByCourt => "without an amount the court sets the fee, from 50 to 500 yuan",
        DebtError::Rules => "the built-in rules are broken",
    };
    text.to_owned()
}
