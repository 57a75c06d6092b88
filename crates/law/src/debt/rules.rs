//! The rules of what is owed, as data (`rules/money-national.json`): rates, tiers, sources, open questions.
use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Deserialize;

use super::exact::{Decimal, Exact, Rate, RateKind};
use super::{DebtError, RuleId};
use crate::money::Fen;
use crate::nodes::{
    Cite, Mark, Name, NodeSet, Norm, NormText, Pair, SetError, SetFault, cite, mark, name, norm, refuse, render,
};

/// The national rules as text.
pub const NATIONAL: &str = include_str!("../../../../rules/money-national.json");

#[derive(Deserialize)]
struct SetText {
    norms: std::collections::BTreeMap<String, NormText>,
    year_days: Vec<u16>,
    rules: Vec<RuleText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    id: RuleId,
    name: Pair,
    cite: Vec<String>,
    mark: Option<String>,
    #[serde(default)]
    proposed: bool,
    note: Option<Pair>,
    open: Option<Pair>,
    valid_from: Option<NaiveDate>,
    per_ten_thousand_per_day: Option<String>,
    times_loss: Option<i64>,
    #[serde(default)]
    tiers: Vec<Tier>,
    at_most_fen: Option<Fen>,
    no_amount_fen: Option<(Fen, Fen)>,
}

/// A step of a fee: a fixed sum for the first, a share of what lies above the step before for the others.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tier {
    up_to_fen: Option<Fen>,
    fixed_fen: Option<Fen>,
    per_ten_thousand: Option<i64>,
}

/// A fee by steps (诉讼费用交纳办法14).
#[derive(Clone, Debug)]
pub struct FeeTable {
    tiers: Vec<Tier>,
    at_most: Option<Fen>,
    /// The range for a matter without an amount; equal ends where the text names one sum.
    pub no_amount: (Fen, Fen),
}

/// One rule: what it is called, says and rests on.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Which.
    pub id: RuleId,
    /// Its name.
    pub name: Name,
    cites: Vec<Cite>,
    /// How well its text is known.
    pub mark: Mark,
    /// Our reading of a text that does not say it.
    pub proposed: bool,
    /// What it says.
    pub note: Option<Name>,
    /// What only the court can answer.
    pub open: Option<Name>,
}

/// The rules, checked as a whole.
#[derive(Clone, Debug)]
pub struct MoneyRules {
    norms: Vec<Norm>,
    rules: Vec<Rule>,
    /// The rate of the doubled part (法释〔2014〕8号1(3)).
    pub doubled: Rate,
    /// The first day whose delay it covers (法释〔2014〕8号7).
    pub doubled_from: NaiveDate,
    /// Days of a year in annual rates; the first is taken when nothing is said.
    pub year_days: Vec<u16>,
    /// Twice the loss (民诉法解释505).
    pub times_loss: i64,
    /// 执行申请费
    pub execution: FeeTable,
    /// 申请保全费
    pub preservation: FeeTable,
}

impl MoneyRules {
    /// The rules this build carries.
    ///
    /// # Errors
    /// They are broken, which a test rules out.
    pub fn builtin() -> Result<&'static MoneyRules, &'static SetError> {
        static LOADED: OnceLock<Result<MoneyRules, SetError>> = OnceLock::new();
        LOADED.get_or_init(|| MoneyRules::parse(NATIONAL)).as_ref()
    }

    /// Reads rule text of the shape of `rules/money-national.json`; it may cite the norms of the nodes.
    ///
    /// # Errors
    /// Whatever makes it unusable, with the rule to blame.
    pub fn parse(text: &str) -> Result<MoneyRules, SetError> {
        let set: SetText = match serde_json::from_str(text) {
            Ok(set) => set,
            Err(e) => return refuse(SetFault::NotReadable, "", e.to_string()),
        };
        let mut norms = NodeSet::builtin().norms().to_vec();
        for (code, text) in &set.norms {
            norms.push(norm(code, text)?);
        }
        if set.year_days.is_empty() || set.year_days.iter().any(|days| !matches!(days, 365 | 360)) {
            return refuse(SetFault::BadNorm, "general_interest", "a year has 365 or 360 days");
        }
        let rules = set
            .rules
            .iter()
            .map(|text| rule(text, &norms))
            .collect::<Result<Vec<_>, _>>()?;
        for id in RuleId::ALL {
            if rules.iter().filter(|rule| rule.id == id).count() != 1 {
                return refuse(SetFault::DuplicateId, id.code(), "every rule stands once");
            }
        }
        let of = |id: RuleId| set.rules.iter().find(|rule| rule.id == id);
        let (rate, from) = doubled(of(RuleId::DoubledPart))?;
        let Some(times_loss) = of(RuleId::OtherDuties).and_then(|rule| rule.times_loss) else {
            return refuse(SetFault::BadNorm, RuleId::OtherDuties.code(), "times_loss is missing");
        };
        Ok(MoneyRules {
            norms,
            rules,
            doubled: rate,
            doubled_from: from,
            year_days: set.year_days,
            times_loss,
            execution: fee_table(of(RuleId::ExecutionFee), RuleId::ExecutionFee)?,
            preservation: fee_table(of(RuleId::PreservationFee), RuleId::PreservationFee)?,
        })
    }

    /// All rules in the order of the text.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// One rule. Loading has seen to it that it is there.
    pub fn rule(&self, id: RuleId) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The source of a rule with the article numbers in force on a day, in Chinese and English.
    pub fn source(&self, id: RuleId, on: NaiveDate) -> Name {
        let cites = self.rule(id).map_or(&[] as &[Cite], |rule| &rule.cites);
        render(&self.norms, cites, on)
    }
}

fn rule(text: &RuleText, norms: &[Norm]) -> Result<Rule, SetError> {
    let id = text.id.code();
    let cites = text
        .cite
        .iter()
        .map(|c| cite(norms, c, id))
        .collect::<Result<Vec<_>, _>>()?;
    if cites.is_empty() {
        return refuse(SetFault::SourceMissing, id, "no source is cited");
    }
    Ok(Rule {
        id: text.id,
        name: name(&text.name, id)?,
        cites,
        mark: mark(text.mark.as_deref(), id)?,
        proposed: text.proposed,
        note: text.note.as_ref().map(|p| name(p, id)).transpose()?,
        open: text.open.as_ref().map(|p| name(p, id)).transpose()?,
    })
}

fn doubled(text: Option<&RuleText>) -> Result<(Rate, NaiveDate), SetError> {
    let number = text.and_then(|rule| rule.per_ten_thousand_per_day.as_deref());
    let rate = number.and_then(|number| Decimal::parse(number).ok());
    match (rate, text.and_then(|rule| rule.valid_from)) {
        (Some(number), Some(from)) => Ok((
            Rate {
                kind: RateKind::Daily,
                number,
            },
            from,
        )),
        _ => refuse(
            SetFault::BadNorm,
            RuleId::DoubledPart.code(),
            "a rate and a first day are needed",
        ),
    }
}

/// Steps rise, the first is fixed, the others are shares, the last is open.
fn fee_table(text: Option<&RuleText>, id: RuleId) -> Result<FeeTable, SetError> {
    let bad = |what: &str| refuse(SetFault::BadNorm, id.code(), what);
    let Some((text, no_amount)) = text.and_then(|text| Some((text, text.no_amount_fen?))) else {
        return bad("the fee without an amount is missing");
    };
    let [first, others @ .., last] = text.tiers.as_slice() else {
        return bad("a fee needs a first and a last step");
    };
    let fixed = first.fixed_fen.is_some() && first.up_to_fen.is_some() && first.per_ten_thousand.is_none();
    let share = |tier: &Tier| tier.per_ten_thousand.is_some_and(|n| n > 0) && tier.fixed_fen.is_none();
    let closed = others.iter().all(|tier| share(tier) && tier.up_to_fen.is_some());
    if !(fixed && closed && share(last) && last.up_to_fen.is_none()) {
        return bad("the first step is fixed, the others are shares, the last has no end");
    }
    let ends = text.tiers.iter().filter_map(|tier| tier.up_to_fen);
    if !ends.clone().zip(ends.skip(1)).all(|(a, b)| Fen(0) < a && a < b) {
        return bad("the steps do not rise");
    }
    Ok(FeeTable {
        tiers: text.tiers.clone(),
        at_most: text.at_most_fen,
        no_amount,
    })
}

/// One step a fee took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeStep {
    /// Above this amount.
    pub above: Fen,
    /// The part of the amount in this step.
    pub part: Fen,
    /// The share; none for the fixed sum of the first step.
    pub per_ten_thousand: Option<i64>,
    /// What the step adds, before rounding.
    pub exact: Exact,
}

/// A fee with the steps that led to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    /// The fee.
    pub fee: Fen,
    /// The steps.
    pub steps: Vec<FeeStep>,
    /// The steps came to more than the highest fee.
    pub capped: bool,
}

impl FeeTable {
    /// The fee of a matter without an amount.
    ///
    /// # Errors
    /// The text names a range, within which the court sets it.
    pub fn without_amount(&self) -> Result<Fee, DebtError> {
        match self.no_amount {
            (least, most) if least == most => Ok(Fee {
                fee: least,
                steps: Vec::new(),
                capped: false,
            }),
            _ => Err(DebtError::FeeSetByCourt),
        }
    }

    /// The fee on an amount.
    ///
    /// ```
    /// use law::debt::MoneyRules;
    /// use law::money::Fen;
    /// let rules = MoneyRules::builtin().expect("built in");
    /// // Of 100,000 yuan: 50 up to 10,000, and 1.5 % of what is above (诉讼费用交纳办法14(1)).
    /// assert_eq!(rules.execution.fee(Fen(10_000_000)).expect("an amount").fee, Fen(140_000));
    /// ```
    ///
    /// # Errors
    /// No amount, or one below zero.
    pub fn fee(&self, amount: Fen) -> Result<Fee, DebtError> {
        match amount.0 {
            0 => return Err(DebtError::NothingOwed),
            below if below < 0 => return Err(DebtError::Negative),
            _ => {}
        }
        let (mut steps, mut sum, mut above) = (Vec::new(), Exact::ZERO, Fen(0));
        for tier in &self.tiers {
            if !steps.is_empty() && amount <= above {
                break;
            }
            let end = tier.up_to_fen.map_or(amount, |end| end.min(amount));
            let part = Fen(end.0 - above.0);
            let exact = match (tier.fixed_fen, tier.per_ten_thousand) {
                (Some(fixed), _) => Exact::of(fixed),
                (None, Some(share)) => Exact::share(part, share)?,
                (None, None) => return Err(DebtError::Rules),
            };
            sum = sum.plus(exact)?;
            steps.push(FeeStep {
                above,
                part,
                per_ten_thousand: tier.per_ten_thousand,
                exact,
            });
            above = end;
        }
        let whole = sum.rounded()?;
        let fee = self.at_most.map_or(whole, |most| most.min(whole));
        Ok(Fee {
            fee,
            steps,
            capped: fee < whole,
        })
    }
}
