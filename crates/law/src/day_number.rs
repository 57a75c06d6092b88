//! Days in a compact format of serde: as the number of the day, so that a program that reads only such needs no reader
//! of dates. In a text they stay `2022-09-30`.
use chrono::{Datelike, NaiveDate};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What holds days.
pub(crate) trait Dated: Serialize + DeserializeOwned {
    /// The same with numbers.
    type Numbered: Serialize + DeserializeOwned;

    /// Every day as its number.
    fn numbered(&self) -> Self::Numbered;

    /// Every number as its day; `None` if one is no day.
    fn dated(numbered: Self::Numbered) -> Option<Self>;
}

impl Dated for NaiveDate {
    type Numbered = i32;

    fn numbered(&self) -> i32 {
        self.num_days_from_ce()
    }

    fn dated(number: i32) -> Option<Self> {
        NaiveDate::from_num_days_from_ce_opt(number)
    }
}

impl Dated for Option<NaiveDate> {
    type Numbered = Option<i32>;

    fn numbered(&self) -> Option<i32> {
        self.as_ref().map(Dated::numbered)
    }

    fn dated(number: Option<i32>) -> Option<Self> {
        match number {
            None => Some(None),
            Some(number) => NaiveDate::dated(number).map(Some),
        }
    }
}

impl Dated for Vec<NaiveDate> {
    type Numbered = Vec<i32>;

    fn numbered(&self) -> Vec<i32> {
        self.iter().map(Dated::numbered).collect()
    }

    fn dated(numbers: Vec<i32>) -> Option<Self> {
        numbers.into_iter().map(NaiveDate::dated).collect()
    }
}

impl Dated for Vec<(NaiveDate, String)> {
    type Numbered = Vec<(i32, String)>;

    fn numbered(&self) -> Vec<(i32, String)> {
        self.iter().map(|(day, name)| (day.numbered(), name.clone())).collect()
    }

    fn dated(numbers: Vec<(i32, String)>) -> Option<Self> {
        let day = |(number, name)| Some((NaiveDate::dated(number)?, name));
        numbers.into_iter().map(day).collect()
    }
}

/// For `#[serde(with = "crate::day_number")]`.
pub(crate) fn serialize<T: Dated, S: Serializer>(value: &T, into: S) -> Result<S::Ok, S::Error> {
    if into.is_human_readable() {
        value.serialize(into)
    } else {
        value.numbered().serialize(into)
    }
}

/// For `#[serde(with = "crate::day_number")]`.
pub(crate) fn deserialize<'de, T: Dated, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    if from.is_human_readable() {
        return T::deserialize(from);
    }
    let numbered = T::Numbered::deserialize(from)?;
    T::dated(numbered).ok_or_else(|| D::Error::custom("not the number of a day"))
}
