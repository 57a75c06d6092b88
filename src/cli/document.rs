//! `cargo fenliu document FORM CASE.json [--out FILE]`: fills a form of `rules/forms/`, by its key or Chinese name, or a
//! court's own .docx. What has no value is named and stays a visible gap in the file.
use files::document::fill::Spot;
use files::document::template::{self, MarkFault, What};
use files::document::{Fill, Filled, Forms, TemplateError, Vocabulary, docx};
use serde_json::{Value, json};

use crate::{CliError, json_file, line};

/// Runs the command.
///
/// # Errors
/// No such form, a template or a case that cannot be read, or a file that cannot be written.
pub fn run(args: &[String]) -> Result<(), CliError> {
    let (form, case, out) = match args {
        [form, case] => (form, case, None),
        [form, case, option, out] if option == "--out" => (form, case, Some(out.clone())),
        _ => return Err(CliError("document FORM CASE.json [--out FILE]".to_owned())),
    };
    let fill: Fill =
        serde_json::from_value(json_file(std::slice::from_ref(case))?).map_err(|e| CliError(format!("{case}: {e}")))?;
    let (name, filled) = match Forms::builtin().named(form) {
        Some(known) => {
            let made = known.made(String::new(), &fill);
            let made = made.map_err(|e| CliError(e.to_string()))?;
            let filled = Filled {
                bytes: made.bytes,
                gaps: made.paper.gaps,
                dropped: made.paper.dropped,
                ..Filled::default()
            };
            (made.paper.name, filled)
        }
        None => (stem(form), from_template(form, &fill)?),
    };
    let out = out.unwrap_or_else(|| docx::file_name(&name, fill.value("案号").as_deref()));
    std::fs::write(&out, &filled.bytes).map_err(|e| CliError(format!("{out}: {e}")))?;
    line(&json!({"file": out, "gaps": spots(&filled.gaps), "dropped": spots(&filled.dropped)}))
}

fn from_template(path: &str, fill: &Fill) -> Result<Filled, CliError> {
    if !path.to_ascii_lowercase().ends_with(".docx") {
        let keys: Vec<&str> = Forms::builtin().iter().map(|form| form.key.as_str()).collect();
        return Err(CliError(format!("no form {path:?}; there are: {}", keys.join(", "))));
    }
    let bytes = std::fs::read(path).map_err(|e| CliError(format!("{path}: {e}")))?;
    // Whatever else the case's file tells may be named in the template, too.
    let words = Vocabulary::builtin().with(fill.fields.keys().map(String::as_str));
    let failed = |error: TemplateError| CliError(format!("{path}: {}", words_of(&error)));
    template::read(&bytes, &words)
        .map_err(failed)?
        .fill(fill)
        .map_err(failed)
}

/// The name of a file without its folder and its ending.
fn stem(path: &str) -> String {
    let name = std::path::Path::new(path).file_stem();
    name.map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned())
}

/// `住址`, or `被执行人[2].住址` in the second row of a list.
fn spots(spots: &[Spot]) -> Vec<Value> {
    let name = |spot: &Spot| match &spot.row {
        Some((list, row)) => format!("{list}[{row}].{}", spot.field),
        None => spot.field.clone(),
    };
    spots.iter().map(|spot| json!(name(spot))).collect()
}

fn words_of(error: &TemplateError) -> String {
    let plain = match error {
        TemplateError::TooLarge => "the file is too large",
        TemplateError::Truncated => "the file is cut off",
        TemplateError::Encrypted => "the file is protected by a password: save it without one",
        TemplateError::OldWord => "this is an old .doc file: save it as .docx",
        TemplateError::NotADocument => "this is no .docx",
        TemplateError::Bomb => "the file would be far too large when unpacked",
        TemplateError::Macros => "the file holds macros: save it as .docx without them",
        TemplateError::Foreign => "the file fetches something from another machine when it is opened",
        TemplateError::Carries => "the file carries another file, an object or a control: take it out",
        TemplateError::Traces => "the file holds tracked changes or comments: settle them first",
        TemplateError::Hidden(words) => return format!("the file holds hidden text: {}", words.join("; ")),
        TemplateError::Broken => "the file is damaged",
        TemplateError::Marks(faults) => return faults.iter().map(fault).collect::<Vec<_>>().join("; "),
    };
    plain.to_owned()
}

fn fault(fault: &MarkFault) -> String {
    let what = match fault.what {
        What::UnknownField => "no such field",
        What::UnknownList => "no such list",
        What::Unclosed => "braces that are not closed",
        What::NotEnded => "a list that is not ended",
        What::NotBegun => "a list that was not begun",
        What::Nested => "a list within another",
        What::Across => "a list that ends where it cannot",
    };
    format!("{what} {:?} in {}: {}", fault.name, fault.part, fault.around)
}
