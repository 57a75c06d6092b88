//! What a form says of days that cannot be and of numbers that are taken; the tests themselves are the book's.
use casebook::sound::Unsound;
use leptos::prelude::*;
use protocol::client::WorkerClient;
use protocol::{CaseId, FindNumber, Refusal};

use crate::lang::case::FUTURE;
use crate::lang::{Text, cases as texts, t};
use crate::route::Route;

/// The sentence, said at the field.
pub fn sentence(unsound: Unsound) -> Text {
    match unsound {
        Unsound::InFuture => FUTURE,
        Unsound::ReceivedAfterFiled => texts::RECEIVED_AFTER_FILED,
        Unsound::ClosedBeforeFiled => texts::CLOSED_BEFORE_FILED,
        Unsound::BeforeFiled => texts::BEFORE_FILED,
        Unsound::BeforeReceived => texts::BEFORE_RECEIVED,
    }
}

/// Says that another case bears the number, and leads to it.
pub fn taken_note(other: CaseId) -> AnyView {
    view! {
        <p class="row-error" role="alert">
            {t(texts::NUMBER_TAKEN)}" "<a class="link" href=Route::Case(other).href()>{t(texts::OPEN_TAKEN)}</a>
        </p>
    }
    .into_any()
}

/// The case that bears a number already, also a removed one.
///
/// # Errors
/// The code of the failure, if the book could not be asked.
pub async fn bearer(number: String) -> Result<Option<CaseId>, Refusal> {
    match WorkerClient::token().ask(FindNumber { number }).await {
        Ok(ids) => Ok(ids.into_iter().next()),
        Err(error) => Err(error.refusal),
    }
}
