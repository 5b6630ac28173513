//! Operators (spec §Operators): unary and binary operations, comparisons, shifts.

use super::Checker;
use super::env::Place;
use super::exprstring::unary_op;
use super::operand::{OpMode, Operand};
use super::recording::{is_comparison, is_shift};
use crate::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use crate::span::{Pos, Span};
use crate::types::constant::Value;
use crate::types::{BasicKind, Type, TypeId};

const UNTYPED_INT: TypeId = BasicKind::UntypedInt.id();

impl Checker<'_> {
    pub(crate) fn unary<'e>(&mut self, e: &'e Expr, op: UnaryOp, inner: &'e Expr) -> Operand<'e> {
        let mut x = self.expr(None, inner);
        if !x.is_valid() {
            return x;
        }
        let mut op = op;
        match op {
            UnaryOp::Addr => {
                // spec: "As an exception to the addressability requirement x may also be a
                // (possibly parenthesized) composite literal."
                let literal =
                    matches!(super::labels::unparen(inner).kind, ExprKind::CompositeLit { .. });
                if !literal && x.mode != OpMode::Variable {
                    let message =
                        format!("invalid operation: cannot take address of {}", self.describe(&x));
                    self.error(&x, "address", message);
                    x.invalidate();
                    return x;
                }
                x.mode = OpMode::Value;
                x.ty = self.prog.types.add(Type::Pointer(x.ty));
                return x;
            }
            UnaryOp::Recv => {
                let Some(elem) = self.chan_elem(x.place(), &x, true) else {
                    x.invalidate();
                    return x;
                };
                if !self.is_complete(elem) {
                    x.invalidate();
                    return x;
                }
                x.mode = OpMode::CommaOk;
                x.ty = elem;
                self.env.has_call_or_recv = true;
                return x;
            }
            UnaryOp::Tilde => {
                let message = "cannot use ~ outside of interface or type constraint";
                if !self.prog.all_integer(x.ty) {
                    self.error(e, "tilde", message);
                    x.invalidate();
                    return x;
                }
                let hint = " (use ^ for bitwise complement)";
                self.error(e, "tilde", format!("{message}{hint}"));
                op = UnaryOp::BitNot;
            }
            _ => {}
        }
        let defined = match op {
            UnaryOp::Plus | UnaryOp::Neg => self.prog.all_numeric(x.ty),
            UnaryOp::BitNot => self.prog.all_integer(x.ty),
            _ => self.prog.all_boolean(x.ty),
        };
        if !defined {
            self.undefined_operator(&x, unary_op(op));
            x.invalidate();
            return x;
        }
        if x.mode == OpMode::Constant {
            let Some(val) = &x.val else { return x };
            let bits = if self.prog.is_unsigned(x.ty) {
                let size = self.prog.size_of(x.ty).unwrap_or(8);
                Some(u32::try_from(size * 8).unwrap_or(64))
            } else {
                None
            };
            x.val = Value::unary(op, val, bits);
            x.set_expr(e);
            self.overflow(&mut x, e.span);
            return x;
        }
        x.mode = OpMode::Value;
        x
    }

    fn undefined_operator(&mut self, x: &Operand<'_>, op: &str) {
        let message =
            format!("invalid operation: operator {op} not defined on {}", self.describe(x));
        self.error(x, "operator", message);
    }

    /// The element type of a channel operand, for a receive or a send.
    pub(crate) fn chan_elem(
        &mut self,
        at: impl Place,
        x: &Operand<'_>,
        recv: bool,
    ) -> Option<TypeId> {
        use crate::ast::ChanDir;
        let param = self.prog.is_type_param(x.ty);
        let cause = 'cause: {
            let Some(specific) = self.prog.specific_types(x.ty) else {
                break 'cause "no specific channel type".to_owned();
            };
            for (ty, under) in specific {
                let text = self.prog.type_string(ty);
                match self.prog.types.get(under) {
                    Type::Chan { dir: ChanDir::Send, .. } if recv => {
                        break 'cause format!("send-only channel {text}");
                    }
                    Type::Chan { dir: ChanDir::Recv, .. } if !recv => {
                        break 'cause format!("receive-only channel {text}");
                    }
                    Type::Chan { .. } => {}
                    _ => break 'cause format!("non-channel {text}"),
                }
            }
            match self.prog.common_under(x.ty) {
                Ok(under) => {
                    if let Type::Chan { elem, .. } = self.prog.types.get(under) {
                        return Some(*elem);
                    }
                    "no specific channel type".to_owned()
                }
                Err(cause) => cause,
            }
        };
        let text = self.describe(x);
        let message = match (recv, param) {
            (true, true) => format!("invalid operation: cannot receive from {text}: {cause}"),
            (true, false) => format!("invalid operation: cannot receive from {cause} {text}"),
            (false, true) => format!("invalid operation: cannot send to {text}: {cause}"),
            (false, false) => format!("invalid operation: cannot send to {cause} {text}"),
        };
        self.error(at, "channel", message);
        None
    }

    /// A binary expression. Chains of operators are left-deep, maybe thousands of operators
    /// long: they are checked from the innermost outwards without recursion.
    pub(crate) fn binary_chain<'e>(&mut self, e: &'e Expr) -> Operand<'e> {
        let mut spine = vec![e];
        let mut left = e;
        while let ExprKind::Binary { x, .. } = &left.kind {
            left = x;
            spine.push(left);
        }
        spine.pop();
        let mut x = self.expr(None, left);
        while let Some(node) = spine.pop() {
            let ExprKind::Binary { op, op_pos, y, .. } = &node.kind else { break };
            let y = self.expr(None, y);
            x = self.binary(x, y, *op, Some((node, *op_pos)));
            x.set_expr(node);
            if !spine.is_empty() {
                // what raw_expr and expr would do for an inner node
                self.record(&x);
            }
        }
        x
    }

    /// `x op y`; `e` is the expression, with the operator's position, unless the operation is
    /// implicit in an assignment.
    pub(crate) fn binary<'e>(
        &mut self,
        mut x: Operand<'e>,
        mut y: Operand<'e>,
        op: BinaryOp,
        e: Option<(&'e Expr, Pos)>,
    ) -> Operand<'e> {
        if !x.is_valid() {
            return x;
        }
        if !y.is_valid() {
            y.invalidate();
            return y;
        }
        if is_shift(op) {
            self.shift(&mut x, &mut y, op, e);
            return x;
        }
        let (lhs, rhs) = (x.text_if_implicit(e.is_none()), y.text_if_implicit(e.is_none()));
        self.match_types(&mut x, &mut y);
        if !x.is_valid() {
            return x;
        }
        if is_comparison(op) {
            self.comparison(&mut x, &mut y, op, false);
            return x;
        }
        if !self.prog.identical(x.ty, y.ty) {
            if self.prog.is_valid(x.ty) && self.prog.is_valid(y.ty) {
                let what = match e {
                    Some((e, _)) => super::exprstring::expr_string(e),
                    None => format!("{lhs} {}= {rhs}", op.text()),
                };
                let message = format!(
                    "invalid operation: {what} (mismatched types {} and {})",
                    self.prog.type_string(x.ty),
                    self.prog.type_string(y.ty)
                );
                self.error(&x, "mismatched-types", message);
            }
            x.invalidate();
            return x;
        }
        let defined = match op {
            BinaryOp::Add => self.prog.all_numeric_or_string(x.ty),
            BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div => self.prog.all_numeric(x.ty),
            BinaryOp::LogAnd | BinaryOp::LogOr => self.prog.all_boolean(x.ty),
            _ => self.prog.all_integer(x.ty),
        };
        if !defined {
            self.undefined_operator(&x, op.text());
            x.invalidate();
            return x;
        }
        if matches!(op, BinaryOp::Div | BinaryOp::Rem) && self.divides_by_zero(&x, &y) {
            self.error(&y, "division", "invalid operation: division by zero");
            x.invalidate();
            return x;
        }
        if x.mode == OpMode::Constant && y.mode == OpMode::Constant {
            let (Some(a), Some(b)) = (&x.val, &y.val) else {
                x.val = None;
                return x;
            };
            let int_div = op == BinaryOp::Div && self.prog.is_integer(x.ty);
            x.val = Value::binary(op, a, b, int_div);
            let at = match e {
                Some((e, pos)) => {
                    x.set_expr(e);
                    Span::new(pos, pos)
                }
                None => x.place(),
            };
            self.overflow(&mut x, at);
            return x;
        }
        x.mode = OpMode::Value;
        x.val = None;
        x
    }

    fn divides_by_zero(&mut self, x: &Operand<'_>, y: &Operand<'_>) -> bool {
        let constant = x.mode == OpMode::Constant;
        y.mode == OpMode::Constant
            && (constant || self.prog.all_integer(x.ty))
            && y.val.as_ref().is_some_and(|v| {
                // the norm of a complex divisor may be too small for any number
                let complex = self.prog.basic(x.ty) == Some(BasicKind::UntypedComplex);
                v.sign() == 0 || complex && v.is_tiny()
            })
    }

    /// Converts untyped operands so that their types match, if they may.
    pub(crate) fn match_types(&mut self, x: &mut Operand<'_>, y: &mut Operand<'_>) {
        if !self.may_convert(x, y) {
            return;
        }
        self.convert_untyped(x, y.ty);
        if !x.is_valid() {
            return;
        }
        self.convert_untyped(y, x.ty);
        if !y.is_valid() {
            x.invalidate();
        }
    }

    fn may_convert(&mut self, x: &Operand<'_>, y: &Operand<'_>) -> bool {
        let p = &mut *self.prog;
        if !p.is_untyped(x.ty) && !p.is_untyped(y.ty) {
            return false;
        }
        // A numeric type can only convert to another numeric type.
        if p.all_numeric(x.ty) != p.all_numeric(y.ty) {
            return false;
        }
        // An untyped operand may convert to its default type when paired with an interface.
        if p.is_non_type_param_interface(x.ty) || p.is_non_type_param_interface(y.ty) {
            return true;
        }
        if p.all_boolean(x.ty) != p.all_boolean(y.ty) || p.all_string(x.ty) != p.all_string(y.ty) {
            return false;
        }
        // Untyped nil can only convert to a type that has a nil.
        if x.is_nil() {
            return p.has_nil(y.ty);
        }
        if y.is_nil() {
            return p.has_nil(x.ty);
        }
        // An untyped operand cannot convert to a pointer.
        !self.is_pointer(x.ty) && !self.is_pointer(y.ty)
    }

    fn is_pointer(&mut self, ty: TypeId) -> bool {
        let under = self.prog.underlying(ty);
        matches!(self.prog.types.get(under), Type::Pointer(_))
    }

    /// A comparison; `x` becomes its result. For a switch case `op` is `==`.
    pub(crate) fn comparison(
        &mut self,
        x: &mut Operand<'_>,
        y: &mut Operand<'_>,
        op: BinaryOp,
        switch: bool,
    ) {
        if !self.prog.is_valid(x.ty) || !self.prog.is_valid(y.ty) {
            x.invalidate();
            return;
        }
        match self.comparison_error(x, y, op) {
            Ok(()) => {}
            Err((blame_y, cause)) => {
                let code = "comparison";
                if switch {
                    let message =
                        format!("invalid case {} in switch on {} ({cause})", x.text(), y.text());
                    self.error(&*x, code, message);
                } else {
                    let message = format!(
                        "invalid operation: {} {} {} ({cause})",
                        x.text(),
                        op.text(),
                        y.text()
                    );
                    self.error(if blame_y { y.place() } else { x.place() }, code, message);
                }
                x.invalidate();
                return;
            }
        }
        if x.mode == OpMode::Constant && y.mode == OpMode::Constant {
            x.val = match (&x.val, &y.val) {
                (Some(a), Some(b)) => Value::compare(op, a, b).map(Value::Bool),
                _ => None,
            };
        } else {
            x.mode = OpMode::Value;
            x.val = None;
            // The operands now have their final types.
            for operand in [&*x, &*y] {
                let ty = self.prog.default_type(operand.ty);
                if let Some(e) = operand.expr.filter(|_| operand.desc.is_none()) {
                    self.update_expr_type(e, ty, true);
                }
            }
        }
        // spec: "Comparison operators compare two operands and yield an untyped boolean value."
        x.ty = BasicKind::UntypedBool.id();
    }

    /// What is wrong with a comparison: whether to blame `y`, and the cause.
    fn comparison_error(
        &mut self,
        x: &Operand<'_>,
        y: &Operand<'_>,
        op: BinaryOp,
    ) -> Result<(), (bool, String)> {
        // spec: "In any comparison, the first operand must be assignable to the type of the
        // second operand, or vice versa."
        if self.assignable(x, y.ty).is_err() && self.assignable(y, x.ty).is_err() {
            let cause = format!(
                "mismatched types {} and {}",
                self.prog.type_string(x.ty),
                self.prog.type_string(y.ty)
            );
            return Err((true, cause));
        }
        let (blame_y, cause) = if matches!(op, BinaryOp::Eq | BinaryOp::Ne) {
            if x.is_nil() || y.is_nil() {
                let ty = if x.is_nil() { y.ty } else { x.ty };
                if self.prog.has_nil(ty)
                    && !(x.is_nil() && y.is_nil() && ty == BasicKind::UntypedNil.id())
                {
                    return Ok(());
                }
                (true, String::new())
            } else if !self.prog.comparable(x.ty) {
                (false, self.incomparable_cause(x.ty))
            } else if !self.prog.comparable(y.ty) {
                (true, self.incomparable_cause(y.ty))
            } else {
                return Ok(());
            }
        } else if !self.prog.all_ordered(x.ty) {
            (false, String::new())
        } else if !self.prog.all_ordered(y.ty) {
            (true, String::new())
        } else {
            return Ok(());
        };
        if !cause.is_empty() {
            return Err((blame_y, cause));
        }
        let (x_param, y_param) = (self.prog.is_type_param(x.ty), self.prog.is_type_param(y.ty));
        if x_param || y_param {
            let blame_y = blame_y || !x_param;
            let ty = self.prog.type_string(if blame_y { y.ty } else { x.ty });
            let op = op.text();
            return Err((blame_y, format!("type parameter {ty} cannot use operator {op}")));
        }
        let ty = if blame_y { y.ty } else { x.ty };
        let mut what = self.composite_kind(ty).to_owned();
        if what.is_empty() {
            what = self.prog.type_string(ty);
        }
        Err((blame_y, format!("operator {} not defined on {what}", op.text())))
    }

    /// Why a type is not comparable, if there is a specific reason.
    pub(crate) fn incomparable_cause(&mut self, ty: TypeId) -> String {
        let under = self.prog.underlying(ty);
        if matches!(
            self.prog.types.get(under),
            Type::Slice(_) | Type::Signature(_) | Type::Map { .. }
        ) {
            return format!("{} can only be compared to nil", self.composite_kind(ty));
        }
        self.prog.comparable_type(ty, true).err().unwrap_or_default()
    }

    /// `x << y` or `x >> y`; the result is in `x`.
    fn shift<'e>(
        &mut self,
        x: &mut Operand<'e>,
        y: &mut Operand<'e>,
        op: BinaryOp,
        e: Option<(&'e Expr, Pos)>,
    ) {
        let as_int = match (&x.val, x.mode) {
            (Some(val), OpMode::Constant) => val.to_int(),
            _ => None,
        };
        let unknown = x.mode == OpMode::Constant && x.val.is_none();
        let untyped = self.prog.is_untyped(x.ty);
        if !self.prog.all_integer(x.ty) && !(untyped && (as_int.is_some() || unknown)) {
            let message =
                format!("invalid operation: shifted operand {} must be integer", self.describe(x));
            self.error(&*x, "shift", message);
            x.invalidate();
            return;
        }
        if !self.shift_count(y) {
            x.invalidate();
            return;
        }
        if x.mode == OpMode::Constant {
            if y.mode == OpMode::Constant {
                self.constant_shift(x, y, op, e, as_int);
                return;
            }
            // spec: "If the left operand of a non-constant shift expression is an untyped
            // constant, it is first implicitly converted to the type it would assume if the
            // shift expression were replaced by its left operand alone."
            self.final_shift_count(y);
            if untyped {
                if let Some(info) = x.expr.and_then(|e| self.untyped.get_mut(&e.id)) {
                    info.is_lhs = true;
                }
                x.mode = OpMode::Value;
                x.val = None;
                return;
            }
        }
        if !self.prog.all_integer(x.ty) {
            let message =
                format!("invalid operation: shifted operand {} must be integer", self.describe(x));
            self.error(&*x, "shift", message);
            x.invalidate();
            return;
        }
        self.final_shift_count(y);
        x.mode = OpMode::Value;
        x.val = None;
    }

    /// In a shift that is not constant, an untyped count is a `uint`.
    fn final_shift_count(&mut self, y: &Operand<'_>) {
        if self.prog.is_untyped(y.ty) {
            if let Some(e) = y.expr {
                self.update_expr_type(e, BasicKind::Uint.id(), true);
            }
        }
    }

    /// spec: "The right operand in a shift expression must have integer type or be an untyped
    /// constant representable by a value of type uint."
    fn shift_count(&mut self, y: &mut Operand<'_>) -> bool {
        let untyped = self.prog.is_untyped(y.ty);
        if y.mode == OpMode::Constant {
            let negative = y.val.as_ref().is_some_and(|v| v.to_int().is_some() && v.sign() < 0);
            if negative {
                let message =
                    format!("invalid operation: negative shift count {}", self.describe(y));
                self.error(&*y, "shift", message);
                return false;
            }
            if untyped {
                self.representable(y, BasicKind::Uint, BasicKind::Uint.id());
                return y.is_valid();
            }
            if self.prog.all_integer(y.ty) || y.val.as_ref().is_some_and(|v| v.to_int().is_some()) {
                return true;
            }
        } else if self.prog.all_integer(y.ty) && !untyped {
            if !self.prog.all_unsigned(y.ty) && !self.allow_version(1, 13) {
                let what = format!("invalid operation: signed shift count {}", self.describe(y));
                return self.verify_version(&*y, 13, &what);
            }
            return true;
        } else if untyped {
            self.convert_untyped(y, BasicKind::Uint.id());
            return y.is_valid();
        }
        let message =
            format!("invalid operation: shift count {} must be integer", self.describe(y));
        self.error(&*y, "shift", message);
        false
    }

    fn constant_shift<'e>(
        &mut self,
        x: &mut Operand<'e>,
        y: &Operand<'e>,
        op: BinaryOp,
        e: Option<(&'e Expr, Pos)>,
        as_int: Option<num_bigint::BigInt>,
    ) {
        const BOUND: u64 = 1023 - 1 + 52; // so that the smallest float64 can be written
        let is_int = self.prog.is_integer(x.ty);
        let (Some(val), Some(count)) = (as_int, &y.val) else {
            x.val = None;
            if !is_int {
                x.ty = UNTYPED_INT;
            }
            return;
        };
        let Some(count) = count.to_u64().filter(|&n| n <= BOUND) else {
            let message = format!("invalid operation: invalid shift count {}", self.describe(y));
            self.error(y, "shift", message);
            x.invalidate();
            return;
        };
        // An untyped float like 2.0 becomes an integer.
        if !is_int {
            x.ty = UNTYPED_INT;
        }
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        x.val = Value::shift(op, &Value::Int(val), count);
        let at = match e {
            Some((e, pos)) => {
                x.set_expr(e);
                Span::new(pos, pos)
            }
            None => x.place(),
        };
        self.overflow(x, at);
    }
}

impl Operand<'_> {
    /// The text, if it may be needed for the message of an assignment operation.
    fn text_if_implicit(&self, implicit: bool) -> String {
        if implicit { self.text() } else { String::new() }
    }
}
