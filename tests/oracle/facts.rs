//! Facts as stated, aged, shown or attested; whose they are; what questions call them.

use super::answer::Names;
use super::answer::{Answer, no, sure, unknown, unknown_all};
use super::world::{Destination, Env, Standing, Who, World};
use sekisho::base::{FactName, PackId, Symbol};
use sekisho::condition::{FactType, Path, Subject};
use sekisho::law::model::{Formula, Term};
use sekisho::transfer::{Stated, Value};

/// A term in force and the pack that says it.
pub(crate) type TermHere<'a> = (&'a PackId, Standing<'a, Term>);

impl<'a> World<'a> {
    /// What a question calls a fact.
    pub(crate) fn question(&self, env: &Env<'a>, path: &Path) -> String {
        let full = path.fact.as_str();
        let short = full.split_once('.').map_or(full, |(_, rest)| rest);
        match (&path.subject, who(env, &path.subject)) {
            (Subject::Licence, _) => {
                let number = env.licence.map_or("?", |l| &l.number);
                format!("licence {number}.{short}")
            }
            (Subject::Act, _) => match (full, &env.destination) {
                ("destination", Destination::Known(_, fact) | Destination::Unknown(fact)) => {
                    fact.clone()
                }
                _ => full.to_owned(),
            },
            (_, Some(Who { unlisted: Some(closing), .. })) => closing.to_owned(),
            (_, Some(who)) => format!("{}.{short}", who.record.name),
            (_, None) => full.to_owned(),
        }
    }

    /// The value that counts today: stated, or attested. Not computed.
    pub(crate) fn stated(&self, env: &Env<'a>, path: &Path) -> Option<Value> {
        let fact = path.fact.as_str();
        if path.subject == Subject::Act {
            match fact {
                "destination" => {
                    return match &env.destination {
                        Destination::Known(place, _) => Some(Value::Place(place.clone())),
                        _ => None,
                    };
                }
                "leg" => return env.leg.map(|leg| Value::Symbol(Symbol::from(leg.as_str()))),
                "date" => return Some(Value::Date(self.day)),
                _ => {}
            }
        }
        let facts = match path.subject {
            Subject::Act => Some(&self.case.act),
            Subject::Licence => env.licence.map(|l| &l.facts),
            _ => who(env, &path.subject).map(|who| &who.record.facts),
        };
        let stated = facts.and_then(|facts| facts.get(&path.fact));
        if let Some(stated) = stated {
            return self.counts(&path.fact, stated).then(|| stated.value.clone());
        }
        let spoken_of =
            path.subject == Subject::Act || who(env, &path.subject).is_some_and(|who| who.attested);
        if spoken_of { self.attested(&path.fact).map(Value::Truth) } else { None }
    }

    /// Whether a statement counts today: evidence ages, and a showing needs who, what and when.
    fn counts(&self, fact: &FactName, stated: &Stated) -> bool {
        let declared = self.law.vocabulary.facts.get(fact);
        let lasts = declared.and_then(|d| d.lasts);
        let shown = declared.is_some_and(|d| d.of == FactType::Shown);
        let on = stated.evidence.as_ref().and_then(|e| e.on);
        if let Some(lasts) = lasts {
            let Some(on) = on else { return false };
            if on > self.day || (self.day - on).num_days() > i64::from(lasts) {
                return false;
            }
        }
        if shown {
            let Some(evidence) = &stated.evidence else { return false };
            let ahead = on.is_some_and(|on| on > self.day);
            return evidence.by.is_some() && evidence.evidence.is_some() && !ahead;
        }
        true
    }

    /// What an attestation made by today answers.
    pub(crate) fn attested(&self, fact: &FactName) -> Option<bool> {
        let made = self.case.attested.iter().filter(|made| made.on <= self.day);
        let mut answers = made.filter_map(|made| {
            let said = self.law.packs.get(&made.pack)?.attestations.get(&made.id)?;
            let said = self.standing(said).filter(|s| !s.unseen)?;
            said.version.body.answers.get(fact).copied()
        });
        answers.next()
    }

    /// The term of that name in force today, whoever declares it.
    pub(crate) fn term(&self, fact: &FactName) -> Option<TermHere<'a>> {
        let declared = self.law.vocabulary.terms.get(fact)?;
        let pack = self.law.packs.get(&declared.pack)?;
        Some((&pack.head.id, self.standing(pack.terms.get(fact)?)?))
    }

    /// Where a term's formula is read: about its subject, and nobody else is bound.
    /// An owner takes the place of the party, so that `any owner` in the formula means the owner's owners.
    pub(crate) fn home(&self, env: &Env<'a>, subject: &Subject) -> Env<'a> {
        let mut home = env.clone();
        let who = who(env, subject);
        match subject {
            Subject::Item | Subject::Component | Subject::Target | Subject::Input => {
                home.item = who;
                (home.component, home.target, home.input) = (None, None, None);
                home.rows.clear();
            }
            Subject::Party | Subject::Owner => {
                home.party = who;
                home.owner = None;
            }
            _ => {}
        }
        home
    }

    /// A truth: stated, else derived, else unknown. A showing is never unknown.
    pub(crate) fn truth(&self, env: &Env<'a>, path: &Path) -> Answer {
        let shown =
            self.law.vocabulary.facts.get(&path.fact).is_some_and(|d| d.of == FactType::Shown);
        match self.stated(env, path) {
            Some(Value::Truth(value)) => return sure(value),
            None if shown => return no(),
            _ => {}
        }
        let Some((pack, term)) = self.term(&path.fact) else {
            return unknown(self.question(env, path));
        };
        term.words(pack, &path.fact, || match &term.version.body.is {
            Formula::Truth(cond) => self.holds(&self.home(env, &path.subject), cond),
            Formula::Sum(_) | Formula::Same(_) => unknown(self.question(env, path)),
        })
    }

    /// The values of a fact or place term, one or several; else what is missing.
    pub(crate) fn values(&self, env: &Env<'a>, path: &Path) -> Result<Vec<Value>, Names> {
        match self.stated(env, path) {
            Some(Value::Set(values)) => return Ok(values),
            Some(value) => return Ok(vec![value]),
            None => {}
        }
        if let Some((pack, term)) = self.term(&path.fact) {
            if term.unseen {
                return Err(Names::from([format!("first-day:{pack}:{}", path.fact)]));
            }
            if let Formula::Same(other) = &term.version.body.is {
                return self.values(&self.home(env, &path.subject), other);
            }
        }
        Err(Names::from([self.question(env, path)]))
    }

    /// The same, with one continuation for what is known.
    pub(crate) fn with_values(
        &self,
        env: &Env<'a>,
        path: &Path,
        read: impl FnOnce(Vec<Value>) -> Answer,
    ) -> Answer {
        match self.values(env, path) {
            Ok(values) => read(values),
            Err(missing) => unknown_all(missing),
        }
    }
}

/// Who is meant by a subject. `None` for the act and for licences, which are no records.
pub(crate) fn who<'a>(env: &Env<'a>, subject: &Subject) -> Option<Who<'a>> {
    match subject {
        Subject::Act | Subject::Licence => None,
        Subject::Item => env.item,
        Subject::Component => env.component,
        Subject::Target => env.target,
        Subject::Input => env.input,
        Subject::Party => env.party,
        Subject::Owner => env.owner,
        Subject::Person => env.person,
        Subject::Record(fact) => env.rows.get(fact).copied(),
    }
}
