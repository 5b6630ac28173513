//! The order in which package variables are initialized (spec §Package initialization).
//!
//! spec: "... the next package-level variable that is earliest in declaration order and ready
//! for initialization": a variable is ready if none of the variables its initializer refers to,
//! also through functions, is still uninitialized.

use super::env::Place;
use super::{Checker, DeclId, DeclKind};
use crate::info::InitOrder;
use crate::types::{ObjId, ObjectKind, PackageId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// What one initializer needs.
struct Step {
    decl: DeclId,
    obj: ObjId,
    /// Package variables with initializers it refers to, directly or through functions.
    needs: BTreeSet<usize>,
}

impl Checker<'_> {
    /// Determines the order and reports initialization cycles.
    pub(crate) fn init_order(&mut self, id: PackageId) {
        let objs = self.st.package_objects.get(&id).cloned().unwrap_or_default();
        let mut steps: Vec<Step> = Vec::new();
        let mut step_of: FxHashMap<ObjId, usize> = FxHashMap::default();
        for &obj in &objs {
            if !matches!(self.prog.objects.get(obj).kind, ObjectKind::Var(_)) {
                continue;
            }
            let Some(&decl) = self.st.decl_of.get(&obj) else { continue };
            let DeclKind::Var { spec, .. } = &self.st.decls[decl.0].kind else { continue };
            if spec.values.is_empty() {
                continue;
            }
            if let Some(i) = steps.iter().rposition(|s| s.decl == decl) {
                step_of.insert(obj, i);
                continue;
            }
            step_of.insert(obj, steps.len());
            steps.push(Step { decl, obj, needs: BTreeSet::new() });
        }
        for i in 0..steps.len() {
            steps[i].needs = self.needed(steps[i].decl, &step_of);
        }
        self.constant_cycles(&objs);
        if self.report_cycle(&steps, &step_of) {
            return;
        }
        let order = ready_order(&steps);
        let order = order.into_iter().filter_map(|i| self.init_step(&steps[i])).collect();
        self.prog.packages[id.0 as usize].init_order = order;
    }

    fn init_step(&self, step: &Step) -> Option<InitOrder> {
        let DeclKind::Var { spec, index, lhs } = &self.st.decls[step.decl.0].kind else {
            return None;
        };
        let (lhs, value) = if lhs.is_empty() { (vec![step.obj], *index) } else { (lhs.clone(), 0) };
        if value >= spec.values.len() {
            return None;
        }
        Some(InitOrder { lhs, spec: std::sync::Arc::clone(spec), value })
    }

    /// The initializers that a declaration needs first.
    fn needed(&mut self, decl: DeclId, step_of: &FxHashMap<ObjId, usize>) -> BTreeSet<usize> {
        let mut needs = BTreeSet::new();
        let mut seen: FxHashSet<ObjId> = FxHashSet::default();
        let mut todo: Vec<ObjId> = self.st.decls[decl.0].deps.iter().copied().collect();
        while let Some(obj) = todo.pop() {
            if !seen.insert(obj) {
                continue;
            }
            if let Some(&i) = step_of.get(&obj) {
                needs.insert(i);
                continue;
            }
            if matches!(self.prog.objects.get(obj).kind, ObjectKind::Func(_)) {
                self.declared_body(obj);
                if let Some(d) = self.st.decl_of.get(&obj) {
                    todo.extend(self.st.decls[d.0].deps.iter().copied());
                }
            }
        }
        needs
    }

    /// Reports a variable whose initializer refers to itself.
    fn report_cycle(&mut self, steps: &[Step], step_of: &FxHashMap<ObjId, usize>) -> bool {
        for (i, step) in steps.iter().enumerate() {
            let mut path = Vec::new();
            let mut seen = FxHashSet::default();
            if reaches(i, i, steps, &mut seen, &mut path) {
                let _ = step_of;
                let objs = self.cycle_objects(step.obj);
                self.init_cycle_error(&objs);
                return true;
            }
        }
        false
    }

    /// A shortest chain of references, functions included, from an object back to itself.
    fn cycle_objects(&self, start: ObjId) -> Vec<ObjId> {
        let deps = |obj: ObjId| {
            let decl = self.st.decl_of.get(&obj);
            decl.map(|d| self.st.decls[d.0].deps.iter().copied().collect::<Vec<_>>())
                .unwrap_or_default()
        };
        let mut from: FxHashMap<ObjId, ObjId> = FxHashMap::default();
        let mut queue = std::collections::VecDeque::from([start]);
        while let Some(obj) = queue.pop_front() {
            for next in deps(obj) {
                if next == start {
                    let mut path = vec![obj];
                    let mut cur = obj;
                    while cur != start {
                        cur = from[&cur];
                        path.push(cur);
                    }
                    path.reverse();
                    return path;
                }
                if let std::collections::hash_map::Entry::Vacant(slot) = from.entry(next) {
                    slot.insert(obj);
                    queue.push_back(next);
                }
            }
        }
        vec![start]
    }

    /// Constants that need each other.
    fn constant_cycles(&mut self, objs: &[ObjId]) {
        for &obj in objs {
            if !matches!(self.prog.objects.get(obj).kind, ObjectKind::Const(_)) {
                continue;
            }
            let path = self.cycle_objects(obj);
            let closes = path.last().is_some_and(|last| {
                let decl = self.st.decl_of.get(last);
                decl.is_some_and(|d| self.st.decls[d.0].deps.contains(&obj))
            });
            if closes {
                self.init_cycle_error(&path);
                return;
            }
        }
    }

    fn init_cycle_error(&mut self, cycle: &[ObjId]) {
        let first = cycle[0];
        let object = self.prog.objects.get(first);
        let (pos, name) = (object.pos, object.name);
        if cycle.len() == 1 {
            let message = format!("initialization cycle: {name} refers to itself");
            self.error(pos.span(), "init-cycle", message);
            return;
        }
        let mut message = format!("initialization cycle for {name}");
        for (i, &obj) in cycle.iter().enumerate() {
            let next = cycle[(i + 1) % cycle.len()];
            let place = self.place(self.prog.objects.get(obj).pos);
            message += &format!(
                "\n\t{place}: {} refers to {}",
                self.prog.objects.get(obj).name,
                self.prog.objects.get(next).name
            );
        }
        self.error(pos.span(), "init-cycle", message);
    }
}

/// Repeatedly takes the earliest initializer that is ready.
fn ready_order(steps: &[Step]) -> Vec<usize> {
    let mut missing: Vec<usize> = steps.iter().map(|s| s.needs.len()).collect();
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); steps.len()];
    for (i, step) in steps.iter().enumerate() {
        for &need in &step.needs {
            users[need].push(i);
        }
    }
    let mut ready: BTreeSet<usize> = (0..steps.len()).filter(|&i| missing[i] == 0).collect();
    let mut order = Vec::with_capacity(steps.len());
    while let Some(i) = ready.pop_first() {
        order.push(i);
        for &user in &users[i] {
            missing[user] -= 1;
            if missing[user] == 0 {
                ready.insert(user);
            }
        }
    }
    order
}

fn reaches(
    from: usize,
    to: usize,
    steps: &[Step],
    seen: &mut FxHashSet<usize>,
    path: &mut Vec<usize>,
) -> bool {
    for &need in &steps[from].needs {
        if need == to {
            return true;
        }
        if seen.insert(need) {
            path.push(need);
            if reaches(need, to, steps, seen, path) {
                return true;
            }
            path.pop();
        }
    }
    false
}
