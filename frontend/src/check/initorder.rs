//! The order in which package variables are initialized (spec §Package initialization).
//!
//! spec: "... the next package-level variable that is earliest in declaration order and ready
//! for initialization": a variable is ready if none of the variables its initializer refers to,
//! also through functions, is still uninitialized.
//!
//! Constants and variables are nodes; each step takes the node that waits for the fewest others,
//! the earliest of them. If it waits for any, there is a cycle.

use super::env::Place;
use super::{Checker, DeclId, DeclKind};
use crate::info::InitOrder;
use crate::types::{ObjId, ObjectKind, PackageId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::fmt::Write;

/// A constant or variable.
struct Node {
    obj: ObjId,
    decl: DeclId,
    /// Nodes it refers to, directly or through functions.
    needs: BTreeSet<usize>,
}

impl Checker<'_> {
    /// Determines the order and reports initialization cycles.
    pub(crate) fn init_order(&mut self, id: PackageId) {
        let nodes = self.init_nodes(id);
        let mut waits: Vec<usize> = nodes.iter().map(|n| n.needs.len()).collect();
        let mut users: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
        for (i, node) in nodes.iter().enumerate() {
            for &need in &node.needs {
                users[need].push(i);
            }
        }
        let mut queue: BTreeSet<(usize, usize)> =
            waits.iter().enumerate().map(|(i, &n)| (n, i)).collect();
        let mut emitted = FxHashSet::default();
        let mut order = Vec::new();
        while let Some((waiting, i)) = queue.pop_first() {
            if waiting > 0 {
                let mut seen = FxHashSet::default();
                let obj = nodes[i].obj;
                if let Some(cycle) = self.find_path(obj, obj, &mut seen) {
                    self.init_cycle_error(&cycle);
                }
            }
            for &user in &users[i] {
                if queue.remove(&(waits[user], user)) {
                    waits[user] -= 1;
                    queue.insert((waits[user], user));
                }
            }
            if let Some(step) = self.init_step(&nodes[i]) {
                if emitted.insert(nodes[i].decl.0) {
                    order.push(step);
                }
            }
        }
        self.prog.packages[id.0 as usize].init_order = order;
    }

    fn init_nodes(&mut self, id: PackageId) -> Vec<Node> {
        let is_std = self.prog.packages[id.0 as usize].is_std;
        let mut nodes: Vec<Node> = Vec::new();
        let mut index: FxHashMap<ObjId, usize> = FxHashMap::default();
        for obj in self.st.package_objects.get(&id).cloned().unwrap_or_default() {
            let take = match self.prog.objects.get(obj).kind {
                ObjectKind::Var(_) => true,
                ObjectKind::Const(_) => !is_std,
                _ => false,
            };
            let (true, Some(&decl)) = (take, self.st.decl_of.get(&obj)) else { continue };
            index.insert(obj, nodes.len());
            nodes.push(Node { obj, decl, needs: BTreeSet::new() });
        }
        for node in &mut nodes {
            node.needs = self.needed(node.decl, &index);
        }
        nodes
    }

    fn init_step(&self, node: &Node) -> Option<InitOrder> {
        let DeclKind::Var { spec, index, lhs } = &self.st.decls[node.decl.0].kind else {
            return None;
        };
        let (lhs, value) = if lhs.is_empty() { (vec![node.obj], *index) } else { (lhs.clone(), 0) };
        if value >= spec.values.len() {
            return None;
        }
        Some(InitOrder { lhs, spec: std::sync::Arc::clone(spec), value })
    }

    /// The nodes that a declaration refers to.
    fn needed(&mut self, decl: DeclId, index: &FxHashMap<ObjId, usize>) -> BTreeSet<usize> {
        let mut needs = BTreeSet::new();
        let mut seen: FxHashSet<ObjId> = FxHashSet::default();
        let mut todo: Vec<ObjId> = self.st.decls[decl.0].deps.iter().copied().collect();
        while let Some(obj) = todo.pop() {
            if !seen.insert(obj) {
                continue;
            }
            if let Some(&i) = index.get(&obj) {
                needs.insert(i);
            } else if matches!(self.prog.objects.get(obj).kind, ObjectKind::Func(_)) {
                self.declared_body(obj);
                if let Some(d) = self.st.decl_of.get(&obj) {
                    todo.extend(self.st.decls[d.0].deps.iter().copied());
                }
            }
        }
        needs
    }

    /// A chain of references from an object to another one, last reference first.
    fn find_path(&self, from: ObjId, to: ObjId, seen: &mut FxHashSet<ObjId>) -> Option<Vec<ObjId>> {
        if !seen.insert(from) {
            return None;
        }
        let decl = self.st.decl_of.get(&from)?;
        for &dep in &self.st.decls[decl.0].deps {
            if dep == to {
                return Some(vec![dep]);
            }
            if let Some(mut path) = self.find_path(dep, to, seen) {
                path.push(dep);
                return Some(path);
            }
        }
        None
    }

    fn init_cycle_error(&mut self, cycle: &[ObjId]) {
        let mut obj = cycle[0];
        let object = self.prog.objects.get(obj);
        let (pos, name) = (object.pos, object.name);
        if cycle.len() == 1 {
            let message = format!("initialization cycle: {name} refers to itself");
            self.error(pos.span(), "init-cycle", message);
            return;
        }
        let mut message = format!("initialization cycle for {name}");
        for &next in cycle.iter().rev() {
            let place = self.place(self.prog.objects.get(obj).pos);
            let _ = write!(
                message,
                "\n\t{place}: {} refers to {}",
                self.prog.objects.get(obj).name,
                self.prog.objects.get(next).name
            );
            obj = next;
        }
        self.error(pos.span(), "init-cycle", message);
    }
}
