// Formats 200 values with every verb and all sets of flags, some with a width and a precision.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"math"
	"math/rand"
	"os"
	"strconv"
	"strings"
	"time"
)

type (
	stringer struct{ a, b int }
	pointer  struct{ a int }
	failing  struct{}
	goer     int
	celsius  float64
	color    uint8
	words    []string
	tree     struct {
		Name string
		Kids []*tree
		Any  any
		m    map[string]int
	}
	embedded struct {
		stringer
		X int
	}
)

func (s stringer) String() string { return fmt.Sprintf("<%d %d>", s.a, s.b) }
func (p *pointer) String() string { return "pointer" }
func (failing) Error() string     { panic("cannot say") }
func (g goer) GoString() string   { return "goer!" }
func (c celsius) Format(s fmt.State, verb rune) {
	w, ok := s.Width()
	p, ok2 := s.Precision()
	fmt.Fprint(s, "C", string(verb), w, ok, p, ok2, s.Flag('+'), s.Flag('-'), s.Flag('#'), s.Flag('0'), s.Flag(' '))
}
func (c color) String() string { return [...]string{"red", "green"}[c] }

func values(r *rand.Rand) []any {
	var nilError error
	var nilPointer *pointer
	list := []any{nil, true, false, 0, 1, -1, 42, -12345, math.MaxInt64, math.MinInt64, int8(-128), int16(300), int32('é'), int64(7), uint(9), uint8(200), uint16(65535), uint32(1 << 31), uint64(math.MaxUint64), uintptr(255),
		0.0, math.Copysign(0, -1), 1.0, -1.5, 3.14159265358979, 1e21, 1e20, 1e-7, 123456789.0, 1e100, math.MaxFloat64, math.SmallestNonzeroFloat64, math.NaN(), math.Inf(1), math.Inf(-1), float32(0.1), float32(16777216), float32(math.Inf(1)),
		complex(1, -2), complex(math.NaN(), math.Inf(-1)), complex64(complex(0.5, 100)), "", "hello", "héllo, 世界", "a\nb\t\"q\"\\`", "\xff\xfe", "\u200b\u00ad\U0001f600", strings.Repeat("x", 50),
		[]byte{}, []byte("bytes"), []byte{0, 1, 0xff}, [3]byte{1, 2, 3}, []string{"a", "b c"}, []string{}, []string(nil), []int{1, -2, 3}, []int(nil), [2]bool{true, false}, []float64{1, 2.5}, []any{1, "x", nil, 2.5},
		map[string]int{"b": 2, "a": 1}, map[int]string{}, map[int]string(nil), map[bool][]int{true: {1}, false: nil}, map[stringer]int{{1, 2}: 3}, struct{}{}, struct{ A, b any }{1, "x"}, struct {
			X int
			Y *int
		}{3, nil},
		stringer{1, 2}, &stringer{3, 4}, []stringer{{5, 6}}, map[string]stringer{"k": {7, 8}}, pointer{1}, nilPointer, embedded{stringer{1, 2}, 3}, struct{ s stringer }{stringer{9, 9}}, failing{}, goer(5), []goer{1, 2}, celsius(36.6), []celsius{1}, color(0), color(1), color(7), words{"x", "y"},
		tree{"root", []*tree{nil}, 5, map[string]int{"z": 1}}, errors.New("an error"), nilError, time.Duration(90 * time.Second), []time.Duration{1, 2e9}, time.March, time.Date(2024, 2, 29, 13, 4, 5, 678, time.UTC), strconv.ErrSyntax,
		'x', rune(0x10FFFF), rune(-1), int32(0xD800), [][]int{{1}, {2, 3}, nil}, []map[string]bool{{"t": true}}, any(any(3)), [0]int{}, []struct{ A int }{{1}, {2}}, []*int{nil}, [3]string{"", "é", "\x00"}, [][]byte{[]byte("ab"), nil}, func() {} == nil, (func())(nil), (chan int)(nil), (map[string]int)(nil), (*int)(nil), (error)(nil)}
	for len(list) < 200 {
		switch r.Intn(6) {
		case 0:
			list = append(list, r.Int63()>>r.Intn(63))
		case 1:
			list = append(list, -r.Int63()>>r.Intn(63))
		case 2:
			list = append(list, math.Float64frombits(r.Uint64()))
		case 3:
			list = append(list, math.Float32frombits(r.Uint32()))
		case 4:
			b := make([]byte, r.Intn(12))
			r.Read(b)
			list = append(list, string(b))
		case 5:
			list = append(list, complex(r.NormFloat64(), r.ExpFloat64()*1e5))
		}
	}
	return list
}

func main() {
	seed, _ := strconv.ParseInt(os.Args[1], 10, 64)
	r := rand.New(rand.NewSource(seed))
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	sizes := []string{"", "8", ".3", "12.1", "30", ".0"}
	for i, v := range values(r) {
		for _, verb := range "vTtbcdoOqxXUeEfFgGspw!z" {
			if verb == 'p' && v != nil {
				continue // addresses are not the same
			}
			for flags := range 32 {
				format := "%"
				for j, c := range "+-# 0" {
					if flags>>j&1 == 1 {
						format += string(c)
					}
				}
				format += sizes[(flags+int(verb)+i)%len(sizes)] + string(verb)
				fmt.Fprintf(out, "%d %s|", i, format)
				fmt.Fprintf(out, format, v)
				out.WriteString("|\n")
			}
		}
		fmt.Fprint(out, v, v, 1, "s", v, "\n")
		fmt.Fprintln(out, v, v)
	}
}
