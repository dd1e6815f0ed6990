//! What became of an exception or a licence on file, in words. An exception that says the same of many controls is put into
//! words once.

use super::decide::Settled;
use super::failing::Failing;
use super::names::Missing;
use super::relief::{By, Lift};
use super::world::World;
use crate::base::{Text, Truth};
use crate::decision::{Relief, Why};
use crate::law::model::Pack;
use rustc_hash::FxHashMap;
use std::rc::Rc;
use std::sync::Arc;

/// Reliefs that were put into words.
#[derive(Debug)]
pub(super) struct Reliefs<'a> {
    pub(super) missing: Missing<'a>,
    failing: Failing<'a>,
    said: FxHashMap<*const Lift<'a>, Arc<Relief>>,
}

impl<'a> Reliefs<'a> {
    pub(super) fn new(missing: Missing<'a>) -> Self {
        Self { missing, failing: Failing::default(), said: FxHashMap::default() }
    }

    /// One of those that were looked at for what was settled.
    pub(super) fn of(
        &mut self,
        world: &World<'a>,
        settled: &Settled<'a>,
        pack: &'a Pack,
        lift: &Rc<Lift<'a>>,
    ) -> Arc<Relief> {
        let (missing, failing) = (&self.missing, &self.failing);
        let said = self.said.entry(Rc::as_ptr(lift));
        let new = || Arc::new(world.relief(settled, pack, lift, missing, failing));
        Arc::clone(said.or_insert_with(new))
    }
}

impl<'a> World<'a> {
    fn relief(
        &self,
        settled: &Settled<'a>,
        pack: &'a Pack,
        lift: &Lift<'a>,
        missing: &Missing<'a>,
        failing: &Failing<'a>,
    ) -> Relief {
        let mut because: Vec<Why> = Vec::new();
        if lift.unclaimed {
            because.push(Why::NotClaimed);
        }
        because.extend(lift.bars.iter().map(|(id, truth)| match truth {
            Truth::Yes => Why::Barred((*id).into()),
            _ => Why::MayBeBarred((*id).into()),
        }));
        because.extend(missing.names(&lift.gaps).into_iter().map(Why::Unknown));
        match lift.by {
            By::Licence(at) => {
                let licence = self.case.licences.get(at);
                let number = licence.map_or("", |l| &l.number);
                Relief {
                    id: format!("licence {number}").into(),
                    title: Text::new("licence on file", Some("取得済みの許可")),
                    truth: lift.truth,
                    because,
                    cite: None,
                }
            }
            By::Exception(exception) => {
                if lift.truth == Truth::No && because.is_empty() {
                    because = failing.of(self, &exception.prov.id, settled.item, settled.leg);
                }
                let provision = pack
                    .exceptions
                    .get(&exception.id)
                    .and_then(|t| self.cited(&exception.prov, pack, t));
                Relief {
                    id: exception.id.as_str().into(),
                    title: provision.as_ref().map(|p| p.title.clone()).unwrap_or_default(),
                    truth: lift.truth,
                    because,
                    cite: provision.map(|p| p.cite.clone()),
                }
            }
        }
    }
}
