//! Cycles among declarations: a type, constant or function that needs itself to be declared.

use super::Checker;
use super::env::Place;
use crate::span::Pos;
use crate::types::{BasicKind, ObjId, ObjectKind, Type, TypeId};
use std::fmt::Write;

const INVALID: TypeId = BasicKind::Invalid.id();

/// A declaration or an instance that takes part in a cycle.
pub(crate) struct Link {
    pub(crate) pos: Pos,
    pub(crate) name: String,
}

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
        let is_type = matches!(self.prog.objects.get(obj).kind, ObjectKind::TypeName);
        if let (true, Some(ty)) = (is_type, self.prog.objects.get(obj).ty) {
            if let Type::Alias { actual, .. } = self.prog.types.get_mut(ty) {
                *actual = Some(INVALID);
            }
        }
        let link =
            |&obj: &ObjId| Link { pos: self.prog.objects.get(obj).pos, name: self.cycle_name(obj) };
        let links: Vec<Link> = cycle.iter().map(link).collect();
        self.report_cycle(&links, start, is_type);
    }

    /// Reports a cycle, beginning with `cycle[start]`.
    pub(crate) fn report_cycle(&mut self, cycle: &[Link], start: usize, is_type: bool) {
        let Link { pos, name } = &cycle[start];
        let pos = pos.span();
        if cycle.len() == 1 {
            let what = if is_type { "recursive type" } else { "cycle in declaration" };
            self.error(pos, "cycle", format!("invalid {what}: {name} refers to itself"));
            return;
        }
        let what = if is_type { "recursive type" } else { "cycle in declaration of" };
        let mut message = format!("invalid {what} {name}");
        for i in start..start + cycle.len() {
            let (from, to) = (&cycle[i % cycle.len()], &cycle[(i + 1) % cycle.len()]);
            let place = self.place(from.pos);
            let _ = write!(message, "\n\t{place}: {} refers to {}", from.name, to.name);
        }
        self.error(pos, "cycle", message);
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
            if let Type::Named(n) = self.prog.types.get_mut(ty) {
                n.underlying = Some(INVALID);
            }
        }
        self.resolve_pending();
    }
}
