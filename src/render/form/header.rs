//! What both sheets open and close with: the transfer, its parties and items, the edition of the law.

use super::document::{Document, Look};
use super::label::Label;
use super::value::Words;
use super::{Dated, Form};
use crate::render::prose;
use crate::transfer::{Record, Screening};

/// Dates and the transfer.
pub(super) fn transfer(document: &mut Document, form: &Form<'_>) {
    let words = form.words(document.lang);
    let (decision, case) = (form.sheet.decision, form.case);
    let as_of = match form.sheet.dated {
        Dated::Transfer => Label::AsOfTransfer,
        Dated::Argument => Label::AsOfArgument,
        Dated::Today => Label::AsOfToday,
    };
    document.heading(Label::Transfer);
    document.fields(vec![
        (Label::Number, decision.id.as_deref().unwrap_or_default().to_owned()),
        (Label::AsOf, as_of.fill(document.lang, &[("day", &decision.as_of)])),
        (Label::Act, words.of(&case.act, "act")),
        (Label::From, words.of(&case.act, "from")),
        (Label::To, words.of(&case.act, "to")),
        (Label::Via, words.of(&case.act, "via")),
        (Label::EndUse, case.end_use.as_deref().unwrap_or_default().to_owned()),
        (Label::File, form.sheet.file.unwrap_or_default().to_owned()),
        (Label::Hash, decision.transfer_sha256.to_string()),
    ]);
}

/// Parties and persons.
pub(super) fn parties(document: &mut Document, form: &Form<'_>) {
    let words = form.words(document.lang);
    let case = form.case;
    document.heading(Label::Parties);
    let head = [
        Label::Role,
        Label::Name,
        Label::Country,
        Label::Headquarters,
        Label::Owners,
        Label::Screening,
    ];
    let rows = case.parties.iter().map(|party| {
        vec![
            words.of(&party.facts, "party.role"),
            party.name.to_string(),
            words.of(&party.facts, "party.country"),
            words.of(&party.facts, "party.headquarters"),
            owners(&words, party),
            screening(&words, &party.listed),
        ]
    });
    list(document, &head, rows.collect(), case.complete.party);
    // goods have no recipients of technology; where nothing is said of any, nothing is asked
    if !case.persons.is_empty() || case.complete.person {
        document.heading(Label::Persons);
        let head = [Label::Name, Label::Nationality, Label::Residence];
        let rows = case.persons.iter().map(|person| {
            vec![
                person.name.to_string(),
                words.of(&person.facts, "person.nationality"),
                words.of(&person.facts, "person.residence"),
            ]
        });
        list(document, &head, rows.collect(), case.complete.person);
    }
}

fn list(document: &mut Document, head: &[Label], rows: Vec<Vec<String>>, complete: bool) {
    if rows.is_empty() {
        let blank = vec![Label::Blank.get(document.lang).to_owned(); head.len()];
        document.table(Look::Plain, head, vec![blank]);
    } else {
        document.table(Look::Plain, head, rows);
    }
    document.say(if complete { Label::ListComplete } else { Label::ListOpen });
}

fn owners(words: &Words<'_>, party: &Record) -> String {
    let one = |owner: &Record| {
        let share = words.of(&owner.facts, "party.share");
        if share.is_empty() { owner.name.to_string() } else { format!("{} {share}", owner.name) }
    };
    match &party.owners.stated {
        Some(owners) if owners.is_empty() => Label::Nothing.get(words.lang).to_owned(),
        Some(owners) => owners.iter().map(one).collect::<Vec<_>>().join("; "),
        None => String::new(),
    }
}

/// What became of screening.
pub(super) fn screening(words: &Words<'_>, listed: &Screening) -> String {
    let lang = words.lang;
    let Screening::Done { hits, pending } = listed else {
        return Label::Unchecked.get(lang).to_owned();
    };
    let title = |list: &crate::base::Symbol| {
        let declared = words.law.vocabulary.lists.get(list);
        declared.map_or_else(|| list.to_string(), |l| words.text(&l.title, list.as_str()))
    };
    let mut out = Vec::new();
    if !hits.is_empty() {
        let lists = hits.keys().map(title).collect::<Vec<_>>().join(", ");
        out.push(Label::Hits.fill(lang, &[("lists", &lists)]));
    }
    if !pending.is_empty() {
        let lists = pending.iter().map(title).collect::<Vec<_>>().join(", ");
        out.push(Label::Pending.fill(lang, &[("lists", &lists)]));
    }
    if out.is_empty() { Label::NoHit.get(lang).to_owned() } else { out.join("; ") }
}

/// Item by item.
pub(super) fn items(document: &mut Document, form: &Form<'_>) {
    let words = form.words(document.lang);
    document.heading(Label::Items);
    let head = [
        Label::ItemId,
        Label::Name,
        Label::Kind,
        Label::Article,
        Label::Tariff,
        Label::Quantity,
        Label::Value,
        Label::StatedClass,
    ];
    let transferred = form.case.items.iter().filter(|item| !item.reference);
    let rows = transferred.map(|item| {
        let value = ["item.value", "item.order_value"]
            .into_iter()
            .map(|name| words.of(&item.facts, name))
            .find(|value| !value.is_empty());
        let classes = item.classification.iter().map(|(pack, codes)| {
            let codes: Vec<&str> = codes.iter().map(crate::base::Code::as_str).collect();
            format!("{pack}: {}", codes.join(", "))
        });
        vec![
            item.name.to_string(),
            item.title.as_deref().unwrap_or_default().to_owned(),
            words.of(&item.facts, "item.kind"),
            words.of(&item.facts, "item.article"),
            words.of(&item.facts, "item.hs"),
            words.of(&item.facts, "item.quantity"),
            value.unwrap_or_default(),
            classes.collect::<Vec<_>>().join("; "),
        ]
    });
    document.table(Look::Plain, &head, rows.collect());
}

/// The editions that were used, and what they do not hold.
pub(super) fn law(document: &mut Document, form: &Form<'_>) {
    let lang = document.lang;
    let decision = form.sheet.decision;
    document.heading(Label::Law);
    let head = [Label::Pack, Label::Edition, Label::DayOfLaw, Label::PackHash];
    let rows = decision.packs.iter().map(|pack| {
        vec![
            format!("{} ({})", pack.title.get(lang), pack.id),
            pack.edition.map(|day| day.to_string()).unwrap_or_default(),
            decision.as_of.to_string(),
            prose::short(&pack.sha256).to_owned(),
        ]
    });
    document.table(Look::Plain, &head, rows.collect());
    let notices = decision.packs.iter().map(|pack| pack.notice.get(lang).to_owned());
    let notices: Vec<String> = notices.filter(|notice| !notice.is_empty()).collect();
    if !notices.is_empty() {
        document.blocks.push(super::document::Block::Points(notices));
    }
}
