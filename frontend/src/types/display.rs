//! Types and objects as text: as gc prints them in messages, and as a running program does.

use super::{ObjId, TypeId};
use crate::program::Program;

impl Program {
    /// The type as gc prints it, seen from [`Program::current`].
    pub fn type_string(&self, ty: TypeId) -> String {
        todo!()
    }
    /// Several types, separated by `, `.
    pub fn type_list_string(&self, types: &[TypeId]) -> String {
        todo!()
    }
    /// Parameters and results without `func`: `(x int) string`.
    pub fn signature_string(&self, sig: TypeId) -> String {
        todo!()
    }
    /// The type as `%T` and panics print it: `main.T`, `map[string]interface {}`.
    pub fn runtime_string(&mut self, ty: TypeId) -> String {
        todo!()
    }
    /// An object as gc prints it: `var x int`, `func f()`, `type T struct{…}`.
    pub fn object_string(&self, obj: ObjId) -> String {
        todo!()
    }
}
