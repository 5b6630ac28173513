//! Finalizers: the checks of `SetFinalizer`, and that collections are a function of the schedule.

use crate::support::{goweave, goweave_in, scratch};
use std::fs;

/// One mistake for each argument.
const MISTAKES: &str = r#"package main

import (
	"os"
	"runtime"
)

type T struct {
	a, b int
	p    *int
}

func (*T) M() {}

var global T

func main() {
	t := &T{}
	ok := func(*T) {}
	for name, f := range map[string]func(){
		"nil":       func() { runtime.SetFinalizer(nil, ok) },
		"kind":      func() { runtime.SetFinalizer(1, ok) },
		"no object": func() { runtime.SetFinalizer((*T)(nil), ok) },
		"tiny":      func() { runtime.SetFinalizer(&t.b, func(*int) {}) },
		"inside":    func() { runtime.SetFinalizer(&t.p, func(**int) {}) },
		"function":  func() { runtime.SetFinalizer(t, 5) },
		"dots":      func() { runtime.SetFinalizer(t, func(...*T) {}) },
		"two":       func() { runtime.SetFinalizer(t, func(*T, int) {}) },
		"type":      func() { runtime.SetFinalizer(t, func(*int) {}) },
		"interface": func() { runtime.SetFinalizer(t, func(interface{ N() }) {}) },
		"twice":     func() { runtime.SetFinalizer(t, ok); runtime.SetFinalizer(t, ok) },
		"global":    func() { runtime.SetFinalizer(&global, ok); runtime.SetFinalizer(&global, ok) },
	} {
		if name == os.Args[1] {
			f()
		}
	}
}
"#;

/// What real Go says.
const SAYS: &[(&str, &str)] = &[
    ("nil", "first argument is nil"),
    ("kind", "first argument is int, not pointer"),
    ("no object", "pointer not in allocated block"),
    ("tiny", ""),
    ("inside", "pointer not at beginning of allocated block"),
    ("function", "second argument is int, not a function"),
    ("dots", "cannot pass *main.T to finalizer func(...*main.T) because dotdotdot"),
    ("two", "cannot pass *main.T to finalizer func(*main.T, int)"),
    ("type", "cannot pass *main.T to finalizer func(*int)"),
    ("interface", "cannot pass *main.T to finalizer func(interface { N() })"),
    ("twice", "finalizer already set"),
    ("global", ""),
];

#[test]
fn mistakes_are_fatal() {
    let dir = scratch("finalizer");
    fs::write(dir.join("mistakes.go"), MISTAKES).expect("can be written");
    for &(mistake, says) in SAYS {
        let run = goweave_in(&dir, &["run", "mistakes.go", mistake], "");
        if says.is_empty() {
            assert_eq!(run.status, 0, "{mistake}: {}", run.stderr);
        } else {
            let line = format!("fatal error: runtime.SetFinalizer: {says}\n");
            assert!(run.stderr.starts_with(&line), "{mistake}: {}", run.stderr);
            assert_eq!(run.status, 2);
        }
    }
}

/// Finalizers that send, cleanups, weak pointers and a pool among goroutines that allocate.
const PROGRAM: &str = r#"package main

import (
	"fmt"
	"runtime"
	"sync"
	"weak"
)

type T struct{ data [4096]int }

func main() {
	var wg sync.WaitGroup
	done := make(chan int, 100)
	pool := sync.Pool{New: func() any { done <- -1; return new(T) }}
	for i := range 3 {
		wg.Go(func() {
			for range 60 {
				t := new(T)
				runtime.SetFinalizer(t, func(*T) { select { case done <- i: default: } })
				w := weak.Make(t)
				x := pool.Get()
				pool.Put(x)
				runtime.Gosched()
				if w.Value() == nil {
					runtime.AddCleanup(x.(*T), func(i int) { select { case done <- 10 + i: default: } }, i)
				}
			}
			runtime.GC()
		})
	}
	wg.Wait()
	runtime.GC()
	for len(done) > 0 {
		fmt.Print(<-done, " ")
	}
}
"#;

#[test]
fn collections_are_replayed() {
    let dir = scratch("finalizer");
    fs::write(dir.join("p.go"), PROGRAM).expect("can be written");
    for seed in ["-seed=1", "-seed=2", "-seed=3"] {
        let args = ["run", "-schedule=random", seed, "-record", "t.gwt", "p.go"];
        let run = goweave_in(&dir, &args, "");
        assert_eq!(run.status, 0, "{}", run.stderr);
        let again = goweave_in(&dir, &["replay", "t.gwt"], "");
        assert_eq!((again.status, &again.stdout), (0, &run.stdout), "{}", again.stderr);
        // A log keeps names of objects, but does not change when memory is collected.
        let told = goweave_in(&dir, &["trace", "show", "t.gwt"], "");
        assert_eq!(told.status, 0, "{}", told.stderr);
    }
}

/// What was done before a finalizer is synchronized before it, but not what is done after.
const RACES: &str = r#"package main

import (
	"runtime"
	"time"
)

func main() {
	c := make(chan bool)
	y := 0
	go func() {
		x := new(string)
		runtime.SetFinalizer(x, func(x *string) { *x = "foo"; y = 1 })
		*x = "bar"
		y++
		c <- true
	}()
	<-c
	runtime.GC()
	time.Sleep(10 * time.Millisecond)
	AFTER
}
"#;

#[test]
fn finalizers_race_with_what_follows() {
    let dir = scratch("finalizer");
    for (name, after, status) in [("race.go", "y = 3", 66), ("ordered.go", "", 0)] {
        let file = dir.join(name);
        fs::write(&file, RACES.replace("AFTER", after)).expect("can be written");
        let run = goweave(&["run", "-race", file.to_str().expect("is text")]);
        assert_eq!(run.status, status, "{name}: {}", run.stderr);
    }
}
