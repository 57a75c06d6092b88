//! What a person set for a file's headings, kept on this device for the next file with the same ones.
use serde::{Deserialize, Serialize};

use crate::error::WorkError;
use crate::platform::Platform;
use crate::service::Service;
use files::layout::{Layout, unit_code};
use protocol::{Confidence, ImportOptions, UnitFrom};

/// The worker's own settings of this kind begin so; the layout's fingerprint follows.
const PREFIX: &str = "_import.";

/// What is kept: keys of the columns and codes of the units a person set.
#[derive(Serialize, Deserialize)]
struct Choice {
    columns: Vec<Option<String>>,
    units: Vec<Option<String>>,
}

impl<G: Platform> Service<G> {
    /// What a person set for these headings before.
    pub(crate) async fn saved_choice(&self, layout: &Layout) -> Result<Option<ImportOptions>, WorkError> {
        let name = format!("{PREFIX}{}", layout.fingerprint());
        let all = self.all_settings().await?;
        let text = all.iter().find(|(key, _)| *key == name).map(|(_, text)| text);
        // A text of another build that cannot be read leaves the proposal as it is.
        let choice = text.and_then(|text| serde_json::from_str::<Choice>(text).ok());
        Ok(choice.map(|choice| ImportOptions {
            columns: Some(choice.columns),
            units: choice.units,
            sheets: None,
        }))
    }

    /// Keeps what a person set, if anything.
    pub(crate) async fn save_choice(&self, layout: &Layout) -> Result<(), WorkError> {
        let by_person = layout.confidence.contains(&Confidence::Person) || layout.unit_from.contains(&UnitFrom::Person);
        if !by_person {
            return Ok(());
        }
        let key = |column: &Option<&'static files::column::Column>| column.map(|c| c.key.to_owned());
        let units = layout.units.iter().zip(&layout.unit_from);
        let chosen = |from: UnitFrom| from == UnitFrom::Person;
        let choice = Choice {
            columns: layout.columns.iter().map(key).collect(),
            units: units
                .map(|(unit, from)| chosen(*from).then(|| unit_code(*unit).to_owned()))
                .collect(),
        };
        let Ok(text) = serde_json::to_string(&choice) else {
            return Ok(());
        };
        self.put_own(&format!("{PREFIX}{}", layout.fingerprint()), Some(&text))
            .await
    }
}
