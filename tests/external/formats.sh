#!/bin/bash
# formats.sh [SEED]: fmt over verbs, flags, widths and 200 values, and strconv, math and time.Format
# over random inputs, by real Go (GO) and by goweave (BIN). Prints the first lines that differ.
set -u
cd "$(dirname "$0")/../.."
go=${GO:-go}
bin=${BIN:-target/release/goweave}
export GOTOOLCHAIN=local GOPROXY=off GOFLAGS=-mod=mod
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
status=0
for f in tests/external/formats/*.go; do
  "$go" build -o "$tmp/prog" "$f" || exit 1
  "$tmp/prog" "${1:-1}" >"$tmp/want"
  "$bin" run "$f" "${1:-1}" >"$tmp/got" 2>"$tmp/err" || { head -c 300 "$tmp/err"; status=1; }
  wrong=$(diff "$tmp/want" "$tmp/got" | grep -c '^<')
  [ "$wrong" = 0 ] || { status=1; diff "$tmp/want" "$tmp/got" | head -20; }
  echo "$(basename "$f"): $(wc -l <"$tmp/want") lines, $wrong differ"
done
exit $status
