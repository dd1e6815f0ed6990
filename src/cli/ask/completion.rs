//! Tries completions: whether any answer to a question changes the verdict, for some answers to all the others.
//!
//! A rule that says *A or not A* flags although no answer matters; such a question is not worth a person's time. Where the
//! possible answers are too many to try, the question is asked.

use super::samples::{Sample, samples};
use super::thresholds::{self, Thresholds};
use crate::base::Day;
use crate::decision::{Question, Verdict};
use crate::engine::{self, Program};
use crate::rulebook::Rulebook;
use crate::transfer::Case;
use std::sync::Arc;

/// How many transfers are completed for one question.
const TRIES: usize = 96;
/// How many sets of answers to the other questions are tried at least.
const SETS: usize = 3;
/// How many times new questions may come up while a case is completed.
const ROUNDS: usize = 5;
/// Facts with more possible answers than this are asked without a try.
const ANSWERS: usize = 64;

/// What is needed to try completions of one case.
pub(super) struct Completion<'a> {
    rulebook: &'a Rulebook,
    program: Arc<Program>,
    thresholds: Thresholds,
    case: &'a Case,
    day: Day,
}

impl<'a> Completion<'a> {
    pub(super) fn new(rulebook: &'a Rulebook, case: &'a Case, day: Day) -> Self {
        let thresholds = thresholds::of(rulebook.law());
        Self { rulebook, program: rulebook.program(day), thresholds, case, day }
    }

    /// Whether the answer to `question` can change the verdict.
    pub(super) fn matters(&self, question: &Question) -> bool {
        let Some(answers) = self.samples(&question.fact, self.case) else { return true };
        if answers.len() > ANSWERS {
            return true;
        }
        let sets = TRIES.checked_div(answers.len()).unwrap_or(SETS).clamp(SETS, 16);
        for seed in (0_u64..).take(sets) {
            let mut seen: Option<Verdict> = None;
            for answer in &answers {
                let mut case = self.case.clone();
                answer.put(&mut case, self.day);
                let Some(verdict) = self.complete(case, seed, &question.fact) else { return true };
                if seen.is_some_and(|seen| seen != verdict) {
                    return true;
                }
                seen = Some(verdict);
            }
        }
        false
    }

    fn samples(&self, fact: &str, case: &Case) -> Option<Vec<Sample>> {
        samples(fact, case, self.rulebook.vocabulary(), &self.thresholds)
    }

    /// The verdict with all other questions answered by `seed`; `None` where one of them cannot be.
    fn complete(&self, mut case: Case, seed: u64, but: &str) -> Option<Verdict> {
        for _ in 0..ROUNDS {
            let decision = engine::report(engine::rule(&self.program, &case));
            let mut open = decision.questions.iter().filter(|q| &*q.fact != but).peekable();
            if open.peek().is_none() {
                return Some(decision.verdict);
            }
            let mut next = case.clone();
            for question in open {
                let answers = self.samples(&question.fact, &case)?;
                pick(&answers, seed, &question.fact)?.put(&mut next, self.day);
            }
            if next == case {
                return Some(decision.verdict);
            }
            case = next;
        }
        None
    }
}

/// One of the answers, always the same for the same seed and fact.
fn pick<'s>(answers: &'s [Sample], seed: u64, fact: &str) -> Option<&'s Sample> {
    let start = 0xcbf2_9ce4_8422_2325_u64 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = fact.bytes().fold(start, mix);
    let count = u64::try_from(answers.len()).ok()?;
    let at = (hash ^ (hash >> 29)).checked_rem(count)?;
    answers.get(usize::try_from(at).ok()?)
}
