//! Cycles among declarations: a type, constant or function that needs itself to be declared.

use super::Checker;
use super::env::Place;
use crate::types::{BasicKind, ObjId, ObjectKind, Type, TypeId};
use std::fmt::Write;

const INVALID: TypeId = BasicKind::Invalid.id();

impl Checker<'_> {
    /// Whether a cycle that starts with `obj` is fine; reports it otherwise.
    pub(crate) fn valid_cycle(&mut self, obj: ObjId) -> bool {
        let start = self.obj_path_index[&obj];
        let cycle: Vec<ObjId> = self.obj_path[start..].to_vec();
        let (mut values, mut defs) = (0, 0);
        let mut through_tparams = false;
        for &o in &cycle {
            match self.prog.objects.get(o).kind {
                ObjectKind::Const(_) | ObjectKind::Var(_) => values += 1,
                ObjectKind::TypeName => {
                    let ty = self.prog.objects.get(o).ty;
                    if self.env.in_tparams && ty.is_some_and(|t| self.prog.is_generic(t)) {
                        through_tparams = true;
                        break;
                    }
                    let alias =
                        ty.is_some_and(|t| matches!(self.prog.types.get(t), Type::Alias { .. }));
                    if !alias {
                        defs += 1;
                    }
                }
                _ => {}
            }
        }
        // Cycles through type parameter lists are ok. Cycles among constants and variables only
        // are reported with the initialization order. Cycles of types need one definition.
        if through_tparams || values == cycle.len() || values == 0 && defs > 0 {
            return true;
        }
        let first = self.first_in_source(&cycle);
        self.cycle_error(&cycle, first);
        false
    }

    /// The index of the object that stands first in the source.
    pub(crate) fn first_in_source(&self, path: &[ObjId]) -> usize {
        let pos = |i: usize| self.prog.objects.get(path[i]).pos;
        (0..path.len()).min_by_key(|&i| pos(i)).unwrap_or(0)
    }

    fn cycle_name(&self, obj: ObjId) -> String {
        let object = self.prog.objects.get(obj);
        match object.pkg {
            Some(pkg) if pkg != self.env.pkg => {
                format!("{}.{}", self.prog.packages[pkg.0 as usize].name, object.name)
            }
            _ => object.name.to_string(),
        }
    }

    /// Reports a declaration cycle, beginning with `cycle[start]`.
    pub(crate) fn cycle_error(&mut self, cycle: &[ObjId], start: usize) {
        let obj = cycle[start];
        let name = self.cycle_name(obj);
        let is_type = matches!(self.prog.objects.get(obj).kind, ObjectKind::TypeName);
        if let (true, Some(ty)) = (is_type, self.prog.objects.get(obj).ty) {
            if let Type::Alias { actual, .. } = self.prog.types.get_mut(ty) {
                *actual = Some(INVALID);
            }
        }
        let pos = self.prog.objects.get(obj).pos;
        if cycle.len() == 1 {
            let message = if is_type {
                format!("invalid recursive type: {name} refers to itself")
            } else {
                format!("invalid cycle in declaration: {name} refers to itself")
            };
            self.error(pos.span(), "cycle", message);
            return;
        }
        let mut message = if is_type {
            format!("invalid recursive type {name}")
        } else {
            format!("invalid cycle in declaration of {name}")
        };
        let mut obj = obj;
        for i in 0..cycle.len() {
            let next = cycle[(start + i + 1) % cycle.len()];
            let place = self.place(self.prog.objects.get(obj).pos);
            let _ = write!(
                message,
                "\n\t{place}: {} refers to {}",
                self.cycle_name(obj),
                self.cycle_name(next)
            );
            obj = next;
        }
        self.error(pos.span(), "cycle", message);
    }

    /// Reports `type A B; type B A`.
    pub(crate) fn alias_chain_cycle(&mut self, named: TypeId) {
        let mut cycle = Vec::new();
        let mut cur = named;
        while let Some(&(_, rhs)) = self.st.pending.iter().find(|(n, _)| *n == cur) {
            let Type::Named(n) = self.prog.types.get(cur) else { return };
            cycle.push((cur, n.obj));
            cur = self.prog.types.unalias(rhs);
            if cur == named {
                break;
            }
            if cycle.len() > self.st.pending.len() {
                return;
            }
        }
        if cur != named || cycle.is_empty() {
            return;
        }
        let objs: Vec<ObjId> = cycle.iter().map(|c| c.1).collect();
        let first = self.first_in_source(&objs);
        self.cycle_error(&objs, first);
        self.st.pending.retain(|(n, _)| !cycle.iter().any(|c| c.0 == *n));
        for (ty, _) in cycle {
            self.invalid_types.insert(ty);
            if let Type::Named(n) = self.prog.types.get_mut(ty) {
                n.underlying = Some(INVALID);
            }
        }
        self.resolve_pending();
    }
}
