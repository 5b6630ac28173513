//! Runs a Go file: for development.
use frontend::check::importer::PackageSource;
use interp::config::Config;
use interp::host::Host;
use std::io::Write;

struct H(std::io::BufWriter<std::io::Stdout>);
impl Host for H {
    fn write(&mut self, fd: i32, bytes: &[u8]) {
        if fd == 2 {
            let _ = self.0.flush();
            let _ = std::io::stderr().write_all(bytes);
        } else {
            let _ = self.0.write_all(bytes);
        }
    }
    fn read(&mut self, _: &mut [u8]) -> usize {
        0
    }
    fn args(&self) -> Vec<String> {
        vec!["x".into()]
    }
    fn env(&self) -> Vec<String> {
        vec![]
    }
}

fn main() {
    let t = std::thread::Builder::new().stack_size(1 << 29).spawn(go).unwrap();
    std::process::exit(t.join().unwrap_or(70));
}

fn go() -> i32 {
    let t0 = std::time::Instant::now();
    let verbose = std::env::var("V").is_ok();
    let mut files = vec![];
    for a in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&a).unwrap();
        let abs = std::fs::canonicalize(&a).unwrap();
        files.push((a, abs.to_str().unwrap().to_owned(), text));
    }
    files.push(("rt.go".into(), "rt.go".into(), "package main\nimport _ \"runtime\"\n".into()));
    let main = PackageSource { files, is_std: false, go_version: (1, 27) };
    let mut imp = stdlib::StdImporter;
    let (program, diags) = frontend::check::check_program(main, &mut imp);
    let show = |p: &frontend::source::SourceMap, d: &frontend::diagnostic::Diagnostic| {
        let l = p.locate(d.span.lo);
        eprintln!("{}:{}:{}: {:?} {}", l.file.map_or("?", |f| &f.name), l.line, l.col, d.severity, d.message);
    };
    if !diags.is_empty() {
        for d in &diags {
            show(&program.sources, d);
        }
        return 1;
    }
    let t1 = std::time::Instant::now();
    let natives = stdlib::natives();
    let code = match interp::lower::lower(program, &natives) {
        Ok(c) => c,
        Err(d) => {
            for d in &d {
                eprintln!("{:?}", d);
            }
            return 3;
        }
    };
    let t2 = std::time::Instant::now();
    let code: &'static interp::code::Code = Box::leak(Box::new(code));
    let mut config = Config::default();
    config.gc_stress = std::env::var("STRESS").is_ok();
    let seed = std::env::var("SEED").ok().and_then(|s| s.parse().ok());
    let q: u32 = std::env::var("Q").ok().and_then(|s| s.parse().ok()).unwrap_or(200_000);
    let strategy: Box<dyn interp::sched::strategy::Strategy> = match seed {
        Some(s) => Box::new(interp::strategy::Random::new(s, q)),
        None => Box::new(interp::strategy::Go::new(1, q)),
    };
    let (out, _host) = interp::execution::run(code, &config, strategy, Box::new(H(std::io::BufWriter::new(std::io::stdout()))));
    if verbose {
        eprintln!("check {:?} lower {:?} run {:?} steps {} mem {} funcs {}", t1 - t0, t2 - t1, t2.elapsed(), out.steps, out.peak_memory, code.funcs.len());
    }
    drop(_host);
    if !matches!(out.ending, interp::outcome::Ending::Exit(_)) {
        if verbose { eprintln!("{:?}", out.ending); }
    }
    out.ending.status()
}
