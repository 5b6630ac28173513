//! Whether evaluating an expression does anything but give its value.

use super::Pass;
use super::walk::{Node, inspect};
use crate::ast::{Expr, ExprKind, UnaryOp};
use crate::info::Mode;
use crate::types::object::Builtin;

impl Pass<'_> {
    /// Whether an expression has no effects: it calls nothing and receives nothing. Conversions
    /// and built-in functions that only compute are fine.
    pub(crate) fn has_no_effects(&self, e: &Expr) -> bool {
        use Builtin as B;
        let mut pure = true;
        inspect(Node::Expr(e), &mut |node| {
            if let Node::Expr(e) = node {
                pure &= match &e.kind {
                    ExprKind::Call { fun, .. } => {
                        self.prog.info.mode(fun) == Mode::Type
                            || matches!(
                                self.called_builtin(fun),
                                Some(
                                    B::Append
                                        | B::Cap
                                        | B::Complex
                                        | B::Imag
                                        | B::Len
                                        | B::Make
                                        | B::Max
                                        | B::Min
                                        | B::New
                                        | B::Real
                                        | B::Sizeof
                                        | B::Alignof
                                        | B::Offsetof
                                )
                            )
                    }
                    ExprKind::Unary { op: UnaryOp::Recv, .. } => false,
                    ExprKind::FuncLit { .. } => return false,
                    _ => true,
                };
            }
            pure
        });
        pure
    }
}
