#!/usr/bin/env python3
"""since.py GOROOT: writes frontend/src/vet/std_since.txt, the names of the standard library that
came with go1.22 and later, of the packages in stdlib/go, as go vet's stdversion knows them."""

import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, "../.."))
MANIFEST = "src/cmd/vendor/golang.org/x/tools/internal/stdlib/manifest.go"
FIRST = 22

names = {}
path = None
for line in open(os.path.join(sys.argv[1], MANIFEST)):
    if package := re.match(r'\t"([^"]+)": \{', line):
        path = package[1]
    elif name := re.match(r'\t\t\{"([^"]+)", \w+, (\d+),', line):
        if int(name[2]) >= FIRST and os.path.isdir(f"{ROOT}/stdlib/go/{path}"):
            names.setdefault((path, int(name[2])), []).append(name[1])

with open(f"{ROOT}/frontend/src/vet/std_since.txt", "w") as out:
    for (path, minor), found in sorted(names.items()):
        out.write(f"{path} {minor} {' '.join(found)}\n")
