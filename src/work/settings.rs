//! Saved things of this device: filters, layouts, the author's name. They are no events: another device has its own.
use super::error::WorkError;
use super::ground::Ground;
use super::protocol::Answer;
use super::shop::Shop;
use crate::store::{Batch, Key, Room, Shelf, Want};

/// The key under which the author's name is saved.
const AUTHOR: &str = "author";

impl<G: Ground> Shop<G> {
    pub(super) async fn put_setting(&self, key: String, text: Option<String>) -> Result<Answer, WorkError> {
        let mut batch = Batch::default();
        let place = Key::Text(key.clone());
        match &text {
            Some(text) => batch.put.push((Room::Settings, place, text.clone().into_bytes())),
            None => batch.delete.push((Room::Settings, place)),
        }
        self.journal.shelf().commit(&batch).await?;
        if key == AUTHOR {
            self.with(|s| s.author = text.filter(|name| !name.trim().is_empty()));
        }
        Ok(Answer::Done)
    }

    pub(super) async fn settings(&self) -> Result<Answer, WorkError> {
        Ok(Answer::Texts(self.all_settings().await?))
    }

    pub(super) async fn read_settings(&self) -> Result<(), WorkError> {
        let all = self.all_settings().await?;
        let author = all.into_iter().find(|(key, _)| key == AUTHOR).map(|(_, name)| name);
        self.with(|s| s.author = author.filter(|name| !name.trim().is_empty()));
        Ok(())
    }

    pub(super) async fn all_settings(&self) -> Result<Vec<(String, String)>, WorkError> {
        let found = self.journal.shelf().read(&[Want::All(Room::Settings)]).await?;
        let texts = found.into_iter().flatten().filter_map(|(key, bytes)| match key {
            Key::Text(key) => Some((key, String::from_utf8(bytes).ok()?)),
            Key::Number(_) => None,
        });
        Ok(texts.collect())
    }
}
