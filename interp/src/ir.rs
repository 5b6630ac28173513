//! What lowering builds and the tree is made from: every name resolved, every size known.
//!
//! A value of one word is a [`Word`] (floats also as [`Float`], booleans also as [`Cond`]), of two
//! words a [`Pair`] (strings, interfaces, the first two words of slices); anything else is moved
//! between slots and memory by an [`Act`]. Expressions never call, block or collect: lowering has
//! put calls in front, as statements ([`St`]) that leave their results in slots.
//!
//! Expressions may set `cx.trap`; an `Act` tests it before it has an effect that could be seen
//! after a panic (memory, result slots), and its statement tests it at the end.

use crate::code::{FuncRef, Kind, Needed};
use crate::cx::Cx;
use crate::memory::layout::Layout;
use crate::op::OpKind;
use crate::race::Site;
use crate::tree::Frame;
use frontend::span::Pos;

/// A frame slot, from the start of the function's frame.
pub type SlotId = u32;

/// Integer kinds, for wrapping, division, shifts and comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum IntKind {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
}

impl IntKind {
    /// Whether values are sign-extended.
    pub fn signed(self) -> bool {
        matches!(self, Self::I8 | Self::I16 | Self::I32 | Self::I64)
    }

    /// As a run-time kind.
    pub fn kind(self) -> Kind {
        match self {
            Self::I8 => Kind::Int8,
            Self::I16 => Kind::Int16,
            Self::I32 => Kind::Int32,
            Self::I64 => Kind::Int64,
            Self::U8 => Kind::Uint8,
            Self::U16 => Kind::Uint16,
            Self::U32 => Kind::Uint32,
            Self::U64 => Kind::Uint64,
        }
    }
}

/// Integer operators.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum IntOp {
    Add,
    Sub,
    Mul,
    /// Traps on zero.
    Div,
    /// Traps on zero.
    Rem,
    And,
    Or,
    Xor,
    AndNot,
    /// The right operand is an unsigned count of any size.
    Shl,
    /// As `Shl`.
    Shr,
}

/// Float operators.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum FloatOp {
    Add,
    Sub,
    Mul,
    Div,
}

/// Comparisons.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Cmp {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// How one word lies in memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Mem {
    Word,
    I8,
    U8,
    I16,
    U16,
    I32,
    /// Also float32.
    U32,
}

impl Mem {
    /// Bytes from one array element to the next.
    pub fn stride(self) -> u32 {
        match self {
            Self::Word => 8,
            Self::I8 | Self::U8 => 1,
            Self::I16 | Self::U16 => 2,
            Self::I32 | Self::U32 => 4,
        }
    }
}

/// A place in memory: a byte address plus whole words. A nil base traps when loaded or stored.
#[derive(Debug)]
pub struct Addr {
    /// Byte address.
    pub base: Box<Word>,
    /// Words to add.
    pub off: u32,
    /// The place in the program; none if only one goroutine can reach it, or nobody checks.
    pub site: Site,
}

/// Where an expression is that is not on the line of its statement.
#[derive(Clone, Copy, Debug)]
pub struct Elsewhere {
    /// The position.
    pub pos: Pos,
    /// Its index in [`Body::elsewhere`].
    pub index: u32,
}

/// A one-word value.
pub enum Word {
    /// A slot.
    Slot(SlotId),
    /// A constant.
    Const(u64),
    /// An integer operation, wrapped to the kind.
    Int(IntOp, IntKind, Box<Self>, Box<Self>),
    /// Sign- or zero-extends from a kind (integer conversion).
    Wrap(IntKind, Box<Self>),
    /// Loads from memory.
    Load(Addr, Mem),
    /// Element of a slice or string, bounds-checked.
    Index(Box<Pair>, Box<Self>, Mem, Site),
    /// Element `j` of element `i` of a slice of slices or strings: `s[i][j]`; words are the
    /// stride of the outer elements. Sites of `s[i]` and of the whole.
    Index2(Box<Pair>, Box<Self>, u32, Box<Self>, Mem, [Site; 2]),
    /// Byte address of an element of a slice, bounds-checked; the stride is in bytes.
    IndexAddr(Box<Pair>, Box<Self>, u32),
    /// Address of a place, nil-checked.
    AddrOf(Addr),
    /// First word of a pair.
    First(Box<Pair>),
    /// Second word of a pair.
    Second(Box<Pair>),
    /// A float64's bits.
    Bits(Box<Float>),
    /// A float's bits as float32.
    Bits32(Box<Float>),
    /// Float to integer conversion.
    Trunc(Box<Float>, IntKind),
    /// 1 or 0.
    Flag(Box<Cond>),
    /// Actions first, then the value.
    After(Vec<Act>, Box<Self>),
    /// A value on another line than its statement: its traps are there.
    At(Elsewhere, Box<Self>),
    /// A new zeroed object.
    New(&'static Layout),
    /// Anything else.
    Fn(WordFn),
}

/// A float value: float64, or a float32 already rounded.
pub enum Float {
    /// A slot with float64 bits.
    Slot(SlotId),
    /// A slot with float32 bits.
    Slot32(SlotId),
    /// A constant.
    Const(f64),
    /// A word with float64 bits.
    Bits(Box<Word>),
    /// A word with float32 bits.
    Bits32(Box<Word>),
    /// An operation in float64.
    Bin(FloatOp, Box<Self>, Box<Self>),
    /// Rounds to float32.
    Round32(Box<Self>),
    /// Negation.
    Neg(Box<Self>),
    /// From a signed integer.
    FromInt(Box<Word>),
    /// From an unsigned integer.
    FromUint(Box<Word>),
    /// A pure function (math.Sqrt, …).
    Math(fn(f64) -> f64, Box<Self>),
}

/// A condition.
pub enum Cond {
    /// Integers and other words; signed or not.
    Int(Cmp, bool, Box<Word>, Box<Word>),
    /// Floats, with NaN rules.
    Float(Cmp, Box<Float>, Box<Float>),
    /// Strings.
    Str(Cmp, Box<Pair>, Box<Pair>),
    /// A boolean word.
    Word(Box<Word>),
    /// Negation.
    Not(Box<Self>),
    /// Short-circuit and.
    And(Box<Self>, Box<Self>),
    /// Short-circuit or.
    Or(Box<Self>, Box<Self>),
    /// A constant.
    Const(bool),
    /// Anything else.
    Fn(CondFn),
}

/// A two-word value.
pub enum Pair {
    /// Two slots.
    Slot(SlotId),
    /// Two constants.
    Const(u64, u64),
    /// Loads two words.
    Load(Addr),
    /// First two words of an element of a slice; the stride is in bytes.
    Index(Box<Self>, Box<Word>, u32, Site),
    /// Two words.
    Words(Box<Word>, Box<Word>),
    /// Actions first, then the value.
    After(Vec<Act>, Box<Self>),
    /// As [`Word::At`].
    At(Elsewhere, Box<Self>),
    /// Anything else.
    Fn(PairFn),
}

/// Code of a one-word value.
pub type WordFn = Box<dyn Fn(&mut Cx, &mut Frame) -> u64 + Send + Sync>;
/// Code of a float.
pub type FloatFn = Box<dyn Fn(&mut Cx, &mut Frame) -> f64 + Send + Sync>;
/// Code of a condition.
pub type CondFn = Box<dyn Fn(&mut Cx, &mut Frame) -> bool + Send + Sync>;
/// Code of a two-word value.
pub type PairFn = Box<dyn Fn(&mut Cx, &mut Frame) -> (u64, u64) + Send + Sync>;
/// Code of an effect.
pub type DoFn = Box<dyn Fn(&mut Cx, &mut Frame) + Send + Sync>;

/// An effect that neither calls nor blocks.
pub enum Act {
    /// slot = word
    Set(SlotId, Word),
    /// slot = float64 bits
    SetFloat(SlotId, Float),
    /// two slots = pair
    SetPair(SlotId, Pair),
    /// Moves slots (may overlap): to, from, how many.
    Move(SlotId, SlotId, u32),
    /// Clears slots.
    Zero(SlotId, u32),
    /// Loads words into slots.
    Load(SlotId, Addr, u32),
    /// Stores slots.
    Store(Addr, SlotId, u32),
    /// Stores one word.
    StoreWord(Addr, Mem, Word),
    /// Stores a float64.
    StoreFloat(Addr, Float),
    /// Stores a pair.
    StorePair(Addr, Pair),
    /// Stores an element of a slice, bounds-checked.
    StoreIndex(Pair, Word, Mem, Word, Site),
    /// Stores a float64 element of a slice, bounds-checked.
    StoreIndexFloat(Pair, Word, Float, Site),
    /// Several.
    Seq(Vec<Self>),
    /// Only if the condition holds (not a branch of the program: for `a && b` with actions).
    When(Cond, Vec<Self>),
    /// An opaque access to shared memory.
    Shared(Box<Point>),
    /// Anything else; must test `cx.trap` itself if it ran expressions.
    Fn(DoFn),
}

/// An access or another visible operation that may be a scheduling point.
pub struct Point {
    /// What it is.
    pub kind: OpKind,
    /// It is a point only if this is promoted; none: always.
    pub site: Site,
    /// What it is about: a slot or a constant.
    pub object: Word,
    /// Words to add.
    pub off: u32,
    /// What is done.
    pub act: Act,
}

/// What is called.
pub enum Callee {
    /// A known function or native.
    Func(FuncRef),
    /// A closure: a word that points to `[func id, captures…]`; nil traps.
    Closure(Word),
    /// A method of an interface value: the pair, the method's name as in `RMethod::name`, and
    /// how many slots results and parameters take (the receiver's words follow them).
    Method {
        /// Interface value.
        recv: Pair,
        /// Name as in `RMethod::name`.
        name: &'static str,
    },
}

/// A call. Arguments are placed by `args`, whose slots are relative to the *callee's* frame:
/// see [`Arg`].
pub struct Call {
    /// What is called.
    pub callee: Callee,
    /// Slots of the results.
    pub results: u32,
    /// Slots of results and parameters: where the receiver or closure pointer goes.
    pub params: u32,
    /// The arguments (a method's static receiver among them).
    pub args: Vec<Arg>,
    /// Where the results go: slots of the caller, `None` drops them.
    pub dst: Option<SlotId>,
    /// What a native reads or writes behind its parameters.
    pub touches: Vec<Touch>,
}

impl Call {
    /// A call without arguments and results.
    pub fn new(callee: Callee) -> Self {
        Self { callee, results: 0, params: 0, args: Vec::new(), dst: None, touches: Vec::new() }
    }
}

/// Elements of a slice that a native reads or writes.
#[derive(Clone, Copy, Debug)]
pub struct Touch {
    /// The slice's slots in the callee's frame.
    pub slot: SlotId,
    /// Bytes of an element.
    pub stride: u32,
    /// Of the call; for writing if it writes.
    pub site: Site,
    /// They are interfaces that are formatted; a format string comes before the slice.
    pub formats: bool,
}

/// One argument: where it goes in the callee's frame and what it is (expressions refer to the
/// caller's slots as usual).
pub struct Arg {
    /// Slot in the callee's frame.
    pub slot: SlotId,
    /// The value.
    pub value: ArgValue,
}

/// An argument's value.
pub enum ArgValue {
    /// One word.
    Word(Word),
    /// A float64.
    Float(Float),
    /// Two words.
    Pair(Pair),
    /// Slots of the caller: first, how many.
    Slots(SlotId, u32),
    /// Words in memory.
    Load(Addr, u32),
}

/// Number of a label inside one function: loops, labeled blocks, goto targets.
pub type Label = u32;

/// One communication clause of a select.
pub struct Comm {
    /// The channel.
    pub chan: SlotId,
    /// Whether it sends.
    pub send: bool,
    /// Slots of the value sent or received.
    pub value: SlotId,
    /// Slot for the second value of a receive.
    pub ok: Option<SlotId>,
}

/// A statement.
pub enum St {
    /// An action.
    Act(Act, Pos),
    /// One that others can see.
    Point(Point, Pos),
    /// One after the other.
    Seq(Vec<Self>),
    /// A branch.
    If(Cond, Vec<Self>, Vec<Self>, Pos),
    /// A loop: `head` runs before each test of `cond`, `post` after each iteration and `continue`.
    Loop {
        /// Its label.
        label: Label,
        /// What must run before the condition can be tested.
        head: Vec<Self>,
        /// The condition; none means true.
        cond: Option<Cond>,
        /// After the body.
        post: Vec<Self>,
        /// The body.
        body: Vec<Self>,
        /// Position of the statement.
        pos: Pos,
    },
    /// A block that `Break(label)` leaves.
    Labeled(Label, Vec<Self>),
    /// A block with goto targets: pairs of label and index of the statement it stands before.
    Targets(Vec<Self>, Vec<(Label, usize)>),
    /// A jump by an integer: cases (value, index of body) and the default body.
    Switch {
        /// The tag.
        tag: Word,
        /// Sorted values with the body's index.
        cases: Vec<(u64, usize)>,
        /// The bodies.
        bodies: Vec<Vec<Self>>,
        /// The default's index, if any.
        default: Option<usize>,
        /// Position.
        pos: Pos,
    },
    /// Leaves a labeled block or loop.
    Break(Label),
    /// Next iteration.
    Continue(Label),
    /// Jumps to a target of an enclosing `Targets`.
    Goto(Label),
    /// Stores results, then returns. The action has written the result slots (0…).
    Return(Option<Act>, Pos),
    /// A call.
    Call(Call, Pos),
    /// `go`.
    Go(Call, Pos),
    /// `defer`; slot of the frame to defer to is this frame unless `outer` holds an address-sized
    /// token made by `DeferToken` (range-over-func bodies).
    Defer(Call, Option<SlotId>, Pos),
    /// Writes a token that names this frame's defer list into a slot.
    DeferToken(SlotId),
    /// Sends `words` slots from `value`.
    Send {
        /// The channel.
        chan: Word,
        /// First slot of the value.
        value: SlotId,
        /// Position.
        pos: Pos,
    },
    /// Receives into slots.
    Recv {
        /// The channel.
        chan: Word,
        /// First slot of the value.
        value: SlotId,
        /// Slot of the second value.
        ok: Option<SlotId>,
        /// Position.
        pos: Pos,
    },
    /// `close(ch)`.
    Close(Word, Pos),
    /// select: writes the chosen case's number into `index` (-1 for default).
    Select {
        /// The clauses.
        comms: Vec<Comm>,
        /// Whether there is a default.
        default: bool,
        /// Result.
        index: SlotId,
        /// Position.
        pos: Pos,
    },
    /// `panic(v)`.
    Panic(Pair, Pos),
    /// `recover()` into two slots.
    Recover(SlotId, Pos),
}

macro_rules! opaque_debug {
    ($($name:ident),*) => { $(impl std::fmt::Debug for $name {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(stringify!($name))
        }
    })* };
}
opaque_debug!(Word, Float, Cond, Pair, Act, Point, Callee, Call, Arg, ArgValue, Comm, St);

/// A lowered body, before it becomes a tree.
#[derive(Debug)]
pub struct Body {
    /// The statements.
    pub stmts: Vec<St>,
    /// Slots of the frame.
    pub size: u32,
    /// Which slots hold references.
    pub layout: Layout,
    /// Ranges to clear on entry.
    pub clear: Vec<(u32, u32)>,
    /// Whether the function defers calls (its exit runs them).
    pub defers: bool,
    /// Captured result variables: at return, the words at the address in slot `.0` are copied to
    /// result slots `.1..`, `.2` words.
    pub boxed_results: Vec<(SlotId, SlotId, u32, Site)>,
    /// Position of the closing brace.
    pub end: Pos,
    /// Positions of expressions on other lines than their statement.
    pub elsewhere: Vec<Pos>,
    /// Where slots are needed: see [`FrameInfo`](crate::code::FrameInfo).
    pub needed: Vec<Needed>,
}
