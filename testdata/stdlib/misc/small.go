package main

import (
	"errors"
	"fmt"
	"os/exec"
	"runtime/debug"
	"strings"
	"unique"
)

type point struct{ x, y int }

func stack() string { return string(debug.Stack()) }

func main() {
	a, b, c := unique.Make("a"), unique.Make("a"), unique.Make("b")
	fmt.Println(a == b, a == c, a.Value(), unique.Make(point{1, 2}) == unique.Make(point{1, 2}))
	fmt.Println(unique.Make[any](1).Value(), unique.Make(1).Value(), unique.Make[any](1) == unique.Make[any](1.0))

	text := stack()
	for _, want := range []string{"goroutine 1 [running]:", "runtime/debug.Stack()", "main.stack", "main.main"} {
		fmt.Println(want, strings.Contains(text, want))
	}
	fmt.Println(debug.SetGCPercent(50), debug.SetGCPercent(100), debug.SetMaxThreads(5), debug.SetMemoryLimit(-1))

	_, err := exec.LookPath("no-such-program")
	fmt.Println(err, errors.Is(err, exec.ErrNotFound))
	cmd := exec.Command("no-such-program", "x", "y")
	fmt.Println(cmd, cmd.Args, cmd.Run())
	_, err = exec.Command("no-such-program").Output()
	fmt.Println(err)
}
