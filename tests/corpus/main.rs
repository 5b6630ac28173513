//! The corpus: every program under `testdata` does what the file beside it says.
//!
//! * `run`, `stdlib`: `.out` is what real Go prints (made by `tests/external/bless.sh`). Each
//!   program runs under the schedule `go`, with a preemption after every step, with a collection
//!   at every allocation, under the schedule `random`, recorded and replayed, and with checks for
//!   races; those of `run` also with a scheduling point at every access to shared memory.
//! * `panic`, `deadlock`: status 2; `.err` is what real Go prints on stderr, compared without
//!   what differs between machines; `.out`, if there is one, is its stdout.
//! * `bad`, `limits`: `.err` holds the status and our stderr; `UPDATE_EXPECT=1` writes it.
//!
//! A line `//goweave:flags …` adds flags to a program's runs; `//goweave:schedule go` says that
//! the output depends on the order in which real Go runs goroutines.

#[path = "../support/mod.rs"]
mod support;

use libtest_mimic::{Arguments, Failed, Trial};
use std::fs;
use std::path::{Path, PathBuf};
use support::{Run, goweave, normalized, root, scratch};

fn main() {
    let args = Arguments::from_args();
    let mut trials = Vec::new();
    for folder in ["run", "stdlib"] {
        for file in programs(folder) {
            let split = if folder == "run" { SPLIT } else { &[] };
            for mode in MODES.iter().chain(split) {
                if matches!(mode, Mode::Go | Mode::Checked)
                    || directive(&file, "schedule go").is_none()
                {
                    add(&mut trials, &file, mode.name(), move |file| prints(file, *mode));
                }
            }
        }
    }
    for folder in ["panic", "deadlock"] {
        for file in programs(folder) {
            add(&mut trials, &file, "", fails_as_go);
        }
    }
    for folder in ["bad", "limits"] {
        for file in cases(folder) {
            add(&mut trials, &file, "", is_refused);
        }
    }
    libtest_mimic::run(&args, trials).exit();
}

/// Adds a test on a file.
fn add(
    trials: &mut Vec<Trial>,
    file: &Path,
    mode: &str,
    check: impl Fn(&Path) -> Result<(), Failed> + Send + 'static,
) {
    let file = file.to_path_buf();
    let mut name = relative(&file).trim_start_matches("testdata/").to_owned();
    if !mode.is_empty() {
        name = format!("{name} {mode}");
    }
    trials.push(Trial::test(name, move || check(&file)));
}

/// The Go files below a folder of the corpus, sorted.
fn programs(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("testdata").join(folder)];
    while let Some(dir) = folders.pop() {
        for entry in fs::read_dir(dir).expect("is there") {
            let path = entry.expect("can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "go") {
                files.push(path);
            }
        }
    }
    files.sort();
    assert!(!files.is_empty(), "testdata/{folder} has no programs");
    files
}

/// Everything in a folder of the corpus but the expectations.
fn cases(folder: &str) -> Vec<PathBuf> {
    let dir = root().join("testdata").join(folder);
    let entries = fs::read_dir(dir).expect("is there");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("can be read").path()).collect();
    files.retain(|path| path.extension().is_none_or(|e| e != "err"));
    files.sort();
    files
}

/// A path as it is given to goweave.
fn relative(file: &Path) -> &str {
    file.strip_prefix(root()).expect("is below").to_str().expect("is UTF-8")
}

/// What follows `//goweave:name` in a program.
fn directive(file: &Path, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("//goweave:")?.strip_prefix(name))?;
    Some(line.trim().to_owned())
}

fn flags(file: &Path) -> Vec<String> {
    let line = directive(file, "flags").unwrap_or_default();
    line.split_whitespace().map(str::to_owned).collect()
}

/// How a program that prints is run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Go,
    Preempted,
    Collected,
    Replayed,
    /// With checks for races.
    Checked,
    /// Each access to shared memory is a scheduling point.
    Split,
    SplitPreempted,
    SplitCollected,
}

const MODES: &[Mode] = &[Mode::Go, Mode::Preempted, Mode::Collected, Mode::Replayed, Mode::Checked];

/// More ways, for the programs of `run`.
const SPLIT: &[Mode] = &[Mode::Split, Mode::SplitPreempted, Mode::SplitCollected];

impl Mode {
    fn name(self) -> &'static str {
        match self {
            Self::Go => "[go]",
            Self::Preempted => "[quantum 1]",
            Self::Collected => "[gc stress]",
            Self::Replayed => "[random, replayed]",
            Self::Checked => "[checked]",
            Self::Split => "[every access]",
            Self::SplitPreempted => "[every access, quantum 1]",
            Self::SplitCollected => "[every access, gc stress]",
        }
    }
}

/// Runs a program and compares what it prints.
fn prints(file: &Path, mode: Mode) -> Result<(), Failed> {
    let want = fs::read(file.with_extension("out"))?;
    let want = String::from_utf8_lossy(&want).into_owned();
    let name = relative(file);
    let mut args = vec!["run".to_owned()];
    args.extend(flags(file));
    match mode {
        Mode::Go => {}
        Mode::Preempted => args.push("-quantum=1".to_owned()),
        Mode::Collected => args.push("-gc-stress".to_owned()),
        Mode::Replayed => return replays(name, args, &want),
        Mode::Checked => args.push("-checks=race".to_owned()),
        Mode::Split => args.extend(every()),
        Mode::SplitPreempted => args.extend(every().chain(["-quantum=1".to_owned()])),
        Mode::SplitCollected => args.extend(every().chain(["-gc-stress".to_owned()])),
    }
    args.push(name.to_owned());
    same(&goweave(&args), &want)
}

/// Every access to shared memory is a scheduling point, and anybody may run next.
fn every() -> impl Iterator<Item = String> {
    ["-checks=every", "-schedule=random", "-seed=3"].map(str::to_owned).into_iter()
}

/// Records a random run and replays it.
fn replays(name: &str, mut args: Vec<String>, want: &str) -> Result<(), Failed> {
    let trace = scratch("corpus").join(name.replace('/', "_")).with_extension("gwt");
    let trace = trace.to_str().expect("is UTF-8");
    args.extend(
        ["-schedule=random", "-seed=5", "-hash", "-record", trace, name].map(str::to_owned),
    );
    let recorded = goweave(&args);
    let hash = |run: &Run| run.stderr.clone();
    same(&recorded, want)?;
    let replayed = goweave(&["replay", "-hash", trace]);
    same(&replayed, want)?;
    equal("event hash", &hash(&replayed), &hash(&recorded))
}

fn same(run: &Run, want: &str) -> Result<(), Failed> {
    if run.status != 0 {
        return Err(format!("status {}\n{}", run.status, run.stderr).into());
    }
    equal("stdout", &run.stdout, want)
}

/// Runs a program that must end as Go ends it.
fn fails_as_go(file: &Path) -> Result<(), Failed> {
    let mut args = vec!["run".to_owned()];
    args.extend(flags(file));
    args.push(relative(file).to_owned());
    let run = goweave(&args);
    let want = fs::read_to_string(file.with_extension("err"))?;
    equal("stderr", &normalized(&run.stderr), &normalized(&want))?;
    if run.status != 2 {
        return Err(format!("status {}, not 2", run.status).into());
    }
    if let Ok(want) = fs::read_to_string(file.with_extension("out")) {
        equal("stdout", &run.stdout, &want)?;
    }
    Ok(())
}

/// Runs what must be refused or stopped, and compares status and message.
fn is_refused(file: &Path) -> Result<(), Failed> {
    let mut args = vec!["run".to_owned()];
    args.extend(flags(file));
    args.push(relative(file).to_owned());
    let run = goweave(&args);
    let here = format!("{}/", root().display());
    let got = format!("status {}\n{}", run.status, run.stderr.replace(&here, ""));
    let expectation = file.with_extension("err");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&expectation, &got)?;
    }
    equal("status and stderr", &got, &fs::read_to_string(&expectation).unwrap_or_default())
}

/// Complains with the first line that differs.
fn equal(what: &str, got: &str, want: &str) -> Result<(), Failed> {
    if got == want {
        return Ok(());
    }
    let lines = got.lines().zip(want.lines());
    let at = lines.take_while(|(got, want)| got == want).count();
    let line = |text: &str| text.lines().nth(at).unwrap_or("(nothing)").to_owned();
    Err(format!(
        "{what} differs at line {}\n got: {}\nwant: {}\n\nall of it:\n{got}",
        at + 1,
        line(got),
        line(want)
    )
    .into())
}
