//! Codes of the triage in the words of the office.
use ::law::triage::{Change, FactId, FactValue, Triage, TriageRules, Verdict};
use leptos::prelude::*;

use super::article::chinese_article;

use crate::lang::{Lang, Text, common, law, quick as texts, use_lang};

/// The verdict's word.
pub fn verdict(verdict: Verdict) -> Text {
    match verdict {
        Verdict::Simple => law::VERDICT_SIMPLE,
        Verdict::Ordinary => law::VERDICT_ORDINARY,
        Verdict::NeedsMoreFacts => law::VERDICT_MORE,
    }
}

/// The word of an outcome: contradictory statements are corrected before there is a verdict.
pub fn outcome(triage: &Triage) -> Text {
    if triage.contradictions.is_empty() {
        verdict(triage.verdict)
    } else {
        texts::CONTRADICTS
    }
}

/// The text of a rule in the current language.
pub fn either<'a>(zh: &'a str, en: &'a str) -> &'a str {
    match use_lang().get() {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// `S1` → `简易 1`, `O3` → `普通 3`; other courts' items as they are.
pub fn item(item: &str) -> String {
    let number = item
        .get(1..)
        .filter(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()));
    match (item.as_bytes().first(), number) {
        (Some(b'S'), Some(n)) => Text("简易 {}", "Simple {}").with(&[&n]),
        (Some(b'O'), Some(n)) => Text("普通 {}", "Ordinary {}").with(&[&n]),
        _ => item.to_owned(),
    }
}

/// `11(2)3` → `第十一条（二）3`; other places as they are, and nothing where no article is known.
pub fn article(code: &str) -> String {
    if !code.contains(|c: char| c.is_ascii_digit()) {
        return String::new();
    }
    if use_lang().get() == Lang::En {
        return format!("Art. {code}");
    }
    chinese_article(code).unwrap_or_else(|| code.to_owned())
}

/// The name of a fact.
pub fn fact(rules: &TriageRules, fact: FactId) -> String {
    if let FactId::Local(at) = fact {
        let text = rules.set().local_facts.get(usize::from(at)).map(|f| &f.text);
        return text.map_or_else(String::new, |text| either(&text.zh, &text.en).to_owned());
    }
    law::fact(fact.code()).map_or_else(|| fact.code().to_owned(), |text| text.now().to_owned())
}

/// An answer on its own, as a button says it.
pub fn value(change: &Change) -> String {
    match (change.fact, change.to) {
        (FactId::Frozen, FactValue::Amount(fen) | FactValue::Amounts(fen, _)) => texts::FROZEN_REACHES.with(&[&fen]),
        (FactId::Frozen, _) => texts::FROZEN_NO_MORE.now().to_owned(),
        (FactId::FilingDataOk, FactValue::Yes) => texts::FILING_OK.now().to_owned(),
        (_, FactValue::Yes) => common::YES.now().to_owned(),
        (_, FactValue::No) => common::NO.now().to_owned(),
        (_, FactValue::Unknown) => common::UNKNOWN.now().to_owned(),
        (_, FactValue::Basis(basis)) => law::BASIS[basis as usize].now().to_owned(),
        (_, FactValue::Arbitration(kind)) => law::ARBITRATION[kind as usize].now().to_owned(),
        (_, FactValue::Claim(kind)) => law::CLAIM_KIND[kind as usize].now().to_owned(),
        (_, FactValue::Amount(fen)) => texts::AMOUNT_BECOMES.with(&[&fen]),
        (_, FactValue::Amounts(from, Some(to))) => texts::AMOUNT_RANGE.with(&[&from, &to]),
        (_, FactValue::Amounts(from, None)) => texts::AMOUNT_FROM.with(&[&from]),
    }
}

/// A change as part of a sentence.
pub fn change(rules: &TriageRules, change: &Change) -> String {
    let name = fact(rules, change.fact);
    match (change.fact, change.from, change.to) {
        (FactId::Frozen, FactValue::Amount(from), FactValue::Amount(to)) if to < from => {
            texts::FROZEN_ONLY.with(&[&to])
        }
        (FactId::Frozen | FactId::ClaimAmount, _, _) => value(change),
        (FactId::ComplexityMark, _, to) => mark(to, texts::COMPLEXITY),
        (FactId::SimpleMark, _, to) => mark(to, texts::SIMPLE),
        _ => texts::FACT_IS.with(&[&name, &value(change)]),
    }
}

fn mark(to: FactValue, name: Text) -> String {
    let text = if to == FactValue::Yes {
        texts::MARKED
    } else {
        texts::UNMARKED
    };
    text.with(&[&name.now()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_other_courts_stay_as_they_are() {
        assert_eq!(item("S1"), "简易 1");
        assert_eq!(item("FS-F1"), "FS-F1");
        assert_eq!(item("S"), "S");
    }
}
