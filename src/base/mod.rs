//! The words everything else is said in: truth, days, places, codes, quantities, citations, text in two languages.
//!
//! No input or output, no clock, no law. Floor 0: it names no other module of the house.

mod cite;
mod exact;
mod fold;
mod ids;
mod interval;
mod late;
mod period;
mod quantity_text;
mod roll;
pub(crate) mod sorted;
mod text;
mod truth;
mod unit;

pub use cite::{Basis, Citation, State};
pub use exact::{Exact, Tiny};
pub use fold::fold;
pub use ids::{Code, CodeRef, FactName, Hs, PackId, Place, ProvisionId, SourceId, Symbol};
pub use interval::{Bound, Interval};
pub use late::Late;
pub use period::{Day, InForce, Start, Timeline, day_letters, read_day};
pub use quantity_text::{BadQuantity, In, Written, quantity, written};
pub use roll::Roll;
pub use text::{Lang, Text};
pub use truth::Truth;
pub use unit::{Currency, Dimension, Measure, Unit};
