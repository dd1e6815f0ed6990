//! A decision made by hand, for the tests of every format.

use crate::base::{Basis, Day, State, Text, Truth};
use crate::decision::{
    Cited, Decision, Due, FactUsed, Finding, ItemOutcome, Named, NotEvaluated, Outcome, PackUsed,
    Provision, Question, Reason, Relief, Showing, Trace, Verdict, Why,
};
use std::sync::Arc;

fn day(y: i32, m: u32, d: u32) -> Day {
    Day::from_ymd_opt(y, m, d).unwrap()
}

fn cited() -> Cited {
    Cited {
        source: "strategy".into(),
        title: Text::new("A strategy", Some("ある戦略")),
        author: Some("A ministry".into()),
        date: Some("2022-12-16".into()),
        at: "VI.2".into(),
        by: None,
        url: Some("https://example.org/strategy".into()),
    }
}

fn provision(id: &str, title: Text) -> Arc<Provision> {
    Arc::new(Provision {
        pack: "alliance".into(),
        id: id.into(),
        title,
        from: day(2022, 12, 16),
        state: State::InForce,
        basis: Basis::Text,
        cite: cited(),
    })
}

fn named(name: &str, title: Option<&str>, role: &[&str], place: &[&str]) -> Named {
    let words = |all: &[&str]| all.iter().map(|word| (*word).into()).collect();
    Named {
        name: name.into(),
        title: title.map(Into::into),
        role: words(role),
        place: words(place),
    }
}

/// A prohibition that one exception does not lift, with one of everything else.
pub(super) fn decision() -> Decision {
    let facts = vec![
        FactUsed {
            fact: "chip.technology".into(),
            title: Text::new("technology", Some("技術分野")).into(),
            value: Some("quantum".into()),
            ground: None,
        },
        FactUsed {
            fact: "to".into(),
            title: Text::default().into(),
            value: Some("CN".into()),
            ground: None,
        },
    ];
    let control = provision(
        "rivals",
        Text::new("core technology to a state of concern", Some("懸念国への中核技術")),
    );
    let mut reason =
        Reason::new(control, None, Outcome::Prohibited, facts.into_iter().map(Arc::new).collect());
    reason.item = "chip".into();
    reason.leg = "movement > CN".into();
    reason.kind = "prohibit";
    reason.relief = vec![Arc::new(Relief {
        id: "joint-project".into(),
        title: Text::new("joint project", Some("共同事業")),
        truth: Truth::No,
        because: vec![Why::NotSo("to in alliance:partners".into())],
        cite: Some(cited()),
    })];
    reason.next =
        Text::new("Stop, and ask the security officer.", Some("止めて、担当官に相談する。"));
    Decision {
        id: Some("2026-0142".into()),
        as_of: day(2026, 11, 22),
        verdict: Verdict::Deny,
        outcome: Outcome::Prohibited,
        items: vec![named("chip", Some("Processor, 40 qubits"), &[], &[])],
        parties: vec![named("Example University", None, &["end-user"], &["CN"])],
        persons: vec![named("A. Person", None, &[], &["IN"])],
        outcomes: vec![ItemOutcome {
            pack: "alliance".into(),
            item: "chip".into(),
            outcome: Outcome::Prohibited,
            next: Text::default(),
        }],
        reasons: vec![reason],
        findings: vec![Finding {
            code: "unclassified",
            pack: "alliance".into(),
            item: "chip".into(),
            says: Text::new("no classification is stated", Some("分類の記載がない")),
        }],
        questions: vec![Question {
            fact: "chip.qubits".into(),
            question: Text::new(
                "How many qubits does it have?",
                Some("量子ビット数はいくつですか"),
            ),
            answer: Text::new("a number", Some("数")),
            settles: vec!["alliance:rivals".into()],
        }],
        showings: vec![Showing {
            fact: "transfer.assurance".into(),
            question: Text::new("a written assurance", Some("書面による保証")),
            helps: vec![("alliance:rivals".into(), "joint-project".into())],
        }],
        policies: Vec::new(),
        obligations: vec![Due {
            obligation: provision("notify", Text::new("notice", Some("通知"))),
            says: Text::new("tell the partner of any attack", Some("攻撃を相手に通知する")),
            truth: Truth::Yes,
        }],
        not_evaluated: vec![NotEvaluated {
            pack: "alliance".into(),
            says: Text::new("national control lists", Some("各国の規制リスト")),
            cite: None,
        }],
        packs: vec![Arc::new(PackUsed {
            id: "alliance".into(),
            title: Text::new("Alliance policy", Some("同盟の方針")),
            notice: Text::new(
                "policy derived from documents, not law",
                Some("文書に基づく方針であり法令ではない"),
            ),
            edition: Some(day(2023, 5, 1)),
            sha256: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef".into(),
        })],
        lists: Vec::new(),
        transfer_sha256: "abcdef".into(),
        trace: Trace::default(),
    }
}
