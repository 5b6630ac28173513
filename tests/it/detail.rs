//! A log changes nothing: the same decisions, events and steps as without.

use crate::support::program::compile;
use crate::support::root;
use interp::code::Code;
use interp::config::Config;
use interp::execution::run;
use interp::host::MemoryHost;
use interp::lower::Checks;
use interp::outcome::Outcome;
use interp::race::Promoted;
use interp::strategy::{NAMES, by_name};
use std::fs;
use std::sync::Arc;

fn execute(code: &'static Code, config: &Config, name: &str, seed: u64) -> Outcome {
    let strategy = by_name(name, seed, config.quantum).expect("is known");
    run(code, config, strategy, Box::new(MemoryHost::default())).0
}

#[test]
fn a_log_changes_nothing() {
    let mut entries = 0;
    for folder in ["testdata/explore", "testdata/story"] {
        for file in fs::read_dir(root().join(folder)).expect("is there") {
            let file = file.expect("can be read").path();
            if file.extension().is_none_or(|extension| extension != "go") {
                continue;
            }
            let code = compile(&file, Checks::Points);
            let all = Arc::new(Promoted::all(code.sites.len()));
            for (race, promoted) in [(false, Arc::default()), (true, Arc::clone(&all))] {
                let plain = Config { race, leaks: race, promoted, ..Config::default() };
                let logged = Config { detail: true, shown: Arc::clone(&all), ..plain.clone() };
                for (name, seed) in NAMES.iter().flat_map(|name| [1, 2, 3].map(|n| (*name, n))) {
                    let (a, b) =
                        (execute(code, &plain, name, seed), execute(code, &logged, name, seed));
                    let place = format!("{} {name} {seed}", file.display());
                    assert_eq!(a.ending, b.ending, "{place}");
                    assert_eq!((a.event_hash, a.steps), (b.event_hash, b.steps), "{place}");
                    assert!(a.schedule.iter().eq(b.schedule.iter()), "{place}");
                    assert!(a.log.is_empty() && !b.log.is_empty(), "{place}");
                    entries += b.log.len();
                }
            }
        }
    }
    assert!(entries > 10_000, "{entries}");
}
