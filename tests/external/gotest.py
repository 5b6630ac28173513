#!/usr/bin/env python3
"""gotest.py [-write] [ARCHIVE...]: goweave test against real `go test`.

For each archive of testdata/gotest: the stream of `go test -json ./...`, and what `go test ./...` and
`go test -v ./...` print, times and addresses apart. -write makes the goldens that tests/it/gotest.rs
compares with. GO names the go command, GOWEAVE goweave's.
"""
import os, pathlib, re, shlex, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
GO = os.environ.get("GO", "go")
GOWEAVE = os.environ.get("GOWEAVE", str(ROOT / "target/release/goweave"))
MODES = {"json": ["-json"], "txt": [], "v": ["-v"]}

# The same as in tests/it/gotest.rs.
RULES = [
    (r'"Time":"[^"]*",', ""),
    (r'"Elapsed":[0-9.e-]+', '"Elapsed":0'),
    (r"[0-9]+\.[0-9]+s\b", "0.00s"),
    (r"goroutine [0-9]+", "goroutine N"),
    (r" \+0x[0-9a-f]+", ""),
    (r"\((\{?0x|\.\.\.|\{\.\.\.)[^)]*\)", "(...)"),
    (r"(\t|\\t)/[^\t ]*/src/(testing|runtime|os|fmt|sync|time|reflect)/[^\t ]*\.go:[0-9]+", r"\1GOROOT"),
    (r"(\t|\\t)/[^\t ]*/([^/\t ]+\.go:[0-9]+)", r"\1\2"),
    (r"\b(testing|fuzz)\.go:[0-9]+:", r"\1.go:N:"),
    (r"cpu: [^\n\\]*", "cpu: any"),
    (r"\bpc=0x[0-9a-f]+", "pc=0x0"),
    (r"_testmain\.go:[0-9]+", "_testmain.go:N"),
]


def normal(text):
    for pattern, replacement in RULES:
        text = re.sub(pattern, replacement, text)
    return text


def files(archive):
    """The files of a txtar archive, by name."""
    found, name = {}, None
    for line in archive.read_text().splitlines(keepends=True):
        if line.startswith("-- ") and line.rstrip().endswith(" --"):
            name = line.strip()[3:-3].strip()
            found[name] = ""
        elif name is not None:
            found[name] += line
    return found


def real(archive, flags):
    env = dict(os.environ, GOTOOLCHAIN="local", GOPROXY="off", GOFLAGS="-mod=mod", GOMAXPROCS="1")
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files(archive).items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        command = [GO, "test", "-count=1", "-p=1", *flags, "./..."]
        run = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
    return run.stdout


def ours(archive, flags):
    run = subprocess.run([GOWEAVE, "test", *flags, str(archive)], capture_output=True, text=True)
    return run.stdout


def main():
    args = sys.argv[1:]
    write = "-write" in args
    names = [pathlib.Path(arg) for arg in args if arg != "-write"]
    bad = 0
    for archive in names or sorted((ROOT / "testdata/gotest").glob("*.txtar")):
        own = shlex.split(files(archive).get("flags", ""))
        for mode, flags in MODES.items():
            wanted = normal(real(archive, flags + own))
            if write:
                archive.with_suffix("." + mode).write_text(wanted)
            elif normal(ours(archive, flags + own)) != wanted:
                bad += 1
                print(f"{archive.name}: {mode} differs")
    print(f"{bad} differ")
    sys.exit(bad != 0)


main()
