//! How far a word, a number, a unit or a code goes. Not what it means.

pub(super) fn is_word_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

pub(super) fn is_pack_character(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}

pub(super) fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Letters, digits and `_`; `-` and `.` where such a character follows them.
pub(super) fn word_length(text: &str) -> usize {
    let mut length = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let joins = match c {
            '-' => next.is_some_and(is_word_character),
            '.' => next.is_some_and(|n| n.is_ascii_alphabetic() || n == '_'),
            c => is_word_character(c),
        };
        if !joins {
            break;
        }
        length = at + 1;
    }
    length
}

/// `-12_000.5e-3`
pub(super) fn number_length(text: &str) -> usize {
    let digits = |from: usize, more: &str| {
        text.get(from..)
            .unwrap_or_default()
            .bytes()
            .take_while(|b| b.is_ascii_digit() || more.bytes().any(|m| m == *b))
            .count()
    };
    let mut at = usize::from(text.starts_with('-'));
    at += digits(at, "_");
    if text.get(at..).is_some_and(|rest| rest.starts_with('.')) {
        let fraction = digits(at + 1, "");
        at += if fraction > 0 { fraction + 1 } else { 0 };
    }
    if text.get(at..).is_some_and(|rest| rest.starts_with('e')) {
        let sign = usize::from(text.get(at + 1..).is_some_and(|rest| rest.starts_with('-')));
        let exponent = digits(at + 1 + sign, "");
        at += if exponent > 0 { exponent + 1 + sign } else { 0 };
    }
    at
}

/// `GB/s/mm2`, `/cm3`
pub(super) fn unit_length(text: &str) -> usize {
    let part = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            rest.bytes().take_while(u8::is_ascii_alphanumeric).count()
        } else {
            0
        }
    };
    let mut at = part(0);
    while text.get(at..).is_some_and(|rest| rest.starts_with('/')) {
        match part(at + 1) {
            0 => break,
            length => at += length + 1,
        }
    }
    at
}

/// `segment { "(" segment ")" | "." segment }`
pub(super) fn code_length(text: &str) -> usize {
    let segment = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        if rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count()
        } else {
            0
        }
    };
    let mut at = segment(0);
    while at > 0 {
        let length = segment(at + 1);
        let next = text.get(at..).unwrap_or_default();
        let closed = text.get(at + 1 + length..).is_some_and(|rest| rest.starts_with(')'));
        if length > 0 && next.starts_with('.') {
            at += length + 1;
        } else if length > 0 && next.starts_with('(') && closed {
            at += length + 2;
        } else {
            break;
        }
    }
    at
}
