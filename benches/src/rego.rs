//! regorus: the entries as data keyed by technology, places as object keys, so that one rule looks at few.

use crate::synthetic::{Entry, Transfer, facts, place};
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{CompiledPolicy, Engine, Value};
use serde_json::{Map, json};

const RULE: &str = r"
package synthetic
import rego.v1
matches contains entry.id if {
    some entry in data.entries[input.technology]
    input.speed >= entry.speed_at_least
    input.noise < entry.noise_below
    entry.to[input.to]
    entry.military <= input.military
    input.date >= entry.from
    input.date <= entry.until
}
";
const RESULT: &str = "data.synthetic.matches";

/// The rule compiled once, for both ways of running it.
pub struct Rego {
    compiled: CompiledPolicy,
    vm: RegoVM,
}

impl Rego {
    pub fn new(policy: &[Entry]) -> Self {
        let mut entries: Map<String, serde_json::Value> = Map::new();
        for e in policy {
            let to: Map<_, _> =
                e.destinations.iter().map(|&p| (place(p).to_owned(), json!(true))).collect();
            let number = |d: rust_decimal::Decimal| -> serde_json::Value {
                serde_json::from_str(&d.to_string()).unwrap()
            };
            let row = json!({
                "id": e.id,
                "speed_at_least": number(e.speed_at_least),
                "noise_below": number(e.noise_below),
                "to": to,
                "military": e.military,
                "from": e.from,
                "until": e.until,
            });
            entries
                .entry(e.technology.clone())
                .or_insert_with(|| json!([]))
                .as_array_mut()
                .unwrap()
                .push(row);
        }
        let data = Value::from_json_str(&json!({ "entries": entries }).to_string()).unwrap();
        let mut engine = Engine::new();
        engine.add_policy("synthetic.rego".into(), RULE.into()).unwrap();
        engine.add_data(data.clone()).unwrap();
        let compiled = engine.compile_with_entrypoint(&RESULT.into()).unwrap();
        let program = Compiler::compile_from_policy(&compiled, &[RESULT]).unwrap();
        let mut vm = RegoVM::new();
        vm.load_program(program);
        vm.set_data(data).unwrap();
        Self { compiled, vm }
    }

    pub fn bind(transfer: &Transfer) -> Value {
        Value::from_json_str(&facts(transfer).to_string()).unwrap()
    }

    pub fn compiled(&self, input: &Value) -> Value {
        self.compiled.eval_with_input(input.clone()).unwrap()
    }

    pub fn machine(&mut self, input: &Value) -> Value {
        self.vm.set_input(input.clone());
        self.vm.execute().unwrap()
    }

    pub fn matches(result: &Value) -> Vec<String> {
        result.as_set().unwrap().iter().map(|v| v.as_string().unwrap().to_string()).collect()
    }
}
