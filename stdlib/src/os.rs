//! Package os: streams, arguments, environment, exit.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "descriptors, statuses and lengths are small"
)]

use interp::memory::heap::index;
use interp::native::{Call, Registry, Step};
use interp::op::OpKind;
use interp::trap::Trap;

fn exit(c: &mut Call<'_>) -> Result<Step, Trap> {
    Err(Trap::Exit(c.int() as i32))
}

/// How many there are of something the host lists.
fn count(c: &mut Call<'_>, list: fn(&Call<'_>) -> Vec<String>) -> Result<(), Trap> {
    let n = list(c).len();
    c.ret_int(n as i64);
    Ok(())
}

/// One of something the host lists.
fn item(c: &mut Call<'_>, list: fn(&Call<'_>) -> Vec<String>) -> Result<(), Trap> {
    let i = c.word() as usize;
    let text = list(c).into_iter().nth(i).unwrap_or_default();
    c.ret_str(text.as_bytes())
}

fn write_fd(c: &mut Call<'_>) -> Result<Step, Trap> {
    let (fd, b) = (c.int() as i32, c.slice());
    let bytes = c.cx.heap.bytes(b.ptr, b.len).to_vec();
    c.cx.write_output(fd, &bytes)?;
    Ok(Step::Done)
}

fn read_fd(c: &mut Call<'_>) -> Result<(), Trap> {
    let (_, b) = (c.int(), c.slice());
    let mut buf = vec![0; (b.len as usize).min(1 << 16)];
    let n = c.cx.host.read(&mut buf);
    for (i, byte) in buf[..n].iter().enumerate() {
        let addr = b.ptr + i as u64;
        let word = &mut c.cx.heap.mem[index(addr)];
        let shift = addr % 8 * 8;
        *word = *word & !(0xff << shift) | u64::from(*byte) << shift;
    }
    c.ret_int(n as i64);
    Ok(())
}

pub(crate) fn register(r: &mut Registry) {
    r.op("os.exit", OpKind::Exit, exit);
    r.leaf("os.argCount", |c| count(c, |c| c.cx.host.args()));
    r.leaf("os.argAt", |c| item(c, |c| c.cx.host.args()));
    r.leaf("syscall.envCount", |c| count(c, |c| c.cx.host.env()));
    r.leaf("syscall.envAt", |c| item(c, |c| c.cx.host.env()));
    r.op("os.writeFd", OpKind::Output, write_fd);
    r.leaf("os.readFd", read_fd);
}
