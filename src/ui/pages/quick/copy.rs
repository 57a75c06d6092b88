//! Quick triage as text, for a message or a file note.
use ::law::facts::Facts;
use ::law::triage::Verdict;

use super::Outcome;
use super::dates::{Asked, work_out};
use super::words;
use crate::lang::{Text, common, law, quick as texts};
use crate::parts::date::iso;

/// The whole sheet in the current language: facts, verdict with grounds, dates.
pub fn sheet(outcome: &Outcome, asked: Option<&Asked>) -> String {
    let mut out = vec![texts::PRINT_TITLE.now().to_owned(), String::new()];
    out.extend(facts_lines(&outcome.facts));
    out.push(String::new());
    out.extend(verdict_lines(outcome));
    if let Some(asked) = asked {
        let (dates, warned) = work_out(asked);
        out.push(String::new());
        out.push(texts::FACT_IS.with(&[&texts::FILED_ON.now(), &iso(asked.filed)]));
        out.extend(dates.iter().map(|date| date.line()));
        out.extend(warned);
    }
    out.join("\n")
}

/// The facts that are known, one a line; unknown ones are said to be so.
fn facts_lines(facts: &Facts) -> Vec<String> {
    let mut out = Vec::new();
    let mut line = |label: Text, value: String| out.push(texts::FACT_IS.with(&[&label.now(), &value]));
    let word = |text: Option<Text>| text.unwrap_or(common::UNKNOWN).now().to_owned();
    let yes_no = |answer: Option<bool>| word(answer.map(|yes| if yes { common::YES } else { common::NO }));
    line(
        texts::BASIS,
        word(facts.basis_type.map(|basis| law::BASIS[basis as usize])),
    );
    if let Some(kind) = facts.arbitration_kind {
        line(texts::ARBITRATION, word(Some(law::ARBITRATION[kind as usize])));
    }
    line(
        texts::CLAIM_KIND,
        word(facts.claim_kind.map(|kind| law::CLAIM_KIND[kind as usize])),
    );
    let amount = facts
        .claim_amount_fen
        .map(|fen| format!("{fen} {}", common::YUAN.now()));
    line(
        texts::AMOUNT,
        amount.unwrap_or_else(|| common::UNKNOWN.now().to_owned()),
    );
    line(texts::FOREIGN, yes_no(facts.foreign_related));
    line(texts::ORGAN, yes_no(facts.party_or_gov_organ));
    for frozen in &facts.frozen {
        line(texts::FROZEN, format!("{} {}", frozen.amount_fen, common::YUAN.now()));
    }
    let control = if facts.frozen_complete {
        texts::CONTROL_BACK
    } else {
        texts::CONTROL_OPEN
    };
    line(texts::CONTROL, control.now().to_owned());
    line(texts::ENTRUSTED, yes_no(facts.entrusted));
    line(texts::PRESERVATION, yes_no(facts.preservation));
    line(texts::FEE, yes_no(facts.litigation_fee_recovery));
    let filing = facts.filing_data_ok.map_or(texts::FILING_OPEN, |ok| {
        if ok { texts::FILING_OK } else { texts::FILING_WRONG }
    });
    line(texts::FILING, filing.now().to_owned());
    for mark in &facts.complexity {
        line(texts::COMPLEXITY, format!("{} {}", mark.by, mark.reason));
    }
    if let Some(mark) = &facts.simple_mark {
        line(texts::SIMPLE, format!("{} {}", mark.by, mark.reason));
    }
    out
}

fn verdict_lines(outcome: &Outcome) -> Vec<String> {
    let (rules, triage) = (&outcome.rules, &outcome.triage);
    let verdict = words::outcome(triage).now();
    let mut out = vec![texts::FACT_IS.with(&[&texts::VERDICT.now(), &verdict])];
    if !triage.contradictions.is_empty() {
        let told = triage.contradictions.iter();
        out.extend(told.map(|what| law::contradiction(*what).now().to_owned()));
        return out;
    }
    for ground in triage.grounds.iter().filter(|ground| ground.certain) {
        if let Some(rule) = rules.rule_named(&ground.rule) {
            let text = words::either(&rule.text.zh, &rule.text.en);
            let (item, article) = (words::item(&ground.item), words::article(&rule.article));
            out.push(format!("{item}  {text}（{} {article}）", rules.set().source));
        }
    }
    if triage.verdict == Verdict::NeedsMoreFacts {
        let missing: Vec<String> = triage.missing.iter().map(|fact| words::fact(rules, *fact)).collect();
        out.push(texts::FACT_IS.with(&[&texts::MISSING.now(), &missing.join(crate::lang::common::LIST.now())]));
    }
    for question in triage.questions(rules) {
        let text = words::either(&question.zh, &question.en);
        out.push(texts::FACT_IS.with(&[&texts::QUESTIONS.now(), &text]));
    }
    out
}
