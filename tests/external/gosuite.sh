#!/bin/bash
# gosuite.sh [run|errors|compile|seeds]...: Go's own test programs and the seed programs.
#
# GOTEST names the `test` folder of Go's source tree (Debian: package golang-1.19-src).
set -eu
cd "$(dirname "$0")/../.."
cargo build --release --quiet
tool=${GOSUITE:-../shared/tools/gosuite.py}
suites=("$@")
[ ${#suites[@]} != 0 ] || suites=(run errors compile seeds)
for suite in "${suites[@]}"; do
  python3 "$tool" "$suite" --bin "${BIN:-target/release/goweave}" ${GOTEST:+--gotest "$GOTEST"} ${SHOW:+--show}
done
