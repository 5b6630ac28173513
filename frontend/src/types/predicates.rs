//! Predicates on types: kinds, comparability, defaults, underlying types.

use super::{BasicKind, ObjId, Type, TypeId};
use crate::program::Program;

/// Sets of basic kinds, combined with `|`.
pub mod kinds {
    use crate::types::BasicKind as B;

    /// `bool`, untyped bool.
    pub const BOOLEAN: u32 = 1;
    /// Integers, runes.
    pub const INTEGER: u32 = 2;
    /// Unsigned integers.
    pub const UNSIGNED: u32 = 4;
    /// Floats.
    pub const FLOAT: u32 = 8;
    /// Complex numbers.
    pub const COMPLEX: u32 = 16;
    /// Strings.
    pub const STRING: u32 = 32;
    /// Untyped kinds.
    pub const UNTYPED: u32 = 64;
    /// What `<` applies to.
    pub const ORDERED: u32 = INTEGER | FLOAT | STRING;
    /// Numbers.
    pub const NUMERIC: u32 = INTEGER | FLOAT | COMPLEX;
    /// What constants may have.
    pub const CONST: u32 = BOOLEAN | NUMERIC | STRING;

    /// The sets a kind belongs to.
    pub const fn of(kind: B) -> u32 {
        match kind {
            B::Invalid | B::UnsafePointer => 0,
            B::Bool => BOOLEAN,
            B::Int | B::Int8 | B::Int16 | B::Int32 | B::Int64 => INTEGER,
            B::Uint | B::Uint8 | B::Uint16 | B::Uint32 | B::Uint64 | B::Uintptr => {
                INTEGER | UNSIGNED
            }
            B::Float32 | B::Float64 => FLOAT,
            B::Complex64 | B::Complex128 => COMPLEX,
            B::String => STRING,
            B::UntypedBool => BOOLEAN | UNTYPED,
            B::UntypedInt | B::UntypedRune => INTEGER | UNTYPED,
            B::UntypedFloat => FLOAT | UNTYPED,
            B::UntypedComplex => COMPLEX | UNTYPED,
            B::UntypedString => STRING | UNTYPED,
            B::UntypedNil => UNTYPED,
        }
    }
}

/// Methods that ask for one set of kinds.
macro_rules! kind_predicates {
    ($($name:ident $method:ident $kinds:expr, $what:literal;)*) => {
        impl Program {
            $(
                #[doc = concat!("Whether the type ", $what, ".")]
                pub fn $name(&mut self, ty: TypeId) -> bool {
                    self.$method(ty, $kinds)
                }
            )*
        }
    };
}

kind_predicates! {
    is_boolean is_kind kinds::BOOLEAN, "is boolean; never a type parameter";
    is_integer is_kind kinds::INTEGER, "is an integer type; never a type parameter";
    is_unsigned is_kind kinds::UNSIGNED, "is an unsigned integer type; never a type parameter";
    is_float is_kind kinds::FLOAT, "is a floating-point type; never a type parameter";
    is_complex is_kind kinds::COMPLEX, "is a complex type; never a type parameter";
    is_numeric is_kind kinds::NUMERIC, "is numeric; never a type parameter";
    is_string is_kind kinds::STRING, "is a string type; never a type parameter";
    is_const_type is_kind kinds::CONST, "may be a constant's; never a type parameter";
    all_boolean all_kind kinds::BOOLEAN, "(each type of its type set) is boolean";
    all_integer all_kind kinds::INTEGER, "(each type of its type set) is an integer type";
    all_unsigned all_kind kinds::UNSIGNED, "(each type of its type set) is unsigned";
    all_numeric all_kind kinds::NUMERIC, "(each type of its type set) is numeric";
    all_string all_kind kinds::STRING, "(each type of its type set) is a string type";
    all_ordered all_kind kinds::ORDERED, "(each type of its type set) is ordered";
    all_numeric_or_string all_kind kinds::NUMERIC | kinds::STRING,
        "(each type of its type set) is numeric or a string type";
}

impl Program {
    /// The type of an object, `Invalid` while unknown.
    pub fn obj_type(&self, obj: ObjId) -> TypeId {
        self.objects.get(obj).ty.unwrap_or(BasicKind::Invalid.id())
    }

    /// The underlying type (spec §Underlying types); expands instances. A type parameter's is
    /// its constraint interface.
    pub fn underlying(&mut self, ty: TypeId) -> TypeId {
        let mut ty = self.types.unalias(ty);
        // A chain of names is resolved by the checker; the bound only guards against cycles.
        for _ in 0..1000 {
            match self.types.get(ty) {
                Type::Named(named) => match (named.underlying, named.origin) {
                    (Some(next), _) => ty = self.types.unalias(next),
                    (None, Some(_)) => match self.expand_underlying(ty) {
                        Some(next) => ty = self.types.unalias(next),
                        None => return BasicKind::Invalid.id(),
                    },
                    (None, None) => return BasicKind::Invalid.id(),
                },
                Type::TypeParam(_) => return self.constraint(ty),
                _ => return ty,
            }
        }
        BasicKind::Invalid.id()
    }

    /// The basic kind of the underlying type, if it is basic.
    pub fn basic(&mut self, ty: TypeId) -> Option<BasicKind> {
        let under = self.underlying(ty);
        match self.types.get(under) {
            Type::Basic(kind) => Some(*kind),
            _ => None,
        }
    }

    /// Whether the underlying type is basic and one of `kinds`; never for type parameters.
    pub fn is_kind(&mut self, ty: TypeId, kinds: u32) -> bool {
        self.basic(ty).is_some_and(|kind| kinds::of(kind) & kinds != 0)
    }

    /// Like [`Self::is_kind`]; for a type parameter: whether all types of its type set are.
    pub fn all_kind(&mut self, ty: TypeId, kinds: u32) -> bool {
        if self.is_type_param(ty) {
            self.all_types(ty, |program, t, _| program.is_kind(t, kinds))
        } else {
            self.is_kind(ty, kinds)
        }
    }

    /// Whether the type is known: not the type of an erroneous operand.
    pub fn is_valid(&self, ty: TypeId) -> bool {
        self.types.unalias(ty) != BasicKind::Invalid.id()
    }

    /// Whether the type is an untyped kind.
    pub fn is_untyped(&self, ty: TypeId) -> bool {
        matches!(self.types.get(ty), Type::Basic(k) if kinds::of(*k) & kinds::UNTYPED != 0)
    }

    /// Whether the type is an untyped numeric kind.
    pub fn is_untyped_numeric(&self, ty: TypeId) -> bool {
        let numeric = |k| kinds::of(k) & kinds::UNTYPED != 0 && kinds::of(k) & kinds::NUMERIC != 0;
        matches!(self.types.get(ty), Type::Basic(k) if numeric(*k))
    }

    /// The type itself; declared aliases are looked through, but not `byte` and `rune`, which gc
    /// does not count as aliases.
    pub fn without_alias(&self, mut ty: TypeId) -> TypeId {
        while ty != self.universe.byte
            && ty != self.universe.rune
            && let Type::Alias { actual: Some(next), .. } = self.types.get(ty)
        {
            ty = *next;
        }
        ty
    }

    /// The underlying type as gc shows it: `byte` and `rune` as they are written.
    pub fn shown_underlying(&mut self, ty: TypeId) -> TypeId {
        let plain = self.underlying(ty);
        let mut ty = self.without_alias(ty);
        while let Type::Named(named) = self.types.get(ty) {
            match named.underlying.filter(|&next| next != ty) {
                Some(next) => ty = self.without_alias(next),
                None => return plain,
            }
        }
        if ty == self.universe.byte || ty == self.universe.rune { ty } else { plain }
    }

    /// Whether the type has a name: basic, defined or type parameter.
    pub fn has_name(&self, ty: TypeId) -> bool {
        let ty = self.types.get(self.types.unalias(ty));
        matches!(ty, Type::Basic(_) | Type::Named(_) | Type::TypeParam(_))
    }

    /// Whether the type is neither defined nor a type parameter.
    pub fn is_type_lit(&self, ty: TypeId) -> bool {
        let ty = self.types.get(self.types.unalias(ty));
        !matches!(ty, Type::Named(_) | Type::TypeParam(_))
    }

    /// Whether the type is a type parameter.
    pub fn is_type_param(&self, ty: TypeId) -> bool {
        matches!(self.types.get(self.types.unalias(ty)), Type::TypeParam(_))
    }

    /// Whether the type is a defined type.
    pub fn is_named(&self, ty: TypeId) -> bool {
        matches!(self.types.get(self.types.unalias(ty)), Type::Named(_))
    }

    /// Whether the underlying type is an interface (true for type parameters).
    pub fn is_interface(&mut self, ty: TypeId) -> bool {
        let under = self.underlying(ty);
        matches!(self.types.get(under), Type::Interface(_))
    }

    /// Whether it is an interface type proper.
    pub fn is_non_type_param_interface(&mut self, ty: TypeId) -> bool {
        !self.is_type_param(ty) && self.is_interface(ty)
    }

    /// Whether it is a generic type that lacks its type arguments.
    pub fn is_generic(&self, ty: TypeId) -> bool {
        if let Type::Alias { type_params, origin: None, .. } = self.types.get(ty) {
            if !type_params.is_empty() {
                return true;
            }
        }
        match self.types.get(self.types.unalias(ty)) {
            Type::Named(named) => named.origin.is_none() && !named.type_params.is_empty(),
            _ => false,
        }
    }

    /// Whether `nil` is a value of the type (for a type parameter: of each type of its set).
    pub fn has_nil(&mut self, ty: TypeId) -> bool {
        let under = self.underlying(ty);
        match self.types.get(under) {
            Type::Basic(kind) => *kind == BasicKind::UnsafePointer,
            Type::Slice(_)
            | Type::Pointer(_)
            | Type::Signature(_)
            | Type::Map { .. }
            | Type::Chan { .. } => true,
            Type::Interface(_) => {
                !self.is_type_param(ty) || self.all_types(ty, |program, _, u| program.has_nil(u))
            }
            _ => false,
        }
    }

    /// Whether values can be compared with `==` (interfaces included).
    pub fn comparable(&mut self, ty: TypeId) -> bool {
        self.comparable_type(ty, true).is_ok()
    }

    /// Like [`Self::comparable`] with gc's reason why not, possibly empty. `dynamic`: interfaces
    /// are comparable (comparing may panic); otherwise only strictly comparable types are.
    pub fn comparable_type(&mut self, ty: TypeId, dynamic: bool) -> Result<(), String> {
        self.comparable_seen(ty, dynamic, &mut Vec::new())
    }

    fn comparable_seen(
        &mut self,
        ty: TypeId,
        dynamic: bool,
        seen: &mut Vec<TypeId>,
    ) -> Result<(), String> {
        let under = self.underlying(ty);
        match self.types.get(under) {
            Type::Basic(BasicKind::UntypedNil) => Err(String::new()),
            Type::Basic(_) | Type::Pointer(_) | Type::Chan { .. } => Ok(()),
            Type::Struct { fields, .. } => {
                if seen.contains(&ty) {
                    return Ok(());
                }
                seen.push(ty);
                for field in fields.clone() {
                    let field = self.obj_type(field);
                    if self.comparable_seen(field, dynamic, seen).is_err() {
                        let field = self.type_string(field);
                        return Err(format!("struct containing {field} cannot be compared"));
                    }
                }
                Ok(())
            }
            &Type::Array { elem, .. } => {
                if seen.contains(&ty) {
                    return Ok(());
                }
                seen.push(ty);
                if self.comparable_seen(elem, dynamic, seen).is_err() {
                    return Err(format!("{} cannot be compared", self.type_string(ty)));
                }
                Ok(())
            }
            Type::Interface(_) => {
                if dynamic && !self.is_type_param(ty) || seen.contains(&ty) {
                    return Ok(());
                }
                seen.push(ty);
                let set = self.type_set(under);
                match &set.terms {
                    None if set.comparable => Ok(()),
                    Some(terms) if terms.is_empty() => Err("empty type set".into()),
                    Some(terms)
                        if terms
                            .iter()
                            .all(|term| self.comparable_seen(term.ty, false, seen).is_ok()) =>
                    {
                        Ok(())
                    }
                    _ => Err("incomparable types in type set".into()),
                }
            }
            _ => Err(String::new()),
        }
    }

    /// The type an untyped value takes by default; other types as they are.
    pub fn default_type(&self, ty: TypeId) -> TypeId {
        let Type::Basic(kind) = self.types.get(ty) else { return ty };
        match kind {
            BasicKind::UntypedBool => BasicKind::Bool.id(),
            BasicKind::UntypedInt => BasicKind::Int.id(),
            BasicKind::UntypedRune => self.universe.rune,
            BasicKind::UntypedFloat => BasicKind::Float64.id(),
            BasicKind::UntypedComplex => BasicKind::Complex128.id(),
            BasicKind::UntypedString => BasicKind::String.id(),
            _ => ty,
        }
    }

    /// The larger kind of two untyped numeric types, or the type if they are identical.
    pub fn max_type(&mut self, a: TypeId, b: TypeId) -> Option<TypeId> {
        if a == b {
            return Some(a);
        }
        if self.is_untyped_numeric(a) && self.is_untyped_numeric(b) {
            // Ids of basic types are in the order of their kinds.
            return Some(a.max(b));
        }
        None
    }

    /// The element type if `ty` is a pointer (not: its underlying type).
    pub fn deref(&self, ty: TypeId) -> (TypeId, bool) {
        match self.types.get(self.types.unalias(ty)) {
            Type::Pointer(elem) => (*elem, true),
            _ => (ty, false),
        }
    }

    /// Whether the underlying type is `[]byte` or `[]rune`.
    pub fn is_bytes_or_runes(&mut self, ty: TypeId) -> bool {
        let under = self.underlying(ty);
        let &Type::Slice(elem) = self.types.get(under) else { return false };
        matches!(self.basic(elem), Some(BasicKind::Uint8 | BasicKind::Int32))
    }

    /// Whether `ty` is (defined as) a pointer to an interface, a frequent mistake.
    pub fn is_interface_pointer(&mut self, ty: TypeId) -> bool {
        let under = self.underlying(ty);
        match self.types.get(under) {
            &Type::Pointer(elem) => self.is_interface(elem),
            _ => false,
        }
    }
}
