//! The standard library's own sources.
//!
//! Programs check a body of the library only if something calls it; here all of them are checked.
//! And what the library says where it would have to leave the process.

use crate::support::{goweave, scratch};
use frontend::check::{Importer, PackageSource, check_program};
use std::fs;
use stdlib::StdImporter;

/// The library as if it were the program's own.
struct Own(StdImporter);

impl Importer for Own {
    fn import(&mut self, path: &str) -> Option<PackageSource> {
        self.0.import(path).map(|source| PackageSource { is_std: false, ..source })
    }
}

#[test]
fn every_body_is_right() {
    let imports: Vec<_> =
        stdlib::packages().iter().map(|path| format!("import _ {path:?}")).collect();
    let text = format!("package main\n\n{}\n\nfunc main() {{}}\n", imports.join("\n"));
    let files = vec![("main.go".to_owned(), "/main.go".to_owned(), text)];
    let main = PackageSource { files, is_std: true, go_version: (1, 27) };
    let (program, diagnostics) = check_program(main, &mut Own(StdImporter::default()));
    let wrong: Vec<_> = diagnostics
        .iter()
        // Natives have none.
        .filter(|diagnostic| diagnostic.message != "missing function body")
        .map(|diagnostic| {
            let at = program.sources.locate(diagnostic.span.lo);
            let file = at.file.map_or("", |file| &file.name);
            format!("{file}:{}: {}", at.line, diagnostic.message)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_leaves_the_process() {
    let program = r#"package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"syscall"
)

func dial(network, address string) {
	_, err := net.Dial(network, address)
	fmt.Println(err)
}

func main() {
	_, err := exec.Command("ls", "-l").Output()
	fmt.Println(err)
	fmt.Println(exec.CommandContext(context.Background(), "/bin/sleep", "1").Start())
	_, err = os.StartProcess("/bin/ls", nil, &os.ProcAttr{})
	fmt.Println(err)
	process, err := os.FindProcess(1)
	fmt.Println(err, process.Kill(), syscall.Kill(1, 0))
	dial("tcp", "example.com:80")
	dial("tcp", "93.184.216.34:80")
	dial("tcp", "localhost:1")
	dial("udp", "8.8.8.8:53")
	_, err = net.LookupHost("example.com")
	fmt.Println(err)
	_, err = http.Get("http://example.com/")
	fmt.Println(err)
	fmt.Println(http.ListenAndServe("256.0.0.1:80", nil))
}
"#;
    let file = scratch("library").join("outside.go");
    fs::write(&file, program).expect("can be written");
    let run = goweave(&["run", &file.display().to_string()]);
    let want = "exec: \"ls\": executable file not found in $PATH
fork/exec /bin/sleep: goweave runs no other programs
fork/exec /bin/ls: operation not permitted
<nil> operation not permitted operation not permitted
dial tcp: lookup example.com: no such host
dial tcp 93.184.216.34:80: connect: network is unreachable
dial tcp 127.0.0.1:1: connect: connection refused
dial udp 8.8.8.8:53: connect: network is unreachable
lookup example.com: no such host
Get \"http://example.com/\": dial tcp: lookup example.com: no such host
listen tcp: lookup 256.0.0.1: no such host
";
    assert_eq!((run.status, run.stdout.as_str()), (0, want), "{}", run.stderr);
}
