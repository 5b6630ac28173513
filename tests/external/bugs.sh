#!/bin/bash
# bugs.sh [FILE.go...]: checks the bug kernels of testdata/bugs against real Go (GO) and goweave (BIN).
#
# A twin (`//@ clean`) must pass `go vet` and end with status 0 in RUNS runs of a -race build on one
# and on four processors, as it is and with random delays, and leave no goroutine behind. A buggy kernel
# is run until real Go shows each `//@ find` that can be seen from outside: as it is, then with
# random delays in front of its operations. Leaks are read from the stacks after main's return.
# Prints a line for each kernel, then what is wrong with twins. Status 1 if anything is wrong.
set -u
cd "$(dirname "$0")/../.."
go=${GO:-go}
bin=${BIN:-target/release/goweave}
runs=${RUNS:-20}
tries=${TRIES:-200}
export GOTOOLCHAIN=local GOPROXY=off GOFLAGS=-mod=mod
# A -race build sleeps a second before it exits, unless told otherwise.
export GORACE=atexit_sleep_ms=10
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
wrong=0
files=("$@")
if [ ${#files[@]} = 0 ]; then mapfile -t files < <(find testdata/bugs -name '*.go' | sort); fi

complain() {
  echo "WRONG $*"
  wrong=$((wrong + 1))
}

# delayed FILE DIR: the program with a random delay in front of each operation, on the same lines, and
# with a main around its main that prints the stacks of the goroutines that are left.
delayed() {
  mkdir -p "$2"
  sed -E -e 's/^func main\(\) \{/func kernel() {/' \
    -e '/^\t+(case|default|\}|defer|func|type|var)/!{
      /\.(R?Lock|R?Unlock|Wait|Add|Done|Load|Store|Signal|Broadcast|Do|Get|Put)\(|<-|close\(|cancel\(|^\t+(go|if|return|for) |\+\+$|--$| = |\+= /s/^(\t+)([a-z_*<])/\1randomDelay(); \2/
    }' "$1" >"$2/$(basename "$1")"
  # Fields and elements of literals are not statements; a delay there does not compile.
  sed -E -i 's/randomDelay\(\); ([a-zA-Z, ]+ +([a-z.*\[]+[A-Za-z\]]*( struct\{\})?|chan .*|map.*|func.*))$/\1/; s/randomDelay\(\); ([a-z]+: )/\1/' "$2/$(basename "$1")"
  cat >"$2/delay.go" <<'GO'
package main

import (
	"math/rand/v2"
	"os"
	"runtime"
	"time"
)

func randomDelay() {
	if os.Getenv("DELAY") != "" && rand.IntN(2) == 0 {
		time.Sleep(time.Duration(rand.IntN(1000)) * time.Microsecond)
	}
}

func main() {
	kernel()
	time.Sleep(30 * time.Millisecond)
	buf := make([]byte, 1<<16)
	os.Stderr.WriteString("stacks after main:\n")
	os.Stderr.Write(buf[:runtime.Stack(buf, true)])
}
GO
}

# shows DIRECTIVE FILE: whether the run whose stderr is in $tmp/err and status in $status shows it.
shows() {
  local kind text lines state name
  kind=$(awk '{print $3}' <<<"$1")
  text=$(sed -nE 's/.* text="([^"]*)".*/\1/p' <<<"$1")
  lines=$(sed -nE 's/.* line=([0-9,]+).*/\1/p' <<<"$1" | tr , ' ')
  state=$(sed -nE 's/.* state="([^"]*)".*/\1/p' <<<"$1")
  name=$(basename "$2")
  case $kind in
  data-race) grep -q 'WARNING: DATA RACE' "$tmp/err" || return 1 ;;
  deadlock) grep -q 'all goroutines are asleep' "$tmp/err" || return 1 ;;
  goroutine-leak) grep -q 'stacks after main' "$tmp/err" || return 1 ;;
  panic) [ $status = 2 ] && grep -q '^panic:' "$tmp/err" || return 1 ;;
  fatal) [ $status = 2 ] && grep -q '^fatal error:' "$tmp/err" || return 1 ;;
  exit) [ $status != 0 ] && [ $status != 2 ] && [ $status != 66 ]; return ;;
  *) return 1 ;;
  esac
  if [ -n "$text" ]; then grep -qF -- "$text" "$tmp/err" || return 1; fi
  if [ -n "$state" ]; then grep -qF -- "[$state]" "$tmp/err" || return 1; fi
  # A panic has one place; a race report lacks the program's frame if the access is in assembly.
  local any=1
  for line in $lines; do
    if grep -qE "/$name:$line( |$)" "$tmp/err"; then
      any=0
    elif [ "$kind" = deadlock ] || [ "$kind" = goroutine-leak ]; then
      return 1
    fi
  done
  [ -z "$lines" ] || return $any
}

# provoke DIRECTIVE FILE: runs the builds in $tmp until one shows the finding; prints how.
provoke() {
  local kind i how prog
  kind=$(awk '{print $3}' <<<"$1")
  for how in plain delayed; do
    for ((i = 1; i <= tries; i++)); do
      case $how-$kind in
      plain-data-race) prog=race ;;
      plain-goroutine-leak) prog=left ;;
      plain-*) prog=plain ;;
      delayed-data-race) prog=left-race ;;
      delayed-*) prog=left ;;
      esac
      if [ $how = delayed ]; then export DELAY=1; else unset DELAY; fi
      GOMAXPROCS=$((i % 4 + 1)) timeout 10 "$tmp/$prog/$(folder "$2")" </dev/null >"$tmp/out" 2>"$tmp/err"
      status=$?
      if shows "$1" "$2"; then
        echo "$how, run $i"
        return
      fi
      if [ $how = plain ] && [ $i -ge $((tries / 4)) ]; then break; fi
    done
  done
  echo "not seen"
}

# Everything is built in four goes, which is much faster than one by one: a folder for each program.
mod=$tmp/mod
mkdir -p "$mod" "$tmp/plain" "$tmp/race" "$tmp/left" "$tmp/left-race"
printf 'module bugs\n\ngo 1.27\n' >"$mod/go.mod"
folder() { echo "$(basename "$(dirname "$1")")-$(basename "$1" .go)"; }
for f in "${files[@]}"; do
  group=other
  if grep -qE '^//@ (clean|find data-race)' "$f"; then group=raced; fi
  mkdir -p "$mod/$group/as-is/$(folder "$f")"
  cp "$f" "$mod/$group/as-is/$(folder "$f")/"
  delayed "$f" "$mod/$group/delayed/$(folder "$f")"
done
build() { # build OUT FOLDER FLAGS...
  [ -d "$mod/$2" ] || return
  local out=$1 packages=./$2/...
  shift 2
  (cd "$mod" && "$go" build -ldflags=-w "$@" -o "$tmp/$out/" "$packages") 2>"$tmp/build" || complain "does not build: $(cat "$tmp/build")"
}
build plain other/as-is
build left other/delayed
build race raced/as-is -race
build left-race raced/delayed -race

for f in "${files[@]}"; do
  name=$(folder "$f")
  if grep -q '^//@ clean' "$f"; then
    (cd "$mod" && "$go" vet "./raced/as-is/$name") 2>"$tmp/vet" || complain "$f: vet: $(tail -1 "$tmp/vet")"
    for procs in 1 4; do
      for prog in race left-race; do
        for ((i = 1; i <= runs; i++)); do
          DELAY=1 GOMAXPROCS=$procs timeout 20 "$tmp/$prog/$name" </dev/null >"$tmp/out" 2>"$tmp/err"
          status=$?
          if [ $status != 0 ]; then
            complain "$f: $prog on $procs: status $status: $(head -c 300 "$tmp/err" | tr '\n' ' ')"
            break
          fi
          if [ $prog = left-race ] && [ "$(grep -c '^goroutine ' "$tmp/err")" != 1 ]; then
            complain "$f: goroutines left: $(grep '^goroutine ' "$tmp/err" | tr '\n' ' ')"
            break
          fi
        done
      done
    done
    if [ -x "$bin" ]; then
      for flags in '-schedule go' '-schedule fifo' $(seq -f '-schedule_random_-seed_%g' 20); do
        # shellcheck disable=SC2086
        timeout 20 "$bin" run ${flags//_/ } "$f" </dev/null >"$tmp/out" 2>"$tmp/err"
        status=$?
        if [ $status != 0 ]; then
          complain "$f: goweave ${flags//_/ }: status $status: $(head -c 300 "$tmp/err" | tr '\n' ' ')"
          break
        fi
      done
    fi
  else
    grep '^//@ find' "$f" >"$tmp/finds"
    while read -r find <&3; do
      kind=$(awk '{print $3}' <<<"$find")
      if [ "$kind" = incomplete-work ]; then seen='not visible from outside'; else seen=$(provoke "$find" "$f"); fi
      printf '%-48s %-16s %s\n' "${f#testdata/bugs/}" "$kind" "$seen"
    done 3<"$tmp/finds"
  fi
done
echo "bugs: ${#files[@]} programs, $wrong wrong"
[ $wrong = 0 ]
