//! Every word the product itself says, in English and Japanese, in one place.
//!
//! Not the words of packs (titles, questions, notes), which their authors write in both languages.

use crate::base::{Lang, Truth};
use crate::decision::{Outcome, Verdict};

macro_rules! words {
    ($($name:ident { $en:literal, $ja:literal })+) => {
        /// A word, label or sentence of the product. `{name}` in it is a place to fill.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the words say it")]
        pub enum Word { $($name,)+ }

        impl Word {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The words in `lang`.
            #[must_use]
            pub fn get(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Self::$name, Lang::En) => $en, (Self::$name, Lang::Ja) => $ja,)+ }
            }
        }
    };
}

words! {
    Allow { "allow", "可 (allow)" }
    Flag { "flag", "保留 (flag)" }
    Deny { "deny", "不可 (deny)" }
    AllowSays { "nothing outstanding was found", "未解決の事項は見つかりませんでした" }
    FlagSays { "a person must answer a question or judge before it goes ahead", "進める前に、人による確認または判断が必要です" }
    DenySays { "it may not go ahead as it stands", "このままでは進められません" }

    OutOfScope { "out of scope", "対象外" }
    NoLicenceRequired { "no licence required", "許可不要" }
    ExceptionUsed { "exception used", "例外を適用" }
    FactsMissing { "facts missing", "事実が不足" }
    JudgementNeeded { "judgement needed", "人の判断が必要" }
    LicenceRequired { "licence required", "許可が必要" }
    Prohibited { "prohibited", "禁止" }

    Yes { "yes", "はい" }
    No { "no", "いいえ" }
    Unknown { "unknown", "不明" }

    NextOutOfScope { "No rule that was evaluated reaches this. Keep this decision with the file.", "評価した規定の対象ではありません。この判定を記録と共に保管してください。" }
    NextNoLicenceRequired { "Nothing is required by the rules that were evaluated. Keep this decision with the file.", "評価した規定では何も求められていません。この判定を記録と共に保管してください。" }
    NextExceptionUsed { "It may go ahead under the exceptions named here, while their conditions hold. Keep the evidence.", "ここに挙げた例外の条件が満たされている限り進められます。根拠資料を保管してください。" }
    NextFactsMissing { "The exporter answers the questions below; then check again.", "輸出者は下の質問に答え、再度判定してください。" }
    NextJudgementNeeded { "The responsible officer judges the points below and records the ground.", "責任者が下の点を判断し、その根拠を記録してください。" }
    NextLicenceRequired { "Stop. The exporter applies for a licence, or shows what lifts the control.", "止めてください。輸出者が許可を申請するか、規制を解除する事実を示してください。" }
    NextProhibited { "Stop. It may not be done as it stands; no licence is foreseen here.", "止めてください。このままでは行えません。許可による解決は想定されていません。" }

    AsOf { "as of {day}", "{day} 時点" }
    AsOfToday { "as of {day} (today: the transfer states no date)", "{day} 時点 (取引に日付がないため今日の日付)" }
    AsOfArgument { "as of {day} (given by --as-of)", "{day} 時点 (--as-of による指定)" }
    Why { "Why", "理由" }
    WhatNext { "What to do next", "次にすること" }
    Findings { "What a person must see", "人が確認すべき点" }
    Obligations { "What must be done if it goes ahead", "進める場合の義務" }
    Policies { "Outlook on a licence", "許可の見通し" }
    NotEvaluated { "What was not evaluated", "評価していないこと" }
    Packs { "Rules used", "使用した規定集" }
    Lists { "Lists used", "使用したリスト" }
    Questions { "Questions, the most useful first", "質問 (有用な順)" }
    Showings { "Showings that would help", "示せば役立つ事項" }

    ThisTransfer { "this transfer", "この取引" }
    WaitsFor { "waits for {facts}", "{facts} 待ち" }
    AlsoFound { "Also found, in short:", "その他の要約:" }
    InShort { "and {count} more, in short (`--full` shows all of each):", "他 {count} 件の要約 (`--full` で全文):" }

    Rule { "rule", "規定" }
    Row { "row", "該当行" }
    MeetsHere { "meets", "該当項" }
    Party { "party", "当事者" }
    Person { "person", "人" }
    AsIn { "as in {number}.", "{number}. と同じ" }
    Item { "item", "品目" }
    Source { "source", "出典" }
    Facts { "because", "根拠事実" }
    Relief { "relief", "解除" }
    Missing { "missing", "不足" }
    Next { "next", "次の手順" }
    Settles { "settles", "関係規定" }
    Pack { "pack", "規定集" }
    Edition { "edition", "版" }
    Notice { "notice", "注意" }
    Hash { "hash", "ハッシュ" }
    Fact { "fact", "事実" }

    Since { "in force since {day}", "{day} から有効" }
    Stayed { "stayed: it can only flag", "執行停止中: 保留のみ" }
    Unenforced { "printed but not enforced: it can only flag", "条文はあるが執行されていない: 保留のみ" }
    Repealed { "repealed", "廃止" }
    Secondary { "read in a secondary source", "二次資料による" }
    Recalled { "not read in any text: it can only ask", "原文未確認: 質問のみ" }
    TextBasis { "read in the primary text", "原文による" }
    InForce { "in force", "有効" }
    By { "as amended by {by}", "改正: {by}" }
    NotStated { "not stated", "未記載" }
    Ground { "ground: {ground}", "根拠: {ground}" }
    NotSo { "not so: {what}", "不成立: {what}" }
    Open { "not known: {what}", "不明: {what}" }
    Barred { "barred by {what}", "{what} により適用不可" }
    MayBeBarred { "may be barred by {what}", "{what} により適用不可の可能性" }
    NotClaimed { "it is not claimed", "適用の申告がない" }
    Unclaimed { "only when claimed, and not claimed: {list}", "申告時のみ適用、申告なし: {list}" }
    Closed { "not open to it: {list}", "適用対象外: {list}" }
    NothingLifts { "nothing lifts it", "解除するものはありません" }
    LiftedBy { "lifted by {id}", "{id} により解除" }
    MayLift { "{id} may lift it", "{id} により解除の可能性" }
    DoesNotLift { "{id} does not lift it", "{id} では解除されない" }
    MoreQuestions { "and {count} more: `sekisho ask` asks them, `--format json` lists them", "他 {count} 件: `sekisho ask` で質問、`--format json` で一覧" }
    MayApply { "if it applies", "該当する場合" }
    NoReason { "No control that was evaluated requires anything of this transfer.", "評価した規制で、この取引に何かを求めるものはありません。" }
    NothingToList { "nothing", "なし" }
    Edited { "edition {day}", "{day} 版" }
    NoEdition { "no edition", "版の記載なし" }
    ForItem { "{item}, {leg}", "{item}、{leg}" }
    MoreOf { "and {count} more: `--format json` lists them", "他 {count} 件: `--format json` で一覧" }

    Trace { "Every provision that was looked at", "確認したすべての規定" }
    StratumMatch { "classification", "該非" }
    StratumReason { "reasons for control", "規制理由" }
    StratumLeg { "legs", "経路" }
    StratumScope { "scope", "適用範囲" }
    StratumControl { "controls", "規制" }
    StratumBar { "bars", "例外の制限" }
    StratumRelief { "exceptions and licences", "例外と許可" }
    StratumOutlook { "outlook and obligations", "見通しと義務" }

    Versions { "Versions", "版の履歴" }
    From { "from {day}", "{day} から" }
    Seen { "first read in force on {day}; unknown before", "{day} に有効を確認。それ以前は不明" }
    When { "when", "条件" }
    Always { "always", "常に" }
    To { "to", "仕向地" }
    Kind { "kind", "種別" }
    Article { "article", "物品" }
    Technology { "technology", "技術分野" }
    On { "on", "対象" }
    Except { "except", "除外" }
    Effect { "effect", "効果" }
    Reason { "reason", "理由" }
    Lifts { "lifts", "解除する" }
    IsLiftedBy { "lifted by", "解除される" }
    Bars { "bars", "制限する" }
    IsBarredBy { "barred by", "制限される" }
    State { "state", "状態" }
    Basis { "basis", "確認の根拠" }
    Note { "note", "注記" }
    Written { "written in", "記載場所" }
    Examples { "Examples", "例" }
    MoreTests { "and {count} more in the pack's tests", "他 {count} 件は規定集のテストにあります" }
    Says { "says", "内容" }
    Members { "members", "構成" }
    AnyOf { "and all of", "および全て" }
    NoneOf { "but none of", "次を除く" }
    World { "every place", "全世界" }
    Column { "by the place table", "国別表による" }
    Type { "type", "型" }
    Unit { "unit", "単位" }
    Question { "question", "質問" }
    Words { "words", "語" }
    Limit { "limit", "限度" }
    Exception { "exception", "例外" }
    Destination { "destination", "行き先" }
    Each { "one for each", "一件ごと" }
    Formula { "is", "定義" }
    Answers { "answers", "回答する事実" }
    DeclaredBy { "declared by", "宣言" }
    Claim { "only when claimed", "申告時のみ" }
    Entries { "Entries it leads to", "関係する項目" }
    Authority { "authority", "所管" }
    Models { "decides", "判定する" }
    FlagsOnly { "only flags", "保留のみ" }
    LeavesOut { "leaves out", "扱わない" }

    AskNothing { "no question can change the answer", "答えを変えうる質問はありません" }
    AskSkipped { "{count} questions changed nothing, whatever answers were tried, and were not asked; `sekisho check` lists them", "どの回答を試しても判定が変わらない {count} 件の質問は省きました (`sekisho check` で一覧)" }
    AskKeys { "enter skips, ? explains, q stops", "Enter で飛ばす、? で説明、q で終了" }
    AskWrote { "written to {file}", "{file} に書き込みました" }
    AskShown { "has this been shown?", "示されましたか" }
    AskBy { "who shows it?", "誰が示しますか" }
    AskEvidence { "on what (document, place)?", "何によって示しますか (書類、箇所)" }
    AskOn { "of which day (YYYY-MM-DD)?", "いつ (YYYY-MM-DD)" }
    AskAgain { "write yes or no", "yes か no (はい/いいえ) で答えてください" }
    AskStopped { "stopped", "終了しました" }
    AskUnreachable { "it cannot be written for you: state `{fact}` in the file", "自動では書けません: ファイルに `{fact}` を記載してください" }

    Meets { "Meets", "該当" }
    ByMeasure { "measured", "パラメータによる" }
    ByStatement { "as stated", "申告による" }
    NearlyMeets { "Nearly meets", "基準に近い (非該当)" }
    NearBy { "{fact} is {value}; the line is {line}; {off} % off", "{fact} は {value}、基準は {line}、差は {off} %" }
    TakenOut { "Taken out by a note", "注釈による除外" }
    TakenOutBy { "by {by}", "{by} による" }
    MayMeet { "May meet; what would decide it", "該当の可能性 (判断に必要な事項)" }
    Decides { "decides {codes}", "これで決まる番号: {codes}" }
    AndMore { "{list} and {count} more", "{list} ほか{count}件" }
    AndQuestions { "and {count} more questions: --full shows them", "ほかに質問 {count} 件 (--full で表示)" }
    NothingMet { "it meets nothing here, and nothing is left open", "該当する番号はなく、未確定の事項もありません" }
    Contradicted { "Contradicted", "申告との矛盾" }
    FoundEntries { "Entries", "品目番号" }
    FoundParagraphs { "Paragraphs", "細目" }
    FoundWords { "Words for items", "品目を表す語" }
    FoundFacts { "Parameters", "パラメータ" }
    LeadsTo { "leads to {codes}", "関係する番号: {codes}" }
    NothingFound { "nothing is called that", "該当する語はありません" }

    SideBySide { "{first} beside {second}, each alone", "{first} と {second} の対比 (各々単独での判定)" }
    Alike { "Both answer alike.", "両者の結果は同じです。" }
    Stricter { "Stricter: {pack}.", "厳しい方: {pack}" }
    VerdictIs { "Verdict", "結果" }
    ItemIs { "Item {item}", "品目 {item}" }
    InNothing { "in no entry", "該当する番号なし" }
    MayBeIn { "may be in {codes}", "該当の可能性: {codes}" }
    ListControls { "Controls of the list", "リスト規制" }
    OtherControls { "Other controls", "その他の規制" }
    AskedByBoth { "Asked by both", "双方が尋ねる質問" }
    AskedByOne { "Asked by one of them", "一方のみが尋ねる質問" }

    NewProvision { "new", "新設" }
    GoneProvision { "gone", "削除" }
    NewVersion { "new version", "新しい版" }
    ChangedVersion { "changed", "変更" }
    Was { "was: {text}", "変更前: {text}" }
    Added { "added: {list}", "追加: {list}" }
    Removed { "removed: {list}", "削除: {list}" }
    NothingChanged { "nothing differs", "相違はありません" }
    DecisionsThatChange { "Decisions that change", "変わる判定" }
    NoDecisionChanges { "none of {count} decisions changes", "{count} 件の判定はいずれも変わりません" }
    SomeDecisionsChange { "{changed} of {count} decisions change", "{count} 件のうち {changed} 件の判定が変わります" }
    Title { "title", "題名" }
}

impl Word {
    /// The words in `lang` with each `{name}` replaced.
    ///
    /// ```
    /// use sekisho::base::Lang;
    /// use sekisho::render::Word;
    /// assert_eq!(Word::AsOf.fill(Lang::En, &[("day", &"2026-11-22")]), "as of 2026-11-22");
    /// ```
    #[must_use]
    pub fn fill(self, lang: Lang, values: &[(&str, &dyn std::fmt::Display)]) -> String {
        values.iter().fold(self.get(lang).to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), &value.to_string())
        })
    }
}

/// What a verdict is called.
#[must_use]
pub fn verdict(verdict: Verdict) -> Word {
    match verdict {
        Verdict::Allow => Word::Allow,
        Verdict::Flag => Word::Flag,
        Verdict::Deny => Word::Deny,
    }
}

/// What a verdict means.
#[must_use]
pub fn verdict_says(verdict: Verdict) -> Word {
    match verdict {
        Verdict::Allow => Word::AllowSays,
        Verdict::Flag => Word::FlagSays,
        Verdict::Deny => Word::DenySays,
    }
}

/// What an outcome is called.
#[must_use]
pub fn outcome(outcome: Outcome) -> Word {
    match outcome {
        Outcome::OutOfScope => Word::OutOfScope,
        Outcome::NoLicenceRequired => Word::NoLicenceRequired,
        Outcome::ExceptionUsed => Word::ExceptionUsed,
        Outcome::FactsMissing => Word::FactsMissing,
        Outcome::JudgementNeeded => Word::JudgementNeeded,
        Outcome::LicenceRequired => Word::LicenceRequired,
        Outcome::Prohibited => Word::Prohibited,
    }
}

/// The next step that an outcome asks for.
#[must_use]
pub fn next(outcome: Outcome) -> Word {
    match outcome {
        Outcome::OutOfScope => Word::NextOutOfScope,
        Outcome::NoLicenceRequired => Word::NextNoLicenceRequired,
        Outcome::ExceptionUsed => Word::NextExceptionUsed,
        Outcome::FactsMissing => Word::NextFactsMissing,
        Outcome::JudgementNeeded => Word::NextJudgementNeeded,
        Outcome::LicenceRequired => Word::NextLicenceRequired,
        Outcome::Prohibited => Word::NextProhibited,
    }
}

/// What a truth is called.
#[must_use]
pub fn truth(truth: Truth) -> Word {
    match truth {
        Truth::Yes => Word::Yes,
        Truth::No => Word::No,
        Truth::Unknown => Word::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places to fill, in order of name.
    fn places(text: &str) -> Vec<&str> {
        let mut places: Vec<&str> =
            text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        places.sort_unstable();
        places
    }

    #[test]
    fn every_word_has_both_languages() {
        for word in Word::ALL {
            let (en, ja) = (word.get(Lang::En), word.get(Lang::Ja));
            assert!(en.is_ascii() && !en.trim().is_empty(), "{word:?}: `{en}`");
            let bare = ja.replace(|c: char| c.is_ascii(), "");
            assert!(!bare.is_empty() || !places(ja).is_empty(), "{word:?} is not Japanese: `{ja}`");
            assert_eq!(places(en), places(ja), "{word:?} fills other places");
        }
    }

    #[test]
    fn nothing_is_ever_called_compliant() {
        for word in Word::ALL {
            assert!(!word.get(Lang::En).contains("complian"), "{word:?}");
            assert!(!word.get(Lang::Ja).contains("適法"), "{word:?}");
        }
    }
}
