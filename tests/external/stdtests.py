#!/usr/bin/env python3
"""stdtests.py [PACKAGE...]: the standard library's own tests against goweave's packages.

The test files of Go 1.19 (Debian's golang-1.19-src), and of real Go's tree for newer packages, are made
into packages of their own that see only what is exported. Declarations that do not compile there with
real Go are dropped, and so are functions that use testing.AllocsPerRun, unsafe or the race detector,
or that fail with real Go as well. Of the rest every test must pass; what goweave does not compile counts
as failed. GO names the go command, GOWEAVE goweave's; -v shows every drop, -md a table in Markdown.
"""
import collections, json, os, pathlib, re, shutil, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
GO = os.environ.get("GO", "go")
GOWEAVE = os.environ.get("GOWEAVE", str(ROOT / "target/release/goweave"))
OLD = pathlib.Path("/usr/share/go-1.19/src")
ENV = dict(os.environ, GOTOOLCHAIN="local", GOPROXY="off", GOFLAGS="-mod=mod")
NEW = {"slices", "maps", "cmp", "iter"}
# The external test file calls functions of the internal one.
MERGED = {"context"}
PACKAGES = """sort container/heap container/list container/ring errors strings bytes strconv unicode/utf8
bufio slices maps context sync sync/atomic time fmt math math/big encoding/json regexp text/template
text/tabwriter html/template text/scanner encoding/xml encoding/gob encoding/pem encoding/ascii85 compress/flate compress/gzip
archive/tar archive/zip go/ast go/build go/format go/parser go/printer
compress/zlib compress/bzip2 compress/lzw crypto/aes crypto/cipher crypto/ed25519 crypto/rc4 net/http""".split()
FORBIDDEN = {"testing.AllocsPerRun": "AllocsPerRun", "syscall.": "system calls", "unsafe.": "unsafe", "race.": "race detector"}
KEYWORDS = ("func", "var", "const", "type", "import")
SECONDS = 240


class Decl:
    def __init__(self, lines):
        self.lines, self.text = lines, "\n".join(lines)
        head = next(l for l in lines if l.startswith(KEYWORDS))
        match = re.match(r"func (\w+)\(", head)
        self.name = match.group(1) if match else ""
        self.is_test = re.match(r"(Test|Example)([^a-z]|$)", self.name) is not None and self.name != "TestMain"
        self.kind = head.split()[0].split("(")[0]


def declarations(text):
    """The package's head (comments, clause) and its top-level declarations."""
    parts, depth_comment = [[]], False
    for line in text.split("\n"):
        if not depth_comment and line.startswith(KEYWORDS) and re.match(r"(func|var|const|type|import)[ (]", line):
            parts.append([])
        parts[-1].append(line)
        if "/*" in line and "*/" not in line:
            depth_comment = True
        if "*/" in line:
            depth_comment = False
    return "\n".join(parts[0]), [Decl(p) for p in parts[1:]]


class File:
    def __init__(self, path, package, inside):
        text = path.read_text()
        self.name = path.name
        self.head, self.decls = declarations(text)
        self.head = re.sub(r"(?m)^package \w+", "package tests", self.head)
        self.head = re.sub(r"(?m)^//go:build .*$|^// \+build .*$", "", self.head)
        if inside:
            self.decls.insert(0, Decl([f'import . "{package}"']))

    def write(self, folder, test):
        name = self.name if test else self.name.replace("_test.go", "_file.go")
        body, self.starts = self.head + "\n", []
        for decl in self.decls:
            self.starts.append((body.count("\n") + 1, decl))
            body += decl.text + "\n"
        (folder / name).write_text(body)

    def at(self, line):
        found = None
        for start, decl in self.starts:
            if start <= line:
                found = (start, decl)
        return found


def drop(file, line, message):
    """Drops what stands at a line; the declaration, or None if nothing was left to drop."""
    found = file.at(line)
    if found is None:
        return None
    start, decl = found
    inner = decl.lines[line - start] if line - start < len(decl.lines) else ""
    if decl.kind == "import":
        if "(" in decl.lines[0] and inner.strip() not in ("import (", ")"):
            decl.lines[line - start] = ""
            decl.text = "\n".join(decl.lines)
            return decl
    file.decls.remove(decl)
    return decl


def errors(text):
    for line in text.split("\n"):
        match = re.match(r"\s*(?:\./)?(\S+?\.go):(\d+):\d+: (.*)", line)
        if match:
            yield match.group(1), int(match.group(2)), match.group(3)


def settle(files, folder, command, test, dropped):
    """Drops what does not compile until the rest does."""
    for _ in range(40):
        for old in folder.glob("*.go"):
            old.unlink()
        for file in files:
            file.write(folder, test)
        run = subprocess.run(command, cwd=folder, env=ENV, capture_output=True, text=True, timeout=900)
        found = list(errors(run.stdout + run.stderr))
        if not found:
            return run
        by_name = {file.name if test else file.name.replace("_test.go", "_file.go"): file for file in files}
        done = set()
        for name, line, message in sorted(found, key=lambda e: -e[1]):
            file = by_name.get(pathlib.Path(name).name)
            if file is None or "too many errors" in message:
                continue
            at = file.at(line)
            if at is None or id(at[1]) in done:
                continue
            done.add(id(at[1]))
            decl = drop(file, line, message)
            if decl is not None and decl.is_test:
                dropped[decl.name] = message
        if not done:
            return run
    return run


def results(folder, command):
    """Results by test; a test that ends the program fails, and the others run without it."""
    found, skip = {}, []
    for _ in range(30):
        extra = ["-skip=^(" + "|".join(skip) + ")$"] if skip else []
        try:
            run = subprocess.run(command + extra, cwd=folder, env=ENV, capture_output=True, text=True, timeout=SECONDS)
            out = run.stdout
        except subprocess.TimeoutExpired as e:
            out = (e.stdout or b"").decode() if isinstance(e.stdout, bytes) else (e.stdout or "")
        state, text, ended = {}, collections.defaultdict(str), False
        for line in out.split("\n"):
            try:
                event = json.loads(line)
            except ValueError:
                continue
            test, action = event.get("Test", ""), event["Action"]
            if "/" in test:
                text[test.split("/")[0]] += event.get("Output", "") if action == "output" else ""
                continue
            if action == "run":
                state[test] = "running"
            elif action == "output":
                text[test] += event.get("Output", "")
                ended |= event.get("Output", "") in ("PASS\n", "FAIL\n") and test == ""
            elif action in ("pass", "fail", "skip") and test:
                state[test] = action
        for test, action in state.items():
            found[test] = ("fail" if action == "running" else action, text[test] + text[""] * (action == "running"))
        broken = [test for test, action in state.items() if action == "running" or (action == "fail" and not ended)]
        if ended or not broken:
            return found
        skip.append(broken[-1])
    return found


def reason(text):
    lines = [l.strip() for l in text.split("\n") if l.strip() and not l.strip().startswith(("===", "---"))]
    for line in lines:
        if "panic:" in line or "_test.go:" in line or "deadlock" in line or "limit" in line:
            return line[:160]
    return lines[0][:160] if lines else "no output"


def group(package, paths, inside, work, verbose):
    files = [File(path, package, inside) for path in paths]
    dropped, failed = {}, {}
    for file in files:
        for decl in list(file.decls):
            for word, why in FORBIDDEN.items():
                if decl.kind == "func" and re.search(r"\b" + re.escape(word), decl.text):
                    file.decls.remove(decl)
                    if decl.is_test:
                        dropped[decl.name] = why
                    break
    folder = pathlib.Path(work, package.replace("/", "_") + ("_in" if inside else "_ex"))
    folder.mkdir()
    (folder / "go.mod").write_text("module tests\n\ngo 1.27\n")
    if paths[0].parent.joinpath("testdata").is_dir():
        shutil.copytree(paths[0].parent / "testdata", folder / "testdata")
    settle(files, folder, [GO, "build", "-gcflags=-e", "."], False, dropped)
    for old in folder.glob("*.go"):
        old.unlink()
    for file in files:
        file.write(folder, True)
    known = results(folder, [GO, "test", "-json", "-short", "-vet=off", "-count=1"])
    for test, (action, text) in known.items():
        if action == "fail":
            dropped[test] = "fails with real Go too: " + reason(text)
    for file in files:
        file.decls = [d for d in file.decls if not (d.is_test and d.name in dropped)]
    settle(files, folder, [GO, "build", "-gcflags=-e", "."], False, dropped)
    wanted = {test for test, (action, _) in known.items() if action != "fail"}
    settled = settle(files, folder, [GOWEAVE, "test", "-e", "-vet=off", "-list=."], True, failed)
    for file in files:
        file.write(folder, True)
    ours = results(folder, [GOWEAVE, "test", "-json", "-short", "-vet=off"])
    passed, bad = 0, {}
    why = reason(settled.stderr) if not ours else "the program ended before it"
    for test in sorted(wanted):
        if test in failed:
            bad[test] = "does not compile: " + failed[test]
        elif test not in ours:
            bad[test] = "did not run: " + why
        elif ours[test][0] == "fail":
            bad[test] = reason(ours[test][1])
        else:
            passed += 1
    if verbose:
        for test, why in sorted(dropped.items()):
            print(f"    dropped {test}: {why}")
    return passed, len(wanted), bad, len(dropped)


def main():
    names = [arg for arg in sys.argv[1:] if not arg.startswith("-")]
    verbose, table = "-v" in sys.argv, "-md" in sys.argv
    goroot = pathlib.Path(subprocess.run([GO, "env", "GOROOT"], env=ENV, capture_output=True, text=True).stdout.strip())
    rows = []
    with tempfile.TemporaryDirectory() as work:
        for package in names or PACKAGES:
            source = (goroot / "src" if package in NEW else OLD) / package
            paths = [p for p in sorted(source.glob("*_test.go")) if not re.match(r"export_.*test\.go", p.name) and p.name != "export_test.go"]
            paths = [p for p in paths if not re.search(r"_(windows|plan9|js|wasm|s390x|arm64|darwin)_test\.go", p.name)]
            inside = [p for p in paths if re.search(r"(?m)^package (\w+)", p.read_text()).group(1) == package.split("/")[-1]]
            if package in MERGED:
                inside = paths
            total = [0, 0, {}, 0]
            for part, is_inside in ((inside, True), ([p for p in paths if p not in inside], False)):
                if part:
                    got = group(package, part, is_inside, work, verbose)
                    total = [total[0] + got[0], total[1] + got[1], {**total[2], **got[2]}, total[3] + got[3]]
            passed, count, bad, dropped = total
            rows.append((package, passed, count, dropped, bad))
            share = 100 * passed // count if count else 0
            print(f"{package}: {passed} of {count} ({share} %), {dropped} dropped", flush=True)
            for test, why in bad.items():
                print(f"    {test}: {why}", flush=True)
    if table:
        print("\n| package | pass | of | dropped | failures |\n|---|---|---|---|---|")
        for package, passed, count, dropped, bad in rows:
            print(f"| {package} | {passed} | {count} | {dropped} | {'; '.join(f'{t}: {w}' for t, w in bad.items())} |")


main()
