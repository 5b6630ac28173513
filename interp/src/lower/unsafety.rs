//! Package unsafe: its functions, and conversions from and to `unsafe.Pointer`.

use super::operation;
use super::place::{bx, to_word};
use super::{Lowerer, V};
use crate::code::Kind;
use crate::ir::{Act, Pair, Word};
use frontend::ast::{Expr, ExprKind};
use frontend::types::object::Builtin;
use frontend::types::{BasicKind, Type, TypeId};

impl Lowerer<'_> {
    /// A conversion between pointers, `unsafe.Pointer` and numbers.
    pub(super) fn convert_pointer(&mut self, v: V, from: TypeId, target: TypeId) -> V {
        let kinds = (self.kind(from), self.kind(target));
        let word = match kinds {
            (Kind::UnsafePointer, Kind::Pointer) => {
                let Type::Pointer(to) = self.under(target) else { return V::Zero };
                let to = self.sub(to);
                let id = self.rt(to);
                let p = to_word(self.plain(v, from));
                operation::view(&self.rtypes, id, p)
            }
            (Kind::UnsafePointer, Kind::Uintptr) => {
                operation::number_of(to_word(self.plain(v, from)))
            }
            (Kind::Uintptr, Kind::UnsafePointer) => {
                operation::of_number(to_word(self.plain(v, from)))
            }
            _ => return v,
        };
        V::W(Word::Fn(word))
    }

    /// A call of a function of package unsafe whose result is no constant.
    pub(super) fn unsafe_call(&mut self, e: &Expr, builtin: Builtin, args: &[Expr]) -> V {
        let pos = e.span.lo;
        match builtin {
            Builtin::Sizeof | Builtin::Alignof => {
                let ty = self.ty(&args[0]);
                let n = if builtin == Builtin::Sizeof {
                    self.program.size_of(ty)
                } else {
                    self.program.align_of(ty)
                };
                V::W(Word::Const(n.unwrap_or(0).unsigned_abs()))
            }
            Builtin::Offsetof => V::W(Word::Const(self.offset_of(&args[0]))),
            Builtin::UnsafeAdd => {
                let p = self.expr_to(&args[0], BasicKind::UnsafePointer.id());
                let p = to_word(self.settle(p, BasicKind::UnsafePointer.id()));
                let n = self.count(&args[1]);
                V::W(Word::Fn(operation::add(p, n)))
            }
            Builtin::UnsafeSlice => {
                let ty = self.ty(e);
                let elem = self.elem_of(ty);
                let id = self.rt(elem);
                let pt = self.ty(&args[0]);
                let p = self.word(&args[0]);
                let p = to_word(self.settle(V::W(p), pt));
                let n = self.count(&args[1]);
                let dst = self.temp(ty);
                let act = operation::slice_of(&self.rtypes, id, p, n, dst);
                self.act(Act::Fn(act), pos);
                V::S(dst)
            }
            Builtin::UnsafeString => {
                let byte = self.rt(BasicKind::Uint8.id());
                let pt = self.ty(&args[0]);
                let p = self.expr_to(&args[0], pt);
                let p = to_word(self.settle(p, pt));
                let n = self.count(&args[1]);
                V::P(Pair::Fn(operation::string_of(&self.rtypes, byte, p, n)))
            }
            Builtin::UnsafeSliceData => {
                let ty = self.ty(&args[0]);
                V::W(Word::Slot(self.slice_slot(&args[0], ty)))
            }
            // UnsafeStringData
            _ => {
                let p = self.expr_to(&args[0], BasicKind::String.id());
                V::W(Word::First(bx(super::place::to_pair(p))))
            }
        }
    }

    /// A number of bytes or elements, of any integer type.
    fn count(&mut self, e: &Expr) -> Word {
        let v = if self.program.info.consts.contains_key(&e.id) {
            self.expr_to(e, BasicKind::Int.id())
        } else {
            self.expr(e)
        };
        self.plain_scalar(to_word(v))
    }

    /// The offset of a field whose struct has type parameters.
    fn offset_of(&mut self, arg: &Expr) -> u64 {
        if let ExprKind::Paren(x) = &arg.kind {
            return self.offset_of(x);
        }
        let Some(selection) = self.program.info.selections.get(&arg.id).cloned() else { return 0 };
        let ExprKind::Selector { x, .. } = &arg.kind else { return 0 };
        let mut ty = self.ty(x);
        if let Type::Pointer(to) = self.under(ty) {
            ty = self.sub(to);
        }
        let mut offset = 0;
        for &i in &selection.path {
            let at = self.program.field_offsets(ty).and_then(|all| all.get(i).copied());
            offset += at.unwrap_or(0).unsigned_abs();
            let Type::Struct { fields, .. } = self.under(ty) else { break };
            let field = self.program.objects.get(fields[i]).ty;
            ty = self.sub(field.unwrap_or(BasicKind::Invalid.id()));
        }
        offset
    }
}
