//! Places of the app as the part of the address after `#`: pure, both ways.
use casebook::slot::RecordId;
use protocol::{AttachmentId, CaseId};

/// A place in the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// `#/quick`: quick triage, the start page.
    Quick,
    /// `#/quick/money`: what is owed, beside quick triage.
    QuickMoney,
    /// `#/cases`: the list.
    Cases,
    /// `#/case/<id>`: one case.
    Case(CaseId),
    /// `#/case/<id>/money`: what is owed in a case.
    CaseMoney(CaseId),
    /// `#/case/<id>/check`: the filing data of a case, field by field.
    CaseCheck(CaseId),
    /// `#/case/<id>/dossier`: the dossier of a case.
    CaseDossier(CaseId),
    /// `#/case/<id>/scan/<file>`: a PDF of a case, page by page.
    CaseScan(CaseId, AttachmentId),
    /// `#/case/<id>/transcript`: the record of a first reception is begun; with the id of one behind it: that record.
    CaseTranscript(CaseId, Option<RecordId>),
    /// `#/calendar`: what falls due.
    Calendar,
    /// `#/register/<number>`: all records of a kind.
    Register(u16),
    /// `#/work`: what waits for the person here.
    Work,
    /// `#/matters`: the shared work of all open cases.
    Matters,
    /// `#/visits`: what is to be done at offices.
    Visits,
    /// `#/overdue`: the nodes that were late in a period.
    Overdue,
    /// `#/dossiers`: how the dossiers of all cases stand.
    Dossiers,
    /// `#/warnings`: the warnings about all cases.
    Warnings,
    /// `#/bulletin`: the bulletin of a period.
    Bulletin,
    /// `#/documents`: documents of chosen cases.
    Papers,
    /// `#/rules`: the rule sets.
    Rules,
    /// `#/settings`
    Settings,
    /// `#/import`
    Import,
    /// `#/people`: the bureau, its people and devices.
    People,
    /// `#/sync`: how it stands with sharing.
    Sync,
    /// `#/join`: an invitation. What follows it is a secret and never stays in the address.
    Join,
}

/// Splits a hash (`#/cases?state=0`) into place and query. An unknown place is the start page.
pub fn parse(hash: &str) -> (Route, String) {
    let bare = hash.trim_start_matches('#');
    let (path, query) = bare.split_once('?').unwrap_or((bare, ""));
    let mut steps = path.split('/').filter(|step| !step.is_empty());
    let route = match (steps.next(), steps.next()) {
        (Some("quick"), Some("money")) => Route::QuickMoney,
        (Some("cases"), None) => Route::Cases,
        (Some("case"), Some(id)) => match (parse_id(id), steps.next()) {
            (Some(id), Some("money")) => Route::CaseMoney(id),
            (Some(id), Some("check")) => Route::CaseCheck(id),
            (Some(id), Some("dossier")) => Route::CaseDossier(id),
            (Some(id), Some("scan")) => {
                let file = steps.next().and_then(parse_id);
                file.map_or(Route::CaseDossier(id), |file| Route::CaseScan(id, file))
            }
            (Some(id), Some("transcript")) => Route::CaseTranscript(id, steps.next().and_then(parse_id)),
            (Some(id), _) => Route::Case(id),
            (None, _) => Route::Cases,
        },
        (Some("calendar"), None) => Route::Calendar,
        (Some("register"), Some(kind)) => kind.parse().map_or(Route::Cases, Route::Register),
        (Some("work"), None) => Route::Work,
        (Some("matters"), None) => Route::Matters,
        (Some("visits"), None) => Route::Visits,
        (Some("overdue"), None) => Route::Overdue,
        (Some("dossiers"), None) => Route::Dossiers,
        (Some("warnings"), None) => Route::Warnings,
        (Some("bulletin"), None) => Route::Bulletin,
        (Some("documents"), None) => Route::Papers,
        (Some("rules"), None) => Route::Rules,
        (Some("settings"), None) => Route::Settings,
        (Some("import"), None) => Route::Import,
        (Some("people"), None) => Route::People,
        (Some("sync"), None) => Route::Sync,
        (Some("join"), _) => Route::Join,
        _ => Route::Quick,
    };
    (route, query.to_owned())
}

impl Route {
    /// The hash of this place, for `href`.
    pub fn href(self) -> String {
        match self {
            Route::Quick => "#/quick".to_owned(),
            Route::QuickMoney => "#/quick/money".to_owned(),
            Route::Cases => "#/cases".to_owned(),
            Route::Case(id) => format!("#/case/{}", hex(&id)),
            Route::CaseMoney(id) => format!("#/case/{}/money", hex(&id)),
            Route::CaseCheck(id) => format!("#/case/{}/check", hex(&id)),
            Route::CaseDossier(id) => format!("#/case/{}/dossier", hex(&id)),
            Route::CaseScan(id, file) => format!("#/case/{}/scan/{}", hex(&id), hex(&file)),
            Route::CaseTranscript(id, None) => format!("#/case/{}/transcript", hex(&id)),
            Route::CaseTranscript(id, Some(record)) => format!("#/case/{}/transcript/{}", hex(&id), hex(&record)),
            Route::Calendar => "#/calendar".to_owned(),
            Route::Register(kind) => format!("#/register/{kind}"),
            Route::Work => "#/work".to_owned(),
            Route::Matters => "#/matters".to_owned(),
            Route::Visits => "#/visits".to_owned(),
            Route::Overdue => "#/overdue".to_owned(),
            Route::Dossiers => "#/dossiers".to_owned(),
            Route::Warnings => "#/warnings".to_owned(),
            Route::Bulletin => "#/bulletin".to_owned(),
            Route::Papers => "#/documents".to_owned(),
            Route::Rules => "#/rules".to_owned(),
            Route::Settings => "#/settings".to_owned(),
            Route::Import => "#/import".to_owned(),
            Route::People => "#/people".to_owned(),
            Route::Sync => "#/sync".to_owned(),
            Route::Join => "#/join".to_owned(),
        }
    }
}

/// The secret of an invitation in a hash: `#/join/…`, whole, as the worker wants it.
pub fn invitation(hash: &str) -> Option<&str> {
    let secret = hash.trim_start_matches('#').strip_prefix("/join/")?;
    (!secret.is_empty()).then_some(hash)
}

/// The id of a case, or of a file of it: 32 hexadecimal digits, hyphens allowed.
/// The id of a case or a record: 32 hexadecimal digits, hyphens allowed.
pub fn parse_id(text: &str) -> Option<CaseId> {
    let digits: Vec<u8> = text
        .chars()
        .filter(|&c| c != '-')
        .map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()))
        .collect::<Option<_>>()?;
    if digits.len() != 32 {
        return None;
    }
    let mut id = [0; 16];
    for (byte, pair) in id.iter_mut().zip(digits.chunks(2)) {
        *byte = pair[0] << 4 | pair[1];
    }
    Some(id)
}

/// An id as an address has it.
/// The id of a case or a record as an address has it.
pub fn hex(id: &CaseId) -> String {
    id.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: CaseId = [1, 0x8f, 3, 0xab, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0xff];

    #[test]
    fn every_place_survives_the_address_bar() {
        let places = [
            Route::Quick,
            Route::QuickMoney,
            Route::Cases,
            Route::Case(ID),
            Route::CaseMoney(ID),
            Route::CaseCheck(ID),
            Route::CaseDossier(ID),
            Route::CaseScan(ID, [7; 16]),
            Route::CaseTranscript(ID, None),
            Route::CaseTranscript(ID, Some([7; 16])),
            Route::Calendar,
            Route::Register(18),
            Route::Work,
            Route::Matters,
            Route::Visits,
            Route::Overdue,
            Route::Dossiers,
            Route::Warnings,
            Route::Bulletin,
            Route::Papers,
            Route::Rules,
            Route::Settings,
            Route::Import,
            Route::People,
            Route::Sync,
            Route::Join,
        ];
        for place in places {
            assert_eq!(parse(&place.href()), (place, String::new()));
            let with_query = format!("{}?state=0&text=%E5%BC%A0", place.href());
            assert_eq!(parse(&with_query).1, "state=0&text=%E5%BC%A0");
        }
    }

    #[test]
    fn an_invitation_is_a_place_with_a_secret() {
        assert_eq!(parse("#/join/abc.def?x").0, Route::Join);
        assert_eq!(invitation("#/join/abc"), Some("#/join/abc"));
        for hash in ["#/join", "#/join/", "#/cases", ""] {
            assert_eq!(invitation(hash), None, "{hash}");
        }
    }

    #[test]
    fn strange_addresses_lead_somewhere_sensible() {
        for hash in ["", "#", "#/", "#/nowhere", "#/cases/extra", "quick"] {
            assert_eq!(parse(hash).0, Route::Quick, "{hash}");
        }
        for hash in ["#/case/", "#/case/12"] {
            assert_ne!(parse(hash).0, Route::Case(ID), "{hash}");
        }
        assert_eq!(parse("#/case/zz").0, Route::Cases);
        let hyphens = "#/case/018f03ab-0506-0708-090a-0b0c0d0e0fff";
        assert_eq!(parse(hyphens).0, Route::Case(ID));
    }
}
