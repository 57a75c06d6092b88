//! How a case comes in, and what happens in its first days.
use casebook::field::{Field, Value};
use chrono::Days;
use law::money::Fen;

use super::What;
use crate::case::{Case, Sort};
use crate::court::Court;
use crate::names;

/// The bases of a first case, each as often as it stands here.
const BASES: [&str; 10] = [
    "civil_judgment",
    "civil_judgment",
    "civil_judgment",
    "civil_judgment",
    "civil_mediation",
    "arbitral_award",
    "arbitral_award",
    "notarized_debt",
    "criminal_property",
    "payment_order",
];

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

impl Court {
    /// A case is filed.
    pub(crate) fn file(&mut self) {
        let Some(by) = self.anyone(|person| person.role == "filing_staff") else {
            return;
        };
        let at = self.cases.len();
        let case = self.new_case(at);
        let fields = self.fields_of(&case);
        self.cases.push(case);
        self.sets(by, at, fields);
        let late = |court: &mut Court| if court.in_hundred(12) { court.dice.u64(8..20) } else { 0 };
        let days =
            [(1, 4), (1, 3), (2, 5), (1, 4), (2, 5), (3, 6), (2, 5), (5, 12)].map(|(from, to)| self.dice.u64(from..to));
        let delays = [(); 8].map(|()| late(self));
        let first = [
            What::Assign(at),
            What::Check(at),
            What::Receive(at),
            What::Notices(at),
            What::Query(at),
            What::Triage(at),
            What::Scan(at),
            What::Offline(at),
        ];
        for ((what, days), delay) in first.into_iter().zip(days).zip(delays) {
            self.later(days + delay, what);
        }
        for _ in 0..self.dice.u32(0..5) {
            let days = self.dice.u64(14..120);
            self.later(days, What::Event(at));
        }
        if self.in_hundred(15) {
            let days = self.dice.u64(20..150);
            self.later(days, What::Petition(at));
        }
    }

    fn new_case(&mut self, at: usize) -> Case {
        let sort = match self.dice.u32(0..100) {
            0..=61 => Sort::First,
            62..=69 => Sort::NonLitigation,
            70..=74 => Sort::Entrusted,
            75..=89 => Sort::Resumed,
            _ => Sort::Preservation,
        };
        let kind = match sort {
            Sort::Resumed => "执恢",
            Sort::Preservation => "执保",
            _ => "执",
        };
        let year = chrono::Datelike::year(&self.today);
        // Those who are often here: a bank asks in many cases, a builder owes in many.
        let often = |court: &mut Court| names::company(court.dice.usize(0..12));
        let applicant = match self.dice.u32(0..3) {
            _ if sort == Sort::NonLitigation => names::organ(at),
            0 => often(self),
            _ => names::person(100 + self.dice.usize(0..200)),
        };
        let debtor = match self.dice.u32(0..25) {
            0 if sort == Sort::First => names::organ(at),
            1..=10 => names::company(12 + self.dice.usize(0..40)),
            _ => names::person(300 + self.dice.usize(0..150)),
        };
        Case {
            id: self.new_id(),
            number: format!("（{year}）豫14{kind}{}号", at + 1),
            sort,
            debtor,
            applicant,
            claim: self.dice.i64(20_000..9_000_000) * 100,
            filed: self.today,
            closed: None,
            simple: false,
            team: "",
            handler: [0; 16],
            held: Vec::new(),
            visits: 0,
            extended: false,
        }
    }

    /// What the filing staff fill in.
    fn fields_of(&mut self, case: &Case) -> Vec<(Field, Value)> {
        let basis = match case.sort {
            Sort::NonLitigation => "administrative_non_litigation",
            Sort::Preservation => "preservation_ruling",
            _ => self.dice.choice(BASES).unwrap_or("other"),
        };
        let received = self.today - Days::new(self.dice.u64(1..6));
        let is_organ = case.debtor.ends_with('局');
        let mut fields = vec![
            (Field::CASE_NUMBER, text(&case.number)),
            (Field::FILED_ON, Value::Date(self.today)),
            (Field::RECEIVED_ON, Value::Date(received)),
            (Field::CAUSE, text(names::cause(self.dice.usize(0..6)))),
            (Field::BASIS_TYPE, text(basis)),
            (Field::APPLICANT, text(&case.applicant)),
            (Field::DEBTOR, text(&case.debtor)),
            (Field::CLAIM_KIND, text("money")),
            (Field::CLAIM_AMOUNT, Value::Fen(Fen(case.claim))),
            (Field::ENTRUSTED, Value::Bool(case.sort == Sort::Entrusted)),
            (Field::FOREIGN_RELATED, Value::Bool(self.in_hundred(2))),
            (Field::PARTY_OR_GOV_ORGAN, Value::Bool(is_organ)),
            (Field::PRESERVATION, Value::Bool(case.sort == Sort::Preservation)),
            (Field::LITIGATION_FEE_RECOVERY, Value::Bool(false)),
        ];
        if basis == "arbitral_award" {
            let kind = if self.dice.bool() { "commercial" } else { "labor" };
            fields.push((Field::ARBITRATION_KIND, text(kind)));
        }
        fields
    }

    pub(super) fn assign(&mut self, at: usize) -> Option<()> {
        let by = self.anyone(|person| person.role == "centre_director")?;
        let team = if self.is_preservation(at) {
            "fast_1"
        } else {
            self.dice.choice(["fast_1", "fast_2", "general"])?
        };
        let handler = self.of_group(team, &["judge"])?;
        let name = self.staff.person(handler)?.name.clone();
        let title = match team {
            "fast_1" => "第一速执团队",
            "fast_2" => "第二速执团队",
            _ => "普执团队",
        };
        let case = self.cases.get_mut(at)?;
        (case.handler, case.team) = (handler, team);
        self.sets(by, at, vec![(Field::HANDLER, text(&name)), (Field::TEAM, text(title))]);
        self.happens(by, at, "handler_assigned");
        let days = self.life_span(at);
        self.later(days, What::Close(at));
        Some(())
    }

    /// So many days from now the case will be closed, if nothing comes between.
    fn life_span(&mut self, at: usize) -> u64 {
        match (self.is_preservation(at), self.dice.u32(0..3)) {
            (true, _) => self.dice.u64(20..60),
            (_, 0) => self.dice.u64(12..35),
            _ => self.dice.u64(60..230),
        }
    }

    pub(super) fn check(&mut self, at: usize) -> Option<()> {
        let by = self.of_group("A", &["judge_assistant", "clerk"])?;
        if self.in_hundred(6) {
            self.happens(by, at, "filing_data_error_found");
            let filing = self.anyone(|person| person.role == "filing_staff")?;
            let cause = names::cause(self.dice.usize(0..6));
            self.sets(
                filing,
                at,
                vec![(Field::CAUSE, text(cause)), (Field::BASIS_ISSUER, text("本院"))],
            );
            self.happens(by, at, "filing_data_corrected");
        }
        self.happens(by, at, "filing_data_checked");
        self.sets(by, at, vec![(Field::FILING_DATA_OK, Value::Bool(true))]);
        Some(())
    }

    pub(super) fn notices(&mut self, at: usize) -> Option<()> {
        if self.is_preservation(at) {
            return Some(());
        }
        self.by_a(
            at,
            &["execution_notice_sent", "asset_report_order_sent", "clue_request_sent"],
        )
    }

    pub(super) fn scan(&mut self, at: usize) -> Option<()> {
        let by = self.of_group("B", &["clerk", "dossier_manager"])?;
        self.happens(by, at, "material_arrived");
        self.happens(by, at, "material_scanned");
        Some(())
    }

    pub(super) fn triage(&mut self, at: usize) -> Option<()> {
        let case = self.cases.get(at)?;
        let is_simple = matches!(case.sort, Sort::Entrusted | Sort::Preservation) || case.claim < 30_000_000;
        let verdict = if is_simple { "simple" } else { "ordinary" };
        let path: &[&str] = match self.dice.u32(0..20) {
            0 => &["prepare", "return", "prepare", "decide"],
            1 => &["prepare", "decide", "reopen", "prepare", "decide"],
            2 => &["decide"],
            _ => &["prepare", "decide"],
        };
        self.sends(Some(at), "triage", &[("verdict", text(verdict))], path, 2)
            .then_some(())
    }
}
