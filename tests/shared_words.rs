//! The pack of shared words holds what it says it holds.

use crate::vocabulary::vocabulary;
use sekisho::base::Text;
use sekisho::condition::FactType;

#[test]
fn every_shared_fact_is_asked_in_both_languages() {
    let spoken =
        |text: &Text| !text.en.is_empty() && text.ja.as_deref().is_some_and(|ja| !ja.is_empty());
    let shared = || vocabulary().facts.values().filter(|fact| fact.pack.as_str() == "common");
    let mute: Vec<&str> = shared()
        .filter(|f| !spoken(&f.title) || !spoken(&f.question))
        .map(|f| f.name.as_str())
        .collect();
    assert_eq!(mute, [""; 0]);
    assert!(shared().count() > 50);
}

#[test]
fn every_unit_is_that_of_a_number() {
    for fact in vocabulary().facts.values().filter(|fact| fact.unit.is_some()) {
        assert!(matches!(fact.of, FactType::Number(_) | FactType::Share), "{}", fact.name);
    }
}

#[test]
fn all_countries_are_there_and_no_region_is_without_one() {
    let places = &vocabulary().places;
    let countries = places.keys().filter(|place| place.as_str().len() == 2).count();
    assert_eq!(countries, 250, "249 of ISO 3166-1 and one user-assigned code");
    for (place, title) in places {
        assert!(title.ja.is_some() && !title.en.is_empty(), "{place}");
        let country = place.as_str().split('-').next().unwrap();
        assert!(places.contains_key(country), "{place}");
    }
}
