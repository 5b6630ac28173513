//! `goweave test`: the tests of packages, as `go test` runs and reports them.

use super::{explore, usage};
use crate::cli::{Args, Flag, duration, flag, language, quoted, switch};
use crate::engine::{self, Built};
use crate::testing::host::{Output, Sink, TapeHost, TestHost};
use crate::testing::packages::{self, Package};
use crate::testing::stream::{self, Stream};
use crate::testing::vetted::{self, Wanted};
use crate::{Status, flags, printer};
use interp::config::Config;
use interp::explore::finding::Kind;
use interp::explore::{Detect, judge};
use interp::host::Host;
use interp::lower::Checks;
use interp::outcome::{Ending, Outcome};
use interp::race;
use interp::strategy::{self, Replay};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

pub(super) const FLAGS: &[Flag] = &[
    switch("v", "show all tests and what they log"),
    flag("run", "RE", "run only tests, examples and fuzz targets that match"),
    flag("skip", "RE", "leave out tests that match"),
    flag("bench", "RE", "run benchmarks that match"),
    flag("benchtime", "D|Nx", "how long, or how often, to run each benchmark (default 1s)"),
    switch("benchmem", "show memory allocations of benchmarks"),
    flag("count", "N", "run everything so often"),
    flag("cpu", "N,...", "run everything with each of these GOMAXPROCS"),
    switch("failfast", "start no more tests after a failure"),
    flag("parallel", "N", "run at most so many parallel tests at once"),
    switch("short", "tell long tests to be short"),
    flag("shuffle", "off|on|N", "change the order of tests and benchmarks"),
    flag("timeout", "D", "end a test run after so much virtual time (default 10m)"),
    flag("list", "RE", "list what matches and run nothing"),
    switch("json", "print events, as test2json does"),
    switch("race", "report data races"),
    switch("fullpath", "show full file names"),
    flag("vet", "LIST", "what vet looks for before the tests: analyzers, all, or off"),
    flag("seed", "N", "seed of everything random (default 1)"),
    flag(
        "schedule",
        "S",
        "go (default, as real Go on one processor), fifo, random, pct, pos or surw",
    ),
    flag("max-steps", "N", "end a package's tests after so many calls and loop iterations"),
    flag("max-mem", "SIZE", "end them when they need more memory (default 2G)"),
    flag("max-output", "SIZE", "end them after so much output (default 512M; 0: no limit)"),
    flag("max-goroutines", "N", "end them when there are more goroutines"),
    flag("max-time", "D", "end them after so much virtual time"),
    flag("lang", "go1.N", "the language's version, if not that of go.mod"),
    switch("e", "show all build errors, not only the first ten"),
    switch("all-errors", "the same"),
    flag(
        "detect",
        "KINDS",
        "what -explore looks for; without it: leak makes leaked goroutines failures",
    ),
    switch("explore", "search the schedules of every test; see goweave help explore"),
    flag("max-runs", "N", "with -explore: end a test after so many executions"),
    flag("budget", "D", "with -explore: end after so much time"),
    flag("preemptions", "N", "with -explore: most preemptions of an execution under dfs"),
    flag("j", "N", "with -explore: workers"),
    switch("all", "with -explore: go on after the first bug of a test"),
    switch("outcomes", "with -explore: collect every distinct ending"),
    switch("require-complete", "with -explore: status 4 unless every schedule was run"),
    flag("record", "F", "with -explore: write each finding's execution to F, F-2..."),
    flag("format", "F", "with -explore: text, json, sarif, junit or html"),
    flag("o", "F", "with -explore: write the report to a file"),
    flag("time", "virtual", "what time is: virtual is all there is yet"),
    flag("memory", "sc", "the memory model: sc is all there is yet"),
    // The go command's own; they change nothing here.
    flag("p", "N", ""),
    flag("mod", "MODE", ""),
    switch("a", ""),
    switch("trimpath", ""),
    flag("ldflags", "FLAGS", ""),
    flag("gcflags", "FLAGS", ""),
    // They would: `REFUSED` says why not.
    switch("c", ""),
    switch("cover", ""),
    flag("covermode", "MODE", ""),
    flag("coverpkg", "LIST", ""),
    flag("coverprofile", "F", ""),
    flag("cpuprofile", "F", ""),
    flag("memprofile", "F", ""),
    flag("blockprofile", "F", ""),
    flag("mutexprofile", "F", ""),
    flag("trace", "F", ""),
    flag("fuzz", "RE", ""),
    flag("fuzztime", "D|Nx", ""),
    flag("exec", "PROGRAM", ""),
    flag("tags", "LIST", ""),
    flag("quantum", "N", ""),
    flag("checks", "race|points", ""),
    switch("gc-stress", ""),
];

/// Flags of the go command that are not supported, and why.
const REFUSED: &[(&str, &str)] = &[
    ("c", "there are no test binaries"),
    ("cover", "coverage is not measured"),
    ("covermode", "coverage is not measured"),
    ("coverpkg", "coverage is not measured"),
    ("coverprofile", "coverage is not measured"),
    ("cpuprofile", "there are no profiles"),
    ("memprofile", "there are no profiles"),
    ("blockprofile", "there are no profiles"),
    ("mutexprofile", "there are no profiles"),
    ("trace", "goweave explore -record and goweave trace show what happened"),
    ("fuzz", "fuzz targets run on their seed corpus only"),
    ("fuzztime", "fuzz targets run on their seed corpus only"),
    ("exec", "there are no test binaries"),
    ("tags", "build tags are those of linux and amd64"),
];

/// Flags that are handed on to the test program.
const HANDED_ON: &[&str] = &[
    "v",
    "run",
    "skip",
    "bench",
    "benchtime",
    "benchmem",
    "count",
    "cpu",
    "failfast",
    "parallel",
    "short",
    "shuffle",
    "list",
    "fullpath",
];

/// Nanoseconds of virtual time after which a run is ended, unless `-timeout` says otherwise.
const TIMEOUT: u64 = 600_000_000_000;

/// What the flags say.
struct Settings {
    config: Config,
    schedule: String,
    language: Option<(u32, u32)>,
    all_errors: bool,
    vet: Wanted,
    json: bool,
    /// Arguments of the test programs.
    args: Vec<String>,
    /// Output is shown while tests run, or even if they pass.
    shown: Shown,
    checks: Checks,
    /// Leaked goroutines are failures.
    leaks_fail: bool,
    /// Tests ran and failed: there is something to reproduce.
    ran_badly: Cell<bool>,
}

/// When output is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shown {
    /// At once: there is one package, the one in this folder.
    AtOnce,
    /// At once: benchmarks take long.
    Streamed,
    /// When a package's tests are through.
    Always,
    /// The same, if they fail.
    OnFailure,
}

impl Shown {
    fn at_once(self) -> bool {
        matches!(self, Self::AtOnce | Self::Streamed)
    }
}

/// How the tests of a package went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Verdict {
    Passed,
    Failed,
    Unsupported,
}

/// The arguments as the go command reads them: what follows `-args`, and flags that are not the
/// go command's, belong to the test program.
pub(super) fn divide(args: &[String]) -> (Vec<String>, Vec<String>) {
    let (mut own, mut handed) = (Vec::new(), Vec::new());
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "-args" || arg == "--args" {
            handed.extend(args.cloned());
            break;
        }
        let Some(name) = arg.strip_prefix('-').map(|name| name.trim_start_matches('-')) else {
            own.push(arg.clone());
            continue;
        };
        let name = name.strip_prefix("test.").unwrap_or(name);
        let bare = name.split('=').next().unwrap_or_default();
        match FLAGS.iter().find(|flag| flag.name == bare) {
            Some(flag) => {
                own.push(format!("-{name}"));
                if !flag.value.is_empty() && bare == name {
                    own.extend(args.next().cloned());
                }
            }
            None => handed.push(arg.clone()),
        }
    }
    (own, handed)
}

/// Tests packages.
pub(super) fn test(args: Args) -> Status {
    if let Err(status) = supported(&args) {
        return status;
    }
    let (packages, failures) = packages::find_each(&args.rest);
    if args.has("explore") {
        if let Some((_, message)) = failures.first() {
            printer::err(&format!("{message}\n"));
            return Status::FAILED;
        }
        return search(&args, &packages);
    }
    let settings = match settings(&args) {
        Ok(settings) => settings,
        Err(message) => return usage("test", &message),
    };
    let mut verdicts = Vec::new();
    for (name, message) in &failures {
        let wrong = format!("# {name}\n{message}\n");
        settings.not_built(name, &[(name.clone(), wrong)], "setup failed");
        verdicts.push(Verdict::Failed);
    }
    for package in &packages {
        verdicts.push(settings.test(package));
    }
    let failed = verdicts.iter().any(|&verdict| verdict != Verdict::Passed);
    if failed && settings.shown != Shown::AtOnce && !settings.json {
        printer::out("FAIL\n");
    }
    if settings.ran_badly.get() {
        let words: Vec<_> = std::env::args().skip(1).collect();
        printer::err(&format!("to reproduce: goweave {}\n", quoted(&words)));
    }
    if verdicts.contains(&Verdict::Failed) {
        Status::FAILED
    } else if failed {
        Status::UNSUPPORTED
    } else {
        Status::OK
    }
}

/// Searches the schedules of every test; the worst status of all packages.
fn search(args: &Args, packages: &[Package]) -> Status {
    let mut worst = Status::OK;
    let wanted: Vec<_> =
        args.get("run").map(|run| format!("-test.run={run}")).into_iter().collect();
    for package in packages.iter().filter(|package| package.has_tests()) {
        let Some(names) = package.names() else {
            printer::say("-explore needs packages in folders");
            return Status::UNSUPPORTED;
        };
        let status = explore::test_package(args, &names, &wanted);
        if worst == Status::OK || status == Status::FAILED {
            worst = status;
        }
    }
    worst
}

/// Refuses what is not supported, and what only a search can do.
fn supported(args: &Args) -> Result<(), Status> {
    if let Some((name, why)) = REFUSED.iter().find(|(name, _)| args.get(name).is_some()) {
        printer::say(&format!("test -{name} is not supported: {why}"));
        return Err(Status::UNSUPPORTED);
    }
    if args.has("explore") {
        return Ok(());
    }
    let schedule = args.get("schedule").unwrap_or("go");
    if strategy::NAMES.contains(&schedule) {
        return Ok(());
    }
    printer::say(&format!("-schedule {schedule} is a search: goweave test -explore does it"));
    Err(Status::UNSUPPORTED)
}

fn settings(args: &Args) -> Result<Settings, String> {
    for name in ["count", "parallel"] {
        args.parsed(name, |text| text.parse::<u32>().ok())?;
    }
    let race = args.has("race");
    let limits = flags::limits(args, Config::default())?;
    let config = Config { race, race_fails: race, leaks: true, ..limits };
    let timeout = args.parsed("timeout", duration)?.unwrap_or(TIMEOUT);
    let mut program = vec!["-test.paniconexit0".to_owned(), format!("-test.timeout={timeout}ns")];
    for name in HANDED_ON {
        if let Some(value) = args.get(name) {
            program.push(format!("-test.{name}={value}"));
        }
    }
    if race && args.get("parallel").is_none() {
        program.push(explore::PARALLEL.to_owned());
    }
    let json = args.has("json");
    if json {
        program.push("-test.v=test2json".to_owned());
    }
    program.extend(args.tail.iter().cloned());
    let shown = if args.rest.is_empty() {
        Shown::AtOnce
    } else if args.get("bench").is_some() {
        Shown::Streamed
    } else if ["v", "list"].iter().any(|name| args.get(name).is_some()) {
        Shown::Always
    } else {
        Shown::OnFailure
    };
    Ok(Settings {
        config,
        schedule: args.get("schedule").unwrap_or("go").to_owned(),
        language: args.parsed("lang", language)?,
        all_errors: args.has("e") || args.has("all-errors"),
        vet: Wanted::parse(args.get("vet"))?,
        json,
        args: program,
        shown,
        checks: flags::checks(args)?,
        leaks_fail: args
            .get("detect")
            .map(flags::detect)
            .transpose()?
            .is_some_and(|detect| detect.leak),
        ran_badly: Cell::new(false),
    })
}

impl Settings {
    /// Tests one package and reports it.
    fn test(&self, package: &Package) -> Verdict {
        if !package.has_tests() {
            self.report(package, &format!("?   \t{}\t[no test files]\n", package.path), true);
            return Verdict::Passed;
        }
        match engine::build_tests(package, self.language, self.all_errors, self.checks) {
            Ok(built) => {
                let found = vetted::findings(package, self.language, &self.vet);
                if found.is_empty() {
                    return self.run(package, &built);
                }
                self.not_built(&package.path, &found, "build failed");
                Verdict::Failed
            }
            Err(wrong) => {
                let text = package.headed(&wrong.text);
                let status = wrong.status;
                let why = if status == Status::FAILED { "build failed" } else { "not supported" };
                self.not_built(&package.path, &[(package.build(), text)], why);
                if status == Status::FAILED { Verdict::Failed } else { Verdict::Unsupported }
            }
        }
    }

    /// Reports a package that has no test program; `builds` are names and what is wrong.
    fn not_built(&self, path: &str, builds: &[(String, String)], why: &str) {
        let line = format!("FAIL\t{path} [{why}]\n");
        for (build, wrong) in builds {
            if self.json {
                printer::out(&stream::build_events(build, wrong));
            } else {
                printer::err(wrong);
            }
        }
        if !self.json {
            return printer::out(&line);
        }
        let mut events = Stream::new(path);
        events.write(stream::MARK.as_bytes());
        events.write(line.as_bytes());
        if let Some((build, _)) = builds.last() {
            events.build_failed(build);
        }
        events.exited(false);
        events.close();
        printer::out(&events.events);
    }

    /// A line about a package whose tests did not run.
    fn report(&self, package: &Package, line: &str, well: bool) {
        if !self.json {
            return printer::out(line);
        }
        let mut events = Stream::new(&package.path);
        events.write(line.as_bytes());
        events.exited(well);
        events.close();
        printer::out(&events.events);
    }

    /// Runs a package's tests.
    fn run(&self, package: &Package, built: &Built) -> Verdict {
        let sink = match (self.json, self.shown) {
            (true, _) => Sink::Events(Stream::new(&package.path)),
            (false, Shown::AtOnce | Shown::Streamed) => Sink::Through,
            (false, Shown::Always | Shown::OnFailure) => Sink::Kept(Vec::new()),
        };
        let output = Rc::new(RefCell::new(Output::new(sink)));
        let mut args = vec![package.binary()];
        args.extend(self.args.iter().cloned());
        let quantum = self.config.quantum;
        let Some(strategy) = strategy::by_name(&self.schedule, self.config.seed, quantum) else {
            return Verdict::Unsupported;
        };
        let tape = Rc::new(RefCell::new(Vec::new()));
        let host: Box<dyn Host> = if self.config.race {
            Box::new(TapeHost::new(Rc::clone(&tape), args.clone()))
        } else {
            Box::new(TestHost::new(Rc::clone(&output), args.clone()))
        };
        let (mut outcome, host) = interp::execution::run(built.code, &self.config, strategy, host);
        drop(host);
        if self.config.race {
            self.play(built, &mut outcome, &tape.borrow(), &args, &mut output.borrow_mut());
        }
        let verdict = self.conclude(package, &outcome, &mut output.borrow_mut());
        self.explain(package, built, &outcome, verdict)
    }

    /// Puts the reports of races where they belong in a test program's output.
    fn play(
        &self,
        built: &Built,
        outcome: &mut Outcome,
        tape: &[(u64, Vec<u8>)],
        args: &[String],
        output: &mut Output,
    ) {
        let schedule = outcome.schedule.clone();
        race::rerun(built.code, &self.config, &mut outcome.races, &mut || {
            let replay = Replay::of(&self.schedule, schedule.clone(), self.config.quantum);
            (Box::new(replay), Box::new(TapeHost::new(Rc::default(), args.to_vec())))
        });
        let mut races = outcome.races.iter().peekable();
        let mut written = 0;
        for (ns, bytes) in tape {
            output.time(*ns);
            while let Some(race) = races.next_if(|race| race.written <= written) {
                output.write(race::report::text(built.code, race).as_bytes());
            }
            output.write(bytes);
            written += bytes.len() as u64;
        }
        for race in races {
            output.write(race::report::text(built.code, race).as_bytes());
        }
    }

    /// Says what goweave knows besides: who waits for whom, who is left, how to see it again.
    fn explain(
        &self,
        package: &Package,
        built: &Built,
        outcome: &Outcome,
        verdict: Verdict,
    ) -> Verdict {
        let mut verdict = verdict;
        let mut detect = flags::detect("deadlock,leak").unwrap_or(Detect::ALL);
        detect.lock_order = false;
        for found in judge::findings(built.code, outcome, detect) {
            let (word, fails) = if found.kind == Kind::Deadlock {
                ("deadlock", true)
            } else if found.kind != Kind::GoroutineLeak {
                continue;
            } else if self.leaks_fail {
                ("goroutine-leak", true)
            } else {
                ("warning: goroutine-leak", false)
            };
            printer::err(&format!(
                "goweave: {}: {word}: {}\n",
                package.path,
                found.message.trim_end()
            ));
            if fails && verdict == Verdict::Passed {
                verdict = Verdict::Failed;
            }
        }
        if verdict != Verdict::Passed {
            self.ran_badly.set(true);
        }
        verdict
    }

    /// Says how a package's tests went.
    fn conclude(&self, package: &Package, outcome: &Outcome, output: &mut Output) -> Verdict {
        match &outcome.ending {
            Ending::Limit(text) => {
                output.write(
                    format!("goweave: limit reached: {text} (see `goweave help test`)\n")
                        .as_bytes(),
                );
            }
            Ending::Unsupported(text) | Ending::Diverged(text) => {
                output.write(format!("goweave: {text}\n").as_bytes());
            }
            Ending::Internal(text) => printer::err(&format!(
                "goweave: internal error: {text}\nThis is a bug in goweave {}, not in your program.\n",
                env!("CARGO_PKG_VERSION")
            )),
            Ending::Exit(_)
            | Ending::Panic(_)
            | Ending::Fatal(_)
            | Ending::Deadlock(_)
            | Ending::Livelock(_) => {}
        }
        let status = outcome.ending.status();
        let path = &package.path;
        #[expect(clippy::cast_precision_loss, reason = "milliseconds")]
        let seconds = format!("{:.3}s", outcome.virtual_ns as f64 / 1e9);
        let nothing = if output.nothing { " [no tests to run]" } else { "" };
        if status != 0 && (self.shown.at_once() || !output.any) {
            output.write(format!("exit status {status}\n").as_bytes());
        }
        let line = match (status, &output.sink) {
            (0, _) => format!("ok  \t{path}\t{seconds}{nothing}\n"),
            (_, Sink::Events(_)) => format!("{}FAIL\t{path}\t{seconds}\n", stream::MARK),
            (_, Sink::Through | Sink::Kept(_)) => format!("FAIL\t{path}\t{seconds}\n"),
        };
        match &mut output.sink {
            Sink::Events(stream) => {
                stream.time(outcome.virtual_ns);
                stream.write(line.as_bytes());
                stream.exited(status == 0);
                stream.close();
                printer::out(&stream.events);
            }
            Sink::Kept(kept) => {
                if status != 0 || self.shown == Shown::Always {
                    printer::out(&String::from_utf8_lossy(kept));
                }
                printer::out(&line);
            }
            Sink::Through => printer::out(&line),
        }
        match outcome.ending {
            Ending::Exit(0) => Verdict::Passed,
            Ending::Unsupported(_) => Verdict::Unsupported,
            Ending::Exit(_)
            | Ending::Panic(_)
            | Ending::Fatal(_)
            | Ending::Deadlock(_)
            | Ending::Livelock(_)
            | Ending::Limit(_)
            | Ending::Diverged(_)
            | Ending::Internal(_) => Verdict::Failed,
        }
    }
}
