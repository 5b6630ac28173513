// The fmt package on values of every kind, with methods and without.
package main

import (
	"errors"
	"fmt"
	"os"
	"time"
)

type temp float64

func (t temp) String() string { return fmt.Sprintf("%.1f°", float64(t)) }

type secret struct{ s string }

func (secret) GoString() string { return "secret{…}" }

type custom struct{ n int }

func (c custom) Format(f fmt.State, verb rune) {
	w, ok := f.Width()
	fmt.Fprintf(f, "<%c %d %v %d %v>", verb, w, ok, c.n, f.Flag('+'))
}

type bad struct{}

func (bad) String() string { panic("bad stringer") }

type nested struct {
	A int
	B *int
	C []temp
	D map[string]any
	E error
	F func()
	g struct{ x, y bool }
}

func main() {
	fmt.Println(temp(21.55), []temp{1, 2}, map[string]temp{"x": 3}, &struct{ T temp }{4})
	fmt.Printf("%v %#v %d %s\n", secret{"x"}, secret{"x"}, secret{"x"}, secret{"x"})
	fmt.Printf("%v|%+8x|%s\n", custom{1}, custom{2}, []custom{{3}})
	fmt.Printf("%v %s %d\n", bad{}, bad{}, bad{})
	var np *temp
	fmt.Printf("%v %s\n", np, error(nil))
	n := nested{A: 1, C: []temp{5}, D: map[string]any{"k": []int{1}, "a": nil}, E: errors.New("err")}
	fmt.Printf("%v\n%+v\n", n, n)
	fmt.Printf("%d %v %s\n", []any{1, "x", nil}, [3]bool{true}, []byte("bytes"))
	fmt.Printf("%t %v %08.3f %+d %x %X %#o %q %#q\n", true, false, -3.14159, 7, -255, "hi", 8, 'x', "back`tick")
	fmt.Printf("%*d|%-*d|%.*f\n", 6, 42, 6, 42, 2, 3.14159)
	fmt.Printf("%d%%|%c|%v|%s|%d\n", 50, 0x4E16, 'a', 42, "str")
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("%d\n", 1, 2)
	fmt.Printf("%!\n")
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0, nil), fmt.Sprintln("x", 1))
	fmt.Printf("%v %v %v\n", time.Second, time.March, struct {
		d time.Duration
		t temp
	}{1, 2})
	fmt.Printf("%6v|%-6v|%06d|%x|% x|%#x\n", []int{1, 2}, []string{"a"}, -12, []byte{1, 171}, []byte{1, 171}, []byte{1, 171})
	fmt.Printf("%T %T %T %T %T %T\n", 1, "s", nil, n, &n, func(int) (string, error) { return "", nil })
	fmt.Printf("%#v %#v %#v %#v\n", []string{"a"}, map[string]int{"z": 1, "b": 2}, struct{ X any }{1.5}, [2]int8{1})
	fmt.Printf("%v %v\n", int8(-5), []any{uint8(5), 1 + 2i, 'x', "s"})
	fmt.Printf("%10.3v|%-10v|%+v|%+q\n", "abcdef", true, -0.0, "héllo")
	fmt.Fprintln(os.Stdout, "to stdout", 1)
	fmt.Print("no newline", 1, 2, "x\n")
}
