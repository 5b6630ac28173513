//! Questions about hand-made types.

use super::infer::InferArg;
use super::lookup::Lookup;
use super::object::VarKind;
use super::{
    BasicKind, FuncObject, Interface, Named, ObjId, Object, ObjectKind, PackageId, Signature, Term,
    Type, TypeId, TypeParam,
};
use crate::ast::ChanDir;
use crate::program::{Package, Program};
use crate::span::Pos;
use crate::symbol::Symbol;

const INT: TypeId = BasicKind::Int.id();
const STRING: TypeId = BasicKind::String.id();
const MAIN: Option<PackageId> = Some(PackageId(0));

/// A program with an empty package `main`, and short names for making types.
struct World(Program);

impl World {
    fn new() -> Self {
        let mut program = Program::default();
        let scope = program.scopes.add(Some(program.universe.scope), false);
        program.packages.push(Package {
            path: Symbol::intern("main"),
            name: Symbol::intern("main"),
            scope,
            files: Vec::new(),
            imports: Vec::new(),
            init_order: Vec::new(),
            inits: Vec::new(),
            is_std: false,
            go_version: (1, 27),
        });
        program.current = MAIN;
        Self(program)
    }

    fn object(&mut self, name: &str, ty: Option<TypeId>, kind: ObjectKind) -> ObjId {
        let name = Symbol::intern(name);
        self.0.objects.add(Object { name, pos: Pos::NONE, pkg: MAIN, ty, kind })
    }

    fn add(&mut self, ty: Type) -> TypeId {
        self.0.types.add(ty)
    }

    fn strukt(&mut self, fields: &[(&str, TypeId, bool)]) -> TypeId {
        let field = |&(name, ty, embedded): &(&str, TypeId, bool)| {
            self.object(name, Some(ty), ObjectKind::Var(VarKind::Field { embedded }))
        };
        let fields = fields.iter().map(field).collect();
        self.add(Type::Struct { fields, tags: Vec::new() })
    }

    fn func(&mut self, params: &[TypeId], results: &[TypeId]) -> TypeId {
        let mut vars = |types: &[TypeId]| {
            let var = |&ty| self.object("", Some(ty), ObjectKind::Var(VarKind::Param));
            types.iter().map(var).collect()
        };
        let (params, results) = (vars(params), vars(results));
        self.add(Type::Signature(Signature { params, results, ..Signature::default() }))
    }

    fn iface(&mut self, methods: &[(&str, TypeId)], embeddeds: &[TypeId]) -> TypeId {
        let method = |&(name, ty): &(&str, TypeId)| {
            self.object(name, Some(ty), ObjectKind::Func(FuncObject::default()))
        };
        let methods = methods.iter().map(method).collect();
        let embeddeds = embeddeds.to_vec();
        self.add(Type::Interface(Interface { methods, embeddeds, ..Interface::default() }))
    }

    fn named(&mut self, name: &str, underlying: TypeId, type_params: &[TypeId]) -> TypeId {
        let obj = self.object(name, None, ObjectKind::TypeName);
        let ty = self.add(Type::Named(Named {
            obj,
            underlying: Some(underlying),
            methods: Vec::new(),
            type_params: type_params.to_vec(),
            origin: None,
            targs: Vec::new(),
        }));
        self.0.objects.get_mut(obj).ty = Some(ty);
        ty
    }

    fn method(&mut self, named: TypeId, name: &str, sig: TypeId, ptr_recv: bool) {
        let func = FuncObject { ptr_recv, ..FuncObject::default() };
        let method = self.object(name, Some(sig), ObjectKind::Func(func));
        if let Type::Named(named) = self.0.types.get_mut(named) {
            named.methods.push(method);
        }
    }

    fn param(&mut self, name: &str, bound: TypeId) -> TypeId {
        let obj = self.object(name, None, ObjectKind::TypeName);
        let ty = self.add(Type::TypeParam(TypeParam { obj, index: 0, bound: Some(bound) }));
        self.0.objects.get_mut(obj).ty = Some(ty);
        ty
    }

    fn any(&self) -> TypeId {
        self.0.universe.any
    }

    fn lookup(&mut self, ty: TypeId, name: &str) -> Lookup {
        self.0.lookup(ty, false, MAIN, Symbol::intern(name))
    }

    fn infer(&mut self, tparams: &[TypeId], params: &[TypeId], args: &[TypeId]) -> String {
        let arg = |&ty| InferArg { ty, value: None, text: "x".into() };
        let args: Vec<InferArg> = args.iter().map(arg).collect();
        match self.0.infer(Some("f"), tparams, &[], params, &args, false) {
            Ok(types) => self.0.type_list_string(&types),
            Err(error) => error.message,
        }
    }
}

#[test]
fn structural_identity() {
    let mut w = World::new();
    let (a, b) = (w.add(Type::Slice(INT)), w.add(Type::Slice(INT)));
    assert!(w.0.identical(a, b));
    assert_eq!(w.0.canonical(a), w.0.canonical(b));
    let c = w.add(Type::Slice(STRING));
    assert!(!w.0.identical(a, c));
    let byte = w.add(Type::Slice(w.0.universe.byte));
    let uint8 = w.add(Type::Slice(BasicKind::Uint8.id()));
    assert!(w.0.identical(byte, uint8));
    let (s, t) = (w.strukt(&[("x", a, false)]), w.strukt(&[("x", b, false)]));
    let u = w.strukt(&[("y", b, false)]);
    assert!(w.0.identical(s, t));
    assert!(!w.0.identical(s, u));
    let (f, g) = (w.func(&[a], &[INT]), w.func(&[b], &[INT]));
    assert!(w.0.identical(f, g));
    let (i, j) = (w.iface(&[("M", f)], &[]), w.iface(&[("M", g)], &[]));
    assert!(w.0.identical(i, j));
}

#[test]
fn strings() {
    let mut w = World::new();
    let recv = w.add(Type::Chan { dir: ChanDir::Recv, elem: INT });
    let chan = w.add(Type::Chan { dir: ChanDir::Both, elem: recv });
    assert_eq!(w.0.type_string(chan), "chan (<-chan int)");
    let any = w.any();
    let map = w.add(Type::Map { key: STRING, elem: any });
    assert_eq!(w.0.type_string(map), "map[string]any");
    assert_eq!(w.0.runtime_string(map), "map[string]interface {}");
    let f = w.func(&[INT], &[STRING, w.0.universe.error]);
    let s = w.strukt(&[("F", f, false)]);
    assert_eq!(w.0.type_string(s), "struct{F func(int) (string, error)}");
    assert_eq!(w.0.runtime_string(s), "struct { F func(int) (string, error) }");
    let p = w.param("P", any);
    let body = w.strukt(&[("x", p, false)]);
    let list = w.named("List", body, &[p]);
    assert_eq!(w.0.type_string(list), "List[P any]");
    let instance = w.0.instantiate(list, &[INT]);
    w.0.current = None;
    assert_eq!(w.0.type_string(instance), "main.List[int]");
    assert_eq!(w.0.runtime_string(instance), "main.List[int]");
}

#[test]
fn instances_are_shared_and_lazy() {
    let mut w = World::new();
    let any = w.any();
    let p = w.param("P", any);
    // type List[P any] struct { next *List[P]; x P }
    let list = w.named("List", BasicKind::Invalid.id(), &[p]);
    let own = w.0.instantiate(list, &[p]);
    let next = w.add(Type::Pointer(own));
    let body = w.strukt(&[("next", next, false), ("x", p, false)]);
    if let Type::Named(named) = w.0.types.get_mut(list) {
        named.underlying = Some(body);
    }
    let a = w.0.instantiate(list, &[INT]);
    assert_eq!(a, w.0.instantiate(list, &[INT]));
    assert_ne!(a, w.0.instantiate(list, &[STRING]));
    let under = w.0.underlying(a);
    assert_eq!(w.0.type_string(under), "struct{next *List[int]; x int}");
    assert_eq!(w.0.size_of(a), Some(16));
    let Lookup::Found(found) = w.lookup(a, "x") else { panic!("x is a field") };
    assert_eq!(w.0.obj_type(found.obj), INT);
}

#[test]
fn embedding() {
    let mut w = World::new();
    let base = w.named("Base", INT, &[]);
    let sig = w.func(&[], &[]);
    w.method(base, "Value", sig, false);
    w.method(base, "Pointer", sig, true);
    let by_value = w.strukt(&[("Base", base, true)]);
    let pointer = w.add(Type::Pointer(base));
    let by_pointer = w.strukt(&[("Base", pointer, true)]);
    assert!(matches!(w.lookup(by_value, "Value"), Lookup::Found(f) if f.path == [0, 0]));
    assert!(matches!(w.lookup(by_value, "Pointer"), Lookup::PointerReceiver(_)));
    assert!(matches!(w.lookup(by_pointer, "Pointer"), Lookup::Found(f) if f.indirect));
    assert_eq!(w.lookup(by_value, "value"), Lookup::NotFound);
    let both = w.strukt(&[("A", by_value, true), ("B", by_pointer, true)]);
    assert!(matches!(w.lookup(both, "Value"), Lookup::Ambiguous(_)));
    let names = |w: &mut World, ty| {
        let set = w.0.method_set(ty);
        set.iter().map(|f| w.0.objects.get(f.obj).name.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(names(&mut w, by_value), ["Value"]);
    assert_eq!(names(&mut w, by_pointer), ["Pointer", "Value"]);
}

#[test]
fn missing_methods() {
    let mut w = World::new();
    let (plain, other) = (w.func(&[], &[]), w.func(&[INT], &[]));
    let stringer = w.iface(&[("String", plain)], &[]);
    let stringer = w.named("Stringer", stringer, &[]);
    let t = w.named("T", INT, &[]);
    assert_eq!(
        w.0.assignable_to(t, None, stringer),
        Err("T does not implement Stringer (missing method String)".into())
    );
    w.method(t, "String", plain, true);
    assert_eq!(
        w.0.assignable_to(t, None, stringer),
        Err("T does not implement Stringer (method String has pointer receiver)".into())
    );
    let u = w.named("U", INT, &[]);
    w.method(u, "String", other, false);
    let cause = "(wrong type for method String)\n\t\thave String(int)\n\t\twant String()";
    assert_eq!(w.0.missing_method(u, stringer, true).map(|m| m.cause), Some(cause.into()));
    let pointer = w.add(Type::Pointer(t));
    assert_eq!(w.0.assignable_to(pointer, None, stringer), Ok(()));
    assert_eq!(w.0.assignable_to(stringer, None, t), Err(String::new()));
    assert_eq!(w.0.assignable_to(stringer, None, pointer), Err("need type assertion".into()));
}

#[test]
fn constraints() {
    let mut w = World::new();
    let union =
        w.add(Type::Union(vec![Term { tilde: false, ty: INT }, Term { tilde: true, ty: STRING }]));
    let iface = w.iface(&[], &[union]);
    let number = w.named("C", iface, &[]);
    let (my_int, my_string) = (w.named("MyInt", INT, &[]), w.named("MyString", STRING, &[]));
    assert_eq!(w.0.implements(INT, number, true), Ok(()));
    assert_eq!(w.0.implements(my_string, number, true), Ok(()));
    assert_eq!(
        w.0.implements(my_int, number, true),
        Err("MyInt does not satisfy C (possibly missing ~ for int in C)".into())
    );
    assert_eq!(
        w.0.implements(BasicKind::Bool.id(), number, true),
        Err("bool does not satisfy C (bool missing in int | ~string)".into())
    );
    let slice = w.add(Type::Slice(INT));
    let comparable = w.0.universe.comparable;
    assert_eq!(
        w.0.implements(slice, comparable, true),
        Err("[]int does not satisfy comparable".into())
    );
    let any = w.any();
    assert_eq!(w.0.implements(any, comparable, true), Ok(()));
    let p = w.param("P", number);
    assert!(w.0.all_ordered(p));
    assert!(!w.0.all_integer(p));
    assert_eq!(w.0.core_type(p), None);
}

#[test]
fn inference() {
    let mut w = World::new();
    let any = w.any();
    let p = w.param("P", any);
    let q = w.param("Q", any);
    let (ps, ints) = (w.add(Type::Slice(p)), w.add(Type::Slice(INT)));
    let f = w.func(&[p], &[q]);
    let g = w.func(&[INT], &[STRING]);
    assert_eq!(w.infer(&[p, q], &[ps, f], &[ints, g]), "int, string");
    assert_eq!(
        w.infer(&[p], &[ps], &[INT]),
        "in call to f, type int of x does not match []P (cannot infer P)"
    );
    assert_eq!(
        w.infer(&[p], &[p, p], &[INT, STRING]),
        "in call to f, type string of x does not match inferred type int for P"
    );
    let (untyped_int, untyped_float) = (BasicKind::UntypedInt.id(), BasicKind::UntypedFloat.id());
    assert_eq!(w.infer(&[p], &[p, p], &[untyped_int, untyped_float]), "float64");
    assert_eq!(
        w.infer(&[p], &[p, p], &[untyped_int, BasicKind::UntypedString.id()]),
        "in call to f, mismatched types untyped int and untyped string (cannot infer P)"
    );
    // func f[S ~[]E, E any](S): a defined slice type keeps its name.
    let e = w.param("E", any);
    let es = w.add(Type::Slice(e));
    let union = w.add(Type::Union(vec![Term { tilde: true, ty: es }]));
    let bound = w.iface(&[], &[union]);
    let s = w.param("S", bound);
    let my_ints = w.named("MyInts", ints, &[]);
    assert_eq!(w.infer(&[s, e], &[s], &[my_ints]), "MyInts, int");
    // A generic function as an argument.
    let r = w.param("R", any);
    let id = w.func(&[r], &[r]);
    if let Type::Signature(sig) = w.0.types.get_mut(id) {
        sig.type_params.push(r);
    }
    assert_eq!(w.infer(&[p, q, r], &[p, f], &[INT, id]), "int, int, int");
}

#[test]
fn conversions() {
    let mut w = World::new();
    let bytes = w.add(Type::Slice(w.0.universe.byte));
    assert_eq!(w.0.convertible_to(STRING, bytes), Ok(()));
    assert_eq!(w.0.convertible_to(INT, STRING), Ok(()));
    assert_eq!(w.0.convertible_to(INT, BasicKind::Float32.id()), Ok(()));
    assert!(w.0.convertible_to(STRING, INT).is_err());
    let array = w.add(Type::Array { elem: BasicKind::Uint8.id(), len: 4 });
    let pointer = w.add(Type::Pointer(array));
    assert_eq!(w.0.convertible_to(bytes, array), Ok(()));
    assert_eq!(w.0.convertible_to(bytes, pointer), Ok(()));
    let strukt = w.strukt(&[("a", BasicKind::Bool.id(), false), ("b", INT, false)]);
    assert_eq!(w.0.field_offsets(strukt), Some(vec![0, 8]));
}

#[test]
fn local_types_of_generic_functions() {
    let mut w = World::new();
    let any = w.any();
    let p = w.param("P", any);
    let body = w.strukt(&[("x", p, false)]);
    let local = w.named("L", body, &[]);
    w.0.set_enclosing(local, vec![p]);
    let slice = w.add(Type::Slice(local));
    let instance = w.0.subst(slice, &super::subst::SubstMap::new(&[p], &[INT]));
    assert_eq!(w.0.type_string(instance), "[]L");
    assert_eq!(w.0.runtime_string(instance), "[]main.L[int]");
    let &Type::Slice(elem) = w.0.types.get(instance) else { panic!("a slice") };
    let under = w.0.underlying(elem);
    assert_eq!(w.0.type_string(under), "struct{x int}");
}
