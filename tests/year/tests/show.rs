//! The bureau the app shows can be told on any day, and every case of it bears the mark.
#![allow(clippy::expect_used, clippy::panic)]
use chrono::NaiveDate;
use demo::office::Office;
use demo::show::Show;
use year::office::Pens;

fn told(today: NaiveDate) -> Office<Pens> {
    let told = Show::new(Pens::new(), today).and_then(|mut show| {
        while show.next_day()?.is_some() {}
        show.finish()
    });
    told.unwrap_or_else(|error| panic!("{today}: {error}"))
}

#[test]
fn the_demo_can_be_told_on_any_day_and_all_of_it_is_marked() {
    for (year, month, day) in [(2026, 2, 17), (2027, 12, 31)] {
        let office = told(NaiveDate::from_ymd_opt(year, month, day).expect("a day"));
        // The folder of the bureau is no case.
        let (cases, marked) = (office.book.len() - 1, office.book.samples().len());
        assert!(cases > 150 && cases == marked, "{cases} cases, {marked} marked");
        assert!(office.packs.len() < 6_000, "{} packs", office.packs.len());
    }
}
