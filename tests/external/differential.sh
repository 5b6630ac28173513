#!/bin/bash
# differential.sh DIR...: runs every Go program below the folders with real Go (GO) and with goweave
# and compares status and output. Prints those that differ.
set -u
cd "$(dirname "$0")/../.."
go=${GO:-go}
bin=${BIN:-target/release/goweave}
export GOTOOLCHAIN=local GOPROXY=off GOFLAGS=-mod=mod
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
same=0 total=0
while read -r f; do
  "$go" build -o "$tmp/prog" "$f" 2>/dev/null || continue
  total=$((total + 1))
  GOMAXPROCS=1 timeout 30 "$tmp/prog" </dev/null >"$tmp/want" 2>/dev/null
  want=$?
  timeout 60 "$bin" run "$f" </dev/null >"$tmp/got" 2>"$tmp/err"
  got=$?
  if [ $want = $got ] && cmp -s "$tmp/want" "$tmp/got"; then
    same=$((same + 1))
  else
    echo "DIFFERS $f: status $got, not $want; $(head -c 200 "$tmp/err" | tr '\n' ' ')"
  fi
done < <(find "$@" -name '*.go' | sort)
echo "differential: $same/$total"
