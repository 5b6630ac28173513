#!/usr/bin/env python3
"""Replays the findings of testdata/bugs on edited sources: every one must still fail.

usage: changed.py GOWEAVE
"""
import collections
import glob
import os
import re
import subprocess
import sys
import tempfile

EDITS = {
    "comments": lambda text: re.sub(r"(?m)^(\t+)(\w.*)$", r"\1// What follows.\n\1\2", text)
    if "`" not in text
    else text + "\n// The end.\n",
    "a function": lambda text: text.replace("\nfunc ", "\nfunc unrelatedToAll(n int) int {\n\treturn n\n}\n\nfunc ", 1),
    "outputs": lambda text: re.sub(r"(?m)^(func .*\{)$", r'\1\n\tprintln("here")', text),
    "a goroutine": lambda text: text.replace("func main() {\n", 'func main() {\n\tgo func() { println("new") }()\n', 1),
}


def main():
    goweave = os.path.abspath(sys.argv[1])
    root = os.path.join(os.path.dirname(__file__), "..", "..", "testdata", "bugs")
    counts = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:

        def run(*args):
            return subprocess.run([goweave, *args], cwd=folder, capture_output=True, text=True, timeout=60)

        for name in sorted(glob.glob(os.path.join(root, "*", "*.go"))):
            if name.endswith(("_fixed.go", "_test.go")):
                continue
            with open(name, encoding="utf-8") as file:
                text = file.read()
            program = os.path.join(folder, "main.go")
            with open(program, "w", encoding="utf-8") as file:
                file.write(text)
            run("explore", "-max-runs=100", "-record=bug.gwt", "main.go")
            for edit, change in EDITS.items():
                with open(program, "w", encoding="utf-8") as file:
                    file.write(change(text))
                said = run("replay", "bug.gwt").stderr
                good = "recorded: still fails" in said and "another way" not in said
                counts[edit, good] += 1
                if not good:
                    print(os.path.basename(name), edit, said[-300:], sep=": ")
    for edit in EDITS:
        print(f"{edit}: {counts[edit, True]} of {counts[edit, True] + counts[edit, False]} still fail")


main()
