//! Native functions: what they may see and do.
//!
//! A Go declaration without a body is native. [`Native::Leaf`] functions run to their end: they
//! never call back into Go and never block. [`Native::Op`]s are scheduler operations: they may
//! park the calling goroutine. Both get a [`Call`], which reads the parameters in order and
//! writes the results in order:
//!
//! ```ignore
//! fn index_byte(c: &mut Call<'_>) -> Result<(), Trap> {   // func IndexByte(s string, b byte) int
//!     let s = c.str();
//!     let b = c.int() as u8;
//!     let i = c.bytes(s).iter().position(|&x| x == b);
//!     c.ret_int(i.map_or(-1, |i| i as i64));
//!     Ok(())
//! }
//! ```
//!
//! Natives are registered in a [`Registry`] under their Go name: `strings.IndexByte`,
//! `sync.(*Mutex).Lock`, `time.Month.String`. A method's receiver is read last, after the
//! parameters (that is where it lies in the frame): use [`Call::recv`].

use crate::code::{Code, RType, RTypeId};
use crate::cx::Cx;
use crate::goroutine::WaitReason;
use crate::op::OpKind;
use crate::trap::Trap;
use crate::tree::Frame;
use rustc_hash::FxHashMap;

/// A leaf native.
pub type LeafFn = fn(&mut Call<'_>) -> Result<(), Trap>;

/// A scheduler operation.
pub type OpFn = fn(&mut Call<'_>) -> Result<Step, Trap>;

/// What a scheduler operation wants next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Finished: results are written.
    Done,
    /// Park; whoever wakes this goroutine has completed the operation (and written the results
    /// into its frame, see [`Call::result_slot`]).
    Park(WaitReason),
    /// Park; when woken, the operation runs again from the start.
    ParkRetry(WaitReason),
    /// Go to the back of the run queue; finished when scheduled again.
    Yield,
    /// Collect garbage, and let those go first whom that concerns; then finished.
    Collect,
}

/// A native function.
#[derive(Clone, Copy, Debug)]
pub enum Native {
    /// Runs to its end.
    Leaf(LeafFn),
    /// May park. Each is one scheduling point under schedules that interleave.
    Op(OpFn, OpKind),
    /// Calls any function: its parameters are the function's id and the address of a frame laid
    /// out in memory, whose results it fills in.
    Enter,
}

/// Go name → native.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    map: FxHashMap<&'static str, Native>,
}

impl Registry {
    /// Registers a leaf.
    pub fn leaf(&mut self, name: &'static str, f: LeafFn) {
        self.map.insert(name, Native::Leaf(f));
    }

    /// Registers a scheduler operation on what its receiver or first parameter points to.
    pub fn op(&mut self, name: &'static str, kind: OpKind, f: OpFn) {
        self.map.insert(name, Native::Op(f, kind));
    }

    /// Registers the function that calls any other.
    pub fn enter(&mut self, name: &'static str) {
        self.map.insert(name, Native::Enter);
    }

    /// Looks a native up.
    pub fn get(&self, name: &str) -> Option<Native> {
        self.map.get(name).copied()
    }

    /// All names, sorted.
    pub fn names(&self) -> Vec<&'static str> {
        let mut names: Vec<_> = self.map.keys().copied().collect();
        names.sort_unstable();
        names
    }
}

/// A string or byte slice in linear memory.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Str {
    /// Address of the first byte.
    pub ptr: u64,
    /// Bytes.
    pub len: u64,
}

/// A slice in linear memory.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Slice {
    /// Address of the first element.
    pub ptr: u64,
    /// Length in elements.
    pub len: u64,
    /// Capacity in elements.
    pub cap: u64,
}

/// An interface value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Iface {
    /// Dynamic type; [`RTypeId::NIL`] for nil.
    pub ty: RTypeId,
    /// Data word: see [`RType`].
    pub data: u64,
}

/// One call of a native: its parameters, results and the execution.
pub struct Call<'a> {
    /// The execution.
    pub cx: &'a mut Cx,
    /// The native's frame: results, parameters, receiver.
    pub fr: &'a mut Frame,
    /// Next slot to read.
    arg: usize,
    /// Next slot to write a result to.
    res: usize,
    /// Slot of the receiver.
    recv: usize,
}

impl std::fmt::Debug for Call<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Call").field("arg", &self.arg).field("res", &self.res).finish()
    }
}

impl<'a> Call<'a> {
    /// A call whose results take `results` slots and whose receiver starts at slot `params`.
    pub fn new(cx: &'a mut Cx, fr: &'a mut Frame, results: u32, params: u32) -> Self {
        Self { cx, fr, arg: results as usize, res: 0, recv: params as usize }
    }

    /// The program.
    pub fn code(&self) -> &'static Code {
        self.cx.code
    }

    /// A run-time type.
    pub fn ty(&self, id: RTypeId) -> &'static RType {
        self.cx.code.ty(id)
    }

    /// The next parameter's word as it is: integers are sign- or zero-extended.
    pub fn word(&mut self) -> u64 {
        self.arg += 1;
        self.fr[self.arg - 1]
    }

    /// The next integer parameter.
    #[expect(clippy::cast_possible_wrap, reason = "slots hold the two's complement bits")]
    pub fn int(&mut self) -> i64 {
        self.word() as i64
    }

    /// The next boolean parameter.
    pub fn bool(&mut self) -> bool {
        self.word() != 0
    }

    /// The next float64 parameter.
    pub fn f64(&mut self) -> f64 {
        f64::from_bits(self.word())
    }

    /// The next float32 parameter.
    #[expect(clippy::cast_possible_truncation, reason = "the low 32 bits hold the value")]
    pub fn f32(&mut self) -> f32 {
        f32::from_bits(self.word() as u32)
    }

    /// The next string parameter.
    pub fn str(&mut self) -> Str {
        Str { ptr: self.word(), len: self.word() }
    }

    /// The next slice parameter.
    pub fn slice(&mut self) -> Slice {
        Slice { ptr: self.word(), len: self.word(), cap: self.word() }
    }

    /// The next interface parameter.
    #[expect(clippy::cast_possible_truncation, reason = "type words are 32 bits")]
    pub fn iface(&mut self) -> Iface {
        Iface { ty: RTypeId(self.word() as u32), data: self.word() }
    }

    /// The receiver's first word (a pointer receiver's address).
    pub fn recv(&self) -> u64 {
        self.fr[self.recv]
    }

    /// The receiver's words.
    pub fn recv_words(&self, n: usize) -> &[u64] {
        &self.fr[self.recv..self.recv + n]
    }

    /// The bytes of a string.
    pub fn bytes(&self, s: Str) -> &[u8] {
        self.cx.heap.bytes(s.ptr, s.len)
    }

    /// The text of a string, invalid UTF-8 replaced.
    pub fn text(&self, s: Str) -> String {
        String::from_utf8_lossy(self.bytes(s)).into_owned()
    }

    /// Writes the next result word.
    pub fn ret(&mut self, word: u64) {
        self.fr[self.res] = word;
        self.res += 1;
    }

    /// Writes an integer result.
    #[expect(clippy::cast_sign_loss, reason = "slots hold the two's complement bits")]
    pub fn ret_int(&mut self, v: i64) {
        self.ret(v as u64);
    }

    /// Writes a boolean result.
    pub fn ret_bool(&mut self, v: bool) {
        self.ret(u64::from(v));
    }

    /// Writes a float64 result.
    pub fn ret_f64(&mut self, v: f64) {
        self.ret(v.to_bits());
    }

    /// Allocates a string and writes it as a result.
    pub fn ret_str(&mut self, bytes: &[u8]) -> Result<(), Trap> {
        let ptr = self.alloc_bytes(bytes)?;
        self.ret_view(Str { ptr, len: bytes.len() as u64 });
        Ok(())
    }

    /// Writes a string that lies in memory already.
    pub fn ret_view(&mut self, s: Str) {
        self.ret(s.ptr);
        self.ret(s.len);
    }

    /// Allocates a byte slice and writes it as a result.
    pub fn ret_bytes(&mut self, bytes: &[u8]) -> Result<(), Trap> {
        let ptr = self.alloc_bytes(bytes)?;
        let len = bytes.len() as u64;
        self.ret_slice(Slice { ptr, len, cap: len });
        Ok(())
    }

    /// Writes a slice result.
    pub fn ret_slice(&mut self, s: Slice) {
        self.ret(s.ptr);
        self.ret(s.len);
        self.ret(s.cap);
    }

    /// Writes an interface result.
    pub fn ret_iface(&mut self, v: Iface) {
        self.ret(u64::from(v.ty.0));
        self.ret(v.data);
    }

    /// Copies bytes into memory and answers their address (0 for none).
    pub fn alloc_bytes(&mut self, bytes: &[u8]) -> Result<u64, Trap> {
        self.cx.heap.alloc_bytes(bytes).map_err(|_| Trap::NeedMemory)
    }

    /// Where the first result lies in the goroutine's slot array, for operations that are
    /// completed by another goroutine after this one parked.
    pub fn result_slot(&self) -> usize {
        self.cx.stack_len - self.fr.len()
    }
}
