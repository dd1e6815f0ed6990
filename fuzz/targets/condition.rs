//! No text makes the parser of conditions panic, and whatever it accepts reads back as it prints.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sekisho::base::PackId;
use sekisho::condition::{self, Context, Role, Snippet, Subject};
use sekisho::diag::{File, Span};
use sekisho_fuzz::{LAW, seeds};

const ROLES: [Role; 12] = [
    Role::Term,
    Role::Paragraph,
    Role::Exclusion,
    Role::Reason,
    Role::Leg,
    Role::Scope,
    Role::Control,
    Role::Bar,
    Role::Eligible,
    Role::Exception,
    Role::Policy,
    Role::Obligation,
];

fuzz_target!(init: seeds::write("condition"), |text: &str| {
    // the last character chooses where the condition stands, so that seeds stay readable
    let choice = text.chars().last().map_or(0, |c| u32::from(c) as usize);
    let pack = PackId::from("alliance");
    for each in [None, Some(&Subject::Person)] {
        let role = ROLES[choice % ROLES.len()];
        let context = Context { pack: &pack, role, each, vocabulary: &LAW.vocabulary };
        let read = |text: &str| {
            let file = File { name: "fuzzed.toml", text };
            condition::condition(
                &Snippet { file: &file, span: Span::new(0, text.len()), text },
                &context,
            )
        };
        if let Ok(first) = read(text) {
            let printed = first.to_string();
            let second = read(&printed);
            assert_eq!(second.as_ref(), Ok(&first), "`{text}` prints as `{printed}`");
            assert_eq!(first.to_string(), printed);
        }
    }
});
