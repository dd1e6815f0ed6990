//! Every code of a finding, with its meaning. Codes are never renamed; a test keeps each of them documented and provoked.

use std::fmt;

/// Whether a finding stops the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The input is not used.
    Error,
    /// The input is used; a person should look.
    Warning,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $severity:ident;)+) => {
        /// What kind of finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The name used in output, in kebab case.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// What it means, in a sentence.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc,)+),)+ }
            }

            /// How severe.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    /// The text is not TOML or JSON.
    Syntax = "syntax", Error;
    /// A key that nothing reads.
    UnknownKey = "unknown-key", Error;
    /// A key that must be there is not.
    MissingKey = "missing-key", Error;
    /// A value of another kind than the key takes.
    WrongType = "wrong-type", Error;
    /// A word that is none of the values allowed here.
    UnknownValue = "unknown-value", Error;
    /// A name that is not well formed.
    BadName = "bad-name", Error;
    /// A text that is not a number, a quantity or a range.
    BadNumber = "bad-number", Error;
    /// A text that is not a day.
    BadDate = "bad-date", Error;
    /// A unit that does not exist or does not fit.
    BadUnit = "bad-unit", Error;
    /// A place that is neither a country nor a region of one.
    UnknownPlace = "unknown-place", Error;
    /// The condition cannot be read.
    Condition = "condition", Error;
    /// `and` and `or` stand on one level without parentheses.
    MixedAndOr = "mixed-and-or", Error;
    /// A fact that no pack declares.
    UnknownFact = "unknown-fact", Error;
    /// A group that no pack declares.
    UnknownGroup = "unknown-group", Error;
    /// A pack that is not loaded or not declared as a dependency.
    UnknownPack = "unknown-pack", Error;
    /// A list of parties, or an attribute of one, that no pack declares.
    UnknownList = "unknown-list", Error;
    /// A provision or code that does not exist.
    UnknownProvision = "unknown-provision", Error;
    /// A source that the pack does not declare.
    UnknownSource = "unknown-source", Error;
    /// Two sides of a comparison, or of a sum, that are different kinds of thing.
    TypeMismatch = "type-mismatch", Error;
    /// A provision that reads a result which is not yet there in its stratum.
    Stratum = "stratum", Error;
    /// A showing where it could make an answer stricter.
    Showing = "showing", Error;
    /// A noun that nothing binds here.
    Unbound = "unbound", Error;
    /// Something declared twice.
    Duplicate = "duplicate", Error;
    /// Provisions that rest on each other in a circle.
    Circle = "circle", Error;
    /// A provision without citation.
    NoCitation = "no-citation", Error;
    /// A count that differs from what the pack says it holds.
    Count = "count", Error;
    /// A file that cannot be read or is not what its place says.
    File = "file", Error;
    /// The same fact stated twice, or in two ways that disagree.
    Contradiction = "contradiction", Error;
    /// An item or party named here does not exist in the transfer.
    UnknownReference = "unknown-reference", Error;
    /// A condition that says *A or not A*, which flags although it cannot fail.
    Tautology = "tautology", Warning;
    /// A title, question or note without Japanese words.
    MissingJapanese = "missing-japanese", Warning;
    /// A group, fact or term that nothing uses.
    Unused = "unused", Warning;
    /// A provision that names something which is not in force on all of its days.
    Gap = "gap", Warning;
    /// An expectation of an example or test that does not hold.
    Expectation = "expectation", Error;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
