#!/usr/bin/env python3
"""The test data of Go's type checker (`internal/types/testdata`) against `goweave vet`.

    types2.py [--bin target/release/goweave] [--goroot DIR] [--only SUBSTR] [--columns] [--show]
    types2.py --errorcheck DIR [--go GO] [--bin …] [--only SUBSTR] [--show]

A file says which errors it wants: `/* ERROR "text" */` (a part of the message) or `/* ERRORx "regexp" */`, on the line of the
token in front of the comment; several may stand on one line. `// -lang=go1.N` on the first line is the language's version.
A file is exact when every error it wants comes at its line with its text, and no other error comes.
`--columns` wants the columns too, as narrowly as Go's own judge does (50 in `check`, 20 in `spec`, 125 and 100 elsewhere).

Go's own judge declares two functions, `assert` and `trace`: here they stand behind the file's last line.
A folder is one package.

`--errorcheck` judges the `// errorcheck` files of Go's `test` folder instead, those that gosuite.py takes: `// ERROR "regexp"…`
stands on the line of the error. It counts the files whose lines are exact, those of them in which every regexp is met by a
message of its line, and with `--go` the same among the files in which GO's own compiler meets them all.
"""
import argparse, collections, concurrent.futures as cf, json, os, pathlib, re, subprocess, sys, tempfile

COLUMNS = {"check": 50, "spec": 20, "examples": 125, "fixedbugs": 100}
TOKEN = re.compile(r"""
    (?P<space>\s+) | (?P<line>//[^\n]*) | (?P<block>/\*.*?\*/)
  | (?P<raw>`[^`]*`) | (?P<string>"(?:\\.|[^"\\\n])*"?) | (?P<rune>'(?:\\.|[^'\\\n])*'?)
  | (?P<word>\w+(?:\.\d\w*)?|\.\d\w*) | (?P<op><<=|>>=|&\^=|\.\.\.|&&|\|\||<-|\+\+|--|==|!=|<=|>=|:=|<<|>>|&\^|[-+*/%&|^]=|.)
""", re.X | re.S)
HELP = "\nfunc assert(bool) int { return 0 }\nfunc trace[T any](x T) T { return x }\n"


def unquote(text):
    if text.startswith("`"):
        return text[1:text.index("`", 1)]
    return json.loads(re.sub(r"\\(?![\"\\/bfnrtu])", r"\\\\", text[:re.match(r'"(?:\\.|[^"\\])*"', text).end()]))


def wanted(text):
    """(line, column, is a regexp, text) of every error the file wants."""
    line, start, at, out = 1, 0, (1, 1), []
    for m in TOKEN.finditer(text):
        kind, word = m.lastgroup, m.group()
        if kind in ("line", "block"):
            note = re.match(r"(?://|/\*) ERROR(x?) +(.*?)\s*(\*/)?$", word, re.S)
            if note and note.group(2)[:1] in '"`':
                out.append((*at, bool(note.group(1)), unquote(note.group(2))))
        elif kind != "space":
            at = (line, m.start() - start + 1)
        if "\n" in word:
            line += word.count("\n")
            start = m.start() + word.rindex("\n") + 1
    return out


def diagnostics(a, files, lang):
    command = [a.bin, "vet", "-format", "json", "-all-errors", *lang, *map(str, files)]
    r = subprocess.run(command, timeout=60, capture_output=True, cwd=files[0].parent)
    found = json.loads(r.stdout)["diagnostics"]
    return [d for d in found if d["severity"] != "warning"]


def judge(a, sources):
    """What differs, as text; nothing if the package is exact."""
    with tempfile.TemporaryDirectory() as folder:
        files, want = [], {}
        for f in sources:
            text = f.read_text()
            want[f.name] = wanted(text)
            if re.search(r"\b(assert|trace)\(", text) and not re.search(r"func assert\(", text):
                text += HELP
            files.append(pathlib.Path(folder, f.name))
            files[-1].write_text(text)
        head = sources[0].read_text().split("\n", 1)[0]
        lang = re.findall(r"^//\s*.*(-lang=\S+)", head)
        try:
            found = diagnostics(a, files, lang)
        except Exception as e:
            return [f"no diagnostics: {str(e)[:200]}"]
    delta, out = COLUMNS[next(p for p in sources[0].parts[::-1] if p in COLUMNS)], []
    for d in found:
        name = pathlib.Path(d["file"]).name
        fits = [w for w in want.get(name, []) if w[0] == d["line"]
                and (re.search(w[3], d["message"]) if w[2] else w[3] in d["message"])]
        near = min(fits, key=lambda w: abs(w[1] - d["col"]), default=None)
        if near is None:
            out.append(f"{name}:{d['line']}:{d['col']}: stray: {d['message']}")
            continue
        want[name].remove(near)
        if a.columns and abs(near[1] - d["col"]) > delta:
            out.append(f"{name}:{d['line']}:{d['col']}: column, not {near[1]}: {d['message']}")
    for name, rest in want.items():
        out += [f"{name}:{w[0]}:{w[1]}: missing: {w[3]}" for w in rest]
    return out


# what gosuite.py leaves out
BEYOND = re.compile(r'"(unsafe|reflect|os/exec|syscall|syscall/js|runtime/debug|runtime/pprof|io/ioutil|path/filepath|go/.*'
                    r'|html/template|encoding/xml|C)"')


def says(a, f):
    """The messages of goweave on each line."""
    got = collections.defaultdict(list)
    try:
        found = diagnostics(a, [f], [])
    except Exception as e:
        found = [{"severity": "error", "line": 0, "message": f"no diagnostics: {e}"}]
    for d in found:
        if d["severity"] == "error":
            got[d["line"]].append(d["message"])
    return got


def go_says(go, f, importcfg):
    """The messages of gc on each line."""
    with tempfile.TemporaryDirectory() as out:
        command = [go, "tool", "compile", "-e", "-complete", "-importcfg", importcfg, "-o", f"{out}/o", str(f)]
        r = subprocess.run(command, capture_output=True, text=True, timeout=60)
    got, last = collections.defaultdict(list), None
    for text in (r.stdout + r.stderr).splitlines():
        if m := re.match(r"\S*?:(\d+)(?::\d+)?: (.*)", text):
            last = got[int(m[1])]
            last.append(m[2])
        elif last:
            last[-1] += "\n" + text
    return got


def unmet(want, got):
    """The regexps that no message meets."""
    def regexp(n, text):
        return re.sub(r"LINE(?:([+-]\d+))?", lambda m: str(n + int(m[1] or 0)), text)
    return [(n, p) for n, texts in want.items() for p in texts if not any(re.search(regexp(n, p), m) for m in got.get(n, []))]


def errorcheck(a):
    cases = []
    for f in sorted(pathlib.Path(a.errorcheck).rglob("*.go")):
        text = f.read_text(errors="replace")
        marks = [(n, m[1]) for n, line in enumerate(text.splitlines(), 1) if (m := re.search(r"// (?:GC_)?ERROR (.*)", line))]
        if marks and re.search(r"^// errorcheck$", text, re.M) and not BEYOND.search(text) and a.only in str(f):
            cases.append((f, {n: [x or y for x, y in re.findall(r'"([^"]*)"|`([^`]*)`', rest)] for n, rest in marks}))
    config = tempfile.NamedTemporaryFile("w", suffix=".cfg")
    if a.go:
        os.environ.update(GOTOOLCHAIN="local", GOPROXY="off")
        exports = "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}"
        config.write(subprocess.check_output([a.go, "list", "-export", "-f", exports, "std"], text=True))
        config.flush()

    def run(case):
        f, want = case
        got = says(a, f)
        by_go = go_says(a.go, f, config.name) if a.go else {}
        return set(got) == set(want), unmet(want, got), set(by_go) == set(want) and not unmet(want, by_go)
    with cf.ThreadPoolExecutor(a.jobs) as ex:
        results = list(ex.map(run, cases))
    exact = [r for r in results if r[0]]
    met = sum(not r[1] for r in exact)
    print(f"errorcheck: lines exact {len(exact)}/{len(cases)}, messages too {met} ({met / max(len(exact), 1):.1%} of the exact)")
    if a.go:
        both, of = sum(r[0] and not r[1] for r in results if r[2]), sum(r[2] for r in results)
        print(f"of the {of} in which {a.go} meets all: {both} ({both / max(of, 1):.1%})")
    for (f, _), (lines, left, by_go) in zip(cases, results):
        if a.show and (not lines or left):
            print("lines" if not lines else "texts", "(gc meets it)" if by_go else "", f, left[:3])


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--bin", default="target/release/goweave")
    ap.add_argument("--goroot", default=None, help="default: what `go env GOROOT` says")
    ap.add_argument("--only", default="")
    ap.add_argument("--columns", action="store_true")
    ap.add_argument("--show", action="store_true")
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument("--errorcheck", metavar="DIR")
    ap.add_argument("--go", default=None)
    a = ap.parse_args()
    a.bin = str(pathlib.Path(a.bin).resolve())
    if a.errorcheck:
        return errorcheck(a)
    root = a.goroot or subprocess.check_output(["go", "env", "GOROOT"], text=True).strip()
    data = pathlib.Path(root, "src/internal/types/testdata")
    if not data.is_dir():
        sys.exit(f"no test data at {data}: name Go's folder with --goroot")
    cases = []
    for folder in COLUMNS:
        for entry in sorted((data / folder).iterdir()):
            sources = sorted(entry.glob("*.go")) if entry.is_dir() else [entry]
            if sources and a.only in f"{folder}/{entry.name}":
                cases.append((folder, entry.name, sources))
    with cf.ThreadPoolExecutor(a.jobs) as ex:
        results = list(ex.map(lambda c: judge(a, c[2]), cases))
    exact, of = collections.Counter(), collections.Counter()
    for (folder, name, _), problems in zip(cases, results):
        of[folder] += 1
        exact[folder] += not problems
        if a.show and problems:
            print(f"FAIL {folder}/{name}", *problems, sep="\n    ")
    for folder in of:
        print(f"{folder}: {exact[folder]}/{of[folder]}")
    print(f"types2: {exact.total()}/{of.total()}")


main()
