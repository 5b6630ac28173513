// Stacks end in the functions of the runtime that started them.
package main

import (
	"fmt"
	"path"
	"runtime"
)

func show(skip int) {
	pcs := make([]uintptr, 20)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(skip, pcs)])
	for {
		frame, more := frames.Next()
		fmt.Print(frame.Function, " ", path.Base(frame.File), ":", frame.Line, "; ")
		if !more {
			break
		}
	}
	fmt.Println()
}

func init() {
	pc, _, _, ok := runtime.Caller(0)
	fmt.Println(runtime.FuncForPC(pc).Name(), ok)
}

func main() {
	show(1)
	for i := range 5 {
		pc, file, line, ok := runtime.Caller(i)
		fmt.Println(path.Base(file), line, ok, pc != 0)
		if ok {
			fmt.Println(runtime.FuncForPC(pc).Name())
		}
	}
	done := make(chan bool)
	go func() {
		show(1)
		show(3)
		close(done)
	}()
	<-done
	defer func() {
		fmt.Println(recover())
		show(2)
	}()
	panic("now")
}
