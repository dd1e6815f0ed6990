//! JSON into one buffer, on one line or indented. Knows how JSON is written, not what is said in it.

use std::sync::Arc;

/// What can be written.
pub(super) trait Say {
    /// Writes it.
    fn say(&self, to: &mut Json);
}

/// The text as it grows.
pub(super) struct Json {
    out: Vec<u8>,
    lines: Lines,
    depth: usize,
}

/// How it is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// All on one line.
    One,
    /// A value a line, indented by two.
    Many,
}

/// An object or a list that is being written.
pub(super) struct Inside<'j> {
    json: &'j mut Json,
    empty: bool,
}

/// A value as JSON.
pub(super) fn write(value: &impl Say, lines: Lines, capacity: usize) -> Vec<u8> {
    let mut json = Json { out: Vec::with_capacity(capacity), lines, depth: 0 };
    value.say(&mut json);
    json.out
}

impl Json {
    pub(super) fn object(&mut self, write: impl FnOnce(&mut Inside<'_>)) {
        self.inside(*b"{}", write);
    }

    pub(super) fn list<T: Say>(&mut self, values: impl Iterator<Item = T>) {
        self.inside(*b"[]", |list| {
            for value in values {
                list.begin();
                value.say(list.json);
            }
        });
    }

    fn inside(&mut self, [open, close]: [u8; 2], write: impl FnOnce(&mut Inside<'_>)) {
        self.out.push(open);
        self.depth = self.depth.saturating_add(1);
        let mut inside = Inside { json: self, empty: true };
        write(&mut inside);
        let empty = inside.empty;
        self.depth = self.depth.saturating_sub(1);
        if !empty && self.lines == Lines::Many {
            self.new_line();
        }
        self.out.push(close);
    }

    #[cold]
    fn new_line(&mut self) {
        self.out.push(b'\n');
        for _ in 0..self.depth {
            self.out.extend_from_slice(b"  ");
        }
    }

    /// A text that is known to need no escapes.
    pub(super) fn plain(&mut self, text: &[u8]) {
        self.out.push(b'"');
        self.out.extend_from_slice(text);
        self.out.push(b'"');
    }

    /// A text in parts.
    pub(super) fn parts(&mut self, parts: &[&str]) {
        self.out.push(b'"');
        for part in parts {
            if is_plain(part.as_bytes()) {
                self.out.extend_from_slice(part.as_bytes());
            } else {
                self.escaped(part);
            }
        }
        self.out.push(b'"');
    }

    fn escaped(&mut self, text: &str) {
        for byte in text.bytes() {
            let short = match byte {
                b'"' | b'\\' => byte,
                b'\n' => b'n',
                b'\r' => b'r',
                b'\t' => b't',
                0x08 => b'b',
                0x0c => b'f',
                0..=0x1f => {
                    self.out.extend_from_slice(b"\\u00");
                    self.out.extend([byte >> 4, byte & 15].map(digit));
                    continue;
                }
                _ => {
                    self.out.push(byte);
                    continue;
                }
            };
            self.out.extend([b'\\', short]);
        }
    }
}

impl Inside<'_> {
    /// A key, spelled `,"key":`, and its value.
    pub(super) fn key(&mut self, key: &str, value: &impl Say) {
        match self.json.lines {
            Lines::One => {
                let key = if self.empty { key.get(1..).unwrap_or_default() } else { key };
                self.json.out.extend_from_slice(key.as_bytes());
                self.empty = false;
            }
            Lines::Many => {
                self.begin();
                let key = key.get(1..).unwrap_or_default();
                self.json.out.extend_from_slice(key.as_bytes());
                self.json.out.push(b' ');
            }
        }
        value.say(self.json);
    }

    fn begin(&mut self) {
        if !self.empty {
            self.json.out.push(b',');
        }
        self.empty = false;
        if self.json.lines == Lines::Many {
            self.json.new_line();
        }
    }
}

/// Whether a text stands in JSON as it is. In blocks, which machines look through at once.
fn is_plain(text: &[u8]) -> bool {
    // added up rather than asked one by one: so a block is one step
    let special =
        |byte: &u8| u8::from(*byte < 0x20) | u8::from(*byte == b'"') | u8::from(*byte == b'\\');
    let plain = |block: &[u8; 16]| block.iter().fold(0, |any, byte| any | special(byte)) == 0;
    let (blocks, rest) = text.as_chunks();
    let mut last = [b' '; 16];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    blocks.iter().all(plain) && plain(&last)
}

fn digit(half: u8) -> u8 {
    if half < 10 { b'0'.saturating_add(half) } else { b'a'.saturating_add(half.saturating_sub(10)) }
}

impl Say for str {
    fn say(&self, to: &mut Json) {
        to.parts(&[self]);
    }
}

impl<T: Say + ?Sized> Say for &T {
    fn say(&self, to: &mut Json) {
        (**self).say(to);
    }
}

impl Say for Box<str> {
    fn say(&self, to: &mut Json) {
        (**self).say(to);
    }
}

impl Say for Arc<str> {
    fn say(&self, to: &mut Json) {
        (**self).say(to);
    }
}

impl<T: Say> Say for Option<T> {
    fn say(&self, to: &mut Json) {
        match self {
            Some(value) => value.say(to),
            None => to.out.extend_from_slice(b"null"),
        }
    }
}

impl<T: Say> Say for Vec<T> {
    fn say(&self, to: &mut Json) {
        to.list(self.iter());
    }
}

impl<T: Say, const N: usize> Say for [T; N] {
    fn say(&self, to: &mut Json) {
        to.list(self.iter());
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, Lines, Say, write};

    /// Written like serde writes it.
    #[test]
    fn as_others_write_it() {
        struct Sample(Vec<Box<str>>);
        impl Say for Sample {
            fn say(&self, to: &mut Json) {
                to.object(|o| {
                    o.key(",\"all\":", &self.0);
                    o.key(",\"none\":", &Vec::<Box<str>>::new());
                    o.key(",\"first\":", &self.0.first());
                    o.key(",\"gone\":", &None::<Box<str>>);
                });
            }
        }
        let every: String = (0..0x100).filter_map(char::from_u32).collect();
        let texts =
            ["", "plain", "a \"quoted\\ text\" of more than sixteen", "\u{7f}é日本語", &every];
        let all: Vec<Box<str>> = texts.into_iter().map(Into::into).collect();
        let value = serde_json::json!({ "all": all, "none": [], "first": "", "gone": null });
        for lines in [Lines::One, Lines::Many] {
            let ours = write(&Sample(all.clone()), lines, 0);
            let read: serde_json::Value = serde_json::from_slice(&ours).unwrap();
            assert_eq!(read, value);
        }
        for text in &all {
            assert_eq!(write(text, Lines::One, 0), serde_json::to_vec(text).unwrap());
        }
        let pretty = serde_json::to_vec_pretty(&all).unwrap();
        assert_eq!(write(&all, Lines::Many, 0), pretty);
    }
}
