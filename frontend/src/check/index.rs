//! Index and slice expressions (spec §Index expressions, §Slice expressions).

use super::Checker;
use super::env::node_pos;
use super::operand::{OpMode, Operand};
use crate::ast::Expr;
use crate::types::constant::Value;
use crate::types::{BasicKind, Type, TypeId};

const INVALID: TypeId = BasicKind::Invalid.id();

/// What indexing a type yields.
struct Indexing {
    /// Length if it is known.
    len: i64,
    key: Option<TypeId>,
    elem: TypeId,
    mode: OpMode,
}

impl Checker<'_> {
    /// `x[i]`, or a generic function with type arguments: then the second result is true and the
    /// operand is the function.
    pub(crate) fn index_expr<'e>(
        &mut self,
        e: &'e Expr,
        operand: &'e Expr,
        indices: &'e [Expr],
    ) -> (Operand<'e>, bool) {
        let mut x = self.expr_or_type(operand, true);
        match x.mode {
            OpMode::Invalid => {
                self.use_exprs(indices);
                return (Operand::failed(e), false);
            }
            OpMode::TypeExpr => {
                // type instantiation
                let ty = self.var_type(e);
                let mode = if ty == INVALID { OpMode::Invalid } else { OpMode::TypeExpr };
                return (Operand::new(mode, ty, e), false);
            }
            OpMode::Value => {
                if let Type::Signature(sig) = self.prog.types.get(x.ty) {
                    if !sig.type_params.is_empty() {
                        return (x, true);
                    }
                }
            }
            _ => {}
        }
        self.non_generic(None, &mut x);
        if !x.is_valid() {
            return (Operand::failed(e), false);
        }
        if !self.is_complete(x.ty) || !self.is_base_complete(x.ty) {
            return (Operand::failed(e), false);
        }
        let under = self.prog.underlying(x.ty);
        if let Type::Map { elem, .. } = *self.prog.types.get(under) {
            if !self.is_complete(elem) {
                return (Operand::failed(e), false);
            }
        }
        let Some(found) = self.indexing(&x) else {
            let message = format!("cannot index {}", self.describe(&x));
            self.error(node_pos(e), "index", message);
            self.use_exprs(indices);
            return (Operand::failed(e), false);
        };
        let Some(index) = indices.first() else { return (Operand::failed(e), false) };
        if let Some(second) = indices.get(1) {
            self.error(second, "index", "invalid operation: more than one index");
        }
        x.mode = found.mode;
        x.val = None;
        x.ty = found.elem;
        if let Some(key) = found.key {
            let mut k = self.generic_expr(index, None);
            self.assignment(&mut k, Some(key), "map index");
        } else {
            self.index(index, found.len);
        }
        x.set_expr(e);
        (x, false)
    }

    fn indexing(&mut self, x: &Operand<'_>) -> Option<Indexing> {
        let under = self.prog.underlying(x.ty);
        if !self.prog.is_type_param(x.ty) {
            let mut found = self.index_one(under, x.mode)?;
            if let (OpMode::Constant, Some(val)) = (x.mode, &x.val) {
                found.len = string_len(val);
            }
            return Some(found);
        }
        let mut result: Option<Indexing> = None;
        for (_, under) in self.prog.specific_types(x.ty)? {
            let found = self.index_one(under, x.mode)?;
            let Some(first) = &mut result else {
                result = Some(found);
                continue;
            };
            let same_key = match (first.key, found.key) {
                (None, None) => true,
                (Some(a), Some(b)) => self.prog.identical(a, b),
                _ => false,
            };
            if !same_key || !self.prog.identical(first.elem, found.elem) {
                return None;
            }
            if found.len >= 0 && (first.len < 0 || found.len < first.len) {
                first.len = found.len;
            }
            if found.mode == OpMode::Value {
                first.mode = OpMode::Value;
            }
        }
        result
    }

    fn index_one(&mut self, under: TypeId, mode: OpMode) -> Option<Indexing> {
        let byte = self.prog.universe.byte;
        Some(match *self.prog.types.get(under) {
            Type::Basic(BasicKind::String | BasicKind::UntypedString) => {
                Indexing { len: -1, key: None, elem: byte, mode: OpMode::Value }
            }
            Type::Array { elem, len } => {
                let mode = if mode == OpMode::Variable { mode } else { OpMode::Value };
                Indexing { len, key: None, elem, mode }
            }
            Type::Pointer(base) => {
                let base = self.prog.underlying(base);
                let Type::Array { elem, len } = *self.prog.types.get(base) else { return None };
                Indexing { len, key: None, elem, mode: OpMode::Variable }
            }
            Type::Slice(elem) => Indexing { len: -1, key: None, elem, mode: OpMode::Variable },
            Type::Map { key, elem } => {
                Indexing { len: -1, key: Some(key), elem, mode: OpMode::MapIndex }
            }
            _ => return None,
        })
    }

    /// `x[lo:hi:max]`.
    pub(crate) fn slice_expr<'e>(
        &mut self,
        e: &'e Expr,
        operand: &'e Expr,
        indices: [Option<&'e Expr>; 3],
    ) -> Operand<'e> {
        let mut x = self.expr(None, operand);
        if !x.is_valid() {
            for index in indices.into_iter().flatten() {
                self.use_exprs(std::slice::from_ref(index));
            }
            return x;
        }
        let Some((common, has_string)) = self.slice_type(&x) else {
            return Operand::failed(e);
        };
        if !self.is_base_complete(x.ty) {
            return Operand::failed(e);
        }
        let mut len = -1;
        let under = if has_string {
            if self.prog.is_type_param(x.ty) {
                BasicKind::String.id()
            } else {
                self.prog.underlying(x.ty)
            }
        } else {
            common
        };
        match *self.prog.types.get(under) {
            Type::Basic(BasicKind::String | BasicKind::UntypedString) => {
                if let Some(max) = indices[2] {
                    let message = "invalid operation: 3-index slice of string";
                    self.error(max, "slice", message);
                    return Operand::failed(e);
                }
                if let (OpMode::Constant, Some(val)) = (x.mode, &x.val) {
                    len = string_len(val);
                }
                // spec: "For untyped string operands the result is a non-constant value of type
                // string."
                if self.prog.is_untyped(x.ty) {
                    x.ty = BasicKind::String.id();
                    if let Some(e) = x.expr {
                        self.update_expr_type(e, x.ty, true);
                    }
                }
            }
            Type::Array { elem, len: n } => {
                if x.mode != OpMode::Variable {
                    let message = format!("cannot slice unaddressable value {}", self.describe(&x));
                    self.error(&x, "slice", message);
                    return Operand::failed(e);
                }
                len = n;
                x.ty = self.slice_of(elem);
            }
            Type::Pointer(base) => {
                let base = self.prog.underlying(base);
                let Type::Array { elem, len: n } = *self.prog.types.get(base) else {
                    return self.cannot_slice(e, &x);
                };
                len = n;
                x.ty = self.slice_of(elem);
            }
            Type::Slice(_) => {}
            _ => return self.cannot_slice(e, &x),
        }
        x.mode = OpMode::Value;
        x.val = None;
        self.slice_indices(indices, len);
        x
    }

    fn cannot_slice<'e>(&mut self, e: &'e Expr, x: &Operand<'_>) -> Operand<'e> {
        let message = format!("cannot slice {}", self.describe(x));
        self.error(x, "slice", message);
        Operand::failed(e)
    }

    /// The common underlying type, strings taken as byte slices, and whether there is a string.
    fn slice_type(&mut self, x: &Operand<'_>) -> Option<(TypeId, bool)> {
        let Some(types) = self.prog.specific_types(x.ty) else {
            let message = format!(
                "cannot slice {}: no specific type in {}",
                self.describe(x),
                self.prog.type_string(x.ty)
            );
            self.error(x, "slice", message);
            return None;
        };
        let mut has_string = false;
        let mut common: Option<(TypeId, TypeId)> = None;
        for (ty, mut under) in types {
            if self.is_string_under(under) {
                has_string = true;
                let byte = self.prog.universe.byte;
                under = self.slice_of(byte);
            }
            let Some((first, u)) = common else {
                common = Some((ty, under));
                continue;
            };
            if !self.prog.identical(u, under) {
                let message = format!(
                    "cannot slice {}: {} and {} have different underlying types",
                    self.describe(x),
                    self.prog.type_string(first),
                    self.prog.type_string(ty)
                );
                self.error(x, "slice", message);
                return None;
            }
        }
        common.map(|(_, under)| (under, has_string))
    }

    fn slice_indices(&mut self, indices: [Option<&Expr>; 3], len: i64) {
        let mut values = [-1_i64; 3];
        for (i, index) in indices.iter().enumerate() {
            values[i] = match index {
                Some(e) => self.index(e, if len >= 0 { len + 1 } else { -1 }).1,
                None if i == 0 => 0,
                None => len,
            };
        }
        // constant indices must be in order
        for i in 0..2 {
            for j in i + 1..3 {
                let (x, y) = (values[i], values[j]);
                if x > 0 && y >= 0 && y < x {
                    if let Some(e) = indices[j] {
                        let message = format!("invalid slice indices: {y} < {x}");
                        self.error(e, "slice", message);
                        return;
                    }
                }
            }
        }
    }

    /// Checks an index below `max` (if that is known): its type (invalid after an error) and its
    /// value if it is constant, else -1.
    pub(crate) fn index(&mut self, e: &Expr, max: i64) -> (TypeId, i64) {
        let mut x = self.expr(None, e);
        if !self.valid_index(&mut x, "index", false) {
            return (INVALID, -1);
        }
        if x.mode != OpMode::Constant {
            return (x.ty, -1);
        }
        let Some(val) = x.val.as_ref().and_then(Value::to_i64) else { return (INVALID, -1) };
        if max >= 0 && val >= max {
            let message = format!("invalid argument: index {val} out of bounds [0:{max}]");
            self.error(&x, "index", message);
            return (INVALID, -1);
        }
        (x.ty, val)
    }

    /// Whether an operand may be an index, length or capacity.
    pub(crate) fn valid_index(
        &mut self,
        x: &mut Operand<'_>,
        what: &str,
        allow_negative: bool,
    ) -> bool {
        if !x.is_valid() {
            return false;
        }
        // spec: "a constant index that is untyped is given type int"
        self.convert_untyped(x, BasicKind::Int.id());
        if !x.is_valid() {
            return false;
        }
        // spec: "the index x must be an untyped constant or its core type must be an integer"
        let problem = if !self.prog.all_integer(x.ty) {
            "must be integer"
        } else if x.mode != OpMode::Constant {
            return true;
        } else if !allow_negative && x.val.as_ref().is_some_and(|v| v.sign() < 0) {
            "must not be negative"
        } else if x.val.as_ref().is_some_and(|v| v.represent(BasicKind::Int).is_err()) {
            "overflows int"
        } else {
            return true;
        };
        let message = format!("invalid argument: {what} {} {problem}", self.describe(x));
        self.error(&*x, "index", message);
        false
    }
}

fn string_len(val: &Value) -> i64 {
    val.as_str().map_or(-1, |s| i64::try_from(s.len()).unwrap_or(i64::MAX))
}
