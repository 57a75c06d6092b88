//! The session: what needs no open book.
use chrono::NaiveDate;

use super::{Question, questions};
use crate::{DemoSeat, OpenWith, Restored, Session, Summary};

questions! {
    /// The session: what needs no open book.
    SessionJob as Session {
        /// How it stands with the book on this device (the very first thing asked; needs no open book).
        look ReadSession -> Session;
        /// Open the book (first thing asked).
        look OpenBook {
            /// The civil date at UTC+8; ask again at midnight.
            pub today: NaiveDate,
        } -> Summary;
        /// First use: this device founds a space of its own and opens it. Seals a book of an older build.
        job FoundSpace {
            /// Name of the device.
            pub device: String,
            /// Name of the person.
            pub name: String,
            /// Role, an id of the bureau's text.
            pub role: String,
            /// Name of the court.
            pub court: String,
            /// The passphrase; none for "this browser only".
            pub passphrase: Option<String>,
        } -> Session;
        /// First use by an invitation: joins the space it names.
        job JoinSpace {
            /// The link, or what follows its `#/join/`.
            pub link: String,
            /// Name of the device.
            pub device: String,
            /// The passphrase; none for "this browser only".
            pub passphrase: Option<String>,
        } -> Session;
        /// First use by the recovery kit and the store.
        job RecoverSpace {
            /// The shares, as typed or scanned.
            pub shares: Vec<String>,
            /// Address of the endpoint.
            pub endpoint: String,
            /// Name of the device.
            pub device: String,
            /// The passphrase; none for "this browser only".
            pub passphrase: Option<String>,
        } -> Session;
        /// Restore from a backup file: all or nothing.
        write RestoreBackup {
            /// The file.
            #[serde(with = "serde_bytes")]
            pub bytes: Vec<u8>,
            /// Put it in place of a book that is not empty.
            pub replace: bool,
            /// What opens it.
            pub with: OpenWith,
        } -> Restored;
        /// Open the keys with the passphrase.
        job Unlock {
            /// The passphrase.
            pub passphrase: String,
        } -> Session;
        /// Forget keys and book; other tabs, too.
        job LockBook -> Session;
        /// Go on under a new number, after another history of this device was met in the store ([`crate::Me::other_history`]).
        job GoOnAnew {
            /// A link of invitation for the person here; not needed by who manages people.
            pub link: Option<String>,
            /// The passphrase in force, if there is one.
            pub passphrase: Option<String>,
        } -> Session;
        /// Forget everything here, on a device that was removed: it can be invited again then.
        job LeaveSpace -> Session;
        /// Make the demo bureau, in a book where nothing is, and sit down at a desk of it.
        job MakeDemo {
            /// The civil date at UTC+8; what is told ends the day before.
            pub today: NaiveDate,
            /// Whose desk.
            pub seat: DemoSeat,
        } -> Session;
        /// Sit down at another desk of the demo bureau. Nothing of the demo is lost by it but drafts.
        job TakeSeat {
            /// Whose desk.
            pub seat: DemoSeat,
        } -> Session;
        /// Remove the demo bureau and all that was entered in it. A book that is no demo is not touched.
        job RemoveDemo -> Session;
    }
}
