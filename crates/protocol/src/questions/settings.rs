//! What is saved on this device.
use super::{Question, questions};
use crate::Texts;

questions! {
    /// What is saved on this device.
    SettingsJob as Settings {
        /// All saved things.
        look ReadSettings -> Texts;
        /// Save something on this device: filters, column layouts, import layouts.
        job PutSetting {
            /// Its name.
            pub key: String,
            /// The text, or nothing to drop it.
            pub text: Option<String>,
        } -> ();
    }
}
