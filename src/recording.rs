//! Traces on disk and on the command line: reading them, what they keep besides decisions, and
//! the command that runs one again.

use crate::cli::{Args, quoted};
use crate::{Status, printer};
use interp::code::Code;
use interp::config::Config;
use interp::race::{Promoted, Site, SiteInfo};
use interp::schedule::codec::Trace;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Flags that are recorded, as they change what an execution does.
pub(crate) const RECORDED: &[&str] = &[
    "schedule",
    "quantum",
    "max-steps",
    "max-mem",
    "max-output",
    "max-goroutines",
    "max-time",
    "lang",
    "gc-stress",
    "checks",
    "race",
    "time",
];

/// The key under which a trace keeps the lengths of the reads from standard input.
pub(crate) const READS: &str = "reads";

/// The key under which a trace keeps the accesses that are scheduling points.
///
/// They are named so that they are found again when comments, other functions or statements
/// around them change: function, variable as the source writes it, `r` or `w`, and which of
/// several such accesses in that function it is.
pub(crate) const POINTS: &str = "points";

/// The key under which a trace keeps that every output is a scheduling point.
pub(crate) const OUTPUTS: &str = "outputs";

/// The key under which a trace keeps the kind of the finding it shows.
pub(crate) const FINDING: &str = "finding";

/// What a search found out to be a scheduling point, for an execution that follows its trace.
pub(crate) fn take_points(config: &mut Config, trace: &Trace, code: &'static Code) {
    if let Some(names) = trace.flag(POINTS) {
        config.promoted = Arc::new(promoted(code, names));
    }
    config.outputs = trace.flag(OUTPUTS) == Some("true");
}

/// The same for a trace of an execution that followed one.
pub(crate) fn points_of(trace: &Trace) -> Vec<(String, String)> {
    let keys = [POINTS, OUTPUTS, FINDING];
    let kept = trace.flags.iter().filter(|(key, _)| keys.contains(&key.as_str()));
    kept.cloned().collect()
}

/// The key and value of a trace in which the clock may move though somebody could run.
pub(crate) const EAGER: (&str, &str) = ("time", "eager");

/// The flag that keeps which accesses are scheduling points, if any are.
pub(crate) fn points_flag(code: &'static Code, promoted: &Promoted) -> Option<(String, String)> {
    let points = points(code, promoted);
    (!points.is_empty()).then(|| (POINTS.to_owned(), points))
}

/// The accesses in `promoted` by name, one a line.
fn points(code: &'static Code, promoted: &Promoted) -> String {
    let named = point_names(code).into_iter();
    let names: Vec<_> =
        named.filter(|(site, _)| promoted.has(*site)).map(|(_, name)| name).collect();
    names.join("\n")
}

/// The accesses with these names; those that are no longer there are left out.
fn promoted(code: &'static Code, names: &str) -> Promoted {
    let wanted: BTreeSet<_> = names.lines().collect();
    let mut promoted = Promoted::default();
    for (site, _) in point_names(code).iter().filter(|(_, name)| wanted.contains(name.as_str())) {
        promoted.add(*site);
    }
    promoted
}

/// The name of every checked access.
fn point_names(code: &'static Code) -> Vec<(Site, String)> {
    let mut seen: BTreeMap<(&str, &str, bool), u32> = BTreeMap::new();
    let sites = code.sites.iter().zip(0..);
    let name = |(info, number): (&'static SiteInfo, u32)| {
        let n = seen.entry((&info.func.name, &info.text, info.write)).or_default();
        *n += 1;
        let access = if info.write { 'w' } else { 'r' };
        (Site(number), format!("{} {access} {n} {}", info.func.name, info.text))
    };
    sites.map(name).collect()
}

/// Takes over the flags a trace recorded.
pub(crate) fn adopt(args: &mut Args, trace: &Trace) {
    for name in RECORDED {
        if let Some(value) = trace.flag(name) {
            args.set(name, value);
        }
    }
    args.set("seed", &trace.schedule.seed().to_string());
}

/// A trace, from a file or as text.
pub(crate) fn read_trace(text: &str) -> Result<Trace, Status> {
    let trace = if text.starts_with("gw1:") {
        Trace::from_text(text).map_err(|e| e.to_string())
    } else {
        match fs::read(text) {
            Ok(bytes) => match std::str::from_utf8(&bytes) {
                Ok(short) if short.starts_with("gw1:") => Trace::from_text(short),
                _ => Trace::decode(&bytes),
            }
            .map_err(|e| format!("{text}: {e}")),
            Err(e) => Err(format!("open {text}: {e}")),
        }
    };
    trace.map_err(|message| {
        printer::say(&message);
        Status::USAGE
    })
}

/// What the program finds in `os.Args`.
pub(crate) fn arguments(names: &[String], program_args: &[String]) -> Vec<String> {
    let name = names.first().and_then(|name| Path::new(name).file_stem());
    let name = name.map_or_else(|| "main".to_owned(), |name| name.to_string_lossy().into_owned());
    let mut args = vec![name];
    args.extend_from_slice(program_args);
    args
}

/// Where the program of a trace is; says so if it is nowhere.
pub(crate) fn programs(trace: &Trace, file: &str) -> Result<Vec<String>, Status> {
    let names: Option<Vec<_>> = trace.program.split('\n').map(|name| find(name, file)).collect();
    names.ok_or_else(|| {
        let program = trace.program.replace('\n', " ");
        printer::say(&format!(
            "the trace is of {program}, which is neither here nor beside the trace"
        ));
        Status::FAILED
    })
}

/// A recorded path: as it is, or beside the trace.
fn find(name: &str, trace: &str) -> Option<String> {
    if Path::new(name).exists() {
        return Some(name.to_owned());
    }
    let beside = Path::new(trace).parent()?;
    let last = Path::new(name).file_name()?;
    [beside.join(name), beside.join(last)]
        .iter()
        .find(|path| path.exists())
        .map(|path| path.display().to_string())
}

/// Longest `gw1:` string put on a command line: people copy it.
const LONGEST: usize = 4_000;

/// The command that follows a trace without a file; None if it would be too long.
pub(crate) fn run_line(short: &str, names: &[String], program_args: &[String]) -> Option<String> {
    let mut words = vec!["-replay".to_owned(), short.to_owned()];
    words.extend(names.iter().chain(program_args).cloned());
    (short.len() <= LONGEST).then(|| format!("goweave run {}", quoted(&words)))
}

/// The command that follows a trace in a file.
pub(crate) fn replay_line(file: &str) -> String {
    format!("goweave replay {}", quoted(&[file.to_owned()]))
}

/// Writes a trace; says so if that fails.
pub(crate) fn write(file: &str, trace: &Trace) -> Result<(), Status> {
    fs::write(file, trace.encode()).map_err(|e| {
        printer::say(&format!("cannot write {file}: {e}"));
        Status::FAILED
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine;
    use interp::lower::Checks;

    const PROGRAM: &str = "package main

type counter struct{ n int }

var total int

func (c *counter) add() { c.n++; total += c.n; c.n++ }

func main() {
	c := &counter{}
	done := make(chan bool)
	go func() { c.add(); done <- true }()
	c.add()
	<-done
	println(total, c.n)
}
";

    fn code(name: &str, text: &str) -> &'static Code {
        let file = std::env::temp_dir().join(format!("goweave-{}-{name}.go", std::process::id()));
        fs::write(&file, text).expect("can be written");
        let built = engine::build(&[file.display().to_string()], None, true, Checks::Points);
        fs::remove_file(&file).expect("is there");
        built.expect("builds").code
    }

    /// Lines of the accesses in a set, with what they are.
    fn shown(code: &Code, promoted: &Promoted) -> Vec<(String, String, bool)> {
        let sites = code.sites.iter().zip(0..).filter(|(_, i)| promoted.has(Site(*i)));
        let line = |pos| {
            let at = code.sources.locate(pos);
            let line = usize::try_from(at.line).expect("fits") - 1;
            at.file.and_then(|f| f.text.lines().nth(line)).unwrap_or_default().to_owned()
        };
        sites.map(|(s, _)| (line(s.pos), s.text.clone(), s.write)).collect()
    }

    #[test]
    fn points_are_found_again_in_changed_sources() {
        let before = code("before", PROGRAM);
        let mut all = Promoted::default();
        let mut some = Promoted::default();
        for (info, i) in before.sites.iter().zip(0..) {
            if info.func.name.contains("add") {
                all.add(Site(i));
                if i % 2 == 0 {
                    some.add(Site(i));
                }
            }
        }
        assert!(shown(before, &all).len() >= 6, "{:?}", shown(before, &all));
        let changed = PROGRAM
            .replace("var total", "func unrelated() { total = 1 }\n\n// More.\nvar unused, total")
            .replace("func (c", "/* a comment */\nfunc (c");
        let after = code("after", &changed);
        for set in [&all, &some] {
            let again = promoted(after, &points(before, set));
            assert_eq!(shown(after, &again), shown(before, set));
            assert_eq!(points(after, &again), points(before, set));
        }
    }

    #[test]
    fn points_that_are_gone_are_left_out() {
        let before = code("whole", PROGRAM);
        let mut all = Promoted::default();
        for (_, i) in before.sites.iter().zip(0..) {
            all.add(Site(i));
        }
        let after = code("half", &PROGRAM.replace("total += c.n; c.n++", ""));
        let left = promoted(after, &points(before, &all));
        assert!(shown(after, &left).len() < shown(before, &all).len());
    }
}
