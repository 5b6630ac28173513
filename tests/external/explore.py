#!/usr/bin/env python3
"""goweave explore on the kernels of ../shared/bench and the seeds of ../shared/seeds.

    tests/external/explore.py [BIN] [SHARED]

Kernels: executions, redundant ones, whether complete, CPU seconds; executions per CPU second under
random schedules. Seeds: the class at the listed lines, nothing of severity error on class ok, and
with -outcomes exactly the listed outputs (less weak_only and torn).
"""
import json
import pathlib
import subprocess
import sys
import tomllib

BIN = sys.argv[1] if len(sys.argv) > 1 else "target/release/goweave"
SHARED = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "../shared")
KIND = {"race": "data-race", "weakmem": "data-race", "deadlock": "deadlock", "leak": "goroutine-leak", "panic": "panic"}
LINES = {"race": "race_lines", "weakmem": "race_lines", "deadlock": "block_lines", "leak": "leak_lines", "panic": "panic_lines"}


def explore(*args):
    command = [BIN, "explore", "-format", "json", *args]
    run = subprocess.run(command, capture_output=True, timeout=60, stdin=subprocess.DEVNULL)
    return json.loads(run.stdout)


def kernels():
    for file in sorted((SHARED / "bench").glob("k*.go")):
        every = explore("-all", "-schedule", "dpor", str(file))
        walk = explore("-all", "-schedule", "random", "-j", "1", "-max-runs", "20000", str(file))
        first = [(f["kind"], f["first_execution"]) for f in every["findings"]]
        rate = walk["executions"] / max(walk["cpu_seconds"], 1e-9)
        print(
            f"{file.stem:20} {every['executions']:3} executions, {every['redundant']} redundant,"
            f" complete {every['complete']}, {every['cpu_seconds']:.3f} s; {rate:.0f} a second at random {first}"
        )


def seed_problems(file):
    expect = tomllib.loads(file.with_suffix(".expect.toml").read_text())
    if expect.get("needs"):
        return []
    kind = expect["class"]
    report = explore("-all", "-max-runs", "2000", "-budget", "5s", str(file))
    errors = [f for f in report["findings"] if f["severity"] == "error"]
    problems = []
    if kind == "ok":
        problems += [f"reported: {f['kind']} {f['message']}" for f in errors]
    else:
        found = [f for f in errors if f["kind"] == KIND[kind]]
        have = {place["line"] for f in found for place in f["locations"]}
        wanted = set(expect.get(LINES[kind], []))
        if not found or wanted - have:
            problems.append(f"{KIND[kind]} at {sorted(have)}, not at {sorted(wanted)}")
    listed = expect.get("stdout_any") or ([expect["stdout"]] if "stdout" in expect else [])
    listed = set(listed) - set(expect.get("weak_only", [])) - set(expect.get("torn", []))
    if listed:
        report = explore("-all", "-outcomes", "-max-runs", "5000", "-budget", "5s", str(file))
        seen = {ending["stdout"] for ending in report["outcomes"]}
        if seen - listed or report["complete"] and listed - seen:
            problems.append(f"outcomes: not listed {sorted(seen - listed)}, missing {sorted(listed - seen)}")
    return problems


def seeds():
    files = sorted((SHARED / "seeds").glob("*.go"))
    right = 0
    for file in files:
        problems = seed_problems(file)
        right += not problems
        for problem in problems:
            print(f"{file.stem}: {problem}")
    print(f"seeds: {right} of {len(files)}")


kernels()
seeds()
