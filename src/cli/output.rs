//! What is printed, and with which colour. A reader that went away (a broken pipe) is no fault; the answer stands.

use super::exit::Exit;
use crate::base::Lang;
use crate::diag::{Code, Diagnostic, Faults, show};
use crate::render::{Colour, Look};
use anstream::AutoStream;
use std::fmt::Write as _;
use std::io::{self, Write};

/// A line of a log is no wider than this.
const LOG: usize = 100;

/// Prints an answer.
///
/// # Errors
/// When it cannot be written for another reason than that nobody reads it any more.
pub(super) fn print(text: &str) -> Result<(), Faults> {
    let mut out = anstream::stdout().lock();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Prints bytes that are no text for people.
///
/// # Errors
/// As [`print`].
pub(super) fn bytes(bytes: &[u8]) -> Result<(), Faults> {
    let mut out = io::stdout().lock();
    written(out.write_all(bytes).and_then(|()| out.flush()))
}

/// A remark for the person, apart from the answer.
pub(super) fn note(text: &str) {
    let mut out = anstream::stderr().lock();
    writeln!(out, "{text}").ok();
}

/// How the answer is to look where it goes.
pub(super) fn look(lang: Lang) -> Look {
    let choice = AutoStream::choice(&io::stdout());
    let colour = match choice {
        anstream::ColorChoice::Never => Colour::Plain,
        _ => Colour::Ansi,
    };
    let width = terminal_size::terminal_size().map_or(LOG, |(width, _)| usize::from(width.0));
    Look { lang, width: width.clamp(40, LOG), colour }
}

/// Says what could not be done.
pub(super) fn faults(faults: &Faults) -> Exit {
    report(&faults.0);
    Exit::CouldNotRun
}

/// Prints findings, with colour on a terminal.
pub(super) fn report(findings: &[Diagnostic]) {
    let mut out = anstream::stderr().lock();
    out.write_all(paint(&show(findings)).as_bytes()).ok();
}

/// Says what is wrong with the command line, or prints the help that was asked for.
pub(super) fn usage(error: &clap::Error) -> Exit {
    error.print().ok();
    if error.use_stderr() { Exit::CouldNotRun } else { Exit::Allow }
}

fn written(result: io::Result<()>) -> Result<(), Faults> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let message = format!("the answer cannot be written: {error}");
            Err(Faults(vec![Diagnostic::general(Code::File, message)]))
        }
        _ => Ok(()),
    }
}

/// The layout of findings with its head, its marks and its help in colour.
fn paint(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let bare = line.trim_start().trim_start_matches('|').trim();
        let marks = !bare.is_empty() && bare.bytes().all(|b| b == b'^');
        let (code, head) = match line.split_once(':') {
            Some((head, _)) if head.starts_with("error[") => ("1;31", head.len()),
            Some((head, _)) if head.starts_with("warning[") => ("1;33", head.len()),
            _ if marks => ("1;31", line.len()),
            _ if bare.starts_with("= help:") => ("1;36", line.len()),
            _ => ("", 0),
        };
        match line.split_at_checked(head) {
            Some((head, rest)) if !code.is_empty() => {
                writeln!(out, "\u{1b}[{code}m{head}\u{1b}[0m{rest}").ok();
            }
            _ => {
                writeln!(out, "{line}").ok();
            }
        }
    }
    out
}
