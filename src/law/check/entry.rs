//! What stands in an entry's file: its head, paragraphs, exclusions, reason and eligible rows, bars.

use super::super::model::{
    EligibleRow, Entry, EntryBar, EntryHead, Exclusion, Pack, Paragraph, ReasonRow,
};
use super::super::raw::Raw;
use super::super::read::title;
use super::provisions::bar;
use super::refs::unknown;
use super::site::Cx;
use crate::base::{Code, Currency, Exact, In, ProvisionId, quantity};
use crate::condition::Role;
use crate::diag::Code as Fault;

/// A block of the file of `entry`.
pub(super) fn block<'a>(cx: &mut Cx<'a>, pack: &mut Pack, raw: &'a Raw<'a>, entry: &str) {
    let home = pack.entries.entry(Code::from(entry)).or_default();
    home.change(|home| part(cx, home, raw, entry));
}

fn part<'a>(cx: &mut Cx<'a>, home: &mut Entry, raw: &'a Raw<'a>, entry: &str) {
    let id = ProvisionId::from(raw.id().text);
    match raw.name() {
        "entry" => {
            let body = head(cx, raw);
            cx.add(&mut home.head, raw, body);
        }
        "paragraph" => {
            let code = Code::from(raw.id().text);
            if !Code::from(entry).covers(&code) || code.as_str() == entry {
                let message = format!("`{code}` is no paragraph of the entry `{entry}`");
                cx.faults.push(
                    raw.fault(Fault::BadName, message)
                        .help(format!("continue the entry's id: `{entry}.a`, `{entry}(1)`")),
                );
            }
            let body = Paragraph { when: cx.when(raw, Role::Paragraph, None) };
            cx.add(home.paragraphs.entry(code).or_default(), raw, body);
        }
        "exclusion" => {
            let body = Exclusion {
                on: cx.codes(raw, "on", entry),
                when: cx.when(raw, Role::Exclusion, None),
            };
            cx.add(home.exclusions.entry(id).or_default(), raw, body);
        }
        "reason" => {
            if let Some(body) = reason(cx, raw, entry) {
                cx.add(home.reasons.entry(id).or_default(), raw, body);
            }
        }
        "eligible" => {
            if let Some(body) = eligible(cx, raw, entry) {
                cx.add(home.eligible.entry(id).or_default(), raw, body);
            }
        }
        _ => {
            let body = EntryBar { bar: bar(cx, raw), on: cx.codes(raw, "on", entry) };
            cx.add(home.bars.entry(id).or_default(), raw, body);
        }
    }
}

fn head<'a>(cx: &mut Cx<'a>, raw: &'a Raw<'a>) -> EntryHead {
    let id = raw.id();
    let stem = id.file.name.rsplit('/').next().and_then(|name| name.strip_suffix(".toml"));
    if stem != Some(id.text) {
        let message = format!(
            "the entry `{}` stands in a file called `{}.toml`",
            id.text,
            stem.unwrap_or_default()
        );
        cx.faults.push(
            id.fault(Fault::File, message)
                .help(format!("name the file as the entry: `{}.toml`", id.text)),
        );
    }
    let other = cx.raw.blocks.iter().any(|other| {
        other.name() == "entry" && other.file.name == raw.file.name && other.id().text != id.text
    });
    if other {
        let message = format!("{} shares its file with another entry", title(raw));
        cx.faults.push(id.fault(Fault::File, message).help("give each entry a file of its own"));
    }
    EntryHead {
        kind: cx.symbols(raw, "kind", "item.kind"),
        article: cx.symbols(raw, "article", "item.article"),
        technology: cx.symbols(raw, "technology", "item.technology"),
        when: cx.when(raw, Role::Paragraph, None),
        partial: raw.is("partial"),
        prove: raw.is("prove"),
        catch_all: raw.is("catch_all"),
    }
}

fn reason<'a>(cx: &mut Cx<'a>, raw: &'a Raw<'a>, entry: &str) -> Option<ReasonRow> {
    Some(ReasonRow {
        reason: raw.text("reason")?.text.into(),
        on: cx.codes(raw, "on", entry),
        except: cx.codes(raw, "except", entry),
        when: cx.when(raw, Role::Reason, None),
        to: cx.places(raw, "to"),
    })
}

fn eligible<'a>(cx: &mut Cx<'a>, raw: &'a Raw<'a>, entry: &str) -> Option<EligibleRow> {
    let said = raw.text("exception")?;
    let exception = ProvisionId::from(said.text);
    let known = &cx.known().exceptions;
    if !known.iter().any(|known| exception.covers(known) || known.covers(&exception)) {
        let fault = unknown(said, "exception", known);
        cx.faults.push(fault);
    }
    Some(EligibleRow {
        exception,
        on: cx.codes(raw, "on", entry),
        except: cx.codes(raw, "except", entry),
        when: cx.when(raw, Role::Eligible, None),
        limit: limit(cx, raw),
    })
}

/// One amount with its currency.
fn limit(cx: &mut Cx<'_>, raw: &Raw<'_>) -> Option<(Exact, Currency)> {
    let said = raw.text("limit")?;
    if let Ok((range, In::Currency(currency))) = quantity(said.text)
        && let Some(value) = range.single().filter(|value| !value.is_negative())
    {
        return Some((value.clone(), currency));
    }
    let message = format!("`{}` is no amount", said.text);
    cx.faults.push(
        said.fault(Fault::BadNumber, message).help("write a number and a currency: `1_500 USD`"),
    );
    None
}
