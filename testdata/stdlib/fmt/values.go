// Values of all kinds under all verbs that show structure.
package main

import (
	"errors"
	"fmt"
	"math"
)

type (
	Int   int
	Str   string
	Bytes []byte
	Flag  bool
	Float float32
	Point struct{ X, Y int }
	Line  struct{ From, To *Point }
	Small struct{ a int8 }
	Mixed struct {
		a int8
		b bool
		c string
		d uint16
		e float32
		f [3]int16
		g []uint8
		h map[string]int
		i any
		j error
		k func()
		l chan int
		m *int
		n struct{}
		o complex64
		p uintptr
	}
	Outer struct {
		Point
		*Small
		Name string
		in   Point
	}
	Tree struct {
		Left, Right *Tree
		V           int
	}
	Gen[T any] struct{ V T }
)

// address reports whether an address is in s.
func address(s string) bool {
	for i := 0; i+9 < len(s); i++ {
		if s[i:i+2] == "0x" {
			n := 0
			for _, c := range s[i+2:] {
				if c < '0' || c > '9' && c < 'a' || c > 'f' {
					break
				}
				n++
			}
			if n > 8 {
				return true
			}
		}
	}
	return false
}

func main() {
	list := []any{
		nil, true, 1, int8(-8), int16(-16), int32(-32), int64(-64), uint(1), uint8(8), uint16(16),
		uint32(32), uint64(64), uintptr(99), float32(1.5), 2.5, complex64(1 + 2i), 3 - 4i, "text", 'x',
		Int(3), Str("str"), Bytes("bytes"), Flag(true), Float(0.1), Point{1, 2}, &Point{3, 4},
		Line{}, Small{-1}, &Small{2}, Mixed{}, [3]Small{{1}, {-2}, {3}},
		Mixed{a: -1, b: true, c: "c", d: 4, e: 5.5, f: [3]int16{1, -2, 3}, g: []byte("g"), h: map[string]int{"z": 1, "a": 2}, i: 3, o: 1i, p: 7},
		Outer{Point: Point{1, 2}, Name: "n", in: Point{5, 6}},
		[]int{}, []int(nil), []int{1, -2}, [0]int{}, [2]bool{true, false}, []string{"a", "b c"}, []byte("hi"), [2]byte{65, 66}, []int8{-1, 2}, []uint16{1, 65535},
		[][]int{{1}, nil, {2, 3}}, [2][2]int{{1, 2}, {3, 4}}, []any{1, "a", nil, 2.5, []int{1}}, []error{nil, errors.New("e")},
		[]Point{{1, 2}, {3, 4}}, []Str{"x"}, []Bytes{Bytes("q")}, []float32{0.1, 1e10}, []complex128{1i}, []bool{true}, []rune("héy"),
		map[string]int{"b": 2, "a": 1, "c": 3}, map[int]string{3: "c", -1: "a", 2: "b"}, map[string]int(nil), map[string]int{},
		map[float64]int{math.Inf(1): 1, -1: 2, 0: 3, math.Inf(-1): 5}, map[bool]int{true: 1, false: 0}, map[Point]string{{2, 1}: "b", {1, 9}: "a", {1, 2}: "c"},
		map[any]int{"s": 1}, map[[2]int]int{{2, 1}: 1, {1, 5}: 2}, map[rune]bool{'b': true, 'a': false}, map[uint8][]int{200: {1}, 3: nil},
		map[string]map[string]Point{"x": {"y": {1, 2}}}, &map[string]int{"k": 1}, &[]int{1, 2}, &[2]string{"p", "q"},
		struct{}{}, &struct{}{}, struct {
			A int
			b any
		}{1, Point{7, 8}},
		Tree{V: 1}, &Tree{V: 2}, Gen[int]{4}, Gen[map[string]Point]{}, &Gen[[]string]{[]string{"g"}},
		errors.New("plain"), fmt.Errorf("wrapped: %w", errors.New("in")), (*Point)(nil), (error)(nil), (map[int]int)(nil), (func())(nil), (chan int)(nil),
		[]*Point{nil}, map[string]*Point{"n": nil}, [1]any{}, struct{ E error }{}, [3]byte{1, 2, 3}, &[3]byte{1, 2, 3}, []any{[]byte("ab"), [2]byte{1, 2}},
	}
	verbs := []string{"%v", "%+v", "%#v", "%T", "%d", "%s", "%q", "%x", "% X", "%#x", "%t", "%5.1f", "%08v", "%-6v|", "%c", "%U", "%e", "%o", "%b", "%#q"}
	for _, v := range list {
		for _, verb := range verbs {
			if verb != "%v" && verb != "%+v" && verb != "%T" && address(fmt.Sprintf("%#v", v)) {
				continue
			}
			fmt.Printf(verb+"\n", v)
		}
		fmt.Println(v, v)
		fmt.Print(v, v, "s", v, 1, 2, "\n")
	}
	fmt.Print("a", "b", 1, 2, true, "c", 3.5, nil, nil, "\n")
	fmt.Print()
	fmt.Println()
	n, err := fmt.Println("é", 1)
	fmt.Println(n, err)
	fmt.Println(fmt.Sprint(), fmt.Sprint(1, 2), fmt.Sprintln("x", 3) == "x 3\n", string(fmt.Appendf([]byte("<"), "%d>", 5)))
	fmt.Printf("%[2]d %[1]d %d\n", 1, 2)
	fmt.Printf("%[3]*.[2]*[1]f|%6.*f|%-*d|%.*s|\n", 12.0, 2, 6, 1, 3.14159, 4, 7, 2, "abc")
	fmt.Printf("%d %s\n", 1)
	fmt.Printf("%d\n", 1, "x", nil, 2.5)
	fmt.Printf("%!|%z|%[5]d|%[x]d|%[1]|%*d|%.*d|%-", 1, 2, "w", 4, "p", 5)
	fmt.Printf("\n%d%%|%c|%v|%s\n", 50, 0x1F600, 'x', []string(nil))
	fmt.Printf("%6d|%-6d|%06d|%+d|% d|%x|%X|%#o|%O|%b\n", 42, 42, -42, 42, 42, 255, 255, 8, 8, 5)
	fmt.Printf("%8.3f|%-8.2f|%+.1e|%g|%G|%08.3f|% .3f|%+08.2f\n", 3.14159, 2.5, 12345.678, 1e-7, 1e21, -3.14159, 2.0, 1.5)
	fmt.Printf("%10s|%-10s|%.2s|%q|%x|% x|%#x|%+q|%10.3q\n", "right", "left", "cut", "q\"", "hex", "hex", "hex", "é", "quoted")
	fmt.Printf("%t|%6t|%v|%p\n", true, false, true, nil)
}
