//! A sheet as Markdown, or as one HTML page that prints on A4: no scripts, nothing that is loaded from elsewhere.

use super::document::{Block, Document, Look};
use crate::base::Lang;
use crate::render::markdown::plain;
use std::fmt::Write;

/// What the page looks like. Fonts that the reader has; nothing is fetched.
const STYLE: &str = "\
@page { size: A4; margin: 15mm 12mm; }
* { box-sizing: border-box; }
body { font: 10pt/1.45 'Noto Sans JP', 'Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic', Meiryo, sans-serif; color: #111; \
background: #fff; max-width: 190mm; margin: 0 auto; padding: 4mm; }
article + article { break-before: page; margin-top: 12mm; }
h1 { font-size: 17pt; text-align: center; letter-spacing: .2em; margin: 0 0 4mm; }
h2 { font-size: 12pt; border-left: 4px solid #234; padding-left: 2mm; margin: 6mm 0 2mm; break-after: avoid; }
h3 { font-size: 10.5pt; margin: 4mm 0 1.5mm; break-after: avoid; }
p, ul { margin: 1mm 0 2mm; }
p, li, td, th { overflow-wrap: break-word; }
.notice { border: 1.5px solid #a00; color: #a00; font-weight: bold; padding: 1.5mm 3mm; }
table { width: 100%; border-collapse: collapse; margin: 0 0 3mm; font-size: 9pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 1px solid #667; padding: 1mm 1.5mm; text-align: left; vertical-align: top; white-space: pre-wrap; }
th { background: #eef1f4; }
table.fields th { width: 28%; }
table.sign td { height: 11mm; vertical-align: middle; }
@media print { body { max-width: none; padding: 0; } th, .notice { print-color-adjust: exact; -webkit-print-color-adjust: \
exact; } }
";

/// Sheets as Markdown, one below the other.
pub(super) fn markdown(documents: &[Document]) -> String {
    let mut out = String::with_capacity(8192);
    for (n, document) in documents.iter().enumerate() {
        if n > 0 {
            out.push_str("\n---\n\n");
        }
        writeln!(out, "# {}", plain(&document.title)).ok();
        for block in &document.blocks {
            out.push('\n');
            markdown_block(&mut out, block);
        }
    }
    out
}

fn markdown_block(out: &mut String, block: &Block) {
    // writing into memory cannot fail
    match block {
        Block::Heading(text) => writeln!(out, "## {}", plain(text)).ok(),
        Block::Subheading(text) => writeln!(out, "### {}", plain(text)).ok(),
        Block::Text(text) => writeln!(out, "{}", plain(text)).ok(),
        Block::Notice(text) => writeln!(out, "> **{}**", plain(text)).ok(),
        Block::Points(points) => {
            points.iter().try_for_each(|point| writeln!(out, "- {}", plain(point))).ok()
        }
        Block::Fields(fields) => fields
            .iter()
            .try_for_each(|[name, value]| writeln!(out, "- **{}**: {}", plain(name), plain(value)))
            .ok(),
        Block::Table { head, rows, .. } => {
            row(out, head);
            writeln!(out, "|{}", " --- |".repeat(head.len())).ok();
            for cells in rows {
                row(out, cells);
            }
            Some(())
        }
    };
}

fn row(out: &mut String, cells: &[String]) {
    out.push('|');
    for cell in cells {
        write!(out, " {} |", plain(cell)).ok();
    }
    out.push('\n');
}

/// Sheets as one page, each from a new leaf.
pub(super) fn html(documents: &[Document]) -> String {
    let mut out = String::with_capacity(16384);
    let lang = documents.first().map_or(Lang::Ja, |document| document.lang);
    let code = match lang {
        Lang::En => "en",
        Lang::Ja => "ja",
    };
    let title = documents.first().map(|document| escaped(&document.title)).unwrap_or_default();
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>"
    )
    .ok();
    for document in documents {
        writeln!(out, "<article>\n<h1>{}</h1>", escaped(&document.title)).ok();
        for block in &document.blocks {
            html_block(&mut out, block);
        }
        out.push_str("</article>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn html_block(out: &mut String, block: &Block) {
    let tag = |out: &mut String, tag: &str, text: &str| {
        writeln!(out, "<{tag}>{}</{tag}>", escaped(text)).ok();
    };
    match block {
        Block::Heading(text) => tag(out, "h2", text),
        Block::Subheading(text) => tag(out, "h3", text),
        Block::Text(text) => tag(out, "p", text),
        Block::Notice(text) => {
            writeln!(out, "<p class=\"notice\">{}</p>", escaped(text)).ok();
        }
        Block::Points(points) => {
            out.push_str("<ul>\n");
            for point in points {
                tag(out, "li", point);
            }
            out.push_str("</ul>\n");
        }
        Block::Fields(fields) => {
            out.push_str("<table class=\"fields\">\n");
            for [name, value] in fields {
                let (name, value) = (escaped(name), escaped(value));
                writeln!(out, "<tr><th>{name}</th><td>{value}</td></tr>").ok();
            }
            out.push_str("</table>\n");
        }
        Block::Table { look, head, rows } => {
            let class = if *look == Look::Sign { " class=\"sign\"" } else { "" };
            writeln!(out, "<table{class}>\n<thead>").ok();
            html_row(out, "th", head);
            out.push_str("</thead>\n<tbody>\n");
            for cells in rows {
                html_row(out, "td", cells);
            }
            out.push_str("</tbody>\n</table>\n");
        }
    }
}

fn html_row(out: &mut String, tag: &str, cells: &[String]) {
    out.push_str("<tr>");
    for cell in cells {
        write!(out, "<{tag}>{}</{tag}>", escaped(cell)).ok();
    }
    out.push_str("</tr>\n");
}

/// The text with whatever HTML would read in it made plain.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::document::Document;
    use super::super::label::Label;
    use super::{escaped, html, markdown};
    use crate::base::Lang;

    #[test]
    fn nothing_of_the_user_becomes_markup() {
        assert_eq!(escaped("<a href='x'>&\""), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;");
    }

    #[test]
    fn no_cell_is_empty() {
        let mut document = Document::new(Label::Classification, Lang::Ja);
        document.fields(vec![(Label::Number, String::new())]);
        assert!(markdown(&[document]).contains("未記入"));
        let mut document = Document::new(Label::Classification, Lang::Ja);
        document.table(super::Look::Plain, &[Label::Name], vec![vec![" ".to_owned()]]);
        assert!(html(&[document]).contains("<td>未記入</td>"));
    }
}
