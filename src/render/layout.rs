//! Lines of a terminal or a log: wrapping, labels, colour. Not what the lines say.

use crate::base::Lang;
use crate::diag::width;

/// How a text is to look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The language of the product's own words.
    pub lang: Lang,
    /// Columns of a line.
    pub width: usize,
    /// Whether escape sequences are written.
    pub colour: Colour,
}

/// Whether escape sequences are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// None: for files, logs and `NO_COLOR`.
    Plain,
    /// For a terminal.
    Ansi,
}

impl Look {
    /// 100 columns without colour, as in a log.
    #[must_use]
    pub fn plain(lang: Lang) -> Self {
        Self { lang, width: 100, colour: Colour::Plain }
    }
}

/// What a piece of text is, so that a terminal can show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Strong,
    Dim,
    Good,
    Careful,
    Bad,
}

impl Tone {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "\u{1b}[1m",
            Self::Dim => "\u{1b}[2m",
            Self::Good => "\u{1b}[1;32m",
            Self::Careful => "\u{1b}[1;33m",
            Self::Bad => "\u{1b}[1;31m",
        }
    }
}

/// A page that is being written.
pub(super) struct Page {
    out: String,
    look: Look,
}

impl Page {
    pub(super) fn new(look: Look) -> Self {
        Self { out: String::with_capacity(4096), look }
    }

    pub(super) fn lang(&self) -> Lang {
        self.look.lang
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// An empty line, unless the page is empty.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// A title of a section, after an empty line.
    pub(super) fn heading(&mut self, text: &str) {
        self.gap();
        self.line(0, Tone::Strong, text);
    }

    /// A paragraph, each of its lines `indent` columns in.
    pub(super) fn line(&mut self, indent: usize, tone: Tone, text: &str) {
        self.labelled(indent, "", 0, tone, text);
    }

    /// A paragraph that hangs `room` columns behind its label.
    pub(super) fn labelled(
        &mut self,
        indent: usize,
        label: &str,
        room: usize,
        tone: Tone,
        text: &str,
    ) {
        let hang = indent.saturating_add(room);
        let space = self.look.width.saturating_sub(hang).max(24);
        for (n, part) in wrap(text, space).iter().enumerate() {
            let before = if n == 0 { label } else { "" };
            let pad = hang.saturating_sub(indent).saturating_sub(columns(before));
            // a label that fills its room still stands apart
            let pad = if before.is_empty() { pad } else { pad.max(1) };
            self.spaces(indent);
            self.paint(Tone::Dim, before);
            self.spaces(pad);
            self.paint(tone, part);
            self.out.truncate(self.out.trim_end_matches(' ').len());
            self.out.push('\n');
        }
    }

    /// Two columns, each wrapped in its half of the line.
    pub(super) fn beside(&mut self, tone: Tone, left: &str, right: &str) {
        let half = self.look.width.saturating_sub(5).div_euclid(2).max(24);
        let (left, right) = (wrap(left, half), wrap(right, half));
        for n in 0..left.len().max(right.len()) {
            let (left, right) = (left.get(n), right.get(n));
            let left = left.map_or("", |line| line);
            self.spaces(2);
            self.paint(tone, left);
            self.spaces(half.saturating_sub(columns(left)).saturating_add(1));
            self.paint(Tone::Dim, "|");
            if let Some(right) = right.filter(|line| !line.is_empty()) {
                self.spaces(1);
                self.paint(tone, right);
            }
            self.out.push('\n');
        }
    }

    fn spaces(&mut self, count: usize) {
        self.out.extend(std::iter::repeat_n(' ', count));
    }

    fn paint(&mut self, tone: Tone, text: &str) {
        if self.look.colour == Colour::Plain || tone == Tone::Plain || text.is_empty() {
            self.out.push_str(text);
        } else {
            self.out.push_str(tone.code());
            self.out.push_str(text);
            self.out.push_str("\u{1b}[0m");
        }
    }
}

/// How many columns `text` takes.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// Lines of at most `space` columns. Breaks at blanks and between wide characters; a word that is longer stays whole.
fn wrap(text: &str, space: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let (mut line, mut taken) = (String::new(), 0_usize);
        for piece in pieces(paragraph) {
            let size = columns(piece.trim_end());
            if taken > 0 && taken.saturating_add(size) > space {
                lines.push(line.trim_end().to_owned());
                (line, taken) = (String::new(), 0);
            }
            line.push_str(piece);
            taken = taken.saturating_add(columns(piece));
        }
        lines.push(line.trim_end().to_owned());
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// What must stay together: a word with the blanks behind it, or a wide character with the closing marks behind it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let breaks = before.is_some_and(|b| {
            let wide = width(b) == 2 || width(c) == 2;
            (b == ' ' && c != ' ') || (wide && c != ' ' && !closes(c) && !opens(b))
        });
        if breaks {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = Some(c);
    }
    pieces.extend(text.get(start..));
    pieces
}

fn closes(c: char) -> bool {
    "、。，．・:;!?)]}」』）】〉》’”ーっゃゅょッャュョ：；！？%％".contains(c)
}

fn opens(c: char) -> bool {
    "([{「『（【〈《‘“`".contains(c)
}

#[cfg(test)]
mod tests {
    use super::{columns, wrap};

    #[test]
    fn lines_keep_to_their_columns() {
        let text = "a person must answer a question before it goes ahead";
        for line in wrap(text, 20) {
            assert!(columns(&line) <= 20, "{line}");
        }
        assert_eq!(wrap(text, 20).join(" "), text);
        assert_eq!(wrap("a-word-that-is-longer-than-that", 10).len(), 1);
    }

    #[test]
    fn japanese_breaks_anywhere_but_before_a_closing_mark() {
        let lines = wrap("未解決の事項は、見つかりませんでした。", 16);
        assert!(lines.len() > 1);
        for line in &lines {
            assert!(!line.starts_with(['、', '。']), "{line}");
        }
        assert_eq!(lines.concat(), "未解決の事項は、見つかりませんでした。");
    }
}
