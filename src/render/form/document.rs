//! A sheet as blocks: headings, tables, lines to sign. No cell of it is empty. Not how it is written down.

use super::label::Label;
use crate::base::Lang;

/// A sheet.
pub(super) struct Document {
    /// Its name.
    pub(super) title: String,
    /// What stands in it, in order.
    pub(super) blocks: Vec<Block>,
    pub(super) lang: Lang,
}

/// A part of a sheet.
pub(super) enum Block {
    /// Of the second level.
    Heading(String),
    /// Of the third.
    Subheading(String),
    /// A paragraph.
    Text(String),
    /// A paragraph that must be seen.
    Notice(String),
    /// Points.
    Points(Vec<String>),
    /// Names and values, one below the other.
    Fields(Vec<[String; 2]>),
    /// A table with a head.
    Table { look: Look, head: Vec<String>, rows: Vec<Vec<String>> },
}

/// How a table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// As any table.
    Plain,
    /// With rows high enough to sign in.
    Sign,
}

impl Document {
    pub(super) fn new(title: Label, lang: Lang) -> Self {
        Self { title: title.get(lang).to_owned(), blocks: Vec::new(), lang }
    }

    pub(super) fn heading(&mut self, label: Label) {
        self.blocks.push(Block::Heading(label.get(self.lang).to_owned()));
    }

    pub(super) fn say(&mut self, label: Label) {
        self.blocks.push(Block::Text(label.get(self.lang).to_owned()));
    }

    pub(super) fn fields(&mut self, fields: Vec<(Label, String)>) {
        let lang = self.lang;
        let fields = fields
            .into_iter()
            .map(|(label, value)| [label.get(lang).to_owned(), stated(value, lang)])
            .collect();
        self.blocks.push(Block::Fields(fields));
    }

    /// A table; where it has no rows, the word for nothing.
    pub(super) fn table(&mut self, look: Look, head: &[Label], rows: Vec<Vec<String>>) {
        let lang = self.lang;
        if rows.is_empty() {
            return self.say(Label::Nothing);
        }
        let head = head.iter().map(|label| label.get(lang).to_owned()).collect();
        let rows = rows
            .into_iter()
            .map(|row| row.into_iter().map(|cell| stated(cell, lang)).collect())
            .collect();
        self.blocks.push(Block::Table { look, head, rows });
    }
}

/// What stands in a cell: never nothing.
fn stated(text: String, lang: Lang) -> String {
    if text.trim().is_empty() { Label::Blank.get(lang).to_owned() } else { text }
}
