//! Flags that several commands read in the same way: limits, times, what is looked for.

use crate::cli::{Args, Flag, bytes, duration, flag};
use crate::recording::EAGER;
use crate::{Status, printer};
use interp::config::Config;
use interp::explore::Detect;
use interp::lower::Checks;

pub(crate) const SEED: Flag = flag("seed", "N", "seed of everything random (default 1)");

/// Of commands that run one execution.
pub(crate) const SCHEDULE: Flag = flag(
    "schedule",
    "S",
    "go (default, as real Go on one processor), fifo, random, pct, pos or surw",
);

pub(crate) const LANG: Flag =
    flag("lang", "go1.N", "the language's version, if not that of go.mod");

pub(crate) const MEMORY: Flag = flag("memory", "sc", "the memory model: sc is all there is yet");

/// The limits of one execution; what is not given is as in `default`.
pub(crate) fn limits(args: &Args, default: Config) -> Result<Config, String> {
    let or = |value: Option<u64>, default: u64| value.unwrap_or(default);
    let quantum = args.parsed("quantum", |text| text.parse().ok().filter(|&n: &u32| n > 0))?;
    Ok(Config {
        seed: or(args.number("seed")?, default.seed),
        quantum: quantum.unwrap_or(default.quantum),
        max_steps: or(args.number("max-steps")?, default.max_steps),
        max_mem: or(args.parsed("max-mem", bytes)?, default.max_mem),
        max_output: or(args.parsed("max-output", bytes)?, default.max_output),
        max_goroutines: or(args.number("max-goroutines")?, default.max_goroutines),
        max_time: or(args.parsed("max-time", duration)?, default.max_time),
        gc_stress: args.has("gc-stress"),
        eager: args.get(EAGER.0) == Some(EAGER.1),
        ..default
    })
}

/// What the program's trees check, as a trace records it.
pub(crate) fn checks(args: &Args) -> Result<Checks, String> {
    let read = |text: &str| match text {
        "race" => Some(Checks::Race),
        "points" | "every" => Some(Checks::Points),
        _ => None,
    };
    let default = if args.has("race") { Checks::Race } else { Checks::Off };
    Ok(args.parsed("checks", read)?.unwrap_or(default))
}

/// Refuses times and memory models that are not built yet.
pub(crate) fn only_what_is_built(args: &Args) -> Result<(), Status> {
    for (name, later) in [("time", "real"), ("memory", "go")] {
        if args.get(name) == Some(later) {
            printer::say(&format!("-{name} {later} is not supported yet"));
            return Err(Status::UNSUPPORTED);
        }
    }
    Ok(())
}

/// What there is of times and memory models.
pub(crate) fn time_and_memory(args: &Args) -> Result<(), String> {
    for (name, known) in [("time", &["virtual", "eager"][..]), ("memory", &["sc"])] {
        if let Some(value) = args.get(name).filter(|value| !known.contains(value)) {
            let known = known.join(", ");
            return Err(format!(
                "invalid value \"{value}\" for flag -{name}\nhint: there are {known}"
            ));
        }
    }
    Ok(())
}

/// What `-detect` lists, separated by commas.
pub(crate) fn detect(text: &str) -> Result<Detect, String> {
    let mut detect = Detect {
        race: false,
        deadlock: false,
        leak: false,
        panic: false,
        livelock: false,
        lock_order: false,
    };
    for word in text.split(',') {
        let field = match word.trim() {
            "race" => &mut detect.race,
            "deadlock" => &mut detect.deadlock,
            "leak" => &mut detect.leak,
            "panic" => &mut detect.panic,
            "livelock" => &mut detect.livelock,
            "lock-order" => &mut detect.lock_order,
            "all" => {
                detect = Detect::ALL;
                continue;
            }
            other => {
                return Err(format!(
                    "invalid value \"{other}\" for flag -detect\nhint: there are race, deadlock, leak, panic, livelock, lock-order"
                ));
            }
        };
        *field = true;
    }
    Ok(detect)
}
