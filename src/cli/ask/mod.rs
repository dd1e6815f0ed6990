//! `sekisho ask`: asks what can still change the answer, in order of rank, and writes each answer into the transfer.
//!
//! Works for a person at a terminal and for a pipe: one answer a line.

mod answer;
mod completion;
mod document;
mod samples;
mod slot;
mod talk;
mod thresholds;

use super::exit::Exit;
use super::input::{self, fault};
use super::output;
use super::setting::{Deciding, day_of};
use crate::base::{Day, Lang, PackId};
use crate::decision::{Decision, Question, Showing};
use crate::diag::{Faults, File};
use crate::render::{self, Word};
use crate::rulebook::Rulebook;
use crate::transfer::{self, Case};
use answer::Answer;
use completion::Completion;
use document::Document;
use slot::Slot;
use std::collections::BTreeSet;
use talk::{Reply, Talk, say};

/// What `ask` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The transfer, as TOML
    #[arg(value_name = "FILE")]
    file: String,
    /// Print the file with its answers instead of writing it
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    deciding: Deciding,
}

pub(super) fn run(args: &Args) -> Result<Exit, Faults> {
    let rulebook = args.deciding.rules.open()?;
    let packs = args.deciding.packs(&rulebook)?;
    let lang = Lang::from(args.deciding.speech.lang);
    let input = input::read(&args.file)?;
    let mut session = Session {
        rulebook: &rulebook,
        packs: &packs,
        as_of: args.deciding.as_of,
        name: &args.file,
        writes: !args.dry_run && args.file != "-",
        talk: Talk::new(lang),
        passed: BTreeSet::new(),
        moot: BTreeSet::new(),
        text: input.file().text.to_owned(),
    };
    let decision = session.run()?;
    if args.dry_run || args.file == "-" {
        output::print(&session.text)?;
    } else {
        let verdict = render::verdict(decision.verdict).get(lang);
        let says = render::verdict_says(decision.verdict).get(lang);
        output::print(&format!("{verdict}: {says}\n"))?;
    }
    Ok(decision.verdict.into())
}

/// One round of questions about one file.
struct Session<'a> {
    rulebook: &'a Rulebook,
    packs: &'a [PackId],
    as_of: Option<Day>,
    name: &'a str,
    writes: bool,
    talk: Talk,
    /// Facts that were asked and not answered.
    passed: BTreeSet<Box<str>>,
    /// Facts that cannot change the answer.
    moot: BTreeSet<Box<str>>,
    /// The transfer as it stands now.
    text: String,
}

impl Session<'_> {
    fn run(&mut self) -> Result<Decision, Faults> {
        let (mut case, mut day) = self.read(&self.text)?;
        let mut decision = self.rulebook.decide(&case, day);
        let mut asked = false;
        while let Some(next) = self.next(&case, day, &decision)? {
            if !asked {
                say(Word::AskKeys.get(self.talk.lang));
                asked = true;
            }
            let fact = next.fact();
            match self.put(&next)? {
                Put::Stop => {
                    say(Word::AskStopped.get(self.talk.lang));
                    break;
                }
                Put::Passed => {
                    self.passed.insert(fact);
                }
                Put::Answered => {
                    (case, day) = self.read(&self.text)?;
                    decision = self.rulebook.decide(&case, day);
                    // what could not matter before this answer may now
                    self.moot.clear();
                    // an answer that leaves its own question open is not asked for twice
                    self.passed.insert(fact);
                }
            }
        }
        if !asked {
            say(Word::AskNothing.get(self.talk.lang));
        }
        if !self.moot.is_empty() {
            let count = self.moot.len();
            say(&Word::AskSkipped.fill(self.talk.lang, &[("count", &count)]));
        }
        Ok(decision)
    }

    fn read(&self, text: &str) -> Result<(Case, Day), Faults> {
        let file = File { name: self.name, text };
        let mut case = transfer::read(&file, self.rulebook.vocabulary())?;
        if !self.packs.is_empty() {
            case.packs = self.packs.to_vec();
        }
        let (day, _) = day_of(&case, self.as_of);
        Ok((case, day))
    }

    /// What is asked next: the first question that can change the answer, then what could be shown.
    fn next(&mut self, case: &Case, day: Day, decision: &Decision) -> Result<Option<Next>, Faults> {
        let document = Document::parse(self.name, &self.text)?;
        let vocabulary = self.rulebook.vocabulary();
        let completion = Completion::new(self.rulebook, case, day);
        for question in &decision.questions {
            if self.passed.contains(&question.fact) || self.moot.contains(&question.fact) {
                continue;
            }
            let slot = Slot::find(&question.fact, &document, vocabulary);
            if slot.is_some() && !completion.matters(question) {
                self.moot.insert(question.fact.clone());
                continue;
            }
            return Ok(Some(Next::Question(question.clone(), slot)));
        }
        if decision.verdict == crate::decision::Verdict::Allow {
            return Ok(None);
        }
        let open = decision.showings.iter().find(|showing| !self.passed.contains(&showing.fact));
        Ok(open.map(|showing| {
            let slot = Slot::find(&showing.fact, &document, vocabulary);
            Next::Showing(showing.clone(), slot)
        }))
    }

    /// Asks until there is an answer that the transfer can hold, or none.
    fn put(&mut self, next: &Next) -> Result<Put, Faults> {
        let lang = self.talk.lang;
        let (question, says, slot) = match next {
            Next::Question(question, slot) => {
                (question.question.get(lang), question.answer.get(lang), slot)
            }
            Next::Showing(showing, slot) => {
                (showing.question.get(lang), Word::AskShown.get(lang), slot)
            }
        };
        self.talk.question(question, &next.fact(), says);
        let Some(slot) = slot else {
            say(&Word::AskUnreachable.fill(lang, &[("fact", &next.fact())]));
            return Ok(Put::Passed);
        };
        loop {
            let text = match self.talk.answer() {
                Reply::Stop => return Ok(Put::Stop),
                Reply::Skip => return Ok(Put::Passed),
                Reply::Explain => {
                    self.explain(next, slot);
                    continue;
                }
                Reply::Text(text) => text,
            };
            let answer = match Answer::of(&text, slot, &mut self.talk) {
                Ok(Some(answer)) => answer,
                Ok(None) => return Ok(Put::Passed),
                Err(help) => {
                    say(help.get(lang));
                    continue;
                }
            };
            let mut document = Document::parse(self.name, &self.text)?;
            document.write(slot, &answer);
            let text = document.to_string();
            match self.read(&text) {
                Ok(_) => {
                    self.text = text;
                    self.save()?;
                    return Ok(Put::Answered);
                }
                Err(Faults(faults)) => output::report(&faults),
            }
        }
    }

    fn explain(&mut self, next: &Next, slot: &Slot) {
        let look = render::Look::plain(self.talk.lang);
        if let Some(fact) = slot.fact() {
            for page in render::glossary(self.rulebook.law(), fact.as_str(), look) {
                say(page.trim_end());
            }
        }
        let rules: Vec<String> = match next {
            Next::Question(question, _) => {
                question.settles.iter().map(ToString::to_string).collect()
            }
            Next::Showing(showing, _) => {
                showing.helps.iter().map(|(rule, by)| format!("{rule} ({by})")).collect()
            }
        };
        let label = Word::Settles.get(self.talk.lang);
        say(&format!("{label}: {}", rules.join(", ")));
    }

    fn save(&mut self) -> Result<(), Faults> {
        if !self.writes {
            return Ok(());
        }
        std::fs::write(self.name, &self.text).map_err(|error| {
            let message = format!("`{}` cannot be written: {error}", self.name);
            fault(message, "ask with `--dry-run`, and put the answers in by hand")
        })?;
        say(&Word::AskWrote.fill(self.talk.lang, &[("file", &self.name)]));
        Ok(())
    }
}

/// What is asked next, and where its answer goes; `None` where it cannot be written.
enum Next {
    Question(Question, Option<Slot>),
    Showing(Showing, Option<Slot>),
}

impl Next {
    fn fact(&self) -> Box<str> {
        match self {
            Self::Question(question, _) => question.fact.clone(),
            Self::Showing(showing, _) => showing.fact.clone(),
        }
    }
}

/// What came of a question.
enum Put {
    Answered,
    Passed,
    Stop,
}
