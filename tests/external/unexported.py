#!/usr/bin/env python3
"""unexported.py: writes frontend/src/check/std_unexported.txt, the unexported names of the standard
library that gc knows of when it compiles against it and that differ from an exported one in case
only. GO is the go command of version 1.27.3."""

import os
import pathlib
import re
import subprocess
import tempfile

GO = os.environ.get("GO", "go")
ENV = dict(os.environ, GOTOOLCHAIN="local", GOPROXY="off", GOFLAGS="-mod=mod")
ROOT = pathlib.Path(__file__).resolve().parents[2]
KEYWORDS = """break case chan const continue default defer else fallthrough for func go goto if
import interface map package range return select struct switch type var""".split()


def go(*args, cwd):
    return subprocess.run([GO, *args], cwd=cwd, env=ENV, capture_output=True, text=True).stdout


def spellings(name):
    """How an exported name may be written in lower case: Sqrt, sqrt; IPNet, ipNet, ipnet."""
    start = re.match(r"[A-Z]+(?=[A-Z][a-z]|$|\d)", name)
    length = start.end() if start else 1
    return {name[0].lower() + name[1:], name.lower(), name[:length].lower() + name[length:]}


with tempfile.TemporaryDirectory() as folder, open(
    ROOT / "frontend/src/check/std_unexported.txt", "w"
) as out:
    config = os.path.join(folder, "importcfg")
    form = "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}"
    exports = go("list", "-export", "-f", form, "std", cwd=folder)
    pathlib.Path(config).write_text(exports)
    for line in open(ROOT / "src/std_names.txt"):
        path, *names = line.split()
        if f"packagefile {path}=" not in exports or not (ROOT / "stdlib/go" / path).is_dir():
            continue
        names = [name for name in names if "." not in name]
        tried = sorted(set().union(*map(spellings, names)) - set(names) - set(KEYWORDS))
        program = f'package p\nimport x "{path}"\n' + "".join(f"var _ = x.{n}\n" for n in tried)
        (pathlib.Path(folder) / "p.go").write_text(program)
        said = go("tool", "compile", "-e", "-o", "p.o", "-p", "p", "-importcfg", config, "p.go", cwd=folder)
        if found := re.findall(r"name (\w+) not exported by package", said):
            out.write(f"{path} {' '.join(found)}\n")
