//! Archives of text files: `-- name --` lines, each followed by that file's text.
//!
//! The format of golang.org/x/tools/txtar: what comes before the first such line is a comment.

/// The files of an archive, in order; `None` if the text has no file line.
pub(crate) fn parse(text: &str) -> Option<Vec<(String, String)>> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(name) = marker(line) {
            files.push((name.to_owned(), String::new()));
        } else if let Some((_, file)) = files.last_mut() {
            file.push_str(line);
            if !line.ends_with('\n') {
                file.push('\n');
            }
        }
    }
    (!files.is_empty()).then_some(files)
}

/// The name in a `-- name --` line.
fn marker(line: &str) -> Option<&str> {
    let name = line.trim_end().strip_prefix("-- ")?.strip_suffix(" --")?.trim();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    #[test]
    fn files_follow_their_markers() {
        let files = super::parse("hello\n-- a.go --\npackage a\n-- b/c.go --\nx").expect("files");
        assert_eq!(files[0], ("a.go".to_owned(), "package a\n".to_owned()));
        assert_eq!(files[1], ("b/c.go".to_owned(), "x\n".to_owned()));
        assert_eq!(super::parse("no files"), None);
    }
}
