//! Licences on file and exchange rates.

use super::Check;
use super::names::nearest;
use super::table::Open;
use crate::base::{Code as ListCode, Currency, Exact, PackId, Place, ProvisionId};
use crate::diag::{Code, Span};
use crate::syntax::Value;
use crate::transfer::case::{Licence, Proviso, Rate};
use crate::transfer::keys;

impl Check<'_> {
    pub(super) fn licences(&mut self, open: &Open<'_, '_>) -> Vec<Licence> {
        let tables = self.tables(open, "licence", &keys::LICENCE);
        let mut licences: Vec<Licence> =
            tables.iter().filter_map(|table| self.licence(table)).collect();
        licences.sort_by(|a, b| (&a.pack, &a.number, a.from).cmp(&(&b.pack, &b.number, b.from)));
        let same = |pair: &[Licence]| matches!(pair, [a, b] if (&a.pack, &a.number) == (&b.pack, &b.number));
        if let (Some([twice, _]), Some(node)) =
            (licences.windows(2).find(|pair| same(pair)), open.get("licence"))
        {
            self.fault(
                node.span,
                Code::Duplicate,
                format_args!("the licence `{}` stands here twice", twice.number),
            )
            .help("state each licence once, with all its codes and places");
        }
        licences
    }

    fn licence(&mut self, open: &Open<'_, '_>) -> Option<Licence> {
        let pack = open
            .get("pack")
            .and_then(|node| Some((self.text(node, "pack")?, node.span)))
            .and_then(|(text, span)| Some(self.pack(text, span)?.0));
        let number = self.text_of(open, "number");
        let (from, until) = (self.day_of(open, "from"), self.day_of(open, "until"));
        if let (Some(from), Some(until), Some(node)) = (from, until, open.get("until"))
            && until < from
        {
            self.fault(
                node.span,
                Code::BadDate,
                format_args!("the licence ends on {until}, before it begins on {from}"),
            )
            .help("check both days");
        }
        let status = self.words_of(open, "status");
        let issued = match open.get("status") {
            None => true,
            Some(_) => {
                status.first().copied() == keys::STATUS.first().copied() && status.len() == 1
            }
        };
        let codes = self.each(open, "codes", |check, text, span| {
            pack.as_ref().and_then(|pack| check.licensed_code(pack, text, span))
        });
        let to: Option<Vec<Place>> = self.each(open, "to", Self::place);
        let parties = self.each(open, "parties", |_, text, _| Some(Box::<str>::from(text)));
        let controls = self.each(open, "controls", |check, text, span| {
            pack.as_ref().and_then(|pack| check.licensed_control(pack, text, span))
        });
        let value_left = self.value_left(open);
        let provisos = self.provisos(open);
        let facts = self.facts(open).stated;
        Some(Licence {
            pack: pack?,
            number: number?,
            from: from?,
            until: until?,
            facts,
            issued,
            codes,
            to,
            parties,
            value_left,
            controls,
            provisos,
        })
    }

    /// The sorted values of a list, each checked. `None` where nothing is said.
    fn each<T: Ord>(
        &mut self,
        open: &Open<'_, '_>,
        key: &'static str,
        read: impl Fn(&mut Self, &str, Span) -> Option<T>,
    ) -> Option<Vec<T>> {
        let texts = self.texts(open, key)?;
        let mut values: Vec<T> =
            texts.into_iter().filter_map(|(text, span)| read(self, text, span)).collect();
        values.sort();
        values.dedup();
        Some(values)
    }

    /// A code as licences print it, with or without the pack in front.
    fn licensed_code(&mut self, pack: &PackId, text: &str, span: Span) -> Option<ListCode> {
        let code = text.strip_prefix(pack.as_str()).and_then(|rest| rest.strip_prefix(':'));
        self.code(pack, code.unwrap_or(text), span)
    }

    fn licensed_control(&mut self, pack: &PackId, text: &str, span: Span) -> Option<ProvisionId> {
        let known = self.vocabulary.packs.get(pack)?;
        let control = text
            .strip_prefix(pack.as_str())
            .and_then(|rest| rest.strip_prefix(':'))
            .unwrap_or(text);
        let id = ProvisionId::from(control);
        if known.controls.iter().any(|held| id.covers(held)) {
            return Some(id);
        }
        let help = match nearest(control, known.controls.iter().map(ProvisionId::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "leave `controls` out where the licence lifts every control".to_owned(),
        };
        self.fault(
            span,
            Code::UnknownProvision,
            format_args!("`{pack}` has no control `{control}`"),
        )
        .help(help);
        None
    }

    fn value_left(&mut self, open: &Open<'_, '_>) -> Option<(Exact, Currency)> {
        let node = open.get("value_left")?;
        let (range, currency) = self.money("value_left", node)?;
        let Some(value) = range.single() else {
            self.fault(node.span, Code::BadNumber, "`value_left` is one amount, not a range")
                .help("state the lowest amount that is surely left");
            return None;
        };
        Some((value.clone(), currency))
    }

    fn provisos(&mut self, open: &Open<'_, '_>) -> Vec<Proviso> {
        let tables = self.tables(open, "provisos", &keys::PROVISO);
        let mut provisos: Vec<Proviso> = tables
            .iter()
            .filter_map(|table| {
                let met = self.truth_of(table, "met");
                Some(Proviso { text: self.text_of(table, "text")?, met })
            })
            .collect();
        provisos.sort();
        provisos
    }

    pub(super) fn rates(&mut self, open: &Open<'_, '_>) -> Vec<Rate> {
        let Some(node) = open.get("rates") else { return Vec::new() };
        let Value::Table(entries) = &node.value else {
            self.wrong(node, "rates", "rates by pair of currencies");
            return Vec::new();
        };
        let mut rates = Vec::new();
        for (key, node) in entries {
            let pair = key.text.split_once('/').and_then(|(from, to)| {
                Currency::parse(from).zip(Currency::parse(to)).filter(|(from, to)| from != to)
            });
            if pair.is_none() {
                self.fault(
                    key.span,
                    Code::BadName,
                    format_args!("`{}` is not a pair of currencies", key.text),
                )
                .help("write e.g. `\"JPY/USD\" = { rate = \"0.0067\", on = 2026-11-20 }`");
            }
            let Some(open) = self.open(&keys::RATE, node) else { continue };
            let rate = open.get("rate").and_then(|node| self.positive("rate", node));
            let on = self.day_of(&open, "on");
            if let (Some((from, to)), Some(rate), Some(on)) = (pair, rate, on) {
                rates.push(Rate { from, to, rate, on });
            }
        }
        rates.sort_by_key(|rate: &Rate| (rate.from, rate.to, rate.on));
        rates
    }
}
