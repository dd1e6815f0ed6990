//! Names with a meaning: places, packs and their codes. A name that nobody declared is a fault that names the nearest.

use super::Check;
use super::table::listed;
use crate::base::{Code as ListCode, CodeRef, PackId, Place, fold};
use crate::condition::Known;
use crate::diag::{Code, Span};

/// The name that was probably meant, if any is near.
pub(in crate::transfer) fn nearest<'n>(
    word: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> Option<&'n str> {
    let meant = fold(word);
    let length = meant.chars().count();
    let far = length.div_ceil(3).min(length.saturating_sub(1));
    names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&meant, &fold(name)), name))
        .filter(|(distance, _)| *distance <= far)
        .min()
        .map(|(_, name)| name)
}

impl Check<'_> {
    pub(super) fn place(&mut self, text: &str, span: Span) -> Option<Place> {
        let place = Place::from(text);
        if self.vocabulary.knows_place(&place) && text.bytes().all(|b| b.is_ascii_graphic()) {
            return Some(place);
        }
        let help = match self.place_meant(text) {
            Some(meant) => {
                format!(
                    "write `{meant}` for {}",
                    self.vocabulary.places.get(&meant).map_or("", |t| &*t.en)
                )
            }
            None => "write the two capital letters of ISO 3166-1, and a region after a hyphen"
                .to_owned(),
        };
        self.fault(
            span,
            Code::UnknownPlace,
            format_args!("no country or region is called `{text}`"),
        )
        .help(help);
        None
    }

    /// By its code in other letters, its name, or the first letters of its name.
    fn place_meant(&self, text: &str) -> Option<Place> {
        let places = &self.vocabulary.places;
        if let Some((code, _)) = places.get_key_value(&*text.to_ascii_uppercase()) {
            return Some(code.clone());
        }
        let meant = fold(text);
        let names = |title: &crate::base::Text| {
            [fold(&title.en), title.ja.as_deref().map_or(String::new(), fold)]
        };
        if let Some((code, _)) = places.iter().find(|(_, title)| names(title).contains(&meant)) {
            return Some(code.clone());
        }
        let initials =
            |title: &str| title.split(' ').filter_map(|w| w.chars().next()).collect::<String>();
        let capitals = text.to_ascii_uppercase();
        if let Some((code, _)) = places.iter().find(|(_, title)| initials(&title.en) == capitals) {
            return Some(code.clone());
        }
        let near = (meant.chars().count() > 3)
            .then(|| nearest(text, places.values().map(|title| &*title.en)))
            .flatten()?;
        places.iter().find(|(_, title)| &*title.en == near).map(|(code, _)| code.clone())
    }

    pub(super) fn pack(&mut self, text: &str, span: Span) -> Option<(PackId, &'_ Known)> {
        let vocabulary = self.vocabulary;
        if let Some((id, known)) = vocabulary.packs.get_key_value(text) {
            return Some((id.clone(), known));
        }
        let names = || vocabulary.packs.keys().map(PackId::as_str);
        let help = match nearest(text, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the packs at hand are {}", listed(names())),
        };
        self.fault(span, Code::UnknownPack, format_args!("no pack is called `{text}`")).help(help);
        None
    }

    /// `pack:name`, the pack known.
    pub(super) fn in_pack<'t>(
        &mut self,
        text: &'t str,
        span: Span,
        example: &str,
    ) -> Option<(PackId, &'t str)> {
        let Some((pack, name)) = text.split_once(':') else {
            let message = format!("`{text}` does not say its pack");
            self.fault(span, Code::BadName, message).help(format_args!("write {example}"));
            return None;
        };
        self.pack(pack, span).map(|(pack, _)| (pack, name))
    }

    pub(super) fn code_ref(&mut self, text: &str, span: Span) -> Option<CodeRef> {
        let (pack, code) = self.in_pack(text, span, "the pack and the code: `pack:code`")?;
        let code = self.code(&pack, code, span)?;
        Some(CodeRef { pack, code })
    }

    /// A code of the pack: held, above one that is held, the residual class; anything where the pack holds only part.
    pub(super) fn code(&mut self, pack: &PackId, text: &str, span: Span) -> Option<ListCode> {
        let code = ListCode::from(text);
        let known = self.vocabulary.packs.get(pack)?;
        let accepted = known.codes.holds(text)
            || known.residual.as_ref() == Some(&code)
            || known
                .codes
                .from(text)
                .take_while(|c| c.starts_with(text))
                .any(|c| code.covers(&ListCode::from(c)));
        if accepted || (known.partial && well_formed(text)) {
            return Some(code);
        }
        let names = known.codes.iter().chain(&known.residual).map(ListCode::as_str);
        let help = nearest(text, names).map(|near| format!("did you mean `{near}`?"));
        let fault =
            self.fault(span, Code::UnknownProvision, format_args!("`{pack}` has no code `{text}`"));
        fault.help(
            help.unwrap_or_else(|| "write the code as the list does, without the title".to_owned()),
        );
        None
    }
}

fn well_formed(code: &str) -> bool {
    !code.is_empty() && code.chars().all(|c| c.is_ascii_alphanumeric() || "-.()".contains(c))
}
