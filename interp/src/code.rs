//! The lowered program: what all executions share.

use crate::made::Maker;
use crate::memory::layout::Layout;
use crate::native::Native;
use crate::race::SiteInfo;
use crate::table::Table;
use crate::tree::{At, Stmt};
use frontend::source::SourceMap;
use frontend::span::Pos;
use std::sync::{Mutex, OnceLock};

/// Index of a function in [`Code::funcs`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FuncId(pub u32);

/// Index of a run-time type in [`Code::types`]. An interface's type word is this number; 0 is the
/// nil interface.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RTypeId(pub u32);

impl RTypeId {
    /// The type word of a nil interface.
    pub const NIL: Self = Self(0);
}

/// Lowered functions live as long as the process: nodes refer to them directly.
pub type FuncRef = &'static Func;

/// A lowered function, method, closure body or wrapper.
///
/// Frame layout in slots: results, parameters, then the receiver (methods) or the closure
/// pointer (closures: one slot), then locals and temporaries. A callee's frame starts right
/// after its caller's (`own` slots further).
#[derive(Debug)]
pub struct Func {
    /// Its id.
    pub id: FuncId,
    /// As Go prints it in a stack trace: `main.f`, `main.(*T).M`, `main.f.func1`, `main.F[...]`.
    pub name: String,
    /// Slots taken by results.
    pub results: u32,
    /// Slots taken by results and parameters; the receiver or closure pointer starts here.
    pub params: u32,
    /// Slots taken by receiver or closure pointer.
    pub recv: u32,
    /// What the frame needs and which slots hold references; set when the body is lowered.
    pub frame: OnceLock<FrameInfo>,
    /// The body; set when lowered.
    pub body: OnceLock<Body>,
    /// Where it is declared.
    pub pos: Pos,
    /// Whether it is declared without a body.
    pub native: bool,
}

/// A function's frame.
#[derive(Debug, Default)]
pub struct FrameInfo {
    /// All slots.
    pub size: u32,
    /// Which slots are references or interfaces (offsets from the frame's start).
    pub layout: Layout,
    /// Ranges of slots to clear on entry: results, and locals that hold references.
    pub clear: Vec<(u32, u32)>,
    /// Source position of each tree position.
    pub lines: Vec<Pos>,
    /// Source position of each [`Elsewhere`](crate::ir::Elsewhere).
    pub elsewhere: Vec<Pos>,
    /// Where slots are needed, sorted by slot. Slots that are not in it always are.
    pub needed: Vec<Needed>,
    /// Position of the closing brace's end.
    pub end: Pos,
}

/// Slots, and where in the source text what they hold is needed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Needed {
    /// The first slot.
    pub slot: u32,
    /// How many.
    pub words: u32,
    /// From here.
    pub from: Pos,
    /// To here.
    pub to: Pos,
    /// A call at the end that does without them once it has begun.
    pub call: Pos,
}

impl FrameInfo {
    /// The slots that are not needed when the function stands at a position; `inside` a call or
    /// not.
    pub fn unneeded(&self, at: At, inside: bool) -> impl Iterator<Item = (u32, u32)> + '_ {
        let pos = self.lines.get(at as usize).copied().unwrap_or_default();
        let first = self.lines.first().copied().unwrap_or_default();
        let known = first < pos && pos <= self.end;
        let slots = if known { &self.needed[..] } else { &[] };
        slots.chunk_by(|a, b| a.slot == b.slot).filter_map(move |uses| {
            let needs = |n: &Needed| n.from <= pos && pos < n.to && !(inside && pos == n.call);
            (!uses.iter().any(needs)).then(|| (uses[0].slot, uses[0].words))
        })
    }
}

/// A function's code.
pub enum Body {
    /// A tree.
    Tree(Stmt),
    /// A native function or scheduler operation.
    Native(Native),
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Tree(_) => "Tree",
            Self::Native(_) => "Native",
        })
    }
}

impl Func {
    /// A function of the runtime that no program holds.
    pub(crate) fn runtime(name: &str) -> Self {
        Self {
            id: FuncId(u32::MAX),
            name: name.to_owned(),
            results: 0,
            params: 0,
            recv: 0,
            frame: OnceLock::new(),
            body: OnceLock::new(),
            pos: Pos::NONE,
            native: true,
        }
    }

    /// The frame's description.
    pub fn info(&self) -> &FrameInfo {
        self.frame.get().expect("invariant: reachable functions are lowered before execution")
    }

    /// Source position of a tree position.
    pub fn pos_of(&self, at: At) -> Pos {
        let find = |f: &FrameInfo| match crate::tree::elsewhere(at) {
            Some(index) => f.elsewhere.get(index).copied(),
            None => f.lines.get(at as usize).copied(),
        };
        self.frame.get().and_then(find).unwrap_or(self.pos)
    }
}

/// Kinds of run-time types, as in package reflect.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "named as in reflect")]
pub enum Kind {
    Invalid,
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    Array,
    Chan,
    Func,
    Interface,
    Map,
    Pointer,
    Slice,
    String,
    Struct,
    UnsafePointer,
}

impl Kind {
    /// Bytes one element takes in an array or behind a pointer, for kinds that are packed:
    /// 1, 2 or 4; 0 for kinds that take whole words.
    #[expect(clippy::wildcard_enum_match_arm, reason = "only the small kinds are packed")]
    pub fn packed(self) -> u32 {
        match self {
            Self::Bool | Self::Int8 | Self::Uint8 => 1,
            Self::Int16 | Self::Uint16 => 2,
            Self::Int32 | Self::Uint32 | Self::Float32 => 4,
            _ => 0,
        }
    }
}

/// A struct field at run time.
#[derive(Clone, Debug)]
pub struct RField {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub ty: RTypeId,
    /// First word, from the struct's start.
    pub offset: u32,
    /// Whether it is embedded.
    pub embedded: bool,
    /// Whether it is exported.
    pub exported: bool,
    /// Import path of the package it belongs to, if it is not exported.
    pub pkg: &'static str,
    /// Its tag.
    pub tag: &'static str,
}

/// A method in a type's method table.
#[derive(Clone, Copy, Debug)]
pub struct RMethod {
    /// Its name; unexported names are prefixed by their package path and a dot.
    pub name: &'static str,
    /// The function to call with the *interface's data word* as receiver: if `unbox` is not 0 the
    /// data word points to that many words, which are the receiver.
    pub func: FuncRef,
    /// Words to load through the data word; 0 means the data word itself is the receiver (or
    /// the receiver has no words and `func.recv` is 0).
    pub unbox: u32,
    /// The method's signature without receiver.
    pub ty: RTypeId,
}

/// A type at run time.
///
/// Values take `words` slots; in memory they take the same words, except that elements of arrays
/// and slices of packed kinds lie next to each other (`Kind::packed`). In memory only the low
/// `packed` bytes of a small integer's word count; in a frame the whole slot is the value, sign-
/// or zero-extended (float32: its 32 bits). An interface's data word holds values of one word
/// directly and otherwise points to a copy.
#[derive(Clone, Debug)]
pub struct RType {
    /// Its id.
    pub id: RTypeId,
    /// Its kind (of the underlying type).
    pub kind: Kind,
    /// As `%T` prints it: `main.T`, `[]string`, `map[string]interface {}`.
    pub string: String,
    /// Name of a defined type without package, else empty: `T`, `T[int]`, `int`.
    pub name: String,
    /// Import path of a defined type's package, else empty.
    pub pkg: String,
    /// Words of a value.
    pub words: u32,
    /// Which words of a value are references.
    pub layout: &'static Layout,
    /// Element type of array, channel, map, pointer, slice.
    pub elem: RTypeId,
    /// Key type of a map.
    pub key: RTypeId,
    /// Length of an array.
    pub len: i64,
    /// Fields of a struct.
    pub fields: Vec<RField>,
    /// Parameters of a function type.
    pub params: Vec<RTypeId>,
    /// Results of a function type.
    pub results: Vec<RTypeId>,
    /// Whether a function type is variadic.
    pub variadic: bool,
    /// Direction of a channel type: 1 receive, 2 send, 3 both (as reflect.ChanDir).
    pub dir: u8,
    /// Method table, sorted by name; for interface types the names and signatures asked for are
    /// in `imethods`.
    pub methods: Vec<RMethod>,
    /// Methods an interface type asks for: name and signature, sorted by name.
    pub imethods: Vec<(&'static str, RTypeId)>,
    /// Whether values can be compared (may still panic inside interfaces).
    pub comparable: bool,
    /// Bytes gc gives it (unsafe.Sizeof).
    pub gc_size: u64,
}

impl RType {
    /// A type of one scalar word, of which nothing else is known yet.
    pub(crate) fn blank(id: RTypeId, layout: &'static Layout) -> Self {
        Self {
            id,
            kind: Kind::Invalid,
            string: String::new(),
            name: String::new(),
            pkg: String::new(),
            words: 1,
            layout,
            elem: RTypeId::NIL,
            key: RTypeId::NIL,
            len: 0,
            fields: Vec::new(),
            params: Vec::new(),
            results: Vec::new(),
            variadic: false,
            dir: 0,
            methods: Vec::new(),
            imethods: Vec::new(),
            comparable: true,
            gc_size: 8,
        }
    }

    /// Whether a type that is no interface has all methods of one that is.
    pub fn implements(&self, interface: &Self) -> bool {
        interface.imethods.iter().all(|&(name, signature)| {
            let found = self.methods.binary_search_by(|method| method.name.cmp(name));
            found.is_ok_and(|i| self.methods[i].ty == signature)
        })
    }
}

/// A whole lowered program.
#[derive(Debug)]
pub struct Code {
    /// Functions by id.
    pub funcs: Table<FuncRef>,
    /// Run-time types by id; entry 0 is a placeholder for the nil interface.
    pub types: Table<RType>,
    /// Initial memory: string constants, function values, zeroed package variables. Copied to the
    /// start of linear memory when an execution begins.
    pub image: Vec<u64>,
    /// Roots inside the image: the package variables. Offsets are words in the image.
    pub globals: Layout,
    /// The synthesized function that initializes all packages and calls main.main.
    pub entry: FuncRef,
    /// Well-known types the runtime makes values of.
    pub known: Known,
    /// The sources, for positions.
    pub sources: SourceMap,
    /// Checked accesses; empty in unchecked code.
    pub sites: Vec<SiteInfo>,
    /// Whether a package that is not of the library imports unsafe.
    pub uses_unsafe: bool,
    /// Go's version that the program is written for: it changes what some functions do.
    pub language: (u32, u32),
    /// Name of the program for messages.
    pub name: String,
    /// Makes further types and functions while the program runs.
    pub(crate) maker: Mutex<Maker>,
}

/// Types the runtime itself makes values of.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// `string`.
    pub string: RTypeId,
    /// `int`.
    pub int: RTypeId,
    /// `runtime.errorString`: its underlying type is string; the text is without "runtime error: ".
    pub error_string: RTypeId,
    /// `runtime.boundsError`: as `error_string`.
    pub bounds_error: RTypeId,
    /// `runtime.plainError`: underlying type string, text printed as it is
    /// (e.g. "send on closed channel").
    pub plain_error: RTypeId,
    /// `*runtime.TypeAssertionError`: the runtime fills field 0, a string with the message.
    pub type_assertion_error: RTypeId,
    /// `*runtime.PanicNilError`.
    pub panic_nil_error: RTypeId,
}

impl Code {
    /// A function.
    pub fn func(&self, id: FuncId) -> FuncRef {
        self.funcs[id.0 as usize]
    }

    /// A run-time type.
    pub fn ty(&self, id: RTypeId) -> &RType {
        &self.types[id.0 as usize]
    }

    /// `file.go:line` of a position, as stack traces print it (absolute path).
    pub fn file_line(&self, pos: Pos) -> (String, u32) {
        let origin = self.sources.origin(pos);
        origin.map_or_else(|| ("<autogenerated>".to_owned(), 1), |at| (at.path, at.line))
    }
}
