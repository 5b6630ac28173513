#!/bin/bash
# random.sh [N]: N random programs (2,000 unless said) recorded and replayed, then the same in a
# debug and a release build: their traces must be equal byte for byte, also with -j.
set -eu
cd "$(dirname "$0")/../.."
GOWEAVE_PROGRAMS=${1:-2000} cargo test --release --test it random_programs_replay
cargo build --quiet
target=${CARGO_TARGET_DIR:-target}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0
for program in "$target"/tmp/random/*.go; do
  for way in "debug -j=1" "release -j=8"; do
    read -r build j <<<"$way"
    "$target/$build/goweave" run "$j" -schedule=random -seed=11 -record="$tmp/$build.gwt" "$program" >"$tmp/$build.out" 2>/dev/null || true
  done
  cmp "$tmp/debug.out" "$tmp/release.out"
  cmp "$tmp/debug.gwt" "$tmp/release.gwt"
  n=$((n + 1))
done
echo "random: $n programs, equal traces from debug and release builds"
