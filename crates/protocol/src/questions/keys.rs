//! How the keys of this device are kept.
use super::{Question, questions};
use crate::Share;

questions! {
    /// How the keys of this device are kept.
    KeysJob as Keys {
        /// Change how the keys are wrapped.
        job SetLock {
            /// The passphrase in force, if there is one.
            pub now: Option<String>,
            /// The new one; none for "this browser only".
            pub new: Option<String>,
        } -> ();
        /// Lock by itself after so many minutes without a job; 0 never.
        job SetAutoLock {
            /// Minutes.
            pub minutes: u32,
        } -> ();
        /// Make a new recovery kit; the one before is void.
        job MakeKit {
            /// Shares needed.
            pub needed: u8,
            /// Who gets one, in order.
            pub holders: Vec<String>,
        } -> Vec<Share>;
    }
}
