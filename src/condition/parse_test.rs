//! What is asked of a path: `is`, `in`, `meets`, `is listed on`.

use super::ast::{Item, Name, Reference, Test, TestKind};
use super::cursor::{Parsed, Parser};
use super::lex::{Fault, Tok};
use crate::diag::Code;

impl<'a> Parser<'a> {
    /// What is asked of a path, if anything is.
    pub(super) fn test(&mut self) -> Parsed<Option<Test<'a>>> {
        let start = self.span();
        let (negated, kind) = match *self.peek() {
            Tok::Key("not") => {
                self.at += 1;
                if !self.eat_key("in") {
                    let fault = self.unexpected("`in`");
                    return self.stop(
                        fault.help("`not` stands before what it negates: `not item meets …`"),
                    );
                }
                (true, TestKind::In(self.set()?))
            }
            Tok::Key("in") => {
                self.at += 1;
                (false, TestKind::In(self.set()?))
            }
            Tok::Key("meets") => {
                self.at += 1;
                (false, TestKind::Meets(self.reference()?))
            }
            Tok::Key("is") => {
                self.at += 1;
                let negated = self.eat_key("not");
                if self.eat_key("listed") {
                    (negated, self.listed()?)
                } else {
                    (negated, TestKind::Is(self.value()?))
                }
            }
            _ => return Ok(None),
        };
        Ok(Some(Test { negated, kind, span: start.to(self.before()) }))
    }

    fn listed(&mut self) -> Parsed<TestKind<'a>> {
        self.expect_key("on")?;
        let lists = self.bracketed(|parser| parser.name("the name of a list"))?;
        let mut with = Vec::new();
        if self.eat_key("with") {
            loop {
                let key = self.name("an attribute, as `footnote = 4`")?;
                self.expect_sign("=")?;
                with.push((key, self.attribute_value()?));
                if !self.eat_sign(",") {
                    break;
                }
            }
        }
        Ok(TestKind::Listed { lists, with })
    }

    fn attribute_value(&mut self) -> Parsed<Name<'a>> {
        if let Tok::Number(literal) = self.peek().clone()
            && literal.unit.is_none()
        {
            let span = self.span();
            self.at += 1;
            return Ok(Name { text: literal.raw, span });
        }
        self.name("a value of the attribute")
    }

    fn set(&mut self) -> Parsed<Vec<Item<'a>>> {
        self.bracketed(Self::element)
    }

    /// What stands after `is`: a name, a text or a day.
    fn value(&mut self) -> Parsed<Item<'a>> {
        if let Tok::Date(day) = *self.peek() {
            let span = self.span();
            self.at += 1;
            return Ok(Item::Date(day, span));
        }
        if let Tok::Reference(reference) = self.peek() {
            let fault =
                Fault::new(reference.span, Code::Condition, "`is` takes a name, a text or a day")
                    .help("write `in` before a group or code: `destination in pack:group`");
            return self.stop(fault);
        }
        if let Tok::Number(literal) = self.peek() {
            let fault = Fault::new(
                self.span(),
                Code::Condition,
                format!("`is` takes a name, a text or a day, not the number `{}`", literal.raw),
            );
            return self.stop(fault.help("write `=` before a number"));
        }
        if matches!(self.peek(), Tok::Sign("[")) {
            let fault = Fault::new(self.span(), Code::Condition, "`is` takes one value");
            return self.stop(fault.help("write `in […]`"));
        }
        self.element()
    }

    fn element(&mut self) -> Parsed<Item<'a>> {
        let span = self.span();
        let item = match self.peek().clone() {
            Tok::Reference(reference) => Item::Reference(reference),
            Tok::Text(text) => Item::Text(Name { text, span }),
            Tok::Number(literal) => Item::Number(Name { text: literal.raw, span }),
            _ => return self.name("a name, a text or a group").map(Item::Name),
        };
        self.at += 1;
        Ok(item)
    }

    fn bracketed<T>(&mut self, one: impl Fn(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        if !self.eat_sign("[") {
            return Ok(vec![one(self)?]);
        }
        let mut all = vec![one(self)?];
        while self.eat_sign(",") {
            all.push(one(self)?);
        }
        self.expect_sign("]")?;
        Ok(all)
    }

    fn reference(&mut self) -> Parsed<Reference<'a>> {
        if let Tok::Reference(reference) = self.peek().clone() {
            self.at += 1;
            return Ok(reference);
        }
        let fault = self.unexpected("a code");
        self.stop(fault.help("codes carry their pack: `pack:code`"))
    }
}
