//! Functions made while a program runs: what the parameters and results of operations on values of
//! any type are is known only then.
//!
//! Each is an ordinary function with an ordinary tree. Package reflect calls them, like all
//! functions, through [`Native::Enter`](crate::native::Native::Enter): with a frame that it laid
//! out in memory.

use super::Maker;
use crate::code::{Code, Func, FuncId, FuncRef, RTypeId};
use crate::ir::{self, Act, Addr, Arg, ArgValue, Call, Callee, Comm, Mem, St, Word};
use crate::lower::finish;
use crate::memory::layout::Layout;
use crate::race::Site;
use frontend::span::Pos;
use std::sync::OnceLock;

/// What a made function does.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Stub {
    /// A function of this type that copies results and parameters into memory, calls the closure
    /// that its own closure holds with their address, and takes the results from there.
    Through(RTypeId),
    /// `func(ch, v)`: `ch <- v`, for elements of this type.
    Send(RTypeId),
    /// `func(ch) (v, ok)`: `v, ok = <-ch`.
    Recv(RTypeId),
    /// `func(ch)`: `close(ch)`.
    Close,
    /// `func(ch, v, ch, …) (index, ok, v, …)`: a select. Each case has a channel parameter, a
    /// case that sends also a value, a case that receives a result.
    Select {
        /// Whether it sends, and the element type.
        cases: Vec<(bool, RTypeId)>,
        /// Whether there is a default; its index is -1.
        default: bool,
    },
}

/// A frame that is being laid out.
#[derive(Default)]
struct FrameLayout(Layout);

impl FrameLayout {
    /// More slots; answers the first.
    fn add(&mut self, part: &Layout) -> u32 {
        let first = self.0.words;
        self.0.put(first, part);
        self.0.words = first + part.words;
        first
    }
}

impl Code {
    /// The function that does this; `None` if there are too many functions.
    pub fn make_func(&self, stub: Stub) -> Option<FuncRef> {
        let mut maker = self.maker();
        if maker.n_funcs == 0 {
            maker.n_funcs = self.funcs.fixed().len();
        }
        if let Some(&func) = maker.funcs.get(&stub) {
            return Some(func);
        }
        let id = FuncId(u32::try_from(maker.n_funcs).ok()?);
        let func = self.build(&mut maker, id, &stub);
        self.funcs.set(maker.n_funcs, func)?;
        maker.n_funcs += 1;
        maker.funcs.insert(stub, func);
        Some(func)
    }

    fn build(&self, maker: &mut Maker, id: FuncId, stub: &Stub) -> FuncRef {
        let elem = |ty: RTypeId| self.ty(ty).layout;
        let word = Layout::scalar(1);
        let reference = Layout { words: 1, refs: vec![0], ..Layout::default() };
        let pos = Pos::NONE;
        let mut frame = FrameLayout::default();
        let (name, results, params, recv, mut stmts);
        match stub {
            Stub::Send(ty) => {
                name = "reflect.chansend";
                results = 0;
                let chan = frame.add(&reference);
                let value = frame.add(elem(*ty));
                (params, recv) = (frame.0.words, 0);
                stmts = vec![St::Send { chan: Word::Slot(chan), value, pos }];
            }
            Stub::Recv(ty) => {
                name = "reflect.chanrecv";
                let (value, ok) = (frame.add(elem(*ty)), frame.add(&word));
                results = frame.0.words;
                let chan = Word::Slot(frame.add(&reference));
                (params, recv) = (frame.0.words, 0);
                stmts = vec![St::Recv { chan, value, ok: Some(ok), pos }];
            }
            Stub::Close => {
                name = "reflect.chanclose";
                results = 0;
                let chan = frame.add(&reference);
                (params, recv) = (1, 0);
                stmts = vec![St::Close(Word::Slot(chan), pos)];
            }
            Stub::Select { cases, default } => {
                name = "reflect.rselect";
                let (index, ok) = (frame.add(&word), frame.add(&word));
                let mut values: Vec<u32> = cases
                    .iter()
                    .map(|&(send, ty)| if send { 0 } else { frame.add(elem(ty)) })
                    .collect();
                results = frame.0.words;
                let mut comms = Vec::new();
                for (&(send, ty), value) in cases.iter().zip(&mut values) {
                    let chan = frame.add(&reference);
                    if send {
                        *value = frame.add(elem(ty));
                    }
                    comms.push(Comm { chan, send, value: *value, ok: (!send).then_some(ok) });
                }
                (params, recv) = (frame.0.words, 0);
                stmts = vec![St::Select { comms, default: *default, index, pos }];
            }
            Stub::Through(ty) => {
                name = "reflect.makeFuncStub";
                let t = self.ty(*ty);
                t.results.iter().for_each(|&ty| _ = frame.add(elem(ty)));
                results = frame.0.words;
                t.params.iter().for_each(|&ty| _ = frame.add(elem(ty)));
                (params, recv) = (frame.0.words, 1);
                let copy = maker.layouts.intern(frame.0.clone());
                let (closure, block) = (frame.add(&reference), frame.add(&reference));
                let at =
                    |slot, off| Addr { base: Box::new(Word::Slot(slot)), off, site: Site::NONE };
                let to = Arg { slot: 0, value: ArgValue::Word(Word::Slot(block)) };
                let target = Callee::Closure(Word::Load(at(closure, 1), Mem::Word));
                let call = Call { params: 1, args: vec![to], ..Call::new(target) };
                stmts = vec![
                    St::Act(Act::Set(block, Word::New(copy)), pos),
                    St::Act(Act::Store(at(block, results), results, params - results), pos),
                    St::Call(call, pos),
                    St::Act(Act::Load(0, at(block, 0), results), pos),
                ];
                stmts.retain(|st| !matches!(st, St::Act(Act::Store(.., 0) | Act::Load(.., 0), _)));
            }
        }
        stmts.push(St::Return(None, pos));
        let func: FuncRef = Box::leak(Box::new(Func {
            id,
            name: name.to_owned(),
            results,
            params,
            recv,
            frame: OnceLock::new(),
            body: OnceLock::new(),
            pos,
            native: false,
        }));
        let size = frame.0.words;
        let mut clear = vec![(0, results)];
        if size > params + recv {
            clear.push((params + recv, size));
        }
        let body = ir::Body {
            stmts,
            size,
            layout: frame.0,
            clear,
            defers: false,
            boxed_results: Vec::new(),
            end: pos,
            elsewhere: Vec::new(),
            needed: Vec::new(),
        };
        finish(func, body);
        func
    }
}
