#!/bin/bash
# race.sh [TEST...]: Go's own race tests (runtime/race/testdata), each as a program of its own.
#
# TestRace* must be reported under one of the schedules tried, TestNoRace* under none. GORACE names
# the folder of the tests (Debian: package golang-1.19-src), SEEDS how many random schedules are
# tried after Go's own, SHOW=1 prints each test that is not judged right.
set -eu
cd "$(dirname "$0")/../.."
python3 - "${BIN:-target/release/goweave}" "${GORACE:-/usr/share/go-1.19/src/runtime/race/testdata}" \
  "${SEEDS:-8}" "${SHOW:-}" "$@" <<'PY'
import collections, glob, json, os, re, subprocess, sys, tempfile

binary, folder, seeds, show, only = os.path.abspath(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4], sys.argv[5:]
# Tests that need what a program on its own cannot have.
ALONE = {"cgo_test.go": "runs the go command and cgo", "cgo_test_main.go": "cgo"}

def without_testing(text):
    text = re.sub(r'(?m)^package .*$', "package main", text, count=1)
    text = re.sub(r'(?m)^//go:build .*\n|^// \+build .*\n', "", text)
    text = re.sub(r'(?m)^\s*"testing"\n|^import "testing"\n', "", text)
    return text.replace("testing.", "").replace("import (\n)", "")

def without_users(text, what):
    """Without the functions that match `what`, and their names."""
    gone = []
    def keep(match):
        if not re.search(what, match[0]):
            return match[0]
        gone.append(match[1])
        return ""
    return re.sub(r"(?ms)^func (\w+)\(.*?^}\n", keep, text), gone

def without_import(text, package):
    return re.sub(rf'(?m)^(import )?\s*"{package}"\n', "", text).replace("import (\n)", "")

STUB = '''package main

import (
	"fmt"
	"os"
	"time"
)

type T struct{}

func (*T) Fatal(args ...any)                 { panic(fmt.Sprint(args...)) }
func (*T) Fatalf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }

func (t *T) TempDir() string {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
func (*T) Errorf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }

func main() {
	// Tests that read their own source.
	if err := os.WriteFile("mop_test.go", make([]byte, 1000), 0o600); err != nil {
		panic(err)
	}
	tests[os.Args[1]](new(T))
	// The goroutines that are left go on while the next test would run.
	time.Sleep(time.Second)
}

var tests = map[string]func(*T){
%s}
'''

with tempfile.TemporaryDirectory() as tmp:
    tests, reason, texts = {}, {}, {}
    for path in sorted(glob.glob(folder + "/*.go")):
        name = os.path.basename(path)
        text = open(path).read()
        tests[name] = re.findall(r"(?m)^func (Test(?:No)?Race\w*)\(\w* ?\*testing\.T\)", text)
        if name in ALONE:
            reason[name] = ALONE[name]
            continue
        texts[name] = without_testing(text)

    def program(names, chosen):
        for old in glob.glob(tmp + "/*.go"):
            os.remove(old)
        listed = [test for name in names for test in tests[name] if test in chosen]
        main = STUB % "".join(f'\t"{test}": {test},\n' for test in listed)
        open(tmp + "/main.go", "w").write(main)
        for name in names:
            open(f"{tmp}/{name[:-8]}.go", "w").write(texts[name])
        return sorted(glob.glob(tmp + "/*.go"))

    # Tests that need packages goweave has not are left out.
    names = list(texts)
    everything = {test for name in names for test in tests[name]}
    while True:
        files = program(names, everything)
        out = subprocess.run([binary, "vet", "-format=json", *files], capture_output=True, text=True)
        said = [
            (os.path.basename(d["file"])[:-3], d["message"])
            for d in json.loads(out.stdout)["diagnostics"] if d["severity"] != "warning"
        ]
        if not said:
            break
        for stem, message in said:
            name, words = stem + "_test.go", message.split()
            gone = []
            if message.endswith("imported and not used"):
                texts[name] = without_import(texts[name], words[0].strip('"'))
            elif message.startswith("package "):
                texts[name], gone = without_users(texts[name], rf"\b{words[1].rsplit('/', 1)[-1]}\.")
                texts[name] = without_import(texts[name], words[1])
            elif message.startswith("undefined: "):
                texts[name], gone = without_users(texts[name], rf"\b{words[1]}\b")
            else:
                sys.exit(f"race.sh: {stem}.go does not compile: {message}")
            everything.difference_update(gone)
            reason.update((test, message) for test in gone)
    def run(test, *flags):
        try:
            return subprocess.run([binary, "run", "-race", "-lang", "go1.19", *flags, *files, test],
                                  capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL, errors="replace")
        except subprocess.TimeoutExpired:
            return None

    schedules = [["-schedule", "go"]] + [["-schedule", "random", "-seed", str(i)] for i in range(1, seeds + 1)]
    total = collections.Counter()
    print(f"{'file':24} tests right missed FALSE cannot")
    for name in sorted(tests):
        count, notes = collections.Counter(), []
        for test in tests[name]:
            if only and test not in only:
                continue
            count["tests"] += 1
            if why := reason.get(name) or reason.get(test):
                count["cannot"] += 1
                notes.append(f"  cannot {test}: {why}")
                continue
            wants = not test.startswith("TestNoRace")
            found = failed = False
            for flags in schedules:
                out = run(test, *flags)
                if out is None or out.returncode not in (0, 2, 66):
                    failed = "timeout" if out is None else (out.stderr.strip().splitlines() or ["?"])[0]
                    break
                # One of the files has a race in the initialization of the package.
                if any(f"main.{test}" in part for part in out.stderr.split("WARNING: DATA RACE")[1:]):
                    found = True
                    break
            verdict = "cannot" if failed else "right" if found == wants else "missed" if wants else "FALSE"
            count[verdict] += 1
            if verdict != "right":
                notes.append(f"  {verdict} {test}" + (f": {failed}" if failed else ""))
        if count["tests"]:
            print(f"{name:24} {count['tests']:5} {count['right']:5} {count['missed']:6} {count['FALSE']:5} {count['cannot']:6}", flush=True)
        if show:
            print("\n".join(notes), end="\n" if notes else "")
        total.update(count)
    print(f"race: {total['right']}/{total['tests']} right, {total['missed']} missed, {total['FALSE']} false, {total['cannot']} cannot run")
    sys.exit(total["FALSE"] > 0)
PY
