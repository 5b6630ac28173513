//! Worker threads: the tasks of a search spread over processors.
//!
//! Workers take tasks of a round from one channel and send what became of them over another; the
//! results are absorbed in the order of the tasks, so the report does not depend on how many
//! workers there are. Each worker keeps one [`Arena`] for all its tasks.
//!
//! A search ends early when the [`STOP`] flag is set: by the clock ([`Limits::deadline`]) or by
//! Ctrl-C. Executions at hand end soon and do not count. A second Ctrl-C ends the process at once.

use crate::printer;
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use interp::execution::Arena;
use interp::explore::finding::Report;
use interp::explore::{Explorer, Task, TaskResult};
use interp::host::Stop;
use std::fmt::Write as _;
use std::panic::{self, AssertUnwindSafe};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, Scope};
use std::time::{Duration, Instant};
use std::{io, process};

/// Host stack of a worker: activations beyond a fixed depth do not lie there.
const STACK: usize = 64 << 20;

/// How often the progress bar moves by itself.
const TICK: Duration = Duration::from_millis(200);

/// Status of a process that Ctrl-C ended, as the shell shows it.
pub(crate) const INTERRUPT_STATUS: i32 = 128 + 2;

/// No execution is begun any more.
pub(crate) static STOP: LazyLock<Stop> = LazyLock::new(Stop::default);

/// Ctrl-C was pressed.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// What ends a search early, and how many work on it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) workers: usize,
    pub(crate) deadline: Option<Instant>,
}

/// Why a search ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum End {
    /// It had no more tasks.
    Done,
    /// The budget of time is spent.
    Budget,
    /// Ctrl-C.
    Interrupted,
    /// A bug of ours, already told.
    Broken,
}

/// A task with its place in the round; a worker that panics answers nothing for it.
type Job = (usize, Task);
type Answer = (usize, Option<TaskResult>);

/// Runs a search to its end.
pub(crate) fn search(explorer: &mut Explorer, limits: Limits) -> End {
    let bar = progress_bar();
    let broken = until(limits.deadline, |scope| {
        let pool = start(scope, limits.workers);
        let mut arena = Arena::default();
        let mut broken = false;
        while !broken && !STOP.is_set() {
            let tasks = explorer.round();
            if tasks.is_empty() {
                break;
            }
            let results = match &pool {
                Some((jobs, answers)) => round(tasks, jobs, answers),
                None => tasks.into_iter().map(|task| attempt(task, &mut arena)).collect(),
            };
            broken = results.iter().any(Option::is_none);
            explorer.absorb(results.into_iter().map_while(|result| result).collect());
            show(&bar, explorer.report());
        }
        broken
    });
    bar.finish_and_clear();
    match () {
        () if broken => End::Broken,
        () if interrupted() => End::Interrupted,
        () if STOP.is_set() => End::Budget,
        () => End::Done,
    }
}

/// Does something with [`STOP`] set when time is up. Threads that it starts must end by
/// themselves.
pub(crate) fn until<T>(
    deadline: Option<Instant>,
    work: impl for<'scope> FnOnce(&'scope Scope<'scope, '_>) -> T,
) -> T {
    thread::scope(|scope| {
        let (finished, finish) = bounded::<()>(0);
        if let Some(deadline) = deadline {
            scope.spawn(move || {
                if finish.recv_deadline(deadline).is_err_and(|e| e.is_timeout()) {
                    STOP.set();
                }
            });
        }
        let done = work(scope);
        // The clock sees its channel close and ends.
        drop(finished);
        done
    })
}

/// Does something that stops when its flag is set: when time is up.
pub(crate) fn within<T>(time: Duration, work: impl FnOnce(&Stop) -> T) -> T {
    let stop = Stop::default();
    thread::scope(|scope| {
        let (finished, finish) = bounded::<()>(0);
        let flag = &stop;
        scope.spawn(move || {
            if finish.recv_timeout(time).is_err_and(|e| e.is_timeout()) {
                flag.set();
            }
        });
        let done = work(flag);
        // As in `until`.
        drop(finished);
        done
    })
}

/// Whether Ctrl-C was pressed.
pub(crate) fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}

/// Starts workers, unless one thread is enough.
fn start<'scope>(
    scope: &'scope Scope<'scope, '_>,
    workers: usize,
) -> Option<(Sender<Job>, Receiver<Answer>)> {
    if workers <= 1 {
        return None;
    }
    let (jobs, todo) = unbounded::<Job>();
    let (done, answers) = unbounded::<Answer>();
    let mut started = 0;
    for _ in 0..workers {
        let (todo, done) = (todo.clone(), done.clone());
        let work = move || {
            let mut arena = Arena::default();
            for (place, task) in todo {
                if done.send((place, attempt(task, &mut arena))).is_err() {
                    break;
                }
            }
        };
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        started += usize::from(thread.is_ok());
    }
    (started != 0).then_some((jobs, answers))
}

/// Hands out a round and collects the results in its order.
fn round(
    tasks: Vec<Task>,
    jobs: &Sender<Job>,
    answers: &Receiver<Answer>,
) -> Vec<Option<TaskResult>> {
    let mut results: Vec<_> = tasks.iter().map(|_| None).collect();
    let count = tasks.len();
    for job in tasks.into_iter().enumerate() {
        let _ = jobs.send(job);
    }
    for (place, result) in answers.iter().take(count) {
        results[place] = result;
    }
    results
}

/// Runs a task; None if goweave itself panicked, which the panic hook has told.
fn attempt(task: Task, arena: &mut Arena) -> Option<TaskResult> {
    panic::catch_unwind(AssertUnwindSafe(|| task.run(arena, &STOP)))
        .inspect_err(|_| {
            STOP.set();
        })
        .ok()
}

/// From now on the first Ctrl-C stops the search, the second one the process.
#[expect(clippy::exit, reason = "whoever asks twice does not want to wait")]
pub(crate) fn catch_interrupts() {
    // Fails only if there is a handler already: then it is this one.
    let _ = ctrlc::set_handler(|| {
        if INTERRUPTED.swap(true, Ordering::Relaxed) {
            process::exit(INTERRUPT_STATUS);
        }
        STOP.set();
    });
}

/// A bar on the terminal; nothing anywhere else.
fn progress_bar() -> ProgressBar {
    if !printer::is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}  [{elapsed}]") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(TICK);
    bar
}

fn show(bar: &ProgressBar, report: &Report) {
    if bar.is_hidden() {
        return;
    }
    let seconds = bar.elapsed().as_secs_f64().max(0.001);
    #[expect(clippy::cast_precision_loss, reason = "for the eye")]
    let done = report.executions as f64;
    let mut text = format!("{} executions, {:.0}/s", report.executions, done / seconds);
    if !report.findings.is_empty() {
        let _ = write!(text, ", {} found", report.findings.len());
    }
    if report.estimate > done {
        let _ = write!(text, ", about {:.0} left", report.estimate - done);
    }
    bar.set_message(text);
}

/// How many workers there are unless `-j` says so.
pub(crate) fn processors() -> usize {
    let found: io::Result<_> = thread::available_parallelism();
    found.map_or(1, usize::from)
}
