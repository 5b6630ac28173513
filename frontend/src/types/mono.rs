//! Instantiation cycles: generic code that would need infinitely many instances.
//!
//! A graph says which type parameters flow into which. Its vertices are type parameters and local
//! types of generic functions. Where a generic function or type is instantiated, each type
//! argument's type parameters flow into the instantiated one: with weight 0 if the argument is
//! the very type parameter, with weight 1 if it is a type derived from it. A local type depends on
//! the type parameters around it with weight 1. A cycle of positive weight never ends; cycles of
//! weight 0 reach a fixed point. (As in go/types; receivers' type parameters count as the
//! receiver type's.)

use super::{ObjId, Type, TypeId};
use crate::program::Program;
use crate::span::Pos;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt::Write as _;

/// A type argument for a type parameter.
#[derive(Debug)]
struct Flow {
    param: TypeId,
    arg: TypeId,
    pos: Pos,
}

/// What was instantiated so far.
#[derive(Debug, Default)]
pub struct Mono {
    flows: Vec<Flow>,
}

struct Edge {
    to: usize,
    from: usize,
    weight: usize,
    pos: Pos,
    /// The type argument.
    ty: TypeId,
}

#[derive(Default)]
struct Vertex {
    ty: Option<TypeId>,
    /// Weight, last edge and length of the heaviest path known to end here.
    weight: usize,
    last: usize,
    len: usize,
}

#[derive(Default)]
struct Graph {
    vertices: Vec<Vertex>,
    edges: Vec<Edge>,
    index: FxHashMap<TypeId, usize>,
    /// A receiver's type parameters, as those of the receiver type.
    canonical: FxHashMap<TypeId, TypeId>,
}

impl Graph {
    fn vertex(&mut self, ty: TypeId) -> usize {
        let ty = self.canonical.get(&ty).copied().unwrap_or(ty);
        *self.index.entry(ty).or_insert_with(|| {
            self.vertices.push(Vertex { ty: Some(ty), ..Vertex::default() });
            self.vertices.len() - 1
        })
    }

    fn add(&mut self, to: usize, from: usize, weight: usize, pos: Pos, ty: TypeId) {
        self.edges.push(Edge { to, from, weight, pos, ty });
    }

    /// The end of a path that contains a cycle of positive weight.
    fn endless(&mut self) -> Option<usize> {
        // Bellman and Ford for the heaviest paths; it ends early without cycles.
        loop {
            let mut again = false;
            for (i, edge) in self.edges.iter().enumerate() {
                let weight = self.vertices[edge.from].weight + edge.weight;
                if weight <= self.vertices[edge.to].weight {
                    continue;
                }
                let len = self.vertices[edge.from].len + 1;
                let longest = self.vertices.len();
                let to = &mut self.vertices[edge.to];
                (to.last, to.len) = (i, len);
                if len == longest {
                    return Some(edge.to);
                }
                to.weight = weight;
                again = true;
            }
            if !again {
                return None;
            }
        }
    }
}

impl Program {
    /// Notes that type parameters of the current package were instantiated; `places` are those of
    /// the type arguments that are written out, `pos` serves for the others.
    pub fn note_instance(&mut self, pos: Pos, places: &[Pos], params: &[TypeId], targs: &[TypeId]) {
        for (i, (&param, &arg)) in params.iter().zip(targs).enumerate() {
            let Type::TypeParam(p) = self.types.get(param) else { continue };
            if self.objects.get(p.obj).pkg == self.current {
                let pos = places.get(i).copied().unwrap_or(pos);
                self.instances.mono.flows.push(Flow { param, arg, pos });
            }
        }
    }

    /// An instantiation cycle among the instances noted since the last call: gc's words, and
    /// where to report them.
    pub fn instantiation_cycle(&mut self) -> Option<(Pos, String)> {
        let flows = std::mem::take(&mut self.instances.mono.flows);
        if flows.is_empty() {
            return None;
        }
        let mut graph = Graph { canonical: self.canonical_type_params(), ..Graph::default() };
        for flow in &flows {
            self.add_flows(&mut graph, flow, flow.arg, &mut FxHashSet::default());
        }
        let end = graph.endless()?;
        Some(self.cycle_message(&graph, end))
    }

    fn canonical_type_params(&self) -> FxHashMap<TypeId, TypeId> {
        let mut canonical = self.instances.renamed.clone();
        for i in 0..self.types.len() {
            let Ok(i) = u32::try_from(i) else { break };
            let Type::Named(named) = self.types.get(TypeId(i)) else { continue };
            if named.type_params.is_empty() {
                continue;
            }
            for &method in &named.methods {
                if let Type::Signature(sig) = self.types.get(self.obj_type(method)) {
                    let pairs = sig.recv_type_params.iter().zip(&named.type_params);
                    canonical.extend(pairs.map(|(&from, &to)| (from, to)));
                }
            }
        }
        canonical
    }

    /// Adds an edge for each type parameter and local type within `ty`, a part of the argument.
    fn add_flows(
        &mut self,
        graph: &mut Graph,
        flow: &Flow,
        ty: TypeId,
        seen: &mut FxHashSet<TypeId>,
    ) {
        let ty = self.types.unalias(ty);
        if !seen.insert(ty) {
            return;
        }
        let weight = usize::from(ty != self.types.unalias(flow.arg));
        let objects = |vars: &[ObjId]| vars.iter().map(|&v| self.obj_type(v)).collect();
        let parts: Vec<TypeId> = match self.types.get(ty) {
            Type::Basic(_) | Type::Union(_) | Type::Alias { .. } => return,
            Type::TypeParam(_) => {
                let (to, from) = (graph.vertex(flow.param), graph.vertex(ty));
                graph.add(to, from, weight, flow.pos, flow.arg);
                return;
            }
            Type::Named(named) => {
                let origin = named.origin.unwrap_or(ty);
                let targs = named.targs.clone();
                if let Some(around) = self.instances.enclosing.get(&origin) {
                    let pos = self.objects.get(named.obj).pos;
                    let is_new = !graph.index.contains_key(&origin);
                    let from = graph.vertex(origin);
                    for &param in around.iter().filter(|_| is_new) {
                        let param_vertex = graph.vertex(param);
                        graph.add(from, param_vertex, 1, pos, param);
                    }
                    let to = graph.vertex(flow.param);
                    graph.add(to, from, weight, flow.pos, flow.arg);
                }
                targs
            }
            &Type::Array { elem, .. }
            | &Type::Slice(elem)
            | &Type::Pointer(elem)
            | &Type::Chan { elem, .. } => vec![elem],
            &Type::Map { key, elem } => vec![key, elem],
            Type::Struct { fields, .. } => objects(fields),
            Type::Tuple(types) => types.clone(),
            Type::Signature(sig) => objects(&[&sig.params[..], &sig.results].concat()),
            Type::Interface(iface) => objects(&iface.methods),
        };
        for part in parts {
            self.add_flows(graph, flow, part, seen);
        }
    }

    fn cycle_message(&self, graph: &Graph, mut at: usize) -> (Pos, String) {
        // The path ends at `at` but the cycle may lie before: walk back until a vertex recurs.
        let mut stack = Vec::new();
        while !stack.contains(&at) {
            stack.push(at);
            at = graph.edges[graph.vertices[at].last].from;
        }
        let start = stack.iter().position(|&v| v == at).unwrap_or(0);
        let object = |vertex: usize| match graph.vertices[vertex].ty.map(|ty| self.types.get(ty)) {
            Some(Type::TypeParam(param)) => Some((self.objects.get(param.obj), true)),
            Some(Type::Named(named)) => Some((self.objects.get(named.obj), false)),
            _ => None,
        };
        let mut message = String::from("instantiation cycle:");
        for &vertex in &stack[start..] {
            let edge = &graph.edges[graph.vertices[vertex].last];
            let Some((object, is_param)) = object(vertex) else { continue };
            let verb = if is_param { "instantiated as" } else { "implicitly parameterized by" };
            let place = self.sources.place(edge.pos);
            let ty = self.type_string(edge.ty);
            let _ = write!(message, "\n\t{place}: {} {verb} {ty}", object.name);
        }
        (object(at).map_or(Pos::NONE, |(object, _)| object.pos), message)
    }
}
