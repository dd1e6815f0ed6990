//! One spelling for words that people write in many. Not what they mean.

use unicode_normalization::UnicodeNormalization;

/// Compatibility forms, case, spaces and hyphens do not tell words apart.
///
/// ```
/// use sekisho::base::fold;
/// assert_eq!(fold("Quantum-Computer"), fold("quantum computer"));
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}' | '・'))
        .collect()
}
