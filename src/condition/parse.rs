//! Tokens into a condition as written: recursive descent, one function a rule of the grammar. Names stay texts.

use super::ast::{Body, Expr, Item, Name, Reference, SumExpr, Test, TestKind};
use super::lex::{Fault, Tok, Token, lex};
use super::tree::{Op, Quant};
use crate::diag::{Code, Span};

/// Deeper parentheses than any law has; hostile input must not exhaust the stack.
const DEPTH: usize = 64;
/// As above: each sign nests one sum in another.
const SIGNS: usize = 200;

/// `Err` is a fault that is already told.
pub(super) type Parsed<T> = Result<T, ()>;

/// A whole text as a condition, and every fault in it.
pub(super) fn condition(text: &str) -> (Expr<'_>, Vec<Fault>) {
    let mut parser = Parser::new(text);
    if parser.is_empty("the condition is empty") {
        return (Expr::Faulty, parser.faults);
    }
    let expr = parser.condition();
    parser.finish();
    (expr, parser.faults)
}

/// A whole text as a sum.
pub(super) fn sum(text: &str) -> (SumExpr<'_>, Vec<Fault>) {
    let mut parser = Parser::new(text);
    let here = parser.span();
    if parser.is_empty("the formula is empty") {
        return (SumExpr::Faulty(here), parser.faults);
    }
    let expr = parser.sum().unwrap_or(SumExpr::Faulty(here));
    parser.finish();
    (expr, parser.faults)
}

/// A whole text as one path.
pub(super) fn path(text: &str) -> (Option<Name<'_>>, Vec<Fault>) {
    let mut parser = Parser::new(text);
    let name = parser.name("the name of a place fact, as `to`").ok();
    if name.is_some() {
        parser.finish();
    }
    (name, parser.faults)
}

pub(super) struct Parser<'a> {
    tokens: Vec<Token<'a>>,
    /// For each opening parenthesis, where its closing one is.
    closing: Vec<Option<usize>>,
    at: usize,
    depth: usize,
    signs: usize,
    /// Nested too deeply to be read on.
    hopeless: bool,
    faults: Vec<Fault>,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        let (tokens, faults) = lex(text);
        let closing = match_parentheses(&tokens);
        Self { tokens, closing, at: 0, depth: 0, signs: 0, hopeless: false, faults }
    }

    fn is_empty(&mut self, message: &str) -> bool {
        let empty = self.faults.is_empty() && matches!(self.peek(), Tok::End);
        if empty {
            self.faults.push(Fault::new(self.span(), Code::Condition, message));
        }
        empty
    }

    /// Whatever is left is a fault.
    fn finish(&mut self) {
        if !self.faults.is_empty() {
            return;
        }
        let fault = match self.peek() {
            Tok::End => return,
            Tok::Sign(")") => Fault::new(self.span(), Code::Condition, "nothing opens this `)`"),
            _ => self.unexpected("`and`, `or` or the end"),
        };
        self.faults.push(fault);
    }

    fn condition(&mut self) -> Expr<'a> {
        let mut parts = vec![self.unit()];
        let mut word: Option<&'a str> = None;
        let mut mixed = false;
        while let Tok::Key(next @ ("and" | "or")) = *self.peek() {
            let place = self.span();
            self.at += 1;
            let first = *word.get_or_insert(next);
            let wrong = first != next && !mixed;
            parts.push(self.unit());
            if wrong {
                mixed = true;
                self.mixed(place, first, next);
            }
        }
        match word {
            None => parts.pop().unwrap_or(Expr::Faulty),
            Some("and") => Expr::And(parts),
            Some(_) => Expr::Or(parts),
        }
    }

    fn mixed(&mut self, place: Span, first: &str, next: &str) {
        let help = if first == "and" {
            "write `(a and b) or c` or `a and (b or c)`, whichever is meant"
        } else {
            "write `(a or b) and c` or `a or (b and c)`, whichever is meant"
        };
        let message = format!("`{next}` follows `{first}` without parentheses");
        self.faults.push(Fault::new(place, Code::MixedAndOr, message).help(help));
    }

    /// One unit; after a fault, goes on at the next `and`, `or` or closing parenthesis.
    fn unit(&mut self) -> Expr<'a> {
        let negated = self.eat_key("not");
        let atom = self.atom();
        if !matches!(self.peek(), Tok::End | Tok::Key("and" | "or") | Tok::Sign(")")) {
            if atom.is_ok() {
                let fault = self.unexpected("`and`, `or` or the end");
                self.told(fault);
            }
            self.recover();
        }
        match atom {
            Ok(expr) if negated => Expr::Not(Box::new(expr)),
            Ok(expr) => expr,
            Err(()) => Expr::Faulty,
        }
    }

    fn recover(&mut self) {
        loop {
            match self.peek() {
                Tok::End | Tok::Key("and" | "or") | Tok::Sign(")") => return,
                Tok::Sign("(") => self.at = self.close().unwrap_or(self.at) + 1,
                _ => self.at += 1,
            }
        }
    }

    fn atom(&mut self) -> Parsed<Expr<'a>> {
        match *self.peek() {
            Tok::Sign("(") if !self.opens_a_sum() => self.parenthesized(),
            Tok::Key(word @ ("any" | "every" | "no")) => {
                self.at += 1;
                let quant = match word {
                    "any" => Quant::Any,
                    "every" => Quant::Every,
                    _ => Quant::No,
                };
                self.quantified(quant)
            }
            Tok::Key("not") => self.stop(
                Fault::new(self.span(), Code::Condition, "`not` stands twice")
                    .help("write `not (not a)`, or leave both out"),
            ),
            _ => self.statement(),
        }
    }

    fn quantified(&mut self, quant: Quant) -> Parsed<Expr<'a>> {
        let path = self.name("a noun, as `party`, or a fact of one, as `party.country`")?;
        let body = if self.eat_key("satisfies") {
            Body::Satisfies(Box::new(self.parenthesized()?))
        } else if let Some((op, _)) = self.compare()? {
            Body::Compare { op, right: self.sum()? }
        } else if let Some(test) = self.test()? {
            Body::Test(test)
        } else {
            let text = path.text;
            let fault = self.unexpected("`satisfies`, a comparison, `is`, `in` or `meets`");
            let fault = match text.split_once('.') {
                Some((noun, _)) => fault.help(format!("write `{noun} satisfies ({text})`")),
                None => fault.help(format!("write `{text} satisfies (…)`")),
            };
            return self.stop(fault);
        };
        Ok(Expr::Quantified { quant, path, body })
    }

    fn statement(&mut self) -> Parsed<Expr<'a>> {
        let left = self.sum()?;
        if let Some((op, _)) = self.compare()? {
            let right = self.sum()?;
            if let Some((_, second)) = self.compare()? {
                return self.stop(
                    Fault::new(second, Code::Condition, "one comparison follows another")
                        .help("write `a < b and b < c`"),
                );
            }
            return Ok(Expr::Compare { left, op, right });
        }
        let SumExpr::Path(path) = left else {
            if matches!(left, SumExpr::Faulty(_)) {
                return Err(());
            }
            let fault = Fault::new(left.span(), Code::Condition, "a comparison is missing")
                .help("say with what it is compared: `… >= 34`");
            return self.stop(fault);
        };
        match self.test()? {
            Some(test) => Ok(Expr::Test { path, test }),
            None => Ok(Expr::Alone(path)),
        }
    }

    /// What is asked of a path, if anything is.
    fn test(&mut self) -> Parsed<Option<Test<'a>>> {
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

    /// `(` condition `)`.
    pub(super) fn parenthesized(&mut self) -> Parsed<Expr<'a>> {
        let open = self.span();
        self.expect_sign("(")?;
        self.deeper(open)?;
        let expr = self.condition();
        self.shallower();
        if self.eat_sign(")") {
            return Ok(expr);
        }
        self.stop(Fault::new(open, Code::Condition, "nothing closes this `(`"))
    }

    pub(super) fn deeper(&mut self, open: Span) -> Parsed<()> {
        if self.depth == DEPTH {
            let message = format!("parentheses are nested more than {DEPTH} deep");
            return self.give_up(Fault::new(open, Code::Condition, message));
        }
        self.depth += 1;
        Ok(())
    }

    /// Counts an arithmetic sign and steps over it.
    pub(super) fn arithmetic(&mut self) -> Parsed<()> {
        if self.signs == SIGNS {
            let message = format!("more than {SIGNS} arithmetic signs in one condition");
            return self.give_up(Fault::new(self.span(), Code::Condition, message));
        }
        self.signs += 1;
        self.at += 1;
        Ok(())
    }

    fn give_up<T>(&mut self, fault: Fault) -> Parsed<T> {
        self.told(fault.help("name parts of it as terms"));
        self.hopeless = true;
        self.at = self.tokens.len().saturating_sub(1);
        Err(())
    }

    pub(super) fn shallower(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Whether what this parenthesis closes is compared or reckoned with.
    fn opens_a_sum(&self) -> bool {
        let after = self.close().and_then(|at| self.tokens.get(at + 1)).map(|token| &token.tok);
        matches!(
            after,
            Some(Tok::Sign("<" | "<=" | "=" | "!=" | ">=" | ">" | "==" | "+" | "-" | "*" | "/"))
        )
    }

    fn close(&self) -> Option<usize> {
        self.closing.get(self.at).copied().flatten()
    }

    fn compare(&mut self) -> Parsed<Option<(Op, Span)>> {
        let op = match *self.peek() {
            Tok::Sign("<") => Op::Less,
            Tok::Sign("<=") => Op::AtMost,
            Tok::Sign("=") => Op::Equal,
            Tok::Sign("!=") => Op::Unequal,
            Tok::Sign(">=") => Op::AtLeast,
            Tok::Sign(">") => Op::More,
            Tok::Sign("==") => {
                let fault = Fault::new(self.span(), Code::Condition, "cannot read `==`");
                return self.stop(fault.help("write `=`"));
            }
            _ => return Ok(None),
        };
        let span = self.span();
        self.at += 1;
        Ok(Some((op, span)))
    }

    pub(super) fn name(&mut self, what: &str) -> Parsed<Name<'a>> {
        if let Tok::Word(text) = *self.peek() {
            let span = self.span();
            self.at += 1;
            return Ok(Name { text, span });
        }
        let fault = self.unexpected(what);
        self.stop(fault)
    }

    pub(super) fn peek(&self) -> &Tok<'a> {
        self.tokens.get(self.at).map_or(&Tok::End, |token| &token.tok)
    }

    pub(super) fn span(&self) -> Span {
        self.tokens.get(self.at).or(self.tokens.last()).map(|token| token.span).unwrap_or_default()
    }

    /// The place of the token before this one.
    pub(super) fn before(&self) -> Span {
        self.tokens.get(self.at.saturating_sub(1)).map(|token| token.span).unwrap_or_default()
    }

    pub(super) fn step(&mut self) {
        self.at += 1;
    }

    pub(super) fn eat_key(&mut self, key: &str) -> bool {
        let found = matches!(self.peek(), Tok::Key(word) if *word == key);
        self.at += usize::from(found);
        found
    }

    pub(super) fn eat_sign(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Tok::Sign(text) if *text == sign);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect_key(&mut self, key: &str) -> Parsed<()> {
        if self.eat_key(key) {
            return Ok(());
        }
        let fault = self.unexpected(&format!("`{key}`"));
        self.stop(fault)
    }

    pub(super) fn expect_sign(&mut self, sign: &str) -> Parsed<()> {
        if self.eat_sign(sign) {
            return Ok(());
        }
        let fault = self.unexpected(&format!("`{sign}`"));
        self.stop(fault)
    }

    /// A fault at this token, which is something else than `expected`.
    pub(super) fn unexpected(&self, expected: &str) -> Fault {
        let found = match self.peek() {
            Tok::End => "the end".to_owned(),
            Tok::Key(word) => format!("the keyword `{word}`"),
            Tok::Word(text) | Tok::Sign(text) => format!("`{text}`"),
            Tok::Number(literal) => format!("the number `{}`", literal.raw),
            Tok::Date(day) => format!("the day `{day}`"),
            Tok::Text(text) => format!("the text `\"{text}\"`"),
            Tok::Reference(_) => "a code".to_owned(),
            Tok::Faulty => String::new(),
        };
        Fault::new(self.span(), Code::Condition, format!("expected {expected}, found {found}"))
    }

    /// Keeps the fault, unless the token it points at is a fault that is already told.
    fn told(&mut self, fault: Fault) {
        if !matches!(self.peek(), Tok::Faulty) && !self.hopeless {
            self.faults.push(fault);
        }
    }

    /// Keeps the fault and gives up what is being read.
    fn stop<T>(&mut self, fault: Fault) -> Parsed<T> {
        self.told(fault);
        Err(())
    }
}

/// For each opening parenthesis, the place of its closing one.
fn match_parentheses(tokens: &[Token<'_>]) -> Vec<Option<usize>> {
    let mut closing = vec![None; tokens.len()];
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.tok {
            Tok::Sign("(") => open.push(at),
            Tok::Sign(")") => {
                if let Some(slot) = open.pop().and_then(|opening: usize| closing.get_mut(opening)) {
                    *slot = Some(at);
                }
            }
            _ => {}
        }
    }
    closing
}
