//! The records of cases, by their kinds.
use chrono::NaiveDate;
use files::document::Fill;

use super::{Question, questions};
use crate::{
    Away, BulletinAsked, CaseId, CasePlaces, DossierRow, Kind, LedgerView, LinkedCases, Looked, MatterPage, Mine,
    NewView, OverdueRow, RecordWrites, RecordsWritten, RegisterRow, SavedFile, Sharing, WarnedRow, Whose,
};

questions! {
    /// The records of cases, by their kinds.
    RecordsJob as Records {
        /// Write records and take steps as a form does. Answered after the transaction completed.
        write WriteRecords {
            /// The records and steps.
            pub writes: RecordWrites,
        } -> RecordsWritten;
        /// Records of all kinds of which this person may take the next step.
        look ReadWaiting {
            /// The civil date at UTC+8.
            pub today: NaiveDate,
        } -> Vec<RegisterRow>;
        /// Of the records of all cases those of one person: what lapses up to a day, notes not done.
        look ReadMine {
            /// The person's name, as cases and notes bear it.
            pub name: String,
            /// What is to be acted on up to this day.
            pub until: NaiveDate,
            /// The civil date at UTC+8.
            pub today: NaiveDate,
        } -> Mine;
        /// A window of the matters of the open cases: what a person or a group has to do, the earliest day first.
        look ReadMatters {
            /// Ids of the matters; all where none is named.
            pub matters: Vec<String>,
            /// The cases; all where none is named.
            pub cases: Vec<CaseId>,
            /// Whose.
            pub whose: Whose,
            /// Up to this day; nothing: whenever.
            pub until: Option<NaiveDate>,
            /// Only what is overdue.
            pub late: bool,
            /// Instead: what ran out before the book kept its case, while nothing tells whether it was done.
            pub before: bool,
            /// Number of the first row.
            pub from: u32,
            /// How many rows at most.
            pub count: u32,
            /// The civil date at UTC+8.
            pub today: NaiveDate,
        } -> MatterPage;
        /// What sharing out the work of some cases looks at: linked cases, recusals, people with what they have.
        job ReadSharing {
            /// The cases.
            pub cases: Vec<CaseId>,
            /// The civil date at UTC+8.
            pub today: NaiveDate,
        } -> Sharing;
        /// The cases in which a debtor of this case is a party, and those of the same basis.
        look ReadLinked {
            /// The case.
            pub case: CaseId,
            /// The civil date at UTC+8.
            pub today: NaiveDate,
        } -> LinkedCases;
        /// What is new for the person here since that person last looked.
        look ReadNew {
            /// The civil date at UTC+8.
            pub today: NaiveDate,
        } -> NewView;
        /// The person has looked.
        job HaveLooked {
            /// Up to there, as [`NewView::looked`] had it.
            pub looked: Looked,
        } -> ();
        /// What is to be done at offices over all open cases, by office (plan Art. 7(6)).
        look ReadVisits {
            /// The civil date at UTC+8.
            pub today: NaiveDate,
        } -> Vec<RegisterRow>;
        /// Who is away on a day, and who stands in.
        look ReadAway {
            /// The day.
            pub today: NaiveDate,
        } -> Vec<Away>;
        /// All records of a kind over all cases, those that need something first.
        look ReadRegister {
            /// Number of the kind.
            pub kind: Kind,
            /// The civil date at UTC+8.
            pub today: NaiveDate,
        } -> Vec<RegisterRow>;
        /// Where the seizures and assets of a case stand among those of all cases (首封、轮候).
        look ReadPlaces {
            /// The case.
            pub case: CaseId,
            /// The civil date at UTC+8.
            pub today: NaiveDate,
        } -> CasePlaces;
        /// The nodes that were late at some time in a period (plan Art. 9), both ends inclusive.
        look ReadOverdue {
            /// First day.
            pub from: NaiveDate,
            /// Last day.
            pub to: NaiveDate,
            /// The civil date at UTC+8.
            pub today: NaiveDate,
        } -> Vec<OverdueRow>;
        /// The warnings about cases that nobody has answered (plan Art. 9, 23).
        look ReadWarnings {
            /// Only about cases of this handler.
            pub handler: Option<String>,
            /// The civil date at UTC+8.
            pub today: NaiveDate,
        } -> Vec<WarnedRow>;
        /// How the dossiers of all cases stand: what each lacks first (plan Art. 8).
        look ReadDossiers -> Vec<DossierRow>;
        /// What the figures of a period say in the bulletin, by the names of its form.
        look ReadBulletin {
            /// Which.
            pub asked: BulletinAsked,
        } -> Fill;
        /// The bulletin as a .docx.
        job SaveBulletin {
            /// Which.
            pub asked: BulletinAsked,
        } -> SavedFile;
        /// The table of overdue nodes as a workbook.
        job ExportOverdue {
            /// First day.
            pub from: NaiveDate,
            /// Last day.
            pub to: NaiveDate,
            /// The civil date at UTC+8.
            pub today: NaiveDate,
        } -> SavedFile;
        /// Reads a ledger of records and says which of its rows can be recorded. Nothing is written.
        job ReadLedger {
            /// Number of the kind.
            pub kind: Kind,
            /// The file.
            #[serde(with = "serde_bytes")]
            pub bytes: Vec<u8>,
            /// The case rows without the number of one are about; nothing: each must bear one.
            pub case: Option<CaseId>,
            /// The civil date at UTC+8.
            pub today: NaiveDate,
        } -> LedgerView;
    }
}

impl ReadMatters {
    /// All matters of everybody, no row but the counts: whoever asks says what else is wanted.
    pub fn of_all(today: NaiveDate) -> ReadMatters {
        ReadMatters {
            matters: Vec::new(),
            cases: Vec::new(),
            whose: Whose::All,
            until: None,
            late: false,
            before: false,
            from: 0,
            count: 0,
            today,
        }
    }
}
