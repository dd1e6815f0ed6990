//! What a person must see beside the reasons: statements that are contradicted, or that nothing confirms, and days that are not covered.

use super::decide::Ruling;
use super::node::FactIx;
use super::world::{Contradiction, NOBODY, Rests, World};
use crate::base::{Code, Lang, PackId, Text};
use crate::decision::Finding;
use std::collections::BTreeSet;

/// The findings of a ruling, sorted.
pub(super) fn findings(ruling: &Ruling<'_>) -> Vec<Finding> {
    let world = &ruling.world;
    let pack_id = |pack: usize| world.program.packs.get(pack).map_or("", |p| p.id.as_str());
    let mut out: BTreeSet<Finding> =
        world.findings.iter().map(|found| contradiction(world, found)).collect();
    for (item, pack, what) in &world.rests {
        // what matters most is said, not all that follows from it
        if world.rests.iter().any(|(i, p, other)| (i, p) == (item, pack) && other < what) {
            continue;
        }
        let model = world.program.law.packs.get(pack_id(*pack));
        let title = model.map(|p| p.head.title.clone()).unwrap_or_default();
        let stated = world.record(*item).and_then(|r| r.classification.get(pack_id(*pack)));
        let says = rests(*what, stated.map_or(&[], Vec::as_slice), &title);
        out.insert(Finding {
            code: "rests-on-statement",
            pack: pack_id(*pack).into(),
            item: world.subject_name(*item).into(),
            says,
        });
    }
    for pack in &ruling.not_covered {
        let day = world.program.day;
        let says = Text::new(
            &format!("the pack does not cover {day}"),
            Some(&format!("この規則は {day} を対象としない")),
        );
        out.insert(Finding {
            code: "not-covered",
            pack: pack_id(*pack).into(),
            item: Box::default(),
            says,
        });
    }
    if ruling.outcomes.is_empty() && ruling.not_covered.is_empty() {
        let says = Text::new(
            "nothing was decided: no pack that decides was applied, or no item is transferred",
            Some("判定対象なし:適用された規則又は移転される品目がない"),
        );
        out.insert(Finding {
            code: "nothing-decided",
            pack: Box::default(),
            item: Box::default(),
            says,
        });
    }
    out.into_iter().collect()
}

/// What rests on a statement, in words.
fn rests(what: Rests, stated: &[Code], title: &Text) -> Text {
    let stated = stated.iter().map(Code::as_str).collect::<Vec<_>>().join(", ");
    let (en, ja) = (&title.en, title.get(Lang::Ja));
    match what {
        Rests::Stated => Text::new(
            &format!(
                "that it is {stated} under {en} rests on the statement; the parameters given do not confirm it"
            ),
            Some(&format!("{ja}における {stated} への該当は申告による(パラメータでは未確認)")),
        ),
        Rests::Unlisted => Text::new(
            &format!(
                "that it is {stated} under {en}, and in no entry, rests on the statement; the parameters given do not rule the entries out"
            ),
            Some(&format!("{ja}における {stated}(非該当)は申告による(パラメータでは未確認)")),
        ),
        Rests::Alone => Text::new(
            &format!(
                "that it is in no paragraph beside {stated} under {en} rests on the statement; the parameters given do not rule it out"
            ),
            Some(&format!(
                "{ja}において {stated} 以外の項に該当しないことは申告による(パラメータでは未確認)"
            )),
        ),
    }
}

/// The codes of one pack that the parameters of an item contradict.
pub(super) fn contradictions(world: &World<'_>, pack: usize) -> Vec<Finding> {
    let of = |found: &&Contradiction<'_>| matches!(found, Contradiction::Class { pack: other, .. } if *other == pack);
    let found: BTreeSet<Finding> =
        world.findings.iter().filter(of).map(|found| contradiction(world, found)).collect();
    found.into_iter().collect()
}

/// A contradiction in words.
fn contradiction(world: &World<'_>, found: &Contradiction<'_>) -> Finding {
    let pack_id = |pack: usize| world.program.packs.get(pack).map_or("", |p| p.id.as_str());
    let item: Box<str> = world.subject_name(found.subject()).into();
    let fact = |fact: u32| world.fact_name(found.subject(), FactIx(fact));
    let (pack, says) = match found {
        Contradiction::Class { item, pack, code, meets } => {
            let id: PackId = pack_id(*pack).into();
            let stated = world.record(*item).and_then(|r| r.classification.get(&id));
            let stated = stated
                .map(|c| c.iter().map(Code::as_str).collect::<Vec<_>>().join(", "))
                .unwrap_or_default();
            let (en, ja) =
                if *meets { ("meet", "該当する") } else { ("do not meet", "該当しない") };
            let text = Text::new(
                &format!("`{stated}` is stated, but the parameters {en} {code}"),
                Some(&format!("申告は `{stated}` だが、パラメータは {code} に{ja}")),
            );
            (*pack, text)
        }
        Contradiction::Number { fact: at, computed, .. } => {
            let name = fact(*at);
            let text = Text::new(
                &format!("{name} is stated, but its formula gives {computed}"),
                Some(&format!("{name} の申告値と計算値 {computed} が一致しない")),
            );
            (NOBODY, text)
        }
        Contradiction::Attested { fact: at, .. } => {
            let name = fact(*at);
            let text = Text::new(
                &format!("{name} is stated otherwise than attested"),
                Some(&format!("{name} の申告が誓約の内容と異なる")),
            );
            (NOBODY, text)
        }
    };
    Finding { code: "contradiction", pack: pack_id(pack).into(), item, says }
}
