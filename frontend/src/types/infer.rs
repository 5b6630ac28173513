//! Type inference (spec §Type inference).

use super::TypeId;
use super::constant::Value;
use crate::program::Program;

/// An argument as inference sees it.
#[derive(Clone, Debug)]
pub struct InferArg {
    /// Its type; a generic `Signature` for an uninstantiated generic function, `Invalid` for an
    /// erroneous operand (skipped).
    pub ty: TypeId,
    /// Its constant value.
    pub value: Option<Value>,
    /// Its text, for messages.
    pub text: String,
}

/// Why inference failed.
#[derive(Clone, Debug)]
pub struct InferError {
    /// The argument to blame (report there); otherwise the call.
    pub arg: Option<usize>,
    /// gc's words; `in call to f, ` included.
    pub message: String,
}

impl Program {
    /// Infers the missing type arguments of a call.
    ///
    /// `callee`: the function's text (`in call to f, …`), `None` outside calls. `tparams` must
    /// not occur in the arguments: rename them first ([`Self::rename_type_params`]). `targs`
    /// holds explicit arguments in front, `None` for the rest (shorter lists are filled up).
    /// `params` are parameter types (the variadic one spread, as many as arguments). `reverse`:
    /// a generic function is assigned to a variable of function type (`params[0]` is the
    /// function, `args[0]` the target).
    pub fn infer(
        &mut self,
        callee: Option<&str>,
        tparams: &[TypeId],
        targs: &[Option<TypeId>],
        params: &[TypeId],
        args: &[InferArg],
        reverse: bool,
    ) -> Result<Vec<TypeId>, InferError> {
        todo!()
    }
}
