//! Nothing here, or it failed: what that means and what to do next.
use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::lang::{Text, errors, t};
use protocol::Refusal;

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

/// It failed: why, and a way to try again.
#[component]
pub fn Failure(
    /// Why.
    why: Refusal,
    /// Buttons or links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let text = errors::sentence(&why);
    view! {
        <div class="failure" role="alert" data-code=why.code().to_owned()>
            {icon(Icon::Alert)}
            <div>
                <p>{t(text)}</p>
                {children.map(|children| children())}
            </div>
        </div>
    }
}
