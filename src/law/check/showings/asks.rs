//! Which showings move the results that a condition asks for. Most results are taken away by a showing; a few come up.

use super::super::super::model::Members;
use super::moved::{self, Moved};
use super::step::Step;
use super::walk::{Sign, Walk, covers};
use crate::base::{CodeRef, PackId, Symbol};
use crate::condition::Quant;
use std::collections::BTreeSet;

impl Walk<'_> {
    /// A code, or the codes of a group.
    pub(super) fn meets(
        &mut self,
        named: &CodeRef,
        sign: Sign,
        seen: &mut BTreeSet<(CodeRef, Sign)>,
    ) {
        let group = self.law.packs.get(&named.pack).and_then(|pack| pack.groups.get(&named.code));
        let Some(group) = group else {
            let touches = |code: &CodeRef| covers(named, code) || covers(code, named);
            self.moved(
                |one| matches!(one, Moved::Code(code) if touches(code)),
                sign.turned(),
                None,
            );
            return;
        };
        if !seen.insert((named.clone(), sign)) {
            return;
        }
        for (_, version) in group.versions() {
            if let Members::Codes(codes) = &version.body.members {
                for code in codes {
                    let code = CodeRef { pack: named.pack.clone(), code: code.clone() };
                    let touches = |one: &CodeRef| covers(&code, one) || covers(one, &code);
                    self.moved(
                        |one| matches!(one, Moved::Code(code) if touches(code)),
                        sign.turned(),
                        None,
                    );
                }
            }
            for other in &version.body.any {
                self.meets(other, sign, seen);
            }
            for other in &version.body.none {
                self.meets(other, sign.turned(), seen);
            }
        }
    }

    /// Reasons for control, in the pack at hand.
    pub(super) fn reasons(&mut self, reasons: &[Symbol], sign: Sign) {
        let pack = self.pack;
        let asked = |of: &PackId, reason: &Symbol| of == pack && reasons.contains(reason);
        self.moved(
            |one| matches!(one, Moved::Reason(of, reason) if asked(of, reason)),
            sign.turned(),
            None,
        );
    }

    pub(super) fn reached(&mut self, scopes: &[CodeRef], sign: Sign) {
        let asked = |scope: &CodeRef| scopes.iter().any(|named| covers(named, scope));
        self.moved(|one| matches!(one, Moved::Scope(scope) if asked(scope)), sign.turned(), None);
    }

    pub(super) fn controls(&mut self, quant: Quant, of: &[CodeRef], sign: Sign) {
        let inside = |control: &CodeRef| of.iter().any(|named| covers(named, control));
        let pack = self.pack;
        let moved = |one: &Moved| match one {
            // what all controls are is said by those that are not
            Moved::Control(control) => {
                control.pack == *pack && inside(control) != (quant == Quant::Every)
            }
            _ => false,
        };
        let sign = if quant == Quant::Any { sign.turned() } else { sign };
        self.moved(moved, sign, None);
    }

    /// What is taken out of its entries may be in none. Where only part of a list is held, a person alone says that.
    pub(super) fn unlisted(&mut self, sign: Sign) {
        let pack = self.pack;
        let partial = self.law.packs.get(pack).is_some_and(|pack| pack.head.partial);
        if partial && sign == Sign::Yes {
            return;
        }
        self.moved(
            |one| matches!(one, Moved::Code(code) if code.pack == *pack),
            sign,
            Some(&Step::Unlisted(pack.clone())),
        );
    }

    pub(super) fn needs_licence(&mut self, sign: Sign) {
        let (law, pack) = (self.law, self.pack);
        let weighs = |control: &CodeRef| control.pack == *pack && moved::weighs(law, control);
        self.moved(
            |one| matches!(one, Moved::Control(control) if weighs(control)),
            sign.turned(),
            Some(&Step::NeedsLicence),
        );
    }

    pub(super) fn eligible(&mut self, sign: Sign) {
        let exception = CodeRef { pack: self.pack.clone(), code: self.provision.into() };
        let opens = Moved::Opens(exception.clone());
        self.moved(|one| *one == opens, sign, None);
        let closes = Moved::Closes(exception);
        self.moved(|one| *one == closes, sign.turned(), None);
    }

    /// A licence covers codes, or the residual class.
    pub(super) fn covered(&mut self) {
        let pack = self.pack;
        self.moved(
            |one| matches!(one, Moved::Code(code) if code.pack == *pack),
            Sign::Both,
            Some(&Step::Covers),
        );
    }
}
