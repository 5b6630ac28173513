#!/bin/bash
# speed.sh: the programs of ../shared/bench/speed, side by side with real Go (GO names its command).
set -eu
cd "$(dirname "$0")/../.."
cargo build --release --quiet
python3 ../shared/bench/speed.py --bin "${BIN:-target/release/goweave}" ${GO:+--go "$GO"} "$@"
