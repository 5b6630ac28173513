// Package main prints wrongly.
package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"time"
)

type plain struct {
	a int
	b string
}

type text struct{ s string }

func (t text) String() string   { return fmt.Sprintf("%s", t) }
func (t *text) Pointer() string { return t.s }

type loop int

func (l loop) Error() string { return fmt.Sprint(l) }

type ptr struct{ n int }

func (p *ptr) String() string { return fmt.Sprintf("%v %d", p, p.n) }

type formatter struct{}

func (formatter) Format(f fmt.State, c rune) {}

type failure struct{ code int }

func (failure) Error() string { return "failure" }

func wrap(format string, args ...any)             { fmt.Printf(format, args...) }
func wrapTwice(format string, args ...any)        { wrap(format, args...) }
func wrapPrint(args ...interface{})               { fmt.Println(args...) }
func forgets(format string, args ...any)          { fmt.Printf(format, args) }
func changes(format string, args ...any)          { format += "x"; fmt.Printf(format, args...) }
func wrapError(format string, args ...any) error  { return fmt.Errorf(format, args...) }
func generic[T any](x T)                          { fmt.Printf("%d", x) }
func number[T int | float64](x T)                 { fmt.Printf("%d %v\n", x, x) }
func (p plain) logf(format string, args ...any)   { log.Printf(format, args...) }
func toWriter(w io.Writer, f string, args ...any) { fmt.Fprintf(w, f, args...) }

func main() {
	fmt.Printf("%d\n", "x")
	fmt.Printf("%s %d\n", "x")
	fmt.Printf("%d\n", 1, 2)
	fmt.Printf("%d %s\n", 1.5, 2)
	fmt.Printf("%z\n", 1)
	fmt.Printf("%", 1)
	fmt.Printf("%-")
	fmt.Printf("no directives\n", 1)
	fmt.Printf("%[2]d %[1]d\n", 1, 2)
	fmt.Printf("%[3]d\n", 1, 2)
	fmt.Printf("%[x]d\n", 1)
	fmt.Printf("%[1", 1)
	fmt.Printf("%*d\n", 3, 4)
	fmt.Printf("%*d\n", "x", 4)
	fmt.Printf("%.*f\n", 3, 4.5)
	fmt.Printf("%+s %#t\n", "x", true)
	fmt.Printf("%t %c %U %q\n", 1, 'x', 'y', 3)
	fmt.Printf("%q %q %q\n", 'x', "y", byte('z'))
	fmt.Printf("%p %p\n", &os.Args, 1)
	fmt.Printf("%s %v\n", main, main)
	fmt.Printf("%p %T\n", main, main)
	fmt.Printf("%s\n", plain{})
	fmt.Printf("%d\n", plain{1, "x"})
	fmt.Printf("%s %d\n", text{}, text{})
	fmt.Printf("%s %s\n", &ptr{}, ptr{})
	fmt.Printf("%s %d %z\n", formatter{}, formatter{}, formatter{})
	fmt.Printf("%s %d %x\n", []byte("x"), []byte("x"), "x")
	fmt.Printf("%s\n", []string{"x"})
	fmt.Printf("%s\n", []int{1})
	fmt.Printf("%d\n", map[string]int{})
	fmt.Printf("%d %s\n", time.Second, time.Second)
	fmt.Printf("%s\n", errors.New("x"))
	fmt.Printf("%s %d\n", nil, nil)
	fmt.Printf("%w\n", errors.New("x"))
	fmt.Printf("%d %%\n", 3)
	fmt.Printf("%6.2f|%-8s|%+v|%#v|%08.3f\n", 1.0, "x", 1, 1, 2.0)
	fmt.Printf("%e %g %x\n", 1, 2i, 1.5)
	fmt.Printf("%d %d\n", func() int { return 1 }(), uintptr(3))
	fmt.Printf("é %d\t%s\n", 1, 2)
	fmt.Printf(`raw %d`+"\n", "x")
	var ch chan int
	var fn func()
	var e error
	fmt.Printf("%v %d %s %p\n", ch, ch, ch, fn)
	_ = fmt.Errorf("%w %w", e, e)
	_ = fmt.Errorf("%w", "x")
	_ = fmt.Errorf("%w", &failure{})
	_ = fmt.Errorf("%w", failure{})
	format := os.Args[0]
	fmt.Printf(format)
	fmt.Printf(format, 1)
	fmt.Fprintf(os.Stdout, "%d\n", "x")
	fmt.Println("%d\n", 1)
	fmt.Println("x\n")
	fmt.Println("100%", "a%20b")
	fmt.Println(main)
	fmt.Print(os.Stdout, "x")
	fmt.Sprint("%s")
	wrap("%d", "x")
	wrapTwice("%s", 1)
	wrapPrint("%d", 1)
	changes("%d", "x")
	_ = wrapError("%w %d", e, "x")
	plain{}.logf("%d", "x")
	toWriter(os.Stderr, "%d", "x")
	local := func(format string, args ...any) { fmt.Printf(format, args...) }
	local("%d", "x")
	log.Printf("%d", "x")
	log.Println("x\n")
	forgets("%d", 1)
	fmt.Printf("%d %s", []any{1, 2}...)
	fmt.Printf("%d", []any{1, 2}...)
	x, y := 1, 2
	fmt.Printf("%s\n", x+y*2)
	fmt.Printf("%s %s\n", x+y, (x+y)/2)
	fmt.Printf("%s\n", func(a, b int) int { return a }(x, y+1))
	fmt.Printf("%s\n", []int{x, y}[x:y+1])
	fmt.Printf("%s\n", struct{ n int }{1})
	fmt.Printf("%s\n", -x<<2|y)
	generic(1)
	number(1)
}
