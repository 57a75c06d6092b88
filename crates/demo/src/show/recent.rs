//! What the last days brought to the desks of the shared work: answers to queries, visits to come, materials handed on.
use casebook::CaseId;
use casebook::field::{Field, Value};
use chrono::{Days, NaiveDate};
use law::money::Fen;

use super::{Show, taken};
use crate::extras::text;
use crate::office::Keys;
use crate::{Deed, names};

/// What is answered to a query: by whom, what kind of property, what, and how much of it in yuan.
const ANSWERS: [(&str, &str, &str, i64); 4] = [
    ("示例银行", "bank_deposit", "活期账户", 12_400),
    ("示例市车辆管理所", "vehicle", "小型轿车", 0),
    ("示例支付公司", "network_funds", "支付账户", 860),
    ("示例市不动产登记中心", "nothing", "", 0),
];
/// What is sealed where one has to go.
const VISITED: [&str; 3] = ["immovable", "movable", "immovable"];

impl<K: Keys + 'static> Show<K> {
    /// What banks and offices answered to the queries of the newest cases.
    pub(super) fn answers(&mut self, on: NaiveDate) -> Result<Vec<Deed>, String> {
        let open = self.open_cases()?;
        let Some(clerk) = self.person("clerk", "A", 0) else {
            return Ok(Vec::new());
        };
        let mut deeds = Vec::new();
        for ((case, _), at) in open.iter().rev().take(8).zip(0_i64..) {
            let debtor = self.said(case, Field::DEBTOR)?;
            for (organ, sort, what, found) in ANSWERS.into_iter().skip(usize::from(at % 3 == 0)) {
                let fen = |yuan: i64| match yuan {
                    0 => Value::None,
                    yuan => Value::Fen(Fen(100 * (yuan + 137 * at))),
                };
                let given = [
                    ("debtor", text(&debtor)),
                    ("organ", text(organ)),
                    ("sort", text(sort)),
                    ("what", if what.is_empty() { Value::None } else { text(what) }),
                    ("by", text("national_query")),
                    ("fed_back_on", Value::Date(on)),
                    ("found", fen(found)),
                    ("usable", fen(found)),
                ];
                deeds.extend(
                    self.written(clerk.id, *case, "query_result", &given)
                        .map(|(deed, _)| deed),
                );
            }
        }
        Ok(deeds)
    }

    /// What is to be sealed at offices in the next days.
    pub(super) fn visits(&mut self) -> Result<Vec<Deed>, String> {
        let open = self.open_cases()?;
        let Some(clerk) = self.person("clerk", "A", 0) else {
            return Ok(Vec::new());
        };
        let mut deeds = Vec::new();
        for ((case, _), at) in open.iter().rev().skip(8).take(6).zip(0..) {
            let (measure, debtor) = (VISITED[at % VISITED.len()], self.said(case, Field::DEBTOR)?);
            let given = [
                ("asset", text(&names::asset(measure, 90_000 + at))),
                ("measure", text(measure)),
                ("owner", text(&debtor)),
                ("office", text(names::office(measure))),
                ("plan_on", Value::Date(self.today + Days::new(at as u64 / 3))),
                ("plan_by", text(&clerk.name)),
            ];
            deeds.extend(self.written(clerk.id, *case, "seizure", &given).map(|(deed, _)| deed));
        }
        Ok(deeds)
    }

    /// Verdicts that were prepared and wait for the head of the centre: what is on that desk every day shall not hang on which
    /// day it is.
    pub(super) fn triages(&mut self, on: NaiveDate) -> Result<Vec<Deed>, String> {
        let open = self.open_cases()?;
        let Some(clerk) = self.person("clerk", "A", 0) else {
            return Ok(Vec::new());
        };
        let mut deeds = Vec::new();
        for ((case, _), verdict) in open.iter().rev().skip(14).zip(["simple", "simple", "ordinary"]) {
            let Some((deed, write)) = self.written(clerk.id, *case, "triage", &[("verdict", text(verdict))]) else {
                continue;
            };
            deeds.push(deed);
            deeds.push(taken(clerk.id, *case, &write, "prepare", on));
        }
        Ok(deeds)
    }

    /// Materials that went from the shared work to the dossiers: some were received, some wait to be.
    pub(super) fn hand_overs(&mut self, on: NaiveDate) -> Result<Vec<Deed>, String> {
        let open = self.open_cases()?;
        let both = self.person("clerk", "A", 0).zip(self.person("dossier_manager", "B", 0));
        let Some((clerk, keeper)) = both else {
            return Ok(Vec::new());
        };
        let mut deeds = Vec::new();
        for ((case, _), at) in open.iter().take(5).zip(0..) {
            let given = [
                ("what", text("三项文书的邮寄回执")),
                ("pages", Value::Number(3 + at)),
                ("from", text(&clerk.name)),
                ("to", text(&keeper.name)),
                ("handed_on", Value::Date(on)),
            ];
            let Some((deed, write)) = self.written(clerk.id, *case, "handover", &given) else {
                continue;
            };
            deeds.push(deed);
            deeds.push(taken(clerk.id, *case, &write, "hand", on));
            if at < 2 {
                deeds.push(taken(keeper.id, *case, &write, "receive", on));
            }
        }
        Ok(deeds)
    }

    /// What a case says in a field of text.
    fn said(&self, case: &CaseId, field: Field) -> Result<String, String> {
        Ok(match self.office.state(case)?.value(field) {
            Value::Text(text) => text.clone(),
            _ => String::new(),
        })
    }
}
