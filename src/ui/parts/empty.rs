//! Nothing here, or it failed: what that means and what to do next.
use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::lang::{Text, errors, t};

/// Nothing to show yet. Children are the ways on.
#[component]
pub fn Empty(
    /// Says it.
    title: Text,
    /// What helps.
    text: Text,
    /// Buttons or links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <h2>{t(title)}</h2>
            <p>{t(text)}</p>
            {children.map(|children| view! { <div class="empty-ways">{children()}</div> })}
        </div>
    }
}

/// It failed: the sentence for the code, and a way to try again.
#[component]
pub fn Failure(
    /// Code of the error.
    #[prop(into)]
    code: String,
    /// Buttons or links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let text = errors::sentence(&code);
    view! {
        <div class="failure" role="alert" data-code=code>
            {icon(Icon::Alert)}
            <div>
                <p>{t(text)}</p>
                {children.map(|children| children())}
            </div>
        </div>
    }
}
