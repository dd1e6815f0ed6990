//! The words of the house that cannot be spelled two ways.

use sekisho::decision::{Outcome, Verdict};

/// The finer outcomes are ordered as the design orders them, and each gives its verdict.
#[test]
fn outcomes_order_and_decide() {
    let order = [
        (Outcome::OutOfScope, Verdict::Allow),
        (Outcome::NoLicenceRequired, Verdict::Allow),
        (Outcome::ExceptionUsed, Verdict::Allow),
        (Outcome::FactsMissing, Verdict::Flag),
        (Outcome::JudgementNeeded, Verdict::Flag),
        (Outcome::LicenceRequired, Verdict::Deny),
        (Outcome::Prohibited, Verdict::Deny),
    ];
    assert!(order.windows(2).all(|pair| pair[0].0 < pair[1].0));
    for (outcome, verdict) in order {
        assert_eq!(outcome.verdict(), verdict, "{}", outcome.word());
    }
}
