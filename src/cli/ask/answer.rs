//! What a person typed, as a value of TOML. Whether the fact may have it is the transfer reader's to say.

use super::slot::{Of, Slot};
use super::talk::Talk;
use crate::condition::FactType;
use crate::render::Word;
use toml_edit::{Array, InlineTable, Value};

/// An answer, ready to be written.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// A value of a fact or a key.
    Value(Value),
    /// A showing: by whom, on what, of which day.
    Shown { by: String, evidence: String, on: Value },
    /// The list is all there is.
    Complete,
    /// These items, and that is all.
    Related(Vec<String>),
}

impl Answer {
    /// Reads an answer; `None` where it says nothing that can be written.
    ///
    /// # Errors
    /// What to write instead, where only yes or no is an answer.
    pub(super) fn of(text: &str, slot: &Slot, talk: &mut Talk) -> Result<Option<Self>, Word> {
        Ok(match &slot.of {
            Of::Complete(_) => yes_or_no(text)?.then_some(Self::Complete),
            Of::Related(_) => Some(Self::Related(names(text))),
            Of::Classification(_) => Some(Self::Value(match names(text).as_slice() {
                [one] => one.as_str().into(),
                several => array(several),
            })),
            Of::Listed => {
                let mut hits = InlineTable::new();
                for list in names(text) {
                    hits.insert(&list, Value::InlineTable(InlineTable::new()));
                }
                Some(Self::Value(Value::InlineTable(hits)))
            }
            Of::Fact { of: FactType::Shown, .. } => {
                if yes_or_no(text)? {
                    shown(talk)
                } else {
                    None
                }
            }
            Of::Fact { of, lasts, .. } => {
                let value = value(text, *of)?;
                let dated = lasts.and_then(|_| talk.detail(Word::AskOn.get(talk.lang)));
                Some(Self::Value(match dated {
                    Some(day) => {
                        let mut grounded = InlineTable::new();
                        grounded.insert("is", value);
                        grounded.insert("on", self::day(&day));
                        Value::InlineTable(grounded)
                    }
                    None => value,
                }))
            }
        })
    }
}

fn shown(talk: &mut Talk) -> Option<Answer> {
    let by = talk.detail(Word::AskBy.get(talk.lang))?;
    let evidence = talk.detail(Word::AskEvidence.get(talk.lang))?;
    let on = talk.detail(Word::AskOn.get(talk.lang))?;
    Some(Answer::Shown { by, evidence, on: day(&on) })
}

fn value(text: &str, of: FactType) -> Result<Value, Word> {
    Ok(match of {
        FactType::Truth => yes_or_no(text)?.into(),
        FactType::Number(_) => number(text).unwrap_or_else(|| text.into()),
        FactType::Share if number(text).is_some() => format!("{text} %").into(),
        FactType::Date => day(text),
        FactType::Set(_) => array(&names(text)),
        FactType::Share
        | FactType::Money
        | FactType::One(_)
        | FactType::Record
        | FactType::Shown => text.into(),
    })
}

fn yes_or_no(text: &str) -> Result<bool, Word> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "はい" => Ok(true),
        "no" | "n" | "false" | "いいえ" => Ok(false),
        _ => Err(Word::AskAgain),
    }
}

/// A bare number keeps the digits that were typed.
fn number(text: &str) -> Option<Value> {
    let value = text.parse::<Value>().ok()?;
    (value.is_integer() || value.is_float()).then(|| value.decorated("", ""))
}

fn day(text: &str) -> Value {
    match text.parse::<Value>() {
        Ok(value) if value.is_datetime() => value.decorated("", ""),
        _ => text.into(),
    }
}

/// Names with commas between them; `none` is the empty list.
fn names(text: &str) -> Vec<String> {
    if text == "none" || text == "なし" {
        return Vec::new();
    }
    let parts = text.split([',', '、']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(ToOwned::to_owned).collect()
}

fn array(names: &[String]) -> Value {
    names.iter().map(String::as_str).collect::<Array>().into()
}
