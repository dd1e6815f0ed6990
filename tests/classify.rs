//! Pages of `classify` and `law diff` over a small pack: each thing that can be said of an item once, and what changes
//! between two days.

use crate::program::sekisho;

const RULES: &str = "--rules tests/demo/rules --as-of 2026-06-01";

#[test]
fn each_thing_that_can_be_said_of_an_item_has_its_page() {
    for (item, exit) in [("met", 0), ("near", 0), ("taken_out", 0), ("possible", 0)] {
        let ran = sekisho(&format!("classify tests/demo/transfers/{item}.toml {RULES}")).run();
        ran.exits(exit).looks_like(&format!("classify_{item}"));
    }
    let stated = format!("classify tests/demo/transfers/contradicted.toml {RULES}");
    sekisho(&stated).run().exits(3).looks_like("classify_contradicted");
    let ja = format!("classify tests/demo/transfers/near.toml {RULES} --lang ja");
    sekisho(&ja).run().exits(0).looks_like("classify_near_ja");
}

#[test]
fn how_near_is_a_matter_of_choice() {
    let near = |percent: u16| {
        sekisho(&format!("classify tests/demo/transfers/near.toml {RULES} --near {percent}")).run()
    };
    near(2).never_says("2.50 % off");
    near(3).says("2.50 % off").never_says("10.00 % off");
    near(10).says("10.00 % off");
}

#[test]
fn entries_are_found_by_words_of_both_languages() {
    let search = |words: &str| sekisho(&format!("classify --search {words} {RULES}")).run();
    search("demonstration").exits(0).looks_like("classify_search");
    search("見本用高速回路 --lang ja").exits(0).looks_like("classify_search_ja");
    search("nothing-of-the-kind").exits(0).says("nothing is called that");
}

#[test]
fn two_days_differ_in_the_terms_of_the_law_and_in_decisions() {
    let days = "law diff tests/demo/rules/demo --from 2025-06-01 --to 2026-06-01";
    sekisho(days).run().exits(0).looks_like("law_diff");
    let decided = format!("{days} --transfers tests/demo/transfers");
    sekisho(&decided).run().exits(0).looks_like("law_diff_decisions");
    let same = "law diff tests/demo/rules/demo --from 2026-06-01 --to 2026-07-01";
    sekisho(same).run().exits(0).says("nothing differs");
}
