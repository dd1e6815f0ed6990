//! The condition language: what it reads, what it prints back, what it refuses.

mod bad;
mod random;
mod reads;
mod vocabulary;

use sekisho::base::PackId;
use sekisho::condition::{Cond, Context, Role, Snippet, Subject, Vocabulary, condition};
use sekisho::diag::{Diagnostics, File, Span};

/// A condition of the pack `demo` that is a file of its own.
fn read(
    text: &str,
    role: Role,
    each: Option<&Subject>,
    vocabulary: &Vocabulary,
) -> Result<Cond, Diagnostics> {
    read_in(&File { name: "demo.cond", text }, text, role, each, vocabulary)
}

fn read_in(
    file: &File<'_>,
    text: &str,
    role: Role,
    each: Option<&Subject>,
    vocabulary: &Vocabulary,
) -> Result<Cond, Diagnostics> {
    let span = Span::new(0, file.text.len());
    let pack = PackId::from("demo");
    condition(&Snippet { file, span, text }, &Context { pack: &pack, role, each, vocabulary })
}
