//! `goweave test`: the tests of packages, as `go test` runs and reports them.

use super::{explore, usage};
use crate::cli::{Args, duration, language, quoted};
use crate::engine::{self, Built, Wrong};
pub(super) use crate::testing::flags::{FLAGS, divide};
use crate::testing::flags::{HANDED_ON, REFUSED};
use crate::testing::host::{Output, Sink, Tape, TapeHost, TestHost};
use crate::testing::packages::{self, Package};
use crate::testing::stream::{self, Stream};
use crate::testing::vetted::{self, Wanted};
use crate::{Status, flags, printer, workers};
use interp::config::Config;
use interp::explore::finding::Kind;
use interp::explore::{Detect, judge};
use interp::host::{Host, MemoryHost};
use interp::lower::Checks;
use interp::outcome::{Ending, Outcome};
use interp::race;
use interp::strategy::{self, Replay};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

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
    /// Builds whose failure was told: once is enough.
    told: RefCell<Vec<String>>,
}

/// When output is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shown {
    /// At once: there is one package, the one in this folder.
    Alone,
    /// At once: benchmarks take long.
    Benchmarks,
    /// At once: all of it is wanted.
    Always,
    /// When a package's tests have failed.
    OnFailure,
}

/// How the tests of a package went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Verdict {
    Passed,
    Failed,
    Unsupported,
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
    workers::catch_interrupts();
    let mut ready = Vec::new();
    for package in &packages {
        let Some(wrong) = package.setup_failure() else {
            ready.push(package);
            continue;
        };
        let build = format!("{}.test", package.path);
        settings.not_built(&package.path, &[(build, wrong)], "setup failed");
        verdicts.push(Verdict::Failed);
    }
    for package in ready {
        let failed = verdicts.contains(&Verdict::Failed);
        if workers::interrupted() || failed && args.has("failfast") {
            break;
        }
        verdicts.push(settings.test(package));
    }
    let failed = verdicts.iter().any(|&verdict| verdict != Verdict::Passed);
    if failed && settings.shown != Shown::Alone && !settings.json {
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
    if json && args.get("v").is_none() {
        program.push("-test.v=test2json".to_owned());
    }
    program.extend(args.tail.iter().cloned());
    let shown = if args.rest.is_empty() {
        Shown::Alone
    } else if args.get("bench").is_some() {
        Shown::Benchmarks
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
        told: RefCell::default(),
    })
}

impl Settings {
    /// Tests one package and reports it.
    fn test(&self, package: &Package) -> Verdict {
        let built = if package.has_tests() {
            engine::build_tests(package, self.language, self.all_errors, self.checks).map(Some)
        } else {
            engine::check_untested(package, self.language, self.all_errors).map_or(Ok(None), Err)
        };
        let built = match built {
            Ok(built) => built,
            Err(wrong) => return self.wrong(package, wrong),
        };
        let found = vetted::findings(package, self.language, &self.vet);
        if !found.is_empty() {
            self.not_built(&package.path, &found, "build failed");
            return Verdict::Failed;
        }
        match built {
            Some(built) => self.run(package, &built),
            None => {
                let line = format!("?   \t{}\t[no test files]\n", package.path);
                self.report(package, &line, true);
                Verdict::Passed
            }
        }
    }

    /// Reports a package that cannot be built.
    fn wrong(&self, package: &Package, wrong: Wrong) -> Verdict {
        let Wrong { status, text, missing } = wrong;
        let text = match &missing {
            Some(_) => format!("# {}\n{text}", package.path),
            None => package.headed(&text),
        };
        let why = match &missing {
            Some(_) => "setup failed",
            None if status == Status::FAILED => "build failed",
            None => "not supported",
        };
        let built = text.strip_prefix("# ").and_then(|text| text.lines().next());
        let build = missing.or(built.map(str::to_owned)).unwrap_or(package.build());
        self.not_built(&package.path, &[(build, text)], why);
        if status == Status::FAILED { Verdict::Failed } else { Verdict::Unsupported }
    }

    /// Reports a package that has no test program; `builds` are names and what is wrong.
    fn not_built(&self, path: &str, builds: &[(String, String)], why: &str) {
        let line = format!("FAIL\t{path} [{why}]\n");
        for (build, wrong) in builds {
            if self.told.borrow().contains(build) {
                continue;
            }
            self.told.borrow_mut().push(build.clone());
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
        events.show();
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
        events.show();
    }

    /// Runs a package's tests.
    fn run(&self, package: &Package, built: &Built) -> Verdict {
        let sink = match (self.json, self.shown) {
            (true, _) => Sink::Events(Stream::new(&package.path)),
            (false, Shown::OnFailure) => Sink::Kept(Vec::new()),
            (false, _) => Sink::Through,
        };
        let output = Rc::new(RefCell::new(Output::new(sink)));
        let mut args = vec![package.binary()];
        args.extend(self.args.iter().cloned());
        let quantum = self.config.quantum;
        let Some(strategy) = strategy::by_name(&self.schedule, self.config.seed, quantum) else {
            return Verdict::Unsupported;
        };
        let tape = Rc::new(RefCell::new(Tape::default()));
        let host = TestHost::new(Rc::clone(&output), args.clone());
        let host: Box<dyn Host> = if self.config.race {
            Box::new(TapeHost::new(host, Rc::clone(&tape)))
        } else {
            Box::new(host)
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
        tape: &Tape,
        args: &[String],
        output: &mut Output,
    ) {
        let schedule = outcome.schedule.clone();
        race::rerun(built.code, &self.config, &mut outcome.races, &mut || {
            let replay = Replay::of(&self.schedule, schedule.clone(), self.config.quantum);
            (Box::new(replay), Box::new(MemoryHost::with_input(args, &[])))
        });
        let mut races = outcome.races.iter().peekable();
        let mut written = tape.before;
        for (ns, bytes) in &tape.written {
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
        if verdict != Verdict::Passed && outcome.ending != Ending::Stopped {
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
            Ending::Stopped => output.write(b"signal: interrupt\n"),
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
        let silent = matches!(self.shown, Shown::Alone | Shown::Benchmarks) || !output.any;
        if status != 0 && silent && outcome.ending != Ending::Stopped {
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
                stream.show();
            }
            Sink::Kept(kept) => {
                if status != 0 {
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
            | Ending::Stopped
            | Ending::Internal(_) => Verdict::Failed,
        }
    }
}
