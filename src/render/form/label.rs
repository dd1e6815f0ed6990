//! The labels of the sheets that people sign, in English and Japanese. Not the words of any law: rows, titles and
//! citations come from packs.

use crate::base::Lang;

macro_rules! labels {
    ($($name:ident { $en:literal, $ja:literal })+) => {
        /// A label of a sheet.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(super) enum Label { $($name,)+ }

        impl Label {
            #[cfg(test)]
            pub(super) const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The words in `lang`.
            pub(super) fn get(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Self::$name, Lang::En) => $en, (Self::$name, Lang::Ja) => $ja,)+ }
            }
        }
    };
}

labels! {
    Classification { "Classification sheet", "該非判定書" }
    Transaction { "Transaction review sheet", "取引審査票" }
    Provisional { "Provisional: not valid until the person responsible has signed.", "暫定:判定責任者・承認者の署名があるまで効力を持たない。" }
    Signed { "Signed by {name} on {day}.", "{day} に {name} が署名済み。" }
    SignedOpen { "Signed by {name} on {day}, with points that are not determined.", "{day} に {name} が署名済み(未確定の事項あり)。" }

    Blank { "not stated", "未記入" }
    Unchecked { "not checked", "未確認" }
    Nothing { "none", "なし" }
    Same { "as above", "同上" }

    Transfer { "Transfer", "取引の概要" }
    Number { "Case number", "案件番号" }
    AsOf { "Determined as of", "判定基準日" }
    AsOfTransfer { "{day} (date of the transfer)", "{day}(取引の日付)" }
    AsOfArgument { "{day} (day named for this sheet)", "{day}(判定時に指定した日)" }
    AsOfToday { "{day} (today; the transfer states no date)", "{day}(取引に日付がないため作成日)" }
    File { "File", "取引ファイル" }
    Hash { "Hash of the transfer", "取引内容のハッシュ" }
    Act { "Act", "行為" }
    From { "From", "仕出地" }
    To { "Destination", "仕向地" }
    Via { "Via", "経由地" }
    EndUse { "End use", "最終用途" }

    Parties { "Parties", "取引の関係者" }
    Persons { "Recipients of technology", "技術の提供を受ける者" }
    Name { "Name", "名称" }
    Role { "Role", "役割" }
    Country { "Country", "所在国" }
    Headquarters { "Headquarters", "本社所在国" }
    Owners { "Owners", "所有者" }
    Screening { "Screening", "リスト照合" }
    NoHit { "screened, no hit", "照合済み・該当なし" }
    Hits { "on: {lists}", "掲載: {lists}" }
    Pending { "to be cleared: {lists}", "要確認: {lists}" }
    Nationality { "Nationality", "国籍" }
    Residence { "Residence", "居住地" }
    ListOpen { "It is not stated that this list is complete.", "記載が全てであるとは述べられていない(未確認)。" }
    ListComplete { "Stated to be complete.", "記載が全てであると述べられている。" }

    Items { "Items", "品目" }
    ItemId { "Mark", "記号" }
    Kind { "Kind", "種別" }
    Article { "Article", "品名の区分" }
    Tariff { "HS code", "HSコード" }
    Quantity { "Quantity", "数量" }
    Value { "Value", "価額" }
    StatedClass { "Class as stated", "申告された項番" }

    Result { "Result", "判定" }
    Listed { "controlled", "該当" }
    NotListed { "not controlled", "非該当" }
    Undetermined { "cannot be determined", "判定不能" }
    Judged { "Item {item} under {pack}", "品目「{item}」の判定:{pack}" }
    Row { "Row", "項番" }
    Subject { "Subject", "項目" }
    Ground { "Ground", "根拠" }
    Source { "Source", "出典" }
    NoRow { "Kind and article of the item lead to no row of this list.", "品目の種別・区分から検討対象となる項番はない。" }
    MetBy { "meets {list}", "{list} に該当" }
    AsStated { "stated as {list}", "申告 {list} による" }
    NoClause { "no paragraph is met", "該当する細目なし" }
    OpenFacts { "open: {list}", "未確認: {list}" }
    NotFitting { "Rows that were looked at and speak of other articles: {list}", "検討したが、いずれの細目も品名の区分が異なる項番: {list}" }
    OtherClauses { "Paragraphs of other articles, not compared: {list}", "品名の区分が異なるため対比を要しない細目: {list}" }
    CatchAll { "Rows for what is in no other row", "リスト規制に該当しない品目を対象とする項番(補完的規制)" }
    CatchAllApplies { "belongs here", "対象" }
    CatchAllNot { "does not belong here", "対象外" }
    Contradiction { "Contradiction", "申告との矛盾" }

    Compare { "Row {row}, line by line: {result}", "項番 {row} の対比:{result}" }
    Clause { "Provision", "条項・細目" }
    Requirement { "What the rule asks", "規定の要件" }
    Stated { "Value stated", "記載値" }
    Meets { "meets", "適合" }
    Fails { "does not meet", "不適合" }
    NotStated { "not stated", "未確認" }
    GateOf { "what row {row} is about", "項番 {row} の対象" }
    Exclusion { "excluded", "除外" }
    Excludes { "takes out", "除外に当たる" }
    ExcludesNot { "does not take out", "除外に当たらない" }
    ByParts { "through its sub-paragraphs", "下位の細目による" }
    ByStatement { "stated by a person (no condition is held)", "条件の数値化なし(申告による)" }
    BySub { "see below", "下位の行による" }
    ByOtherRow { "as determined for that row", "当該項番の判定による" }

    Law { "Edition of the law", "判定に用いた法令" }
    Edition { "Edition", "版" }
    PackHash { "Hash of the rules", "規定集のハッシュ" }
    DayOfLaw { "Applied as of", "適用時点" }

    Signatures { "Signatures", "署名" }
    Capacity { "Capacity", "役割・資格" }
    Day { "Date", "日付" }
    Signature { "Signature", "署名・押印" }
    MustSign { "The person responsible must sign; who made the sheet and who checked it sign beside.", "判定責任者の署名を要する。作成者・確認者も署名する。" }
    MustApprove { "The person responsible must approve; who drafted and who reviewed sign beside.", "承認者の署名を要する。起案者・審査者も署名する。" }
    Maker { "Made by", "作成者" }
    Checker { "Checked by", "確認者" }
    Responsible { "Responsible for classification", "判定責任者" }
    Drafter { "Drafted by", "起案者" }
    Reviewer { "Reviewed by (export control)", "審査者(輸出管理部門)" }
    Approver { "Approved by (responsible for export control)", "承認者(輸出管理責任者)" }
    NotSigned { "not signed", "未署名" }
    SignedMark { "signed", "署名済み" }

    Verdict { "Verdict", "審査結果" }
    Outcomes { "By rules and item", "規定集・品目ごとの結果" }
    Pack { "Rules", "規定集" }
    Outcome { "Outcome", "結果" }
    NextStep { "Next step", "次の手順" }
    Classes { "Classification", "該非判定" }
    Facts { "Circumstances of the transfer", "取引の状況" }
    Fact { "Matter", "事項" }
    Answer { "Answer", "回答" }
    UserChecks { "Checks of the parties", "需要者等の確認" }
    Party { "Party", "関係者" }
    NothingKnown { "nothing further is stated", "その他の記載なし" }
    UseChecks { "Use, user and notice", "用途・需要者・通知の確認" }
    Statement { "Statement", "表明書" }
    Attested { "attested by {name} on {day}", "{name} が {day} に表明" }
    NotAttested { "not attested", "表明なし" }
    ByAttestation { "by statement {id}", "表明 {id} による" }
    Individually { "stated", "個別の記載による" }
    Asked { "asked: see the open questions", "質問中(未回答の質問を参照)" }
    NotAsked { "not stated; no question was needed", "未記入(この判定では質問を要しない)" }
    Controls { "Controls", "適用される規制" }
    Control { "Control", "規制" }
    NoControls { "No control that was evaluated requires anything of this transfer.", "評価した規制で、この取引に何かを求めるものはない。" }
    NotApplying { "Looked at and found not to apply: {list}", "検討し、適用されないとした規制: {list}" }
    Exceptions { "Exceptions and licences on file", "特例・許可の検討" }
    Exception { "Exception", "特例・許可" }
    Lifts { "lifts", "適用" }
    MayLift { "may lift", "適用の可能性" }
    LiftsNot { "does not lift", "適用なし" }
    Why { "Why", "理由" }
    Unclaimed { "Only when claimed, and not claimed: {list}", "適用の申告がないため適用しない特例・許可: {list}" }
    AndMore { "{list} and {count} more (see the comparison or the open questions)", "{list} ほか{count}件(対比・質問を参照)" }
    ConditionsHold { "its conditions hold", "条件を満たす" }
    NoReasonGiven { "its conditions do not hold", "条件を満たさない" }
    Questions { "Open questions", "未回答の質問" }
    RowsMet { "Rows met", "該当する項番" }
    RowsUndetermined { "Rows not determined", "判定不能の項番" }
    ItemAndLeg { "Item, leg", "品目・経路" }
    Says { "What is stated", "表明の内容" }
    Question { "Question", "質問" }
    Findings { "What a person must see", "人が確認すべき点" }
    Obligations { "Obligations", "履行すべき義務" }
    Obligation { "Obligation", "義務" }
    Applies { "Applies", "適用" }
    Surely { "yes", "適用あり" }
    Perhaps { "if it applies", "該当する場合" }
    Policies { "Outlook on a licence", "許可の見通し" }
    NotEvaluated { "What was not evaluated", "評価していないこと" }
    Approval { "Approval", "承認" }
    Decision { "Decision", "決裁" }
    Open { "open", "未決裁" }
    Approved { "approved as signed", "署名のとおり承認" }

    AllOf { "all of:", "次の全て:" }
    OneOf { "one of:", "次のいずれか:" }
    NoneOfThese { "not:", "次に当たらないこと:" }
    AnyEach { "at least one {noun}:", "{noun}のいずれかが次を満たす:" }
    EveryEach { "every {noun}:", "{noun}の全てが次を満たす:" }
    NoEach { "no {noun}:", "次を満たす{noun}がない:" }
    About { "{name}:", "「{name}」について:" }
    Is { "{what}: {set}", "{what}: {set}" }
    AnyIs { "{what}: at least one of {set}", "{what}: {set} のいずれかを含む" }
    EveryIs { "{what}: all of {set}", "{what}: 全て {set}" }
    NoneIs { "{what}: none of {set}", "{what}: {set} を含まない" }
    Below { "{what}: less than {line}", "{what}: {line} 未満" }
    AtMost { "{what}: at most {line}", "{what}: {line} 以下" }
    Equal { "{what}: {line}", "{what}: {line} に等しい" }
    Unequal { "{what}: other than {line}", "{what}: {line} 以外" }
    AtLeast { "{what}: at least {line}", "{what}: {line} 以上" }
    Above { "{what}: more than {line}", "{what}: {line} 超" }
    So { "{what}: yes", "{what}: はい" }
    InRow { "{noun} is in {set}", "{noun}が {set} に該当" }
    OnList { "{noun} is listed on {set}", "{noun}が {set} に掲載" }
    InNoRow { "{noun} is in no row", "{noun}がいずれの項番にも該当しない" }
    OrOf { " or ", "・" }
    Of { "{noun}: {what}", "{noun}の{what}" }
    NounItem { "item", "品目" }
    NounComponent { "component", "構成品" }
    NounTarget { "item it is for", "対象の品目" }
    NounInput { "item it is made with", "製造に用いた品目" }
    NounParty { "party", "関係者" }
    NounOwner { "owner", "所有者" }
    NounPerson { "recipient", "受領者" }
    NounLicence { "licence", "許可" }
    NounAct { "transfer", "取引" }
    SumOf { "sum of {what}", "{what}の合計" }
    CountOf { "number of: {what}", "{what}の数" }
    LimitOf { "the limit of the exception", "特例の限度額" }
    Yes { "yes", "はい" }
    No { "no", "いいえ" }
}

impl Label {
    /// The words in `lang` with each `{name}` replaced.
    pub(super) fn fill(self, lang: Lang, values: &[(&str, &dyn std::fmt::Display)]) -> String {
        values.iter().fold(self.get(lang).to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), &value.to_string())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Label;
    use crate::base::Lang;

    #[test]
    fn no_label_is_english_in_japanese() {
        for label in Label::ALL {
            let (en, ja) = (label.get(Lang::En), label.get(Lang::Ja));
            assert!(en.is_ascii() && !en.trim().is_empty(), "{label:?}: `{en}`");
            let mut words = ja.to_owned();
            while let Some((open, close)) = words.find('{').zip(words.find('}')) {
                words.replace_range(open..=close, "");
            }
            let latin = words.replace("HS", "").chars().any(|c| c.is_ascii_alphabetic());
            assert!(!latin, "{label:?} is not Japanese: `{ja}`");
        }
    }
}
