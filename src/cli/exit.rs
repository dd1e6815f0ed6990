//! How a run ends. A fault is never `Allow`.

use crate::decision::Verdict;
use std::process::ExitCode;

/// How a run ended, from best to worst: of several files the worst counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything asked for was done, and nothing outstanding was found.
    Allow,
    /// A person must answer a question or judge.
    Flag,
    /// It may not go ahead as it stands; or rules or tests have faults.
    Deny,
    /// It could not run: usage, bad input, a bad pack.
    CouldNotRun,
}

impl Exit {
    /// The number that the shell sees.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Allow => 0,
            Self::Deny => 1,
            Self::CouldNotRun => 2,
            Self::Flag => 3,
        }
    }
}

impl From<Verdict> for Exit {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Allow => Self::Allow,
            Verdict::Flag => Self::Flag,
            Verdict::Deny => Self::Deny,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}
