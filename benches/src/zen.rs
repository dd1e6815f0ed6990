//! zen-engine: a decision table that collects every row that holds.

use crate::synthetic::{Entry, Transfer, facts, place};
use serde_json::{Map, Value, json};
use std::sync::Arc;
use zen_engine::model::DecisionContent;
use zen_engine::{Decision, DecisionEngine, DecisionGraphResponse, EvaluationOptions, Variable};

const COLUMNS: [&str; 6] = ["technology", "speed", "noise", "to", "military", "date"];

/// The table, compiled (which also builds its index).
pub struct Zen(Decision);

impl Zen {
    pub fn new(policy: &[Entry]) -> Self {
        let rules: Vec<Value> = policy
            .iter()
            .map(|e| {
                let places: Vec<String> =
                    e.destinations.iter().map(|&p| format!("\"{}\"", place(p))).collect();
                let mut row = Map::new();
                row.insert("_id".into(), json!(e.id));
                row.insert("technology".into(), json!(format!("\"{}\"", e.technology)));
                row.insert("speed".into(), json!(format!(">= {}", e.speed_at_least)));
                row.insert("noise".into(), json!(format!("< {}", e.noise_below)));
                row.insert("to".into(), json!(places.join(", ")));
                row.insert("military".into(), json!(if e.military { "true" } else { "" }));
                row.insert("date".into(), json!(format!("[{}..{}]", e.from, e.until)));
                row.insert("id".into(), json!(format!("\"{}\"", e.id)));
                Value::Object(row)
            })
            .collect();
        let inputs: Vec<Value> = COLUMNS
            .iter()
            .map(|c| json!({ "id": c, "name": c, "type": "expression", "field": c }))
            .collect();
        let content = json!({
            "nodes": [
                { "id": "in", "name": "in", "type": "inputNode" },
                { "id": "table", "name": "table", "type": "decisionTableNode", "content": {
                    "hitPolicy": "collect",
                    "inputs": inputs,
                    "outputs": [{ "id": "id", "name": "id", "type": "expression", "field": "id" }],
                    "rules": rules,
                } },
                { "id": "out", "name": "out", "type": "outputNode" },
            ],
            "edges": [
                { "id": "a", "sourceId": "in", "targetId": "table", "type": "edge" },
                { "id": "b", "sourceId": "table", "targetId": "out", "type": "edge" },
            ],
        });
        let content: DecisionContent = serde_json::from_value(content).unwrap();
        let mut decision = DecisionEngine::default().create_decision(Arc::new(content)).unwrap();
        decision.compile();
        Self(decision)
    }

    pub fn bind(transfer: &Transfer) -> Variable {
        facts(transfer).into()
    }

    pub async fn decide(&self, input: &Variable, trace: bool) -> DecisionGraphResponse {
        let options = EvaluationOptions { trace, ..Default::default() };
        self.0.evaluate_with_opts(input.clone(), options).await.unwrap()
    }

    pub fn matches(response: &DecisionGraphResponse) -> Vec<String> {
        let result = response.result.to_value();
        result.as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap().to_owned()).collect()
    }
}
