//! What a person is asked: one question a missing fact, ranked by how much it settles. Also what cannot be asked but must be said.

use super::decide::{Ruling, Settled};
use super::gap::Gap;
use super::names::Missing;
use super::world::World;
use crate::base::Text;
use crate::condition::{FactDecl, FactType, Scalar};
use crate::decision::{NotEvaluated, Question};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The questions of a ruling, the most useful first.
pub(super) fn questions<'a>(
    ruling: &Ruling<'a>,
    rules: &[Arc<str>],
    missing: &Missing<'a>,
) -> Vec<Question> {
    let world = &ruling.world;
    if ruling.settled.iter().all(|settled| settled.gaps.is_empty()) {
        return Vec::new();
    }
    // in the order of their rules, so that what a question settles comes out sorted
    let mut all: Vec<(&Settled<'a>, &Arc<str>)> = ruling.settled.iter().zip(rules).collect();
    all.sort_by_key(|(_, rule)| Arc::clone(rule));
    let mut found: BTreeMap<usize, (Gap<'a>, Vec<Arc<str>>, usize)> = BTreeMap::new();
    for (settled, rule) in all {
        let asked: BTreeMap<usize, Gap<'a>> = settled
            .gaps
            .iter()
            .filter(|gap| gap.can_be_asked())
            .filter_map(|gap| Some((missing.rank(gap)?, *gap)))
            .collect();
        let alone = asked.len() == 1;
        for (rank, gap) in asked {
            let (_, settles, times) = found.entry(rank).or_insert((gap, Vec::new(), 0));
            if settles.last() != Some(rule) {
                settles.push(Arc::clone(rule));
            }
            *times = times.saturating_add(usize::from(alone));
        }
    }
    let mut out: Vec<(usize, Question)> = found
        .into_iter()
        .filter_map(|(rank, (gap, settles, alone))| {
            let name = missing.name(rank)?;
            let (question, answer) = world.ask(&gap, name);
            Some((alone, Question { fact: (**name).into(), question, answer, settles }))
        })
        .collect();
    out.sort_by(|(a, x), (b, y)| {
        b.cmp(a)
            .then_with(|| y.settles.len().cmp(&x.settles.len()))
            .then_with(|| x.fact.cmp(&y.fact))
    });
    out.into_iter().map(|(_, question)| question).collect()
}

/// What was left open because nobody has read it, or because it lies outside what is held.
pub(super) fn unread(ruling: &Ruling<'_>) -> Vec<NotEvaluated> {
    let world = &ruling.world;
    let mut out = BTreeSet::new();
    for gap in ruling.settled.iter().flat_map(|s| &s.gaps) {
        let (pack, says) = match *gap {
            Gap::NotRead { pack, id } => (
                pack,
                Text::new(
                    &format!(
                        "{id}: not read in the primary text, or not applied, so it cannot decide"
                    ),
                    Some(&format!("{id}:原文未確認又は不適用のため、判定の根拠としない")),
                ),
            ),
            Gap::FirstDay { pack, id } => (
                pack,
                Text::new(
                    &format!("{id}: whether it was in force on this day is not known"),
                    Some(&format!("{id}:この日に施行されていたか不明")),
                ),
            ),
            Gap::NoRow { pack, place } => (
                pack,
                Text::new(
                    &format!("{place}: the pack's table of places has no row for it"),
                    Some(&format!("{place}:国別表に記載なし")),
                ),
            ),
            _ => continue,
        };
        let pack = world.program.packs.get(pack).map_or("", |p| p.id.as_str());
        out.insert(NotEvaluated { pack: pack.into(), says, cite: None });
    }
    out.into_iter().collect()
}

impl Gap<'_> {
    /// Whether a person who knows the transfer can answer it.
    pub(super) fn can_be_asked(&self) -> bool {
        !matches!(self, Self::NotRead { .. } | Self::FirstDay { .. } | Self::NoRow { .. })
    }
}

impl World<'_> {
    /// What a person can be asked about these gaps, each once, by name.
    pub(super) fn questions(&self, gaps: &[Gap<'_>]) -> Vec<Question> {
        let asked: BTreeMap<String, &Gap<'_>> =
            gaps.iter().filter(|gap| gap.can_be_asked()).map(|gap| (gap.name(self), gap)).collect();
        let one = |(name, gap): (String, &Gap<'_>)| {
            let (question, answer) = self.ask(gap, &name);
            Question { fact: name.into(), question, answer, settles: Vec::new() }
        };
        asked.into_iter().map(one).collect()
    }

    /// The question, and what an answer looks like.
    fn ask(&self, gap: &Gap<'_>, name: &str) -> (Text, Text) {
        let yes_or_no = || Text::new("yes or no", Some("はい・いいえ"));
        let of = |subject| self.subject_name(subject);
        match *gap {
            Gap::Fact { fact, .. } => {
                let declared =
                    self.program.name(fact).and_then(|n| self.program.law.vocabulary.facts.get(n));
                let question = declared
                    .map(|d| if d.question.is_empty() { &d.title } else { &d.question })
                    .filter(|t| !t.is_empty());
                let fallback =
                    || Text::new(&format!("What is `{name}`?"), Some(&format!("`{name}` は何か")));
                (
                    question.cloned().unwrap_or_else(fallback),
                    declared.map_or_else(yes_or_no, |d| self.answer(d)),
                )
            }
            Gap::Complete { subject, list } => self.ask_complete(subject, list),
            Gap::Classification { item, pack } => {
                let (item, pack) = (
                    of(item),
                    self.program.packs.get(pack).and_then(|p| self.program.law.packs.get(&p.id)),
                );
                let title = pack.map(|p| p.head.title.clone()).unwrap_or_default();
                (
                    Text::new(
                        &format!("How is {item} classified under {}?", title.en),
                        Some(&format!(
                            "{}における {item} の該非判定は",
                            title.ja.as_deref().unwrap_or(&title.en)
                        )),
                    ),
                    Text::new(
                        "a code of the list, or its residual class",
                        Some("リストの番号、又は非該当の区分"),
                    ),
                )
            }
            Gap::Screening { party } => {
                let name = of(party);
                (
                    Text::new(
                        &format!("Was {name} screened against the lists, and what came out?"),
                        Some(&format!("{name} をリストと照合したか、その結果は")),
                    ),
                    Text::new(
                        "`none` for no hit, or the list",
                        Some("該当なしは none、該当時はリスト名"),
                    ),
                )
            }
            Gap::Rate(from, to) => (
                Text::new(
                    &format!("What is one {from} in {to}, and on which day?"),
                    Some(&format!("1 {from} は何 {to} か、またその日付は")),
                ),
                Text::new("a rate and its day", Some("換算率と日付")),
            ),
            Gap::Proviso { .. } => (
                Text::new(
                    &format!("Is this condition met: {name}?"),
                    Some(&format!("条件を満たすか:{name}")),
                ),
                yes_or_no(),
            ),
            Gap::NoRow { .. } | Gap::FirstDay { .. } | Gap::NotRead { .. } => {
                (Text::default(), Text::default())
            }
        }
    }

    /// Whether a list holds everything.
    fn ask_complete(&self, subject: usize, list: &str) -> (Text, Text) {
        let yes_or_no = || Text::new("yes or no", Some("はい・いいえ"));
        let of = |subject| self.subject_name(subject);

        let text = match list {
            "party" => Text::new("Are these all the parties?", Some("当事者はこれで全てか")),
            "person" => Text::new(
                "Are these all the persons who receive technology?",
                Some("技術の提供を受ける者はこれで全てか"),
            ),
            "owner" => {
                let name = of(subject);
                Text::new(
                    &format!("Are these all the owners of {name}?"),
                    Some(&format!("{name} の所有者はこれで全てか")),
                )
            }
            _ => {
                let name = of(subject);
                let (en, ja) = match list {
                    "contains" => {
                        ("what does it contain, and is that all", "何を含むか、またそれで全てか")
                    }
                    "for" => {
                        ("what is it for, and is that all", "何のためのものか、またそれで全てか")
                    }
                    _ => (
                        "what was it made with, and is that all",
                        "何を用いて作られたか、またそれで全てか",
                    ),
                };
                Text::new(&format!("{name}: {en}?"), Some(&format!("{name}:{ja}")))
            }
        };
        let answer = match list {
            "contains" | "for" | "made_with" => Text::new(
                "ids of items, separated by commas; `none` for none",
                Some("品目のidをコンマ区切りで。なければ none"),
            ),
            _ => yes_or_no(),
        };
        (text, answer)
    }

    fn answer(&self, fact: &FactDecl) -> Text {
        match fact.of {
            FactType::Truth => Text::new("yes or no", Some("はい・いいえ")),
            FactType::Shown => {
                Text::new("who shows it, on what, and when", Some("誰が、何に基づき、いつ示すか"))
            }
            FactType::Number(_) => match &fact.unit {
                Some(unit) => Text::new(
                    &format!("a number in {}", unit.symbol),
                    Some(&format!("数値({})", unit.symbol)),
                ),
                None => Text::new("a number", Some("数値")),
            },
            FactType::Share => Text::new("a share in %", Some("割合(%)")),
            FactType::Money => Text::new("an amount with its currency", Some("通貨付きの金額")),
            FactType::Date => Text::new("a day: YYYY-MM-DD", Some("日付(YYYY-MM-DD)")),
            FactType::Record => Text::new("rows", Some("行の一覧")),
            FactType::One(scalar) | FactType::Set(scalar) => match scalar {
                Scalar::Symbol => self.symbols(fact),
                Scalar::Place => Text::new(
                    "a country by its two letters (ISO 3166-1)",
                    Some("国名コード(ISO 3166-1 の2文字)"),
                ),
                Scalar::Code => Text::new("a code with its pack", Some("パック名付きの番号")),
                Scalar::Hs => Text::new("a tariff heading", Some("HSコード")),
                Scalar::Text => Text::new("a text", Some("文字列")),
            },
        }
    }

    fn symbols(&self, fact: &FactDecl) -> Text {
        let words = self.program.law.vocabulary.words.get(&fact.name);
        let all: Vec<&str> = if fact.values.is_empty() {
            words.into_iter().flat_map(|w| w.keys()).map(crate::base::Symbol::as_str).collect()
        } else {
            fact.values.iter().map(crate::base::Symbol::as_str).collect()
        };
        let list = all.join(", ");
        Text::new(&format!("one of {list}"), Some(&format!("次のいずれか:{list}")))
    }
}
