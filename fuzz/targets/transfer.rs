//! No text makes the reader of transfers panic; what it accepts has one hash and one decision.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sekisho::diag::File;
use sekisho::transfer;
use sekisho_fuzz::{LAW, seeds};

fuzz_target!(init: seeds::write("transfer"), |text: &str| {
    let file = File { name: "fuzzed", text };
    let read = || transfer::read(&file, &LAW.vocabulary);
    match (read(), read()) {
        (Ok(first), Ok(second)) => {
            assert_eq!(first.sha256, second.sha256);
            assert_eq!(first, second);
        }
        (first, second) => assert_eq!(first.err(), second.err(), "one text is read in two ways"),
    }
});
