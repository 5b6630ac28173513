//! Leaving out declared functions: most of those in the library's files are never looked at.

use super::to32;

/// A function declaration that was left out; byte offsets in its file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Outlined {
    /// Its `func`.
    pub lo: u32,
    /// One past its end.
    pub hi: u32,
    /// Its name.
    pub name: (u32, u32),
    /// Whether the receiver is a pointer, and the name of its base type.
    pub recv: Option<(bool, (u32, u32))>,
    /// The `{` of its body.
    pub body: Option<u32>,
}

/// Reads the function declaration whose `func` stands at `lo`; `None` if it is written in an
/// unusual way.
pub(super) fn outline(text: &[u8], lo: usize) -> Option<Outlined> {
    let mut i = blanks(text, lo + "func".len());
    let mut recv = None;
    if *text.get(i)? == b'(' {
        let mut pointer = false;
        let mut base = None;
        let mut brackets = false;
        i += 1;
        loop {
            match *text.get(i)? {
                b')' => break,
                b' ' => i += 1,
                b'[' => (brackets, i) = (true, i + 1),
                b'*' => (pointer, i) = (true, i + 1),
                b']' | b',' if brackets => i += 1,
                _ => {
                    let word = word(text, i)?;
                    if !brackets {
                        base = Some((to32(i), to32(word)));
                    }
                    i = word;
                }
            }
        }
        recv = Some((pointer, base?));
        i = blanks(text, i + 1);
    }
    let name = (to32(i), to32(word(text, i)?));
    let mut depth = 0_usize;
    loop {
        match *text.get(i)? {
            b'(' | b'[' => depth += 1,
            b'{' if depth == 0 && !opens_type(&text[..i]) => break,
            b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.checked_sub(1)?,
            b'\n' if depth == 0 => break,
            b'/' | b'"' | b'`' | b'\'' | b';' => return None,
            _ => {}
        }
        i += 1;
    }
    let body = (text[i] == b'{').then_some(to32(i));
    if body.is_some() {
        i += body_len(&text[i..])?;
    }
    Some(Outlined { lo: to32(lo), hi: to32(i), name, recv, body })
}

fn blanks(text: &[u8], at: usize) -> usize {
    at + text[at..].iter().take_while(|&&b| b == b' ').count()
}

/// Where the name that starts at `at` ends.
fn word(text: &[u8], at: usize) -> Option<usize> {
    let len = text[at..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
    (len > 0).then_some(at + len)
}

/// Whether a `{` after this belongs to a type.
fn opens_type(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    before.ends_with(b"struct") || before.ends_with(b"interface")
}

/// The length of the block that `text` starts with, if it ends.
fn body_len(text: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut i = 0;
    loop {
        match *text.get(i)? {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(i + 1);
                }
            }
            quote @ (b'"' | b'\'') => {
                i += 1;
                while *text.get(i)? != quote {
                    i += if text[i] == b'\\' { 2 } else { 1 };
                }
            }
            b'`' => i += 1 + text[i + 1..].iter().position(|&b| b == b'`')?,
            b'/' if text.get(i + 1) == Some(&b'/') => {
                i += text[i..].iter().position(|&b| b == b'\n')?;
            }
            b'/' if text.get(i + 1) == Some(&b'*') => {
                i += 3 + text[i + 2..].windows(2).position(|w| w == b"*/")?;
            }
            _ => {}
        }
        i += 1;
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn bodies_end() {
        let ends = |text: &str| super::body_len(text.as_bytes()).map(|n| &text[n..] == "!");
        for text in [
            "{}!",
            "{ { } }!",
            "{ '}' \"}\\\"}\" `}\\` '\\'' }!",
            "{ // }\n}!",
            "{ /* } **/ a / b /**/ }!",
        ] {
            assert_eq!(ends(text), Some(true), "{text}");
        }
        for text in ["{", "{ {}", "{ '}", "{ `}", "{ /*/ }", "{ // }", "{ \"\\"] {
            assert_eq!(ends(text), None, "{text}");
        }
    }

    #[test]
    fn heads() {
        let read = |text: &str| {
            let o = super::outline(text.as_bytes(), 0)?;
            let at = |(lo, hi): (u32, u32)| text[lo as usize..hi as usize].to_owned();
            let recv = o.recv.map_or(String::new(), |(p, base)| {
                format!("{}{}.", if p { "*" } else { "" }, at(base))
            });
            let body = o.body.map_or("", |lo| &text[lo as usize..o.hi as usize]);
            Some(format!("{recv}{}{body}|{}", at(o.name), &text[o.hi as usize..]))
        };
        for (text, want) in [
            ("func f() {} // x", "f{}| // x"),
            ("func f(x int) (y int)\n", "f|\n"),
            ("func (t *T) f() struct{ x int } { return }\n", "*T.f{ return }|\n"),
            ("func (T) f() interface {}\n", "T.f|\n"),
            ("func (t *T[K, V]) f(\n\tx K,\n) {\n}\n", "*T.f{\n}|\n"),
            ("func f[T interface{ ~int }](x T) {}", "f{}|"),
        ] {
            assert_eq!(read(text).as_deref(), Some(want), "{text}");
        }
        for text in ["func f(/* { */) {}", "func é() {}", "func f()", "func f() {"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
