#!/usr/bin/env python3
"""vet.py [FILE.go...]: what `go vet` says about the programs of testdata/vet/go, written beside
them as .out, sorted by place (go vet's own order changes from run to run), and about the golden
programs that run, all in testdata/vet/corpus.out. With files: compares
`goweave vet` with `go vet` on each, own analyzers and nilness apart, and prints what differs.

GO is the go command of version 1.27.3; GOWEAVE the goweave to compare."""

import glob
import os
import re
import subprocess
import sys

GO = os.environ.get("GO", "go")
GOWEAVE = os.environ.get("GOWEAVE", "target/release/goweave")
ENV = dict(os.environ, GOTOOLCHAIN="local", GOPROXY="off", GOFLAGS="-mod=mod")
LINE = re.compile(r"^(?:vet: )?(?:\./)?([^:]+):(\d+):(\d+): (.*)$")


def findings(command, path):
    """Findings of a command about a file: sorted (line, column, message)."""
    folder, name = os.path.split(os.path.abspath(path))
    run = subprocess.run(command + [name], cwd=folder, capture_output=True, text=True, env=ENV)
    matches = (LINE.match(line) for line in run.stderr.splitlines())
    return name, sorted((int(m[2]), int(m[3]), m[4]) for m in matches if m), run


def bless(path):
    name, found, _ = findings([GO, "vet"], path)
    with open(path[:-3] + ".out", "w") as out:
        out.writelines(f"{name}:{line}:{col}: {text}\n" for line, col, text in found)


def corpus(root):
    """What go vet says about the programs that run."""
    with open(root + "/vet/corpus.out", "w") as out:
        for folder in ["run", "stdlib", "explore"]:
            for path in sorted(glob.glob(f"{root}/{folder}/**/*.go", recursive=True)):
                name = os.path.relpath(path, root)
                _, found, run = findings([GO, "vet"], path)
                if "panic: " in run.stderr:  # go vet's printf breaks on append(f())
                    _, found, _ = findings([GO, "vet", "-printf=false"], path)
                out.writelines(f"{name}:{line}:{col}: {text}\n" for line, col, text in found)


def own_flags():
    """Flags that switch off what go vet has not."""
    text = subprocess.run([GOWEAVE, "help", "vet"], capture_output=True, text=True).stdout
    return [f"-{name}=false" for name in re.findall(r"-(goweave/\w+|nilness)\b", text)]


def main(files):
    here = os.path.dirname(os.path.abspath(__file__))
    if not files:
        root = os.path.normpath(os.path.join(here, "../../testdata"))
        for path in sorted(glob.glob(root + "/vet/go/*.go")):
            bless(path)
        corpus(root)
        return
    flags, same, skipped = own_flags(), 0, 0
    for path in files:
        _, theirs, _ = findings([GO, "vet"], path)
        _, ours, run = findings([GOWEAVE, "vet"] + flags, path)
        if run.returncode == 3:
            skipped += 1
        elif ours == theirs:
            same += 1
        else:
            print(f"## {path}")
            for finding in sorted(set(ours) ^ set(theirs)):
                print("  only", "ours" if finding in ours else "go's", *finding)
    print(f"{same} of {len(files)} the same, {skipped} need what goweave has not")


main(sys.argv[1:])
