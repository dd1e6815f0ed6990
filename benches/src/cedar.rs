//! cedar-policy: one `permit` an entry; those that hold are the response's reasons. The technology is the principal and the
//! destinations are parents of the place, since a set of texts is built anew at every comparison (ten times slower).

use crate::synthetic::{Entry, PLACES, Transfer, place};
use cedar_policy::{
    Authorizer, Context, Entities, Entity, EntityUid, Policy, PolicyId, PolicySet, Request,
    Response,
};
use rustc_hash::FxHashMap;
use std::collections::HashSet;

/// All policies in one set, and the same cut by technology by hand.
pub struct Cedar {
    authorizer: Authorizer,
    entities: Entities,
    all: PolicySet,
    by_technology: FxHashMap<String, PolicySet>,
}

/// A request and the key of the index made by hand.
pub struct Bound {
    request: Request,
    technology: String,
}

impl Cedar {
    pub fn new(policy: &[Entry]) -> Self {
        let mut all = PolicySet::new();
        let mut by_technology: FxHashMap<String, PolicySet> = FxHashMap::default();
        for entry in policy {
            let policy = Policy::parse(Some(PolicyId::new(&entry.id)), source(entry)).unwrap();
            all.add(policy.clone()).unwrap();
            by_technology.entry(entry.technology.clone()).or_default().add(policy).unwrap();
        }
        let places = (0..PLACES).map(|at| {
            let parents: HashSet<EntityUid> = policy
                .iter()
                .filter(|entry| entry.destinations.contains(&at))
                .map(|entry| uid("Destinations", &entry.id))
                .collect();
            Entity::new_no_attrs(uid("Place", place(at)), parents)
        });
        let entities = Entities::from_entities(places, None).unwrap();
        Self { authorizer: Authorizer::new(), entities, all, by_technology }
    }

    pub fn bind(&self, t: &Transfer) -> Bound {
        let context = serde_json::json!({
            "act": t.act,
            "kind": t.kind,
            "speed": { "__extn": { "fn": "decimal", "arg": decimal(t.speed) } },
            "noise": { "__extn": { "fn": "decimal", "arg": decimal(t.noise) } },
            "end_user": place(t.end_user),
            "military": t.military,
            "date": t.date,
            "origin": place(t.origin),
            "quantity": t.quantity,
            "from": place(t.from),
        });
        let context = Context::from_json_value(context, None).unwrap();
        let request = Request::new(
            uid("Technology", &t.technology),
            uid("Action", "transfer"),
            uid("Place", place(t.to)),
            context,
            None,
        )
        .unwrap();
        Bound { request, technology: t.technology.clone() }
    }

    pub fn plain(&self, bound: &Bound) -> Response {
        self.authorizer.is_authorized(&bound.request, &self.all, &self.entities)
    }

    pub fn indexed(&self, bound: &Bound) -> Response {
        let set = &self.by_technology[&bound.technology];
        self.authorizer.is_authorized(&bound.request, set, &self.entities)
    }

    pub fn matches(response: &Response) -> Vec<String> {
        assert_eq!(response.diagnostics().errors().count(), 0);
        let mut ids: Vec<String> =
            response.diagnostics().reason().map(ToString::to_string).collect();
        ids.sort();
        ids
    }
}

/// cedar's decimals have a point and at most four digits after it.
fn decimal(d: rust_decimal::Decimal) -> String {
    format!("{d:.4}")
}

fn uid(of: &str, id: &str) -> EntityUid {
    format!("{of}::\"{id}\"").parse().unwrap()
}

fn source(e: &Entry) -> String {
    let military = if e.military { "&& context.military" } else { "" };
    format!(
        "permit(principal == Technology::\"{}\", action, resource in Destinations::\"{}\") when {{ \
         context.speed.greaterThanOrEqual(decimal(\"{}\")) && context.noise.lessThan(decimal(\"{}\")) \
         {military} && context.date >= {} && context.date <= {} }};",
        e.technology,
        e.id,
        decimal(e.speed_at_least),
        decimal(e.noise_below),
        e.from,
        e.until
    )
}
