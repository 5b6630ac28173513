#!/usr/bin/env python3
"""Mutates the golden corpus and compares verdict and first error line with real Go.

mutate.py [-n 3000] [-seed 1] [-dir DIR] [-workers N] [-show N]

Programs of testdata/{run,stdlib,panic,deadlock,leak,bugs} and the seed programs are changed in one
place each: a token dropped, doubled, swapped or put in, a type or an operator exchanged, a name
changed, an argument too many or too few, a line or an import deleted, a literal changed. Real Go
(GO) says what `go build FILE` says: the go command reads the head of a file and looks for its
imports, then the compiler reads it all, then the linker misses main. goweave (BIN) says what `goweave run` says.
The answers of Go are kept in DIR, so that a second run takes seconds.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parents[2]
GO = os.environ.get("GO", "go")
BIN = os.environ.get("BIN", str(ROOT / "target/release/goweave"))
SEEDS = os.environ.get("SEEDS", "/work/shared/seeds")
ENV = dict(os.environ, GOTOOLCHAIN="local", GOPROXY="off", GOFLAGS="-mod=mod")

TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'"""
    r"""|[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*|\d[\w.]*|\.\d\w*"""
    r"""|<<=|>>=|&\^=|\.\.\.|&&|\|\||<-|\+\+|--|==|!=|<=|>=|:=|\+=|-=|\*=|/=|%=|&=|\|=|\^=|<<|>>|&\^|.""",
    re.S,
)
KEYWORDS = """break case chan const continue default defer else fallthrough for func go goto if
import interface map package range return select struct switch type var""".split()
TYPES = """int string bool float64 byte rune uint int64 int32 uint8 uint64 error any float32
complex128 uintptr""".split()
BINARY = "+ - * / % & | ^ << >> &^ && || == != < <= > >=".split()
ASSIGN = "= := += -= *= /= %= &= |= ^= <<= >>=".split()
PUNCTUATION = "( ) [ ] { } , ; . : := = ... <- ++ * & ! ~ == +".split()
LITERALS = ["0", "1", "-1", '"s"', "'c'", "1.5", "nil", "true", "1<<70", "08", "0x", "1e", "2i",
            "300", '"\\q"', "''", '"', "`", "3.0", "iota", "1e1000"]


def tokens(text):
    """(start, end, text) of every token that is no comment."""
    out = []
    for m in TOKEN.finditer(text):
        t = m.group()
        if not t.isspace() and not t.startswith(("//", "/*")):
            out.append((m.start(), m.end(), t))
    return out


def is_name(t):
    return (t[0].isalpha() or t[0] == "_") and t not in KEYWORDS


def is_literal(t):
    return t[0] in "\"'`" and len(t) > 1 or t[0].isdigit()


class Mutator:
    def __init__(self, text, rng):
        self.text, self.rng, self.toks = text, rng, tokens(text)

    def replace(self, i, new, j=None):
        lo, hi = self.toks[i][0], self.toks[i if j is None else j][1]
        return self.text[:lo] + new + self.text[hi:]

    def pick(self, test):
        found = [i for i, t in enumerate(self.toks) if test(t[2])]
        return self.rng.choice(found) if found else None

    def drop_token(self):
        return self.replace(self.pick(lambda t: True), "")

    def double_token(self):
        i = self.pick(lambda t: True)
        return self.replace(i, self.toks[i][2] + " " + self.toks[i][2])

    def swap_tokens(self):
        i = self.rng.randrange(len(self.toks) - 1)
        a, b = self.toks[i][2], self.toks[i + 1][2]
        return self.replace(i, b + " " + a, i + 1)

    def insert_token(self):
        i = self.pick(lambda t: True)
        new = self.rng.choice(KEYWORDS + PUNCTUATION + LITERALS + ["x", "_"])
        return self.replace(i, new + " " + self.toks[i][2])

    def replace_token(self):
        i = self.pick(lambda t: True)
        return self.replace(i, self.rng.choice(KEYWORDS + PUNCTUATION + BINARY))

    def swap_type(self):
        i = self.pick(lambda t: t in TYPES)
        return i and self.replace(i, self.rng.choice(TYPES + ["*int", "[]int", "map[string]int", "chan int", "T", "func()"]))

    def rename(self):
        i = self.pick(is_name)
        return self.replace(i, self.toks[i][2] + self.rng.choice(["x", "_", "1", "é"]))

    def other_name(self):
        i = self.pick(is_name)
        return self.replace(i, self.toks[self.pick(is_name)][2])

    def case(self):
        i = self.pick(is_name)
        t = self.toks[i][2]
        return self.replace(i, t[0].swapcase() + t[1:])

    def call(self):
        """Indices of the parentheses of something like a call."""
        i = self.pick(lambda t: t == "(")
        if not i or not is_name(self.toks[i - 1][2]):
            return None
        depth, j = 0, i
        commas = [i]
        while j < len(self.toks):
            t = self.toks[j][2]
            depth += (t in "([{") - (t in ")]}")
            if depth == 0:
                return commas + [j]
            if depth == 1 and t == ",":
                commas.append(j)
            j += 1
        return None

    def fewer_arguments(self):
        commas = self.call()
        if not commas or commas[1] == commas[0] + 1:
            return None
        k = self.rng.randrange(len(commas) - 1)
        lo, hi = commas[k], commas[k + 1]
        if k == 0:
            end = hi if len(commas) > 2 else hi - 1
            return self.replace(lo + 1, "", end)
        return self.replace(lo, "", hi - 1)

    def more_arguments(self):
        commas = self.call()
        if not commas:
            return None
        new = self.rng.choice(["0", '"s"', "nil", "x", "1.5"])
        if commas[1] == commas[0] + 1:
            return self.replace(commas[0], "(" + new)
        return self.replace(commas[-1], ", " + new + ")")

    def swap_operator(self):
        i = self.pick(lambda t: t in BINARY or t in ASSIGN)
        if i is None:
            return None
        kind = BINARY if self.toks[i][2] in BINARY else ASSIGN
        return self.replace(i, self.rng.choice(kind))

    def lines(self, test=lambda line: True):
        lines = self.text.splitlines(keepends=True)
        found = [i for i, line in enumerate(lines) if line.strip() and test(line)]
        return lines, self.rng.choice(found) if found else None

    def delete_line(self):
        lines, i = self.lines()
        return "".join(lines[:i] + lines[i + 1:])

    def double_line(self):
        lines, i = self.lines()
        return "".join(lines[:i] + [lines[i]] + lines[i:])

    def swap_lines(self):
        lines, i = self.lines()
        _, j = self.lines()
        lines[i], lines[j] = lines[j], lines[i]
        return "".join(lines)

    def delete_import(self):
        lines, i = self.lines(lambda line: re.match(r'\s*(import )?"[\w/]+"\n?$', line))
        return i and "".join(lines[:i] + lines[i + 1:])

    def change_import(self):
        i = self.pick(lambda t: re.fullmatch(r'"[a-z][a-z/]*"', t))
        new = self.rng.choice(['"nosuch"', '"fmt"', '"os/nosuch"', '"unicode"', '_ "os"', 'f "fmt"', '. "strings"', '""', '"a b"'])
        return i and self.replace(i, new)

    def change_literal(self):
        i = self.pick(is_literal)
        return i and self.replace(i, self.rng.choice(LITERALS))


KINDS = [name for name in vars(Mutator) if name not in ("replace", "pick", "call", "lines")
         and not name.startswith("__")]


def corpus():
    files = []
    for folder in ["run", "stdlib", "panic", "deadlock", "leak", "bugs"]:
        files += sorted((ROOT / "testdata" / folder).rglob("*.go"))
    return files + sorted(pathlib.Path(SEEDS).glob("*.go"))


def generate(n, seed, out):
    """Writes the programs; answers their names, which say from what and how they were made."""
    rng = random.Random(seed)
    texts = [(path.stem, path.read_text()) for path in corpus()]
    names, seen = [], {text for _, text in texts}
    while len(names) < n:
        stem, text = texts[rng.randrange(len(texts))]
        kind = KINDS[len(names) % len(KINDS)]
        changed = getattr(Mutator(text, rng), kind)()
        if not changed or changed in seen:
            continue
        seen.add(changed)
        name = f"m{len(names):05}_{kind}_{stem}"
        folder = out / name
        folder.mkdir(exist_ok=True)
        (folder / "main.go").write_text(changed, newline="")
        names.append(name)
    (out / "go.mod").write_text("module mutants\n\ngo 1.27\n")
    return names


def first(text):
    """The first line that says what is wrong, without the folder."""
    for line in text.splitlines():
        line = line.strip()
        if line and not line.startswith("#"):
            line = re.sub(r"^(?:\S*/)?main\.go:", "main.go:", line)
            # Where Go stands on this machine is no part of the message.
            return re.sub(r"( is not in std) \(.*\)$", r"\1", line)
    return ""


def go(*args, cwd):
    return subprocess.run([GO, *args], cwd=cwd, env=ENV, capture_output=True, text=True)


def is_main(path):
    """Whether a file belongs to a program, which is what `go run` wants to know."""
    found = re.search(r"^package\s+(\w+)", path.read_text(), re.M)
    return found is None or found[1] == "main"


def oracle(out, names, workers):
    """What `go build` says of each: the first line, empty if it builds."""
    answers = {}
    listed = go("list", "-e", "-json=ImportPath,Error,DepsErrors,Name,Incomplete", "./...", cwd=out).stdout
    decoder, at = json.JSONDecoder(), 0
    while at < len(listed.strip()):
        package, end = decoder.raw_decode(listed, at)
        at = end + len(listed[end:]) - len(listed[end:].lstrip())
        name = package["ImportPath"].split("/")[-1]
        if package.get("Error") or package.get("DepsErrors") or package.get("Incomplete"):
            answers[name] = None
    config = out / "importcfg"
    exported = go("list", "-export", "-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}", "std", cwd=out)
    config.write_text(exported.stdout)
    tool = go("tool", "-n", "compile", cwd=out).stdout.strip()

    def one(name):
        folder = out / name
        if name in answers:
            return name, first(go("build", "main.go", cwd=folder).stderr)
        run = subprocess.run(
            [tool, "-o", str(folder / "main.o"), "-p", "main", "-complete", "-lang=go1.27",
             "-importcfg", str(config), "-pack", "./main.go"],
            cwd=folder, env=ENV, capture_output=True, text=True)
        (folder / "main.o").unlink(missing_ok=True)
        text = (folder / "main.go").read_text()
        if run.returncode == 0 and not re.search(r"^func main\(\)", text, re.M):
            run = go("build", "main.go", cwd=folder)
            (folder / "main").unlink(missing_ok=True)
            return name, first(run.stderr)
        return name, first(run.stdout + run.stderr) if run.returncode else ""

    with ThreadPoolExecutor(workers) as pool:
        for name, answer in pool.map(one, names):
            if not answer and not is_main(out / name / "main.go"):
                answer = "package command-line-arguments is not a main package"
            answers[name] = answer
    return answers


def ours(out, names, workers):
    def one(name):
        try:
            run = subprocess.run([BIN, "run", "-max-steps=1", "main.go"], cwd=out / name, timeout=20,
                                 capture_output=True, text=True, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            return name, "TIMEOUT"
        said = first(run.stderr)
        if run.returncode in (70, 101) or run.returncode == 3 and said:
            return name, f"STATUS {run.returncode}: {said}"
        # Of a program that runs, status and output are its own.
        if run.returncode == 1 and re.match(r"main\.go:\d|package |import |runtime\.main_main", said):
            return name, said
        return name, ""

    with ThreadPoolExecutor(workers) as pool:
        return dict(pool.map(one, names))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-n", type=int, default=3000)
    parser.add_argument("-seed", type=int, default=1)
    parser.add_argument("-dir", default="/tmp/mutants")
    parser.add_argument("-workers", type=int, default=2)
    parser.add_argument("-show", type=int, default=40)
    args = parser.parse_args()
    out = pathlib.Path(args.dir) / f"seed{args.seed}"
    kept = out / f"go-{args.n}.json"
    if kept.exists():
        wanted = json.loads(kept.read_text())
    else:
        out.mkdir(parents=True, exist_ok=True)
        wanted = oracle(out, generate(args.n, args.seed, out), args.workers)
        kept.write_text(json.dumps(wanted, indent=0, sort_keys=True))
    names = sorted(wanted)
    got = ours(out, names, args.workers)
    verdict = [n for n in names if bool(wanted[n]) != bool(got[n])]
    differ = [n for n in names if wanted[n] != got[n]]
    unsupported = [n for n in names if got[n].startswith("STATUS 3")]
    (out / "differ.txt").write_text("".join(
        f"{n}\n  go:   {wanted[n]}\n  ours: {got[n]}\n" for n in differ))
    print("".join(f"{n}\n  go:   {wanted[n]}\n  ours: {got[n]}\n" for n in differ[:args.show]), end="")
    by_kind = collections.Counter(n.split("_", 1)[1].rsplit("_")[0] for n in differ)
    print("differ by kind:", dict(by_kind.most_common()))
    total = len(names)
    accepted = sum(not wanted[n] for n in names)
    print(f"{total} programs, {accepted} accepted by Go: same verdict {total - len(verdict)}, "
          f"same verdict and first line {total - len(differ)} ({100 * (total - len(differ)) / total:.2f} %), "
          f"{len(unsupported)} outside what goweave supports")


if __name__ == "__main__":
    main()
