//! A QR code as one path of an inline SVG, black on white in every theme: cameras want it so.
use fast_qr::{ECL, QRBuilder};
use leptos::prelude::*;

/// The code of a text; nothing if the text is too long for one.
pub fn qr(text: &str, label: String) -> Option<AnyView> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    // Four modules of quiet around it, as the standard asks.
    let side = code.size + 8;
    let mut path = String::new();
    for row in 0..code.size {
        for column in (0..code.size).filter(|&column| code[row][column].value()) {
            path.push_str(&format!("M{} {}h1v1h-1z", column + 4, row + 4));
        }
    }
    Some(
        view! {
            <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label shape-rendering="crispEdges">
                <rect width=side.to_string() height=side.to_string() fill="#fff"/>
                <path d=path fill="#000"/>
            </svg>
        }
        .into_any(),
    )
}
