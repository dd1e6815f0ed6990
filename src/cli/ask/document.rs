//! A transfer's file as it was written: answers go in without touching its comments or its order.

use super::answer::Answer;
use super::slot::{Of, Slot};
use crate::cli::input::fault;
use crate::diag::Faults;
use std::fmt;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

/// A file of TOML.
pub(super) struct Document(DocumentMut);

/// A table in the file: the lists and positions that lead to it, and whether it is the act's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Holder {
    path: Vec<(&'static str, usize)>,
    act: bool,
}

/// An item, party, owner or person in the file.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    /// How questions call it.
    pub(super) name: String,
    /// The first word of the names of its facts.
    pub(super) family: &'static str,
    /// Where it is.
    pub(super) holder: Holder,
}

impl Holder {
    /// The file itself.
    pub(super) fn top() -> Self {
        Self { path: Vec::new(), act: false }
    }

    /// `[transfer]`.
    pub(super) fn act() -> Self {
        Self { path: Vec::new(), act: true }
    }

    fn inner(&self, list: &'static str, at: usize) -> Self {
        let mut path = self.path.clone();
        path.push((list, at));
        Self { path, act: false }
    }
}

impl Document {
    /// Reads a file whose TOML was already found to be well formed.
    ///
    /// # Errors
    /// A file that is JSON: its answers would lose their place.
    pub(super) fn parse(name: &str, text: &str) -> Result<Self, Faults> {
        text.parse().map(Self).map_err(|_| {
            let message = format!("`{name}` is not TOML, so no answer can be written into it");
            fault(message, "write the transfer as TOML; `sekisho check` says what is missing")
        })
    }

    /// Everything that questions can be about, with the names by which they call it.
    pub(super) fn subjects(&self) -> Vec<Subject> {
        let mut found = Vec::new();
        let top = Holder::top();
        for (list, key) in [("item", "id"), ("party", "name"), ("person", "name")] {
            collect(self.0.as_table(), list, key, list, &top, &mut found);
        }
        found
    }

    /// Writes an answer into its place.
    pub(super) fn write(&mut self, slot: &Slot, answer: &Answer) {
        if let Answer::Shown { by, evidence, on } = answer {
            self.show(slot, by, evidence, on);
            return;
        }
        let Some(table) = self.table(&slot.holder) else { return };
        match (&slot.of, answer) {
            (Of::Fact { key, .. }, Answer::Value(value)) => put(table, key, value),
            (Of::Classification(pack), Answer::Value(value)) => {
                put(table, &["classification".to_owned(), pack.to_string()], value);
            }
            (Of::Listed, Answer::Value(value)) => put(table, &["listed".to_owned()], value),
            (Of::Complete(list), _) => complete(table, list),
            (Of::Related(list), Answer::Related(names)) => {
                let names: Array = names.iter().map(String::as_str).collect();
                put(table, &[(*list).to_owned()], &names.into());
                complete(table, list);
            }
            _ => {}
        }
    }

    /// Adds a `[[shown]]`.
    fn show(&mut self, slot: &Slot, by: &str, evidence: &str, on: &Value) {
        let Some(fact) = slot.fact() else { return };
        let mut shown = InlineTable::new();
        shown.insert("fact", fact.as_str().into());
        if !slot.subject.is_empty() {
            shown.insert("of", slot.subject.as_str().into());
        }
        shown.insert("by", by.into());
        shown.insert("evidence", evidence.into());
        shown.insert("on", on.clone());
        let all = self.0.entry("shown").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        match all {
            Item::ArrayOfTables(all) => all.push(shown.into_table()),
            Item::Value(Value::Array(all)) => all.push(Value::InlineTable(shown)),
            _ => {}
        }
    }

    fn table(&mut self, holder: &Holder) -> Option<&mut dyn TableLike> {
        if holder.act {
            let act = self.0.entry("transfer").or_insert(Item::Table(Table::new()));
            return act.as_table_like_mut();
        }
        let mut table: &mut dyn TableLike = self.0.as_table_mut();
        for (list, at) in &holder.path {
            table = match table.get_mut(list)? {
                Item::ArrayOfTables(all) => all.get_mut(*at)?,
                Item::Table(one) => one,
                Item::Value(Value::Array(all)) => all.get_mut(*at)?.as_inline_table_mut()?,
                Item::Value(Value::InlineTable(one)) => one,
                _ => return None,
            };
        }
        Some(table)
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The tables of a list with their names, and the owners among them.
fn collect(
    table: &dyn TableLike,
    list: &'static str,
    key: &str,
    family: &'static str,
    holder: &Holder,
    found: &mut Vec<Subject>,
) {
    let tables: Vec<&dyn TableLike> = match table.get(list) {
        Some(Item::ArrayOfTables(all)) => all.iter().map(|one| -> &dyn TableLike { one }).collect(),
        Some(Item::Table(one)) => vec![one],
        Some(Item::Value(Value::InlineTable(one))) => vec![one],
        Some(Item::Value(Value::Array(all))) => all
            .iter()
            .filter_map(|one| one.as_inline_table().map(|one| -> &dyn TableLike { one }))
            .collect(),
        _ => return,
    };
    let named =
        |table: &dyn TableLike| table.get(key).and_then(Item::as_str).map(ToOwned::to_owned);
    let unnamed = tables.iter().filter(|table| named(**table).is_none()).count();
    for (at, table) in tables.iter().enumerate() {
        let inner = holder.inner(list, at);
        // what has no name is called after its list; where several have none, an answer could go astray
        let name = named(*table).or_else(|| (unnamed == 1).then(|| list.to_owned()));
        if let Some(name) = name {
            found.push(Subject { name, family, holder: inner.clone() });
        }
        if list == "party" || list == "owner" {
            collect(*table, "owner", "name", "party", &inner, found);
        }
    }
}

/// Puts a value under a key, through the tables that lead to it. What is written before or behind it stays.
fn put(table: &mut dyn TableLike, key: &[String], value: &Value) {
    match key {
        [] => {}
        [last] => match table.get_mut(last).and_then(Item::as_value_mut) {
            Some(old) => {
                let decor = old.decor().clone();
                *old = value.clone();
                *old.decor_mut() = decor;
            }
            None => {
                table.insert(last, Item::Value(value.clone()));
            }
        },
        [first, rest @ ..] => {
            let inner = table.entry(first).or_insert(Item::Value(InlineTable::new().into()));
            if let Some(inner) = inner.as_table_like_mut() {
                put(inner, rest, value);
            }
        }
    }
}

/// Says that a list is all there is.
fn complete(table: &mut dyn TableLike, list: &str) {
    let all = table.entry("complete").or_insert(Item::Value(Array::new().into()));
    if let Some(all) = all.as_array_mut()
        && !all.iter().any(|one| one.as_str() == Some(list))
    {
        all.push(list);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# the case
schema = 1
act = \"movement\" # by sea
to = \"CN\"

[[item]]
id = \"chip\" # the one in question
qubits = 40

[[party]]
name = \"A. Party\"
owner = [{ name = \"Holding\" }]
";

    fn holder(document: &Document, name: &str) -> Holder {
        document.subjects().into_iter().find(|s| s.name == name).unwrap().holder
    }

    #[test]
    fn answers_leave_comments_and_order_alone() {
        let mut document = Document::parse("case.toml", TEXT).unwrap();
        let chip = holder(&document, "chip");
        put(document.table(&chip).unwrap(), &["origin".to_owned()], &"JP".into());
        complete(document.table(&Holder::top()).unwrap(), "party");
        let owner = holder(&document, "Holding");
        put(document.table(&owner).unwrap(), &["country".to_owned()], &"FR".into());
        let text = document.to_string();
        for line in TEXT.lines().filter(|line| !line.contains("owner")) {
            assert!(text.contains(line), "`{line}` is gone:\n{text}");
        }
        assert!(text.contains("qubits = 40\norigin = \"JP\"\n"), "{text}");
        assert!(text.contains("complete = [\"party\"]\n"), "{text}");
        assert!(
            text.contains("{ name = \"Holding\" , country = \"FR\" }")
                || text.contains("{ name = \"Holding\", country = \"FR\" }"),
            "{text}"
        );
    }
}
