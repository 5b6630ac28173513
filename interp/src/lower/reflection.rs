//! What package reflect can reach that the program does not name.
//!
//! A method table holds all methods of a type whose values are put into interfaces, but a method is
//! lowered only if its name is called. Through reflection a program gets
//! * from a type to the types it is made of, and to pointers to it (`New`, `Addr`): these get method
//!   tables as soon as package reflect is there;
//! * to every exported method by number or name: all are lowered as soon as something that calls
//!   them is ([`METHODS`]), and the types in their signatures count as reached.

use super::Lowerer;
use crate::code::{Kind, RTypeId};
use frontend::types::Type;

/// The native that all calls of methods through reflection need.
pub(super) const METHODS: &str = "reflect.methodFunc";

/// What a program does with package reflect.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug)]
pub(super) enum Reflection {
    /// Nothing.
    None,
    /// It looks at types and values.
    Types,
    /// It also calls methods.
    Methods,
}

/// Method tables prefix names that are not exported by their package.
fn is_exported(name: &str) -> bool {
    !name.contains('.')
}

impl Lowerer<'_> {
    /// Whether a method of this name may be called through an interface or reflection.
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.called.contains(name) || self.reflection == Reflection::Methods && is_exported(name)
    }

    /// The program can call any exported method.
    pub(super) fn reflect_methods(&mut self) {
        self.reflection = Reflection::Methods;
        let names: Vec<_> = self.waiting.keys().copied().filter(|name| is_exported(name)).collect();
        for name in names {
            self.queue.extend(self.waiting.remove(name).unwrap_or_default());
        }
        let mut all: Vec<_> = self.dynamic.iter().copied().collect();
        all.sort_unstable();
        for id in all {
            self.mark_signatures(id);
        }
    }

    /// Marks what reflection reaches from a type that is put into interfaces.
    pub(super) fn mark_reflected(&mut self, id: RTypeId) {
        if self.reflection == Reflection::None {
            return;
        }
        let t = self.rtype(id).clone();
        for &part in t.params.iter().chain(&t.results) {
            self.mark_dynamic(part);
        }
        let has_methods = !t.name.is_empty() || t.kind == Kind::Struct;
        if has_methods && !matches!(t.kind, Kind::Pointer | Kind::Interface | Kind::Invalid) {
            let source = self.source_of(id);
            let pointer = self.program.types.add(Type::Pointer(source));
            let pointer = self.rt(pointer);
            self.mark_dynamic(pointer);
        }
        if self.reflection == Reflection::Methods {
            self.mark_signatures(id);
        }
    }

    fn mark_signatures(&mut self, id: RTypeId) {
        let methods = self.rtype(id).methods.clone();
        for m in methods.iter().filter(|m| is_exported(m.name)) {
            self.mark_dynamic(m.ty);
        }
    }
}
