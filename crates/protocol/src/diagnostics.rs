//! The last things the page asked of the worker, for a report: kinds, durations and codes, never contents.
use std::collections::VecDeque;
use std::fmt::Write as _;

/// Lines kept.
const LINES: usize = 60;

/// A ring of the last events.
#[derive(Debug, Default)]
pub struct DiagnosticsLog {
    lines: VecDeque<Line>,
}

#[derive(Debug)]
struct Line {
    id: u32,
    kind: &'static str,
    asked_ms: f64,
    took_ms: Option<f64>,
    code: String,
}

impl DiagnosticsLog {
    /// Job `id` was asked at `now_ms`.
    pub fn asked(&mut self, id: u32, kind: &'static str, now_ms: f64) {
        self.push(Line {
            id,
            kind,
            asked_ms: now_ms,
            took_ms: None,
            code: String::new(),
        });
    }

    /// Job `id` was answered at `now_ms` with this code.
    pub fn answered(&mut self, id: u32, code: &str, now_ms: f64) {
        if let Some(line) = self.lines.iter_mut().rev().find(|l| l.id == id) {
            line.took_ms = Some(now_ms - line.asked_ms);
            line.code = code.to_owned();
        }
    }

    /// Something that no job asked for.
    pub fn note(&mut self, code: &str, detail: &str) {
        let code = format!("{code} {detail}");
        self.push(Line {
            id: 0,
            kind: "!",
            asked_ms: 0.0,
            took_ms: None,
            code,
        });
    }

    /// All lines, oldest first, with the program's version.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = format!(
            "fenliu {} protocol {}\n",
            env!("CARGO_PKG_VERSION"),
            super::wire::PROTOCOL
        );
        for line in &self.lines {
            // Writing to a string cannot fail.
            match line.took_ms {
                Some(ms) => writeln!(out, "{} {} {} ms {}", line.id, line.kind, ms.round(), line.code).ok(),
                None => writeln!(out, "{} {} … {}", line.id, line.kind, line.code).ok(),
            };
        }
        out
    }

    fn push(&mut self, line: Line) {
        if self.lines.len() == LINES {
            self.lines.pop_front();
        }
        self.lines.push_back(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_last_lines_with_durations_and_codes() {
        let mut diagnostics = DiagnosticsLog::default();
        for id in 1..=200 {
            diagnostics.asked(id, "list", f64::from(id));
        }
        diagnostics.answered(200, "quota", 230.0);
        let text = diagnostics.text();
        assert_eq!(text.lines().count(), LINES + 1);
        assert!(text.ends_with("200 list 30 ms quota\n"), "{text}");
        assert!(!text.contains("\n140 "));
    }
}
