//! Built-in functions (spec §Built-in functions, §Package unsafe).

use super::Checker;
use super::call::{Call, Explicit};
use super::expr::Kind;
use super::exprstring::expr_string;
use super::operand::{OpMode, Operand};
use crate::ast::ExprKind;
use crate::symbol::Symbol;
use crate::types::constant::Value;
use crate::types::object::{Builtin, VarKind};
use crate::types::{BasicKind, Signature, Type, TypeId};

const INVALID: TypeId = BasicKind::Invalid.id();
const INT: TypeId = BasicKind::Int.id();

/// Number of arguments, and whether there may be more.
fn arity(builtin: Builtin) -> (usize, bool) {
    match builtin {
        Builtin::Append | Builtin::Make | Builtin::Max | Builtin::Min => (1, true),
        Builtin::Complex
        | Builtin::Copy
        | Builtin::Delete
        | Builtin::UnsafeAdd
        | Builtin::UnsafeSlice
        | Builtin::UnsafeString => (2, false),
        Builtin::Print | Builtin::Println => (0, true),
        Builtin::Recover => (0, false),
        _ => (1, false),
    }
}

/// What a call of the function is as a statement.
pub(crate) fn kind(builtin: Builtin) -> Kind {
    match builtin {
        Builtin::Clear
        | Builtin::Close
        | Builtin::Copy
        | Builtin::Delete
        | Builtin::Panic
        | Builtin::Print
        | Builtin::Println
        | Builtin::Recover => Kind::Statement,
        _ => Kind::Expression,
    }
}

impl Checker<'_> {
    /// A call of a built-in function.
    pub(crate) fn builtin_call<'e>(&mut self, call: Call<'e>, builtin: Builtin) -> Operand<'e> {
        if call.dots && builtin != Builtin::Append {
            let name = builtin.name();
            let message = format!("invalid operation: invalid use of ... with built-in {name}");
            self.error(call.expr, "dots", message);
            self.use_exprs(call.args);
            return Operand::failed(call.expr);
        }
        let saved = self.env.has_call_or_recv;
        if matches!(builtin, Builtin::Len | Builtin::Cap) {
            self.env.has_call_or_recv = false;
        }
        let special = matches!(builtin, Builtin::Make | Builtin::New | Builtin::Offsetof);
        let args = if special { Vec::new() } else { self.expr_list(call.args) };
        let failed = Operand::failed(call.expr);
        if args.iter().any(|a| !a.is_valid()) {
            return failed;
        }
        let nargs = if special { call.args.len() } else { args.len() };
        let (want, variadic) = arity(builtin);
        let problem = if nargs < want {
            "not enough"
        } else if nargs > want && !variadic {
            "too many"
        } else {
            ""
        };
        if !problem.is_empty() {
            let message = format!(
                "{problem} arguments for {} (expected {want}, found {nargs})",
                expr_string(call.expr)
            );
            self.error(call.expr, "arg-count", format!("invalid operation: {message}"));
            return failed;
        }
        let x = self.builtin_operation(call, builtin, args);
        if matches!(builtin, Builtin::Len | Builtin::Cap) {
            self.env.has_call_or_recv = saved;
        }
        x.unwrap_or(failed)
    }

    fn builtin_operation<'e>(
        &mut self,
        call: Call<'e>,
        builtin: Builtin,
        mut args: Vec<Operand<'e>>,
    ) -> Option<Operand<'e>> {
        match builtin {
            Builtin::Append => self.append(call, args),
            Builtin::Len | Builtin::Cap => self.len_cap(call, builtin, args.swap_remove(0)),
            Builtin::Clear => self.clear(call, args.swap_remove(0)),
            Builtin::Close => self.close(call, args.swap_remove(0)),
            Builtin::Complex => self.complex(call, args),
            Builtin::Copy => self.copy(call, args),
            Builtin::Delete => self.delete(call, args),
            Builtin::Real | Builtin::Imag => self.real_imag(call, builtin, args.swap_remove(0)),
            Builtin::Make => self.make(call),
            Builtin::New => self.new_value(call),
            Builtin::Max | Builtin::Min => self.max_min(call, builtin, args),
            Builtin::Panic => {
                self.env.panics.insert(call.expr.id);
                let any = self.prog.universe.empty_interface;
                let mut x = args.swap_remove(0);
                self.assignment(&mut x, Some(any), "argument to panic");
                let sig = self.builtin_signature(call, None, &[any]);
                self.record_builtin(call, sig);
                x.is_valid().then(|| no_value(call))
            }
            Builtin::Print | Builtin::Println => {
                let context = format!("argument to built-in {}", builtin_name(builtin));
                let mut types = Vec::new();
                for mut x in args {
                    self.assignment(&mut x, None, &context);
                    if !x.is_valid() {
                        return None;
                    }
                    types.push(x.ty);
                }
                let sig = self.builtin_signature(call, None, &types);
                self.record_builtin(call, sig);
                Some(no_value(call))
            }
            Builtin::Recover => {
                let any = self.prog.universe.empty_interface;
                self.builtin_value(call, any, &[])
            }
            Builtin::Sizeof
            | Builtin::Alignof
            | Builtin::Offsetof
            | Builtin::UnsafeAdd
            | Builtin::UnsafeSlice
            | Builtin::UnsafeSliceData
            | Builtin::UnsafeString
            | Builtin::UnsafeStringData => self.unsafe_call(call, builtin, args),
        }
    }

    /// A signature to record as the type of a built-in function in one call.
    pub(crate) fn builtin_signature(
        &mut self,
        call: Call<'_>,
        result: Option<TypeId>,
        params: &[TypeId],
    ) -> TypeId {
        let empty = Symbol::intern("");
        let pos = call.expr.span.lo;
        let params = params
            .iter()
            .map(|&ty| {
                let ty = self.prog.default_type(ty);
                self.new_var(empty, pos, VarKind::Param, Some(ty))
            })
            .collect();
        let results = result
            .map(|ty| self.new_var(empty, pos, VarKind::Result, Some(ty)))
            .into_iter()
            .collect();
        self.prog.types.add(Type::Signature(Signature { params, results, ..Default::default() }))
    }

    pub(crate) fn record_builtin(&mut self, call: Call<'_>, sig: TypeId) {
        let mut e = call.fun;
        loop {
            self.prog.info.record(e.id, crate::info::Mode::Builtin, sig);
            match &e.kind {
                ExprKind::Paren(x) => e = x,
                _ => return,
            }
        }
    }

    /// The value of a call, its function's signature recorded.
    pub(crate) fn builtin_value<'e>(
        &mut self,
        call: Call<'e>,
        ty: TypeId,
        params: &[TypeId],
    ) -> Option<Operand<'e>> {
        let sig = self.builtin_signature(call, Some(ty), params);
        self.record_builtin(call, sig);
        Some(Operand::new(OpMode::Value, ty, call.expr))
    }

    fn append<'e>(&mut self, call: Call<'e>, mut args: Vec<Operand<'e>>) -> Option<Operand<'e>> {
        let x = args[0].clone();
        let elem = match self.slice_elem(&x) {
            Ok(elem) => elem,
            Err(cause) => {
                self.error(&x, "append", format!("invalid append: {cause}"));
                return None;
            }
        };
        // spec: "As a special case, append also accepts a first argument assignable to type
        // []byte with a second argument of string type followed by ... ."
        let byte = self.prog.universe.byte;
        let bytes = self.slice_of(byte);
        if args.len() == 2 && call.dots && self.assignable(&x, bytes).is_ok() {
            let mut has_string = false;
            let mut special = true;
            for (_, under) in self.prog.specific_types(args[1].ty).unwrap_or_default() {
                if self.is_string_under(under) {
                    has_string = true;
                } else if !self.prog.identical(under, bytes) {
                    special = false;
                }
            }
            if special && has_string {
                let y = &mut args[1];
                if self.prog.is_untyped(y.ty) {
                    self.convert_untyped(y, BasicKind::String.id());
                }
                let y = args[1].ty;
                return self.builtin_value(call, x.ty, &[x.ty, y]);
            }
        }
        let rest = self.slice_of(elem);
        let sig = self.builtin_signature(call, Some(x.ty), &[x.ty, rest]);
        if let Type::Signature(s) = self.prog.types.get_mut(sig) {
            s.variadic = true;
        }
        self.arguments(call, sig, Explicit::default(), &mut args, &[]);
        self.record_builtin(call, sig);
        Some(Operand::new(OpMode::Value, x.ty, call.expr))
    }

    /// The element type of a slice operand, or what is wrong.
    fn slice_elem(&mut self, x: &Operand<'_>) -> Result<TypeId, String> {
        if x.is_nil() {
            return Err("argument must be a slice; have untyped nil".to_owned());
        }
        let mut elem = None;
        for (_, under) in self.prog.specific_types(x.ty).unwrap_or_default() {
            let Type::Slice(e) = *self.prog.types.get(under) else {
                elem = None;
                break;
            };
            if let Some(first) = elem {
                if !self.prog.identical(first, e) {
                    let (first, e) = (self.prog.type_string(first), self.prog.type_string(e));
                    let text = self.describe(x);
                    return Err(format!(
                        "mismatched slice element types {first} and {e} in {text}"
                    ));
                }
            }
            elem = Some(e);
        }
        match elem {
            Some(elem) => Ok(elem),
            None => Err(format!("argument must be a slice; have {}", self.describe(x))),
        }
    }

    fn len_cap<'e>(
        &mut self,
        call: Call<'e>,
        builtin: Builtin,
        x: Operand<'e>,
    ) -> Option<Operand<'e>> {
        let is_len = builtin == Builtin::Len;
        let under = self.prog.underlying(x.ty);
        let under = self.array_ptr_deref(under);
        let mut mode = OpMode::Invalid;
        let mut val = None;
        if self.prog.is_type_param(x.ty) {
            let types = self.prog.specific_types(x.ty).unwrap_or_default();
            let ok = !types.is_empty()
                && types.into_iter().all(|(_, under)| {
                    let under = self.array_ptr_deref(under);
                    self.has_len(under, is_len)
                });
            if ok {
                mode = OpMode::Value;
            }
        } else if self.has_len(under, is_len) {
            mode = OpMode::Value;
            match self.prog.types.get(under) {
                // spec: "The expression len(s) is constant if s is a string constant. The
                // expressions len(s) and cap(s) are constants if the type of s is an array or
                // pointer to an array and the expression s does not contain channel receives or
                // (non-constant) function calls"
                Type::Array { len, .. } if !self.env.has_call_or_recv => {
                    mode = OpMode::Constant;
                    val = (*len >= 0).then(|| Value::int(*len));
                }
                Type::Basic(_) if x.mode == OpMode::Constant => {
                    mode = OpMode::Constant;
                    let len = x.val.as_ref().and_then(|v| v.as_str().map(<[u8]>::len));
                    val = len.map(|n| Value::int(i64::try_from(n).unwrap_or(i64::MAX)));
                }
                _ => {}
            }
        }
        if mode == OpMode::Invalid {
            if under != INVALID {
                let name = builtin_name(builtin);
                let message =
                    format!("invalid argument: {} for built-in {name}", self.describe(&x));
                self.error(&x, "len", message);
            }
            return None;
        }
        if mode == OpMode::Value {
            return self.builtin_value(call, INT, &[x.ty]);
        }
        let mut result = Operand::new(mode, INT, call.expr);
        result.val = val;
        Some(result)
    }

    fn has_len(&self, under: TypeId, is_len: bool) -> bool {
        match self.prog.types.get(under) {
            Type::Array { .. } | Type::Slice(_) | Type::Chan { .. } => true,
            Type::Map { .. } => is_len,
            _ => is_len && self.is_string_under(under),
        }
    }

    fn clear<'e>(&mut self, call: Call<'e>, x: Operand<'e>) -> Option<Operand<'e>> {
        self.verify_version(call.fun, 21, "clear");
        let types = self.prog.specific_types(x.ty).unwrap_or_default();
        let ok = !types.is_empty()
            && types
                .iter()
                .all(|&(_, u)| matches!(self.prog.types.get(u), Type::Map { .. } | Type::Slice(_)));
        if !ok {
            let message = format!(
                "invalid argument: cannot clear {}: argument must be (or constrained by) map or slice",
                self.describe(&x)
            );
            self.error(&x, "clear", message);
            return None;
        }
        let sig = self.builtin_signature(call, None, &[x.ty]);
        self.record_builtin(call, sig);
        Some(no_value(call))
    }

    fn close<'e>(&mut self, call: Call<'e>, x: Operand<'e>) -> Option<Operand<'e>> {
        use crate::ast::ChanDir;
        let types = self.prog.specific_types(x.ty).unwrap_or_default();
        let mut problem = if types.is_empty() { "cannot close non-channel" } else { "" };
        for (_, under) in types {
            match self.prog.types.get(under) {
                Type::Chan { dir: ChanDir::Recv, .. } => {
                    problem = "cannot close receive-only channel";
                }
                Type::Chan { .. } => {}
                _ => problem = "cannot close non-channel",
            }
        }
        if !problem.is_empty() {
            let message = format!("invalid operation: {problem} {}", self.describe(&x));
            self.error(&x, "close", message);
            return None;
        }
        let sig = self.builtin_signature(call, None, &[x.ty]);
        self.record_builtin(call, sig);
        Some(no_value(call))
    }

    fn copy<'e>(&mut self, call: Call<'e>, mut args: Vec<Operand<'e>>) -> Option<Operand<'e>> {
        let mut y = args.swap_remove(1);
        let x = args.swap_remove(0);
        let dst = match self.slice_elem(&x) {
            Ok(elem) => elem,
            Err(cause) => {
                self.error(&x, "copy", format!("invalid copy: {cause}"));
                return None;
            }
        };
        // a string counts as a byte slice
        let types = self.prog.specific_types(y.ty).unwrap_or_default();
        let strings = !types.is_empty()
            && types.iter().all(|&(_, u)| {
                self.is_string_under(u) || matches!(self.prog.types.get(u), Type::Slice(_))
            });
        let any_string = types.iter().any(|&(_, u)| self.is_string_under(u));
        let untyped = self.prog.is_untyped(y.ty);
        let src = if strings && any_string {
            self.prog.universe.byte
        } else {
            match self.slice_elem(&y) {
                Ok(elem) => elem,
                Err(cause) => {
                    self.error(&y, "copy", format!("invalid copy: {cause}"));
                    return None;
                }
            }
        };
        if !self.prog.identical(dst, src) {
            let message = format!(
                "invalid copy: arguments {} and {} have different element types {} and {}",
                self.describe(&x),
                self.describe(&y),
                self.prog.type_string(dst),
                self.prog.type_string(src)
            );
            self.error(&x, "copy", message);
            return None;
        }
        if untyped {
            self.convert_untyped(&mut y, BasicKind::String.id());
        }
        self.builtin_value(call, INT, &[x.ty, y.ty])
    }

    fn delete<'e>(&mut self, call: Call<'e>, mut args: Vec<Operand<'e>>) -> Option<Operand<'e>> {
        let mut y = args.swap_remove(1);
        let x = args.swap_remove(0);
        let mut key: Option<TypeId> = None;
        let types = self.prog.specific_types(x.ty).unwrap_or_default();
        let mut bad = types.is_empty();
        for (_, under) in types {
            let Type::Map { key: k, .. } = *self.prog.types.get(under) else {
                bad = true;
                break;
            };
            if key.is_some_and(|first| !self.prog.identical(first, k)) {
                let message = format!(
                    "invalid argument: maps of {} must have identical key types",
                    self.describe(&x)
                );
                self.error(&x, "delete", message);
                return None;
            }
            key = Some(k);
        }
        if bad {
            let message = format!("invalid argument: {} is not a map", self.describe(&x));
            self.error(&x, "delete", message);
            return None;
        }
        self.assignment(&mut y, key, "argument to delete");
        if !y.is_valid() {
            return None;
        }
        let sig = self.builtin_signature(call, None, &[x.ty, y.ty]);
        self.record_builtin(call, sig);
        Some(no_value(call))
    }

    fn make<'e>(&mut self, call: Call<'e>) -> Option<Operand<'e>> {
        let arg = &call.args[0];
        let ty = self.var_type(arg);
        if ty == INVALID {
            return None;
        }
        let min = match self.make_min(ty) {
            Ok(min) => min,
            Err(cause) => {
                let message =
                    format!("invalid argument: cannot make {}: {cause}", expr_string(arg));
                self.error(arg, "make", message);
                return None;
            }
        };
        let n = call.args.len();
        if n < min || n > min + 1 {
            let message = format!(
                "invalid operation: {} expects {min} or {} arguments; found {n}",
                expr_string(call.expr),
                min + 1
            );
            self.error(call.expr, "arg-count", message);
            return None;
        }
        let mut types = vec![ty];
        let mut sizes = Vec::new();
        for size in &call.args[1..] {
            let (ty, n) = self.index(size, -1);
            types.push(ty);
            if n >= 0 {
                sizes.push(n);
            }
        }
        if let [len, cap] = sizes[..] {
            if len > cap {
                let message = "invalid argument: length and capacity swapped";
                self.error(&call.args[1], "make", message);
            }
        }
        self.builtin_value(call, ty, &types)
    }

    /// The least number of arguments for `make` of a type.
    fn make_min(&mut self, ty: TypeId) -> Result<usize, String> {
        let Some(types) = self.prog.specific_types(ty) else {
            return Err("no specific type".to_owned());
        };
        for (_, under) in types {
            if !matches!(
                self.prog.types.get(under),
                Type::Slice(_) | Type::Map { .. } | Type::Chan { .. }
            ) {
                return Err("type must be slice, map, or channel".to_owned());
            }
        }
        let under = self.prog.common_under(ty)?;
        Ok(if matches!(self.prog.types.get(under), Type::Slice(_)) { 2 } else { 1 })
    }

    fn new_value<'e>(&mut self, call: Call<'e>) -> Option<Operand<'e>> {
        let arg = &call.args[0];
        let mut x = self.expr_or_type(arg, false);
        if x.mode == OpMode::Builtin {
            let message = format!("{} must be called", self.describe(&x));
            self.error(&x, "not-a-value", message);
            return None;
        }
        if !x.is_valid() {
            return None;
        }
        if x.mode == OpMode::TypeExpr {
            self.valid_var_type(arg.span, x.ty);
        } else {
            if self.prog.is_untyped(x.ty) {
                self.assignment(&mut x, None, "argument to new");
                if !x.is_valid() {
                    return None;
                }
            }
            let what = format!("new({})", expr_string(arg));
            self.verify_version(call.fun, 26, &what);
        }
        let ty = self.prog.types.add(Type::Pointer(x.ty));
        self.builtin_value(call, ty, &[x.ty])
    }
}

fn no_value(call: Call<'_>) -> Operand<'_> {
    Operand::new(OpMode::NoValue, INVALID, call.expr)
}

/// The name of a built-in function as it is written in calls.
pub(crate) fn builtin_name(builtin: Builtin) -> &'static str {
    match builtin {
        Builtin::Sizeof => "unsafe.Sizeof",
        Builtin::Alignof => "unsafe.Alignof",
        Builtin::Offsetof => "unsafe.Offsetof",
        Builtin::UnsafeAdd => "unsafe.Add",
        Builtin::UnsafeSlice => "unsafe.Slice",
        Builtin::UnsafeSliceData => "unsafe.SliceData",
        Builtin::UnsafeString => "unsafe.String",
        Builtin::UnsafeStringData => "unsafe.StringData",
        other => other.name(),
    }
}
