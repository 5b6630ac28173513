//! Escaping for XML and HTML.

/// Text for element content and attributes. Control characters that XML 1.0 has no way to write
/// become U+FFFD.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// Text for an attribute: line ends would become blanks.
pub(super) fn attribute(text: &str) -> String {
    escaped(text).replace('\n', "&#10;").replace('\t', "&#9;")
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_breaks_out() {
        assert_eq!(super::escaped("<a b=\"&\">\u{1b}"), "&lt;a b=&quot;&amp;&quot;&gt;\u{fffd}");
        assert_eq!(super::attribute("a\nb"), "a&#10;b");
    }
}
