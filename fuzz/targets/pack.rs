//! No pack, however broken, makes the reader panic, and the order of its files changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sekisho::law;
use sekisho_fuzz::{COMMON, pack, seeds};

fuzz_target!(init: seeds::write("pack"), |text: &str| {
    let mut source = pack(text);
    let there = law::load(&[COMMON.clone(), source.clone()]);
    source.files.reverse();
    let back = law::load(&[source, COMMON.clone()]);
    match (there, back) {
        (Ok(there), Ok(back)) => {
            let hashes = |law: &law::Law| -> Vec<_> {
                law.packs.values().map(|pack| pack.sha256.clone()).collect()
            };
            assert_eq!(hashes(&there), hashes(&back));
            drop(law::lint(&there));
        }
        (there, back) => assert_eq!(there.err(), back.err(), "the order of the files matters"),
    }
});
