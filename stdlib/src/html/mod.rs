//! Package html: the named character references of HTML.

use interp::native::{Call, Registry};
use interp::trap::Trap;

/// Name, with its semicolon if it needs one, and code points in hexadecimal; sorted by name.
static ENTITIES: &str = include_str!("entities.txt");

/// The characters that a name stands for.
fn characters(name: &str) -> Option<String> {
    let line = ENTITIES.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))?;
    line.split(' ').map(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?)).collect()
}

fn entity(c: &mut Call<'_>) -> Result<(), Trap> {
    let name = c.str();
    let found = characters(&c.text(name)).unwrap_or_default();
    c.ret_str(found.as_bytes())
}

pub(crate) fn register(r: &mut Registry) {
    r.leaf("html.entity", entity);
}

#[cfg(test)]
mod tests {
    #[test]
    fn entities_are_found() {
        assert_eq!(super::characters("amp").as_deref(), Some("&"));
        assert_eq!(super::characters("NotEqualTilde;").as_deref(), Some("\u{2242}\u{338}"));
        assert_eq!(super::characters("am"), None);
        assert!(super::ENTITIES.lines().all(|line| {
            line.split_once(' ').is_some_and(|(name, _)| super::characters(name).is_some())
        }));
    }
}
