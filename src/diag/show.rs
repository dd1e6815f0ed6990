//! The one layout of findings in a terminal or a log. Colour is the front end's affair.

use super::{Diagnostic, Severity};
use std::fmt::Write;

/// All findings, one below the other:
///
/// ```text
/// error[unknown-fact]: no fact is called `item.qubitz`
///   --> rules/demo/controls.toml:12:9
///    |
/// 12 | when = "item.qubitz >= 34"
///    |         ^^^^^^^^^^^
///    = help: write `item.qubits`
/// ```
#[must_use]
pub fn show(diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for (n, diagnostic) in diagnostics.iter().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        one(&mut out, diagnostic);
    }
    out
}

fn one(out: &mut String, diagnostic: &Diagnostic) {
    let severity = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut gutter = " ".to_owned();
    writeln!(out, "{severity}[{}]: {}", diagnostic.code, diagnostic.message).ok();
    if let Some(at) = &diagnostic.at {
        let number = at.line.to_string();
        gutter = " ".repeat(number.len());
        writeln!(out, "{gutter}--> {}:{}:{}", at.file, at.line, at.column).ok();
        if !at.text.trim().is_empty() {
            let pad: String = at
                .text
                .chars()
                .take(usize::try_from(at.column).unwrap_or(1).saturating_sub(1))
                .map(blank)
                .collect();
            let marks = "^".repeat(usize::try_from(at.width).unwrap_or(1));
            writeln!(out, "{gutter} |\n{number} | {}\n{gutter} | {pad}{marks}", at.text).ok();
        }
    }
    if let Some(help) = &diagnostic.help {
        writeln!(out, "{gutter} = help: {help}").ok();
    }
}

/// White space as wide as `c` in a terminal.
fn blank(c: char) -> &'static str {
    match (c, width(c)) {
        ('\t', _) => "\t",
        (_, 2) => "  ",
        _ => " ",
    }
}

/// How many columns `c` takes in a terminal.
#[must_use]
pub fn width(c: char) -> usize {
    match c {
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}' => 2,
        _ => 1,
    }
}
