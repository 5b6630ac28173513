//! Package testing: the patterns of `-run` and its like.

use interp::native::{Call, Registry};
use interp::trap::Trap;
use regex::Regex;

fn match_pattern(c: &mut Call<'_>) -> Result<(), Trap> {
    let (pattern, text) = (c.str(), c.str());
    let (pattern, text) = (c.text(pattern), c.text(text));
    match Regex::new(&pattern) {
        Ok(regex) => {
            c.ret_bool(regex.is_match(&text));
            c.ret_str(b"")
        }
        Err(e) => {
            c.ret_bool(false);
            let text = e.to_string();
            let last = text.lines().last().unwrap_or_default();
            let why = last.strip_prefix("error: ").unwrap_or(last);
            c.ret_str(format!("error parsing regexp: {why}: `{pattern}`").as_bytes())
        }
    }
}

pub(crate) fn register(r: &mut Registry) {
    r.leaf("testing/internal/testdeps.matchPattern", match_pattern);
}
