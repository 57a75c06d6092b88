//! Texts of kinds and flows as a court might replace them, and an office's own ledger of records.
use casebook::kinds::Kinds;
use files::register::{ROWS_MAX, read};

use super::Target;

/// A text of a kind.
pub const KIND: Target = Target {
    name: "kind",
    seeds: || {
        let texts = [
            include_str!("../../../../rules/records/seizure.json"),
            include_str!("../../../../rules/records/task.json"),
        ];
        texts.map(|text| text.as_bytes().to_vec()).into()
    },
    run: |bytes| std::str::from_utf8(bytes).is_ok_and(|text| Kinds::load(&[text], &[]).is_ok()),
};

/// A text of a flow, beside the kind it is on.
pub const FLOW: Target = Target {
    name: "flow",
    seeds: || {
        let text = include_str!("../../../../rules/flows/handover.json");
        vec![text.as_bytes().to_vec()]
    },
    run: |bytes| {
        let kind = include_str!("../../../../rules/records/handover.json");
        std::str::from_utf8(bytes).is_ok_and(|text| Kinds::load(&[kind], &[text]).is_ok())
    },
};

/// A ledger of seizures.
pub const LEDGER: Target = Target {
    name: "ledger",
    seeds: || {
        let text = "查封台账\n案号,财产名称,查控措施,冻结日期,到期日,冻结金额（万元）\n（2026）豫14执1号,工行,存款,2026-3-2,2027年3月1日,12.5\n合计,,,,,12.5\n";
        vec![text.as_bytes().to_vec()]
    },
    run: |bytes| {
        let Some(kind) = Kinds::builtin().named("seizure") else {
            return false;
        };
        let Ok(ledger) = read(bytes, kind) else { return false };
        assert!(ledger.rows.len() <= ROWS_MAX, "more rows than are promised");
        true
    },
};
