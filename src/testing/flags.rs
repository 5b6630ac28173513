//! The flags of `goweave test`: the go command's, those of test programs, and our own.

use crate::cli::{Flag, flag, switch};
use crate::flags;

/// All flags.
pub(crate) const FLAGS: &[Flag] = &[
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
    flags::SEED,
    flags::SCHEDULE,
    flag("max-steps", "N", "end a package's tests after so many calls and loop iterations"),
    flag("max-mem", "SIZE", "end them when they need more memory (default 2G)"),
    flag("max-output", "SIZE", "end them after so much output (default 512M; 0: no limit)"),
    flag("max-goroutines", "N", "end them when there are more goroutines"),
    flag("max-time", "D", "end them after so much virtual time"),
    flags::LANG,
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
    flags::MEMORY,
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
pub(crate) const REFUSED: &[(&str, &str)] = &[
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
pub(crate) const HANDED_ON: &[&str] = &[
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

/// The arguments as the go command reads them: what follows `-args`, and flags that are not the
/// go command's, belong to the test program.
pub(crate) fn divide(args: &[String]) -> (Vec<String>, Vec<String>) {
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
