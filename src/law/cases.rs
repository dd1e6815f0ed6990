//! The test files of a pack: transfers with what must come out. Read here, not run.

use super::canonical;
use super::check::{expect, origin};
use super::keys::{self, Block};
use super::model::{Expect, Origin};
use super::raw::Raw;
use super::read::{self, title};
use super::source::PackSource;
use crate::diag::{Code, Diagnostic, Diagnostics, Faults, File};
use crate::syntax::{self, Node, Value};

/// One case of a test file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestCase {
    /// What it shows.
    pub says: Box<str>,
    /// The transfer, as canonical JSON.
    pub transfer: String,
    /// What must come out.
    pub expect: Expect,
    /// Where it stands.
    pub origin: Origin,
}

/// The cases of a pack's test files, in the order of file and place.
///
/// # Errors
/// Every fault of every test file.
pub fn tests(source: &PackSource) -> Result<Vec<TestCase>, Faults> {
    let mut faults = Diagnostics::default();
    let mut files: Vec<(String, &str)> =
        source.tests.iter().map(|(path, text)| (source.shown(path), text.as_str())).collect();
    files.sort();
    let mut out = Vec::new();
    for (name, text) in &files {
        let file = File { name, text };
        match syntax::read(&file) {
            Ok(node) => cases(file, node, &mut out, &mut faults),
            Err(found) => faults.extend(found),
        }
    }
    faults.into_result(out)
}

fn cases<'a>(file: File<'a>, node: Node<'a>, out: &mut Vec<TestCase>, faults: &mut Diagnostics) {
    let Value::Table(entries) = node.value else { return };
    let mut base = None;
    let mut found = Vec::new();
    for (key, node) in entries {
        match (&*key.text, &node.value) {
            ("base", Value::Table(_)) => base = Some(node),
            ("case", Value::List(_)) => {
                found = read::tables(file, "case", node, faults);
            }
            ("base" | "case", _) => faults.push(
                Diagnostic::at(
                    &file,
                    node.span,
                    Code::WrongType,
                    format!("{} stands here", node.kind()),
                )
                .help("write `[base]` above a transfer, `[[case]]` above each case"),
            ),
            _ => {
                let message = format!("no key is called `{}` here", key.text);
                let fault = Diagnostic::at(&file, key.span, Code::UnknownKey, message);
                faults.push(read::help(fault, &key.text, &["base", "case"]));
            }
        }
    }
    for node in found {
        let raw = read::block(&CASE, file, node, faults);
        read::required(&raw, faults);
        out.extend(case(&raw, base.as_ref(), faults));
    }
}

fn case(raw: &Raw<'_>, base: Option<&Node<'_>>, faults: &mut Diagnostics) -> Option<TestCase> {
    let change = raw.field("change").map(|field| &field.node);
    let transfer = match (base, raw.field("transfer"), change) {
        (_, Some(whole), None) => canonical::json(&whole.node),
        (Some(base), None, change) => canonical::merged(base, change),
        (_, Some(_), Some(_)) => {
            let message = "`transfer` and `change` exclude each other";
            faults.push(
                raw.fault_at("change", Code::Contradiction, message)
                    .help("`change` is laid over the `[base]` of the file"),
            );
            return None;
        }
        (None, None, _) => {
            faults.push(
                raw.fault(Code::MissingKey, format!("{} has no transfer", title(raw)))
                    .help("write `transfer`, or a `[base]` at the top of the file"),
            );
            return None;
        }
    };
    Some(TestCase {
        says: raw.boxed("says")?,
        transfer,
        expect: expect(raw.field("expect")?, faults),
        origin: origin(raw.file, raw.span),
    })
}

const CASE: Block = Block {
    name: "case",
    id: None,
    keys: keys::CASE,
    versions: keys::Versions::Single,
    doc: "a transfer and what must come out",
};
