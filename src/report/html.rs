//! The report as one HTML page that needs nothing else.

use super::xml::escaped;
use super::{Found, Summary, severity_name, text};
use interp::explain::Story;
use std::fmt::Write as _;

const STYLE: &str = "\
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}\
h2{font-size:1.15rem;margin:2rem 0 .5rem}pre,code{font:14px/1.45 ui-monospace,monospace}\
pre{background:#f4f5f7;padding:.75rem;overflow-x:auto;border-radius:6px}\
table{border-collapse:collapse}td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}\
.error{color:#b42318}.warning{color:#93540a}.advice{color:#175cd3}\
@media(prefers-color-scheme:dark){body{color:#e6e8eb;background:#15181c}pre{background:#22262b}\
.error{color:#ff9c93}.warning{color:#f5b45c}.advice{color:#84b9ff}}";

/// One page.
pub(crate) fn document(summary: &Summary<'_>) -> String {
    let title = format!("goweave explore {}", summary.program);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{0}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>{0}</h1>\n<p>{1}</p>\n",
        escaped(&title),
        escaped(&text::progress(summary)),
    );
    if summary.findings.is_empty() {
        out.push_str("<p>No bug found.</p>\n");
    }
    for found in &summary.findings {
        finding(&mut out, summary, found);
    }
    if let Some(outcomes) = &summary.outcomes {
        out.push_str(
            "<h2>Outcomes</h2>\n<table>\n<tr><th>count</th><th>status</th><th>stdout</th><th>stderr</th></tr>\n",
        );
        for seen in outcomes {
            let _ = writeln!(
                out,
                "<tr><td>{}</td><td>{}</td><td><pre>{}</pre></td><td><pre>{}</pre></td></tr>",
                seen.ending.count,
                seen.ending.exit,
                escaped(&String::from_utf8_lossy(&seen.ending.stdout)),
                escaped(&String::from_utf8_lossy(&seen.ending.stderr)),
            );
        }
        out.push_str("</table>\n");
    }
    let _ = writeln!(
        out,
        "<p>goweave {}, schedule {}, seed {}</p>\n</body>\n</html>",
        env!("CARGO_PKG_VERSION"),
        escaped(summary.schedule),
        summary.seed
    );
    out
}

fn finding(out: &mut String, summary: &Summary<'_>, found: &Found<'_>) {
    let finding = found.finding;
    let severity = severity_name(finding.severity);
    let _ = writeln!(
        out,
        "<h2><span class=\"{severity}\">{}</span>: {}</h2>\n<table>",
        finding.kind.name(),
        escaped(finding.message.trim_end()).replace('\n', "<br>")
    );
    for at in &finding.locations {
        let place = summary.place(at.pos);
        let _ = writeln!(
            out,
            "<tr><td>{}</td><td>goroutine {}</td><td>{}</td><td>{}</td><td><code>{}</code></td></tr>",
            escaped(at.role),
            at.goroutine,
            escaped(&at.state),
            escaped(&place.to_string()),
            escaped(place.text.trim()),
        );
    }
    out.push_str("</table>\n");
    let story = found.story.map(Story::text).unwrap_or_default();
    for part in [&finding.text, &story] {
        if !part.is_empty() {
            let _ = writeln!(out, "<pre>{}</pre>", escaped(part.trim_end()));
        }
    }
    let _ = writeln!(out, "<p>To reproduce:</p>\n<pre>{}</pre>", escaped(&found.line));
}
