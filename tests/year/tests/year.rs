//! A year of a court, small enough for every run.
#![allow(clippy::expect_used, clippy::panic)]
use year::court;
use year::office::Office;

#[test]
fn smoke() {
    let from = "2025-01-01".parse().expect("a day");
    let began = std::time::Instant::now();
    let mut office = Office::new(from).expect("rules");
    let mut deeds = 0;
    let mut kinds: std::collections::BTreeMap<String, usize> = Default::default();
    for day in court(7, 150, from) {
        office.begin(day.on);
        for change in &day.changes {
            office.change(change).unwrap_or_else(|e| panic!("{} {e}", day.on));
        }
        deeds += day.deeds.len();
        for deed in &day.deeds {
            let what = match &deed.action {
                casebook::action::Action::Step(s) => format!("step {}.{}", s.record.kind.0, s.step),
                casebook::action::Action::Record(r) => format!("record {}", r.record.kind.0),
                casebook::action::Action::Happened(h) => h.key.clone(),
                a => format!("{a:?}").chars().take(12).collect(),
            };
            *kinds.entry(what).or_default() += 1;
        }
        office.work(day.deeds).unwrap_or_else(|e| panic!("{} {e}", day.on));
    }
    println!(
        "{deeds} deeds {} packs {:?} refused {}",
        office.packs.len(),
        began.elapsed(),
        office.book.refused_count()
    );
    println!("{kinds:#?}");
}
