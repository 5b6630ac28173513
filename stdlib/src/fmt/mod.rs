//! Package fmt: the native half of formatting.
//!
//! One call formats everything; if methods (`Error`, `String`, `GoString`, `Format`) must be called
//! first, the Go side is told how many, is given the values, calls them, and formats again with
//! the answers: see `stdlib/go/fmt/print.go`.

mod format;
mod methods;
mod print;
mod scan;
mod value;
mod verb;

use interp::code::RTypeId;
use interp::native::{Call, Iface, Registry, Slice, Step, Str};
use interp::op::OpKind;
use interp::trap::Trap;
use methods::Calls;
use print::Printer;
use value::Memory;

pub(crate) fn register(reg: &mut Registry) {
    scan::register(reg);
    reg.leaf("fmt.render", render);
    reg.op("fmt.output", OpKind::Output, output);
    reg.op("fmt.writeOut", OpKind::Output, write_out);
}

/// How operands are put together; the numbers are known to the Go side.
#[derive(Clone, Copy)]
enum Mode {
    Print,
    Println,
    Printf,
    Errorf,
}

/// The parameters `mode int, format string, a []any`.
struct Job {
    mode: Mode,
    format: Str,
    args: Vec<Iface>,
}

impl Job {
    #[expect(clippy::cast_possible_truncation, reason = "type words are 32 bits")]
    fn read(c: &mut Call<'_>) -> Self {
        let mode = match c.int() {
            0 => Mode::Print,
            1 => Mode::Println,
            2 => Mode::Printf,
            _ => Mode::Errorf,
        };
        let (format, list) = (c.str(), c.slice());
        let mem = Memory { code: c.code(), heap: &c.cx.heap };
        let word = |i: u64| mem.word_at(list.ptr + 8 * i);
        let args = (0..list.len)
            .map(|i| Iface { ty: RTypeId(word(2 * i) as u32), data: word(2 * i + 1) })
            .collect();
        Self { mode, format, args }
    }

    /// Formats with the method calls that were made.
    fn run<'a>(&self, c: &'a Call<'_>, made: Slice) -> Printer<'a> {
        let mem = Memory { code: c.cx.code, heap: &c.cx.heap };
        let mut p = Printer::new(mem, Calls { made, ..Calls::default() });
        let format = mem.heap.bytes(self.format.ptr, self.format.len);
        match self.mode {
            Mode::Print => p.print(&self.args),
            Mode::Println => p.println(&self.args),
            Mode::Printf => p.printf(format, &self.args),
            Mode::Errorf => {
                p.wraps = true;
                p.printf(format, &self.args);
            }
        }
        p
    }
}

/// `func render(mode int, format string, a []any, calls []call, made bool) (text string, missing
/// int, wrapped string)`: formats. If method calls are missing, `missing` says how many, and
/// the first `len(calls)` are written to `calls`. With `made`, `calls` holds the answers.
/// `wrapped` has the indexes of the operands of `%w` as runes.
fn render(c: &mut Call<'_>) -> Result<(), Trap> {
    let job = Job::read(c);
    let (calls, made) = (c.slice(), c.bool());
    let Printer { w, calls: found, mut wrapped, reordered, .. } =
        job.run(c, if made { calls } else { Slice::default() });
    if !found.pending.is_empty() && !made {
        methods::fill(c.cx.code, &mut c.cx.heap, &found, calls)?;
        c.ret_view(Str::default());
        c.ret_int(i64::try_from(found.pending.len()).unwrap_or(0));
        c.ret_view(Str::default());
        return Ok(());
    }
    c.ret_str(&w.out)?;
    c.ret_int(0);
    if reordered {
        wrapped.sort_unstable();
    }
    if wrapped.is_empty() {
        c.ret_view(Str::default());
        return Ok(());
    }
    let wrapped: String = wrapped.into_iter().filter_map(char::from_u32).collect();
    c.ret_str(wrapped.as_bytes())
}

/// `func output(mode int, format string, a []any) (n int)`: formats to standard output; answers
/// -1 and writes nothing if methods must be called first.
fn output(c: &mut Call<'_>) -> Result<Step, Trap> {
    let job = Job::read(c);
    let Printer { w, calls, .. } = job.run(c, Slice::default());
    if !calls.pending.is_empty() {
        c.ret_int(-1);
        return Ok(Step::Done);
    }
    c.cx.write_output(1, &w.out)?;
    c.ret_int(i64::try_from(w.out.len()).unwrap_or(0));
    Ok(Step::Done)
}

/// `func writeOut(text string)`: writes to standard output.
fn write_out(c: &mut Call<'_>) -> Result<Step, Trap> {
    let text = c.str();
    let text = c.bytes(text).to_vec();
    c.cx.write_output(1, &text)?;
    Ok(Step::Done)
}
