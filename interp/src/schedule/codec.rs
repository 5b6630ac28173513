//! Traces as bytes (`.gwt`) and as text (`gw1:…`).
//!
//! A `.gwt` file is, with every number a varint (7 bits a byte, low bits first, the high bit says
//! that more follow) and every string or byte sequence preceded by its length:
//!
//! ```text
//! "GWT" version=1
//! digest       16 bytes: of the program's sources
//! program      path as given on the command line
//! arguments    count, strings
//! stdin        bytes
//! flags        count, then key and value strings, in the order given
//! seed         of the random numbers
//! decisions    count, then bytes as schedule/mod.rs describes
//! event hash   8 bytes
//! status       the exit status, zigzag
//! journal      bytes as resync/journal.rs describes, if there is one
//! checksum     4 bytes: CRC-32 of everything before
//! ```
//!
//! Eight-, four- and one-byte numbers are little-endian. The text form is `gw1:` and the base64url
//! (RFC 4648 §5, no padding) of everything after `"GWT"` and the version.

use super::Schedule;
use thiserror::Error;

const MAGIC: &[u8] = b"GWT\x01";
const PREFIX: &str = "gw1:";

/// One recorded execution: what is needed to run it again, and how it ended.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Trace {
    /// Digest of the program's sources, see [`digest`].
    pub digest: [u8; 16],
    /// The program's path as given on the command line.
    pub program: String,
    /// The program's arguments.
    pub args: Vec<String>,
    /// What the program read from standard input.
    pub stdin: Vec<u8>,
    /// Flags that change behaviour: schedule, quantum, limits…
    pub flags: Vec<(String, String)>,
    /// Every decision.
    pub schedule: Schedule,
    /// Hash over all events.
    pub event_hash: u64,
    /// The exit status.
    pub status: i32,
    /// What the decisions are about, to find them again in changed sources; may be empty.
    pub journal: Vec<u8>,
}

/// Why bytes are no trace.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum DecodeError {
    /// Another kind of file.
    #[error("not a goweave trace")]
    NotATrace,
    /// Written by a newer goweave.
    #[error("trace version {0} is not known to this goweave")]
    Version(u8),
    /// Bytes are missing or changed.
    #[error("the trace is damaged")]
    Damaged,
}

impl Trace {
    /// The value of a flag.
    pub fn flag(&self, key: &str) -> Option<&str> {
        self.flags.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
    }

    /// As a `.gwt` file.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.digest);
        put_bytes(&mut out, self.program.as_bytes());
        put_varint(&mut out, self.args.len() as u64);
        for arg in &self.args {
            put_bytes(&mut out, arg.as_bytes());
        }
        put_bytes(&mut out, &self.stdin);
        put_varint(&mut out, self.flags.len() as u64);
        for (key, value) in &self.flags {
            put_bytes(&mut out, key.as_bytes());
            put_bytes(&mut out, value.as_bytes());
        }
        put_varint(&mut out, self.schedule.seed());
        put_varint(&mut out, self.schedule.len());
        put_bytes(&mut out, self.schedule.body());
        out.extend(self.event_hash.to_le_bytes());
        put_varint(&mut out, zigzag(self.status));
        out.extend(&self.journal);
        let sum = crc32(&out);
        out.extend(sum.to_le_bytes());
        out
    }

    /// Reads a `.gwt` file.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let (magic, version) = MAGIC.split_at(3);
        match bytes.strip_prefix(magic).and_then(<[u8]>::first) {
            None => return Err(DecodeError::NotATrace),
            Some(found) if version != [*found] => return Err(DecodeError::Version(*found)),
            Some(_) => {}
        }
        Self::checked(bytes).ok_or(DecodeError::Damaged)
    }

    fn checked(bytes: &[u8]) -> Option<Self> {
        let (content, sum) = bytes.split_last_chunk::<4>()?;
        if crc32(content) != u32::from_le_bytes(*sum) {
            return None;
        }
        let mut at = content.get(MAGIC.len()..)?;
        let r = &mut at;
        let digest = *take_chunk::<16>(r)?;
        let program = take_string(r)?;
        let mut args = Vec::new();
        for _ in 0..take_varint(r)? {
            args.push(take_string(r)?);
        }
        let stdin = take_bytes(r)?.to_vec();
        let mut flags = Vec::new();
        for _ in 0..take_varint(r)? {
            flags.push((take_string(r)?, take_string(r)?));
        }
        let (seed, len) = (take_varint(r)?, take_varint(r)?);
        let schedule = Schedule::from_body(seed, len, take_bytes(r)?.to_vec())?;
        let event_hash = u64::from_le_bytes(*take_chunk::<8>(r)?);
        let status = unzigzag(take_varint(r)?)?;
        Some(Self {
            digest,
            program,
            args,
            stdin,
            flags,
            schedule,
            event_hash,
            status,
            journal: r.to_vec(),
        })
    }

    /// As a `gw1:` string.
    pub fn to_text(&self) -> String {
        let bytes = self.encode();
        let mut text = PREFIX.to_owned();
        to_base64(&bytes[MAGIC.len()..], &mut text);
        text
    }

    /// Reads a `gw1:` string.
    pub fn from_text(text: &str) -> Result<Self, DecodeError> {
        let code = text.trim().strip_prefix(PREFIX).ok_or(DecodeError::NotATrace)?;
        let mut bytes = MAGIC.to_vec();
        from_base64(code, &mut bytes).ok_or(DecodeError::Damaged)?;
        Self::decode(&bytes)
    }
}

/// Digest of a program: names and contents of its sources in a fixed order. Tells changed sources
/// from unchanged ones; it is not meant to withstand someone who looks for collisions.
pub fn digest<'a>(sources: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> [u8; 16] {
    let mut h = [0x243f_6a88_85a3_08d3_u64, 0x1319_8a2e_0370_7344_u64];
    let mut feed = |word: u64| {
        h[0] = (h[0] ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        h[1] = (h[1].rotate_left(31) ^ word).wrapping_mul(0xc2b2_ae3d_27d4_eb4f) ^ h[0];
    };
    for (name, text) in sources {
        for bytes in [name.as_bytes(), text] {
            feed(bytes.len() as u64);
            for chunk in bytes.chunks(8) {
                let mut word = [0; 8];
                word[..chunk.len()].copy_from_slice(chunk);
                feed(u64::from_le_bytes(word));
            }
        }
    }
    for _ in 0..4 {
        feed(0);
    }
    let mut out = [0; 16];
    out[..8].copy_from_slice(&h[0].to_le_bytes());
    out[8..].copy_from_slice(&h[1].to_le_bytes());
    out
}

/// Appends a varint.
pub(crate) fn put_varint(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push((n & 0x7f) as u8 | 0x80);
        n >>= 7;
    }
    out.push((n & 0x7f) as u8);
}

/// Takes a varint off the front.
pub(crate) fn take_varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut n = 0_u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        let part = u64::from(byte & 0x7f);
        if part << shift >> shift != part {
            return None;
        }
        n |= part << shift;
        if byte < 0x80 {
            return Some(n);
        }
    }
    None
}

pub(crate) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_varint(out, bytes.len() as u64);
    out.extend(bytes);
}

fn take_bytes<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let len = usize::try_from(take_varint(bytes)?).ok()?;
    let (taken, rest) = bytes.split_at_checked(len)?;
    *bytes = rest;
    Some(taken)
}

pub(crate) fn take_string(bytes: &mut &[u8]) -> Option<String> {
    String::from_utf8(take_bytes(bytes)?.to_vec()).ok()
}

fn take_chunk<'a, const N: usize>(bytes: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (taken, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(taken)
}

#[expect(clippy::cast_sign_loss, reason = "the bits are meant")]
fn zigzag(n: i32) -> u64 {
    let n = i64::from(n);
    (n << 1 ^ n >> 63) as u64
}

#[expect(clippy::cast_possible_wrap, reason = "the bits are meant")]
fn unzigzag(n: u64) -> Option<i32> {
    i32::try_from((n >> 1) as i64 ^ -((n & 1) as i64)).ok()
}

/// CRC-32 (IEEE 802.3), four bits at a time.
fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 16] = {
        let mut table = [0; 16];
        let mut i = 0_u32;
        while i < 16 {
            let mut c = i;
            let mut bit = 0;
            while bit < 4 {
                c = if c & 1 == 0 { c >> 1 } else { c >> 1 ^ 0xedb8_8320 };
                bit += 1;
            }
            table[i as usize] = c;
            i += 1;
        }
        table
    };
    !bytes.iter().fold(!0, |mut crc, &byte| {
        crc ^= u32::from(byte);
        crc = crc >> 4 ^ TABLE[(crc & 15) as usize];
        crc >> 4 ^ TABLE[(crc & 15) as usize]
    })
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn to_base64(bytes: &[u8], out: &mut String) {
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0, |w, &b| w << 8 | u32::from(b)) << (8 * (3 - chunk.len()));
        for i in 0..=chunk.len() {
            out.push(char::from(DIGITS[(word >> (18 - 6 * i) & 63) as usize]));
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "bytes are cut out of a word")]
fn from_base64(text: &str, out: &mut Vec<u8>) -> Option<()> {
    for chunk in text.as_bytes().chunks(4) {
        let mut word = 0;
        for &c in chunk {
            let digit = DIGITS.iter().position(|&d| d == c)?;
            word = word << 6 | digit as u32;
        }
        word <<= 6 * (4 - chunk.len());
        let n = chunk.len().checked_sub(1).filter(|&n| n > 0)?;
        if word & ((1 << (24 - 8 * n)) - 1) != 0 {
            return None;
        }
        out.extend((0..n).map(|i| (word >> (16 - 8 * i)) as u8));
    }
    Some(())
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
