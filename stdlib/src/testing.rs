//! Package testing: the patterns of `-run` and its like.

use crate::regexp;
use interp::native::{Call, Registry};
use interp::trap::Trap;

fn match_pattern(c: &mut Call<'_>) -> Result<(), Trap> {
    let (pattern, text) = (c.str(), c.str());
    let (matches, problem) = match regexp::is_match(c.bytes(pattern), c.bytes(text)) {
        Ok(matches) => (matches, String::new()),
        Err(problem) => (false, problem),
    };
    c.ret_bool(matches);
    c.ret_str(problem.as_bytes())
}

pub(crate) fn register(r: &mut Registry) {
    r.leaf("testing/internal/testdeps.matchPattern", match_pattern);
}
