//! A truth with the names of the facts on which it still depends. Not a reason: no provision, no citation.

use sekisho::base::Truth;
use std::collections::BTreeSet;

/// Names of facts.
pub(crate) type Names = BTreeSet<String>;

/// Three-valued; names are held only while it is unknown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Answer {
    pub(crate) truth: Truth,
    pub(crate) missing: Names,
}

pub(crate) fn yes() -> Answer {
    Answer { truth: Truth::Yes, missing: Names::new() }
}

pub(crate) fn no() -> Answer {
    Answer { truth: Truth::No, missing: Names::new() }
}

pub(crate) fn sure(value: bool) -> Answer {
    if value { yes() } else { no() }
}

pub(crate) fn unknown(name: impl Into<String>) -> Answer {
    unknown_all(Names::from([name.into()]))
}

pub(crate) fn unknown_all(missing: Names) -> Answer {
    Answer { truth: Truth::Unknown, missing }
}

/// All hold. One *no* settles it whatever else is open.
pub(crate) fn all(answers: impl IntoIterator<Item = Answer>) -> Answer {
    let answers: Vec<Answer> = answers.into_iter().collect();
    let truth = answers.iter().map(|a| a.truth).min().unwrap_or(Truth::Yes);
    if truth != Truth::Unknown {
        return Answer { truth, missing: Names::new() };
    }
    unknown_all(answers.into_iter().flat_map(|a| a.missing).collect())
}

/// One holds: the mirror image of [`all`].
pub(crate) fn any(answers: impl IntoIterator<Item = Answer>) -> Answer {
    not(all(answers.into_iter().map(not)))
}

pub(crate) fn not(answer: Answer) -> Answer {
    Answer { truth: !answer.truth, missing: answer.missing }
}

impl Answer {
    pub(crate) fn is_yes(&self) -> bool {
        self.truth == Truth::Yes
    }
    pub(crate) fn is_no(&self) -> bool {
        self.truth == Truth::No
    }
    pub(crate) fn is_unknown(&self) -> bool {
        self.truth == Truth::Unknown
    }
    /// What is not a sure no depends on words that nobody read.
    pub(crate) fn depends_on(self, gap: impl Into<String>) -> Answer {
        if self.is_no() {
            return self;
        }
        let mut missing = self.missing;
        missing.insert(gap.into());
        unknown_all(missing)
    }
    /// What rests on words that nobody read is at most unknown.
    pub(crate) fn at_most_unknown(self, gap: impl Into<String>) -> Answer {
        if self.is_yes() { unknown(gap) } else { self }
    }
}
