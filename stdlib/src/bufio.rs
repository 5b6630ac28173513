//! Package bufio: what its readers and scanners look for.

use crate::text::search::next_word;
use crate::text::{Bytes, Text, index_byte};
use interp::native::{Call, Registry};
use interp::trap::Trap;

fn word(c: &mut Call<'_>) -> Result<(), Trap> {
    let data = Bytes::arg(c);
    let (lo, hi, next) = match next_word(c.bytes(data), 0) {
        None => (data.len, -1, 0),
        Some((lo, _, 0)) => (lo as u64, -1, 0),
        Some((lo, hi, space)) => (lo as u64, i64::try_from(hi).unwrap_or(-1), (hi + space) as u64),
    };
    c.ret(lo);
    c.ret_int(hi);
    c.ret(next);
    Ok(())
}

pub(crate) fn register(r: &mut Registry) {
    r.leaf("bufio.indexByte", index_byte::<Bytes>);
    r.leaf("bufio.nextWord", word);
}
