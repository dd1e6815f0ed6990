//! The conversation: questions on standard error, answers from standard input, one a line.

use crate::base::Lang;
use crate::cli::output;
use std::io::{BufRead, IsTerminal, Write};

/// The two ends of a conversation.
pub(super) struct Talk {
    /// The language of the questions.
    pub(super) lang: Lang,
    count: usize,
    lines: std::io::Stdin,
}

/// What a person answered.
pub(super) enum Reply {
    /// Something.
    Text(String),
    /// Nothing: the next question.
    Skip,
    /// What does this mean?
    Explain,
    /// No more questions, or no more lines.
    Stop,
}

/// A remark.
pub(super) fn say(text: &str) {
    output::note(text);
}

impl Talk {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, count: 0, lines: std::io::stdin() }
    }

    /// The next question, what it is called, and what an answer looks like.
    pub(super) fn question(&mut self, question: &str, fact: &str, answer: &str) {
        self.count = self.count.saturating_add(1);
        output::note(&format!("{}. {question}\n   {fact}: {answer}", self.count));
    }

    /// The next line.
    pub(super) fn answer(&self) -> Reply {
        let mut line = String::new();
        if self.lines.is_terminal() {
            let mut out = std::io::stderr();
            out.write_all(b"> ").and_then(|()| out.flush()).ok();
        }
        match self.lines.lock().read_line(&mut line) {
            Ok(0) | Err(_) => Reply::Stop,
            Ok(_) => match line.trim() {
                "" => Reply::Skip,
                "?" | "？" => Reply::Explain,
                "q" | "Q" => Reply::Stop,
                text => Reply::Text(text.to_owned()),
            },
        }
    }

    /// One more detail of an answer; `None` where there is none.
    pub(super) fn detail(&self, question: &str) -> Option<String> {
        output::note(&format!("   {question}"));
        match self.answer() {
            Reply::Text(text) => Some(text),
            Reply::Skip | Reply::Explain | Reply::Stop => None,
        }
    }
}
