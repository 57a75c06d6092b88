//! The same reckoning, day by day, in whole numbers of a common fraction of its own.
use chrono::{Days, NaiveDate};
use law::debt::{InterestOrder, StatementInput};

/// A fen in the oracle's units: 360 × 365 × 10^10.
const FEN: i128 = 1_314_000_000_000_000;

fn round(units: i128) -> i128 {
    let (whole, rest) = (units / FEN, units % FEN);
    if rest * 2 >= FEN { whole + 1 } else { whole }
}

/// Interest of one day on one fen.
fn daily(order: &InterestOrder, year_days: i128) -> i128 {
    let millionths = |text: &str| {
        let (whole, part) = text.split_once('.').unwrap();
        format!("{whole}{part:0<6}").parse::<i128>().unwrap()
    };
    match (&order.annual_rate_percent, &order.daily_rate_per_ten_thousand) {
        (Some(rate), _) => millionths(&rate.0) * FEN / (100_000_000 * year_days),
        (_, Some(rate)) => millionths(&rate.0) * FEN / 10_000_000_000,
        _ => unreachable!("every order has a rate"),
    }
}

/// Costs, general interest, principal, doubled part owed, and what was paid too much.
pub fn reckon(input: &StatementInput) -> [i64; 5] {
    let state_on = input.state_on.unwrap();
    let year_days = i128::from(input.year_days.unwrap());
    let mut fee = i128::from(input.litigation_fee_fen.0);
    let mut costs = i128::from(input.awarded_costs_fen.0);
    let mut parts: Vec<(NaiveDate, i128)> = match input.principal_fen {
        Some(fen) => vec![(input.term_ended_on.unwrap(), i128::from(fen.0))],
        None => {
            let all = input.instalments.iter();
            all.map(|i| (i.term_ended_on.unwrap(), i128::from(i.base_fen.unwrap().0)))
                .collect()
        }
    };
    parts.sort();
    let (mut interest, mut doubled, mut over) = (0i128, 0i128, 0i128);
    let mut day = "2019-12-01".parse::<NaiveDate>().unwrap();
    while day <= state_on {
        // The night before this day: interest orders count the day before, the doubled part counts this day.
        let before = day - Days::new(1);
        let principal: i128 = parts.iter().map(|(_, fen)| fen).sum();
        for order in &input.interest_segments {
            if order.from <= before && order.to.is_none_or(|to| before < to) {
                let base = order
                    .base_fen
                    .map_or(principal, |base| principal.min(i128::from(base.0)));
                interest += base * daily(order, year_days);
            }
        }
        let still = input.not_counted.iter().any(|(from, to)| *from <= day && day <= *to);
        for (at, (term, fen)) in parts.iter().enumerate() {
            if *term < day && !still {
                doubled += (fen + if at == 0 { costs } else { 0 }) * FEN * 175 / 1_000_000;
            }
        }
        for payment in input.payments.iter().filter(|p| p.on == Some(day)) {
            let mut rest = i128::from(payment.amount_fen.unwrap().0);
            let mut pay = |debt: &mut i128| {
                let paid = rest.min(*debt);
                *debt -= paid;
                rest -= paid;
            };
            pay(&mut fee);
            pay(&mut costs);
            let mut due = round(interest);
            pay(&mut due);
            interest = due * FEN;
            parts.iter_mut().for_each(|(_, fen)| pay(fen));
            if rest > 0 {
                let mut due = round(doubled);
                let paid = rest.min(due);
                due -= paid;
                rest -= paid;
                doubled = due * FEN;
            }
            over += rest;
        }
        day = day + Days::new(1);
    }
    let principal: i128 = parts.iter().map(|(_, fen)| fen).sum();
    [fee + costs, round(interest), principal, round(doubled), over].map(|n| i64::try_from(n).unwrap())
}
