// What a deferred call sees of the stack that panicked.
package main

import (
	"fmt"
	"runtime"
	"strings"
)

type table struct{ size int }

func fail() {
	var t *table
	switch t.size {
	case 1:
	}
}

func where() {
	recover()
	for i := 0; ; i++ {
		pc, file, line, ok := runtime.Caller(i)
		name := runtime.FuncForPC(pc).Name()
		if !ok || name == "runtime.main" {
			break
		}
		if strings.HasPrefix(name, "main.") {
			fmt.Println(name, file[strings.LastIndex(file, "/")+1:], line)
		}
	}
}

func middle() {
	defer where()
	defer func() { panic("again") }()
	fail()
}

type action func()

func (a action) run() {
	a()
	where()
}

func main() {
	func() {
		defer where()
		fail()
	}()
	middle()
	action(action(func() {}).run).run()
}
