//! The cases: lists, one case, changes.
use chrono::NaiveDate;

use super::{Question, questions};
use crate::{Action, AgendaItem, CaseId, CaseView, Edited, FieldEdit, Page, Query, Summary, Texts};

questions! {
    /// The cases: lists, one case, changes.
    CasesJob as Cases {
        /// One window of the list. The worker keeps the last order, so scrolling the same query is cheap.
        look ListCases {
            /// What to list.
            pub query: Query,
            /// Index of the first row.
            pub from: u32,
            /// Rows at most.
            pub count: u32,
        } -> Page;
        /// Ids of all rows of a query, in order (select all, export, neighbours on the case page).
        look ListIds {
            /// What to list.
            pub query: Query,
        } -> Vec<CaseId>;
        /// The case that bears a number, also one removed from the lists; however the number is written.
        look FindNumber {
            /// The number.
            pub number: String,
        } -> Vec<CaseId>;
        /// Everything about one case.
        look ReadCase {
            /// Which.
            pub id: CaseId,
        } -> Option<CaseView>;
        /// What falls due, lapses or opens between two days, inclusive.
        look ReadAgenda {
            /// First day.
            pub from: NaiveDate,
            /// Last day.
            pub to: NaiveDate,
            /// Of which cases.
            pub query: Query,
        } -> Vec<AgendaItem>;
        /// Write changes: one pack, all or nothing. Answered after the transaction completed.
        write WriteActions {
            /// What is done to which case.
            pub actions: Vec<(CaseId, Action)>,
        } -> Summary;
        /// Change fields of a case as a form does: nothing somebody wrote meanwhile is replaced unseen, no conflict is ended,
        /// and of what this person may not write the rest is written.
        write EditCase {
            /// Which case.
            pub case: CaseId,
            /// The fields.
            pub edits: Vec<FieldEdit>,
        } -> Edited;
        /// Pinyin initials of names; only the worker holds their table.
        job ReadInitials {
            /// The names.
            pub names: Vec<String>,
        } -> Texts;
    }
}
