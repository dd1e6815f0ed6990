//! The sheets that people sign and file with a transfer, written from its decision: the classification of each item line
//! by line (該非判定書), and the review of the transaction (取引審査票). Provisional until a person puts a name to them.

mod checks;
mod classification;
mod condition;
mod document;
mod header;
mod label;
mod page;
mod transaction;
mod value;

use super::{Dated, Sheet};
use crate::base::{Day, Lang, PackId};
use crate::engine::Specification;
use crate::law::model::Law;
use crate::transfer::Case;
use document::{Document, Look};
use label::Label;
use value::Words;

/// What a sheet is written from.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// The decision and the file it is of. Its trace is in words.
    pub sheet: Sheet<'a>,
    /// The transfer.
    pub case: &'a Case,
    /// The packs.
    pub law: &'a Law,
    /// The lists beside the items.
    pub items: &'a [Specified],
    /// Who signs.
    pub signed: Option<&'a Signed>,
}

/// The entries of one pack beside one item.
#[derive(Clone, Debug)]
pub struct Specified {
    /// Position of the item in the case.
    pub item: usize,
    /// The pack.
    pub pack: PackId,
    /// Those that lead to something.
    pub entries: Vec<Specification>,
}

/// A person who puts a name to a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Who.
    pub by: Box<str>,
    /// When.
    pub on: Day,
}

/// Which sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormKind {
    /// The classification of the items: 該非判定書.
    Classification,
    /// The review of the transaction: 取引審査票.
    Transaction,
}

/// How a sheet is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormPage {
    /// Markdown.
    Markdown,
    /// One HTML page that prints on A4.
    Html,
}

/// Sheets of one kind, one below the other.
#[must_use]
pub fn form(forms: &[Form<'_>], kind: FormKind, page: FormPage, lang: Lang) -> String {
    let write = |form: &Form<'_>| match kind {
        FormKind::Classification => classification::document(form, lang),
        FormKind::Transaction => transaction::document(form, lang),
    };
    let documents: Vec<Document> = forms.iter().map(write).collect();
    match page {
        FormPage::Markdown => page::markdown(&documents),
        FormPage::Html => page::html(&documents),
    }
}

impl<'a> Form<'a> {
    fn words(&self, lang: Lang) -> Words<'a> {
        Words { law: self.law, day: self.sheet.decision.as_of, lang }
    }

    /// Says at the top whether anybody stands for the sheet.
    fn status(&self, document: &mut Document, open: bool) {
        let lang = document.lang;
        let text = match self.signed {
            None => Label::Provisional.get(lang).to_owned(),
            Some(signed) => {
                let label = if open { Label::SignedOpen } else { Label::Signed };
                label.fill(lang, &[("name", &signed.by), ("day", &signed.on)])
            }
        };
        document.blocks.push(document::Block::Notice(text));
    }

    /// Who signs: those beside, and last the one who must.
    fn signatures(&self, document: &mut Document, beside: [Label; 2], last: Label) {
        let lang = document.lang;
        let blank = || Label::Blank.get(lang).to_owned();
        let row = |label: Label, signed: Option<&Signed>| {
            let (name, day, mark) = match signed {
                Some(signed) => (signed.by.to_string(), signed.on.to_string(), Label::SignedMark),
                None => (blank(), blank(), Label::NotSigned),
            };
            vec![label.get(lang).to_owned(), name, day, mark.get(lang).to_owned()]
        };
        let [first, second] = beside;
        let rows = vec![row(first, None), row(second, None), row(last, self.signed)];
        let head = [Label::Capacity, Label::Name, Label::Day, Label::Signature];
        document.table(Look::Sign, &head, rows);
    }
}
