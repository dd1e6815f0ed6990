//! A transfer on the command line, for commands that take one instead of a file.

use crate::condition::Vocabulary;
use crate::transfer;

/// A transfer on the command line, without a file.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Without a file")]
pub(super) struct Quick {
    /// What is transferred, in your words: `quantum`, `5G base station`
    #[arg(long, value_name = "WORDS", conflicts_with = "files")]
    item: Option<String>,
    /// A parameter of the item: `qubits=40` (repeatable)
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = pair, requires = "item")]
    params: Vec<(String, String)>,
    /// Where it comes from: `JP`
    #[arg(long, value_name = "PLACE", requires = "item")]
    from: Option<String>,
    /// Where it goes: `CN`
    #[arg(long, value_name = "PLACE", requires = "item")]
    to: Option<String>,
    /// The act: `movement`, `release`, `access`, `assistance`, `brokering`, `publication`
    #[arg(long, requires = "item")]
    act: Option<String>,
    /// The kind of item: `commodity`, `software`, `technology`, `service`
    #[arg(long, requires = "item")]
    kind: Option<String>,
    /// A party and its country: `end-user=CN`, `Acme=FR` (repeatable)
    #[arg(long = "party", value_name = "NAME=COUNTRY", value_parser = pair, requires = "item")]
    parties: Vec<(String, String)>,
}

impl Quick {
    /// The transfer, where there is one.
    pub(super) fn form(&self, vocabulary: &Vocabulary) -> Option<transfer::Quick> {
        let roles = vocabulary.facts.get("party.role").map(|fact| fact.values.as_slice());
        let party = |(name, country): &(String, String)| {
            let is_role = roles.is_some_and(|roles| roles.iter().any(|role| role.as_str() == name));
            let (role, name) = if is_role { (Some(name), None) } else { (None, Some(name)) };
            transfer::QuickParty {
                role: role.cloned(),
                name: name.cloned(),
                country: Some(country.clone()),
            }
        };
        Some(transfer::Quick {
            item: self.item.clone()?,
            params: self.params.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            act: self.act.clone(),
            kind: self.kind.clone(),
            parties: self.parties.iter().map(party).collect(),
            date: None,
            packs: Vec::new(),
        })
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() && !value.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("a name and a value are expected, with `=` between them".to_owned()),
    }
}
