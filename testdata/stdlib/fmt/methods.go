// Methods that formatting calls, in all places where they may stand.
package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

type Color int

func (c Color) String() string { return [...]string{"Red", "Green", "Blue"}[c] }

type Temp float64

func (t Temp) String() string { return fmt.Sprintf("%.1f°C", float64(t)) }

type Ptr struct{ n int }

func (p *Ptr) String() string { return fmt.Sprint("Ptr", p.n) }

type Val struct{ A, b int }

func (v Val) String() string { return fmt.Sprintf("Val(%d,%d)", v.A, v.b) }

type Err struct{ Code int }

func (e *Err) Error() string { return fmt.Sprintf("code %d", e.Code) }

type Both struct{}

func (Both) Error() string  { return "as error" }
func (Both) String() string { return "as string" }

type GoStr struct{ x int }

func (g GoStr) GoString() string { return fmt.Sprintf("GoStr!%d", g.x) }

type Fmt struct{ s string }

func (f Fmt) Format(st fmt.State, verb rune) {
	w, wok := st.Width()
	p, pok := st.Precision()
	fmt.Fprintf(st, "<%c %s %d,%t %d,%t", verb, f.s, w, wok, p, pok)
	for _, c := range "+-# 0" {
		if st.Flag(int(c)) {
			fmt.Fprintf(st, " %q", c)
		}
	}
	io.WriteString(st, " "+fmt.FormatString(st, verb)+">")
}

type Panics struct{ v any }

func (p Panics) String() string { panic(p.v) }

type PanicsFmt struct{}

func (PanicsFmt) Format(st fmt.State, verb rune) {
	st.Write([]byte("partial "))
	panic("in Format")
}

type PanicsErr struct{}

func (PanicsErr) Error() string { panic(errors.New("inner")) }

type PanicsGo struct{}

func (PanicsGo) GoString() string { var m map[string]int; m["a"] = 1; return "" }

type Wrong struct{}

func (Wrong) String() int            { return 1 }
func (Wrong) Error(int) string       { return "no" }
func (Wrong) Format(s string) string { return "no" }

type Embeds struct {
	Val
	C Color
	c Color
	e error
	E error
}

type Empty struct{}

func (Empty) String() string { return "Empty!" }

type List []Color

func (l List) String() string {
	var parts []string
	for _, c := range l {
		parts = append(parts, c.String())
	}
	return strings.Join(parts, "+")
}

type Fn func()

func (Fn) String() string { return "Fn!" }

type M map[string]int

func (m M) String() string { return fmt.Sprint("M", len(m)) }

type Recursive struct{ depth int }

func (r Recursive) String() string {
	if r.depth == 0 {
		return "."
	}
	return fmt.Sprintf("(%v)", Recursive{r.depth - 1})
}

func main() {
	var nilPtr *Ptr
	var nilVal *Val
	var nilErr *Err
	list := []any{
		Color(1), Color(2), []Color{0, 1}, map[Color]Color{2: 0, 1: 1}, [2]Color{1, 1}, Temp(36.6), []Temp{1, 2.25},
		&Ptr{1}, Ptr{2}, []*Ptr{{3}}, []Ptr{{4}}, nilPtr, []*Ptr{nil},
		Val{1, 2}, &Val{3, 4}, nilVal, []Val{{5, 6}}, map[string]Val{"k": {7, 8}}, struct{ V Val }{Val{9, 9}}, struct{ v Val }{Val{9, 9}}, struct{ V *Val }{nil},
		&Err{5}, nilErr, []error{&Err{6}, nil}, Both{}, &Both{}, []any{Both{}, Color(0), nil}, GoStr{1}, []GoStr{{2}}, &GoStr{3},
		Fmt{"f"}, []Fmt{{"a"}, {"b"}}, map[string]Fmt{"k": {"v"}}, struct{ F Fmt }{Fmt{"in"}},
		Embeds{Val: Val{1, 2}, C: 1, c: 2, e: &Err{1}, E: &Err{2}}, struct {
			C Color
			c Color
			E any
		}{1, 1, Color(2)},
		Wrong{}, Empty{}, []Empty{{}, {}}, List{0, 1, 2}, struct{ L List }{List{1}}, Fn(nil), M{"a": 1}, []M{{}},
		Recursive{3}, map[any]string{Color(1): "x"}, [][]Color{{0}, {1, 2}}, &[]Color{1}, &map[string]Color{"a": 1},
		errors.Join(errors.New("a"), &Err{7}),
	}
	for _, v := range list {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%8v|", "%-9s|", "%d", "%.2s", "%+q", "%08.3f", "%T"} {
			if s := fmt.Sprintf(verb, v); !address(s) && (verb == "%T" || verb == "%v" || verb == "%s" || !address(fmt.Sprintf("%#v", v))) {
				fmt.Println(verb, s)
			}
		}
	}
	for _, v := range []any{
		Panics{"boom"}, Panics{42}, Panics{Panics{1}.v}, PanicsFmt{}, PanicsErr{}, PanicsGo{}, []any{Panics{"x"}, 1}, Panics{Color(1)}, Panics{Color(7)}, &Panics{"p"}, (*Panics)(nil),
	} {
		func() {
			defer func() {
				if r := recover(); r != nil {
					fmt.Println("recovered:", r)
				}
			}()
			fmt.Printf("%v|%s|%d|%#v\n", v, v, 1, v)
		}()
	}
	fmt.Println(Color(1), "and", Color(2), Fmt{"println"}, Val{1, 2})
	fmt.Print(Color(1), Color(2), "x", Val{}, "\n")
	fmt.Fprintln(fail{}, "x")
	_, err := fmt.Fprintf(fail{}, "%v", Color(1))
	fmt.Println(err)
	var sb strings.Builder
	n, err := fmt.Fprint(&sb, Color(0), 1, 2, "é")
	fmt.Println(n, err, sb.String(), sb.Len())
	fmt.Println(fmt.Sprintf("%v %d %s", Color(1), Color(1), Color(1)), fmt.Sprint(&Err{1}), fmt.Sprintf("%6.2f|%v", Temp(1), Temp(2)))
	fmt.Printf("%s %v %d\n", Color(9-8), Color(2), Color(2))
}

// address reports whether an address is in s.
func address(s string) bool {
	_, s, found := strings.Cut(s, "0x")
	return found && len(s) >= 8 && strings.Trim(s[:8], "0123456789abcdef") == ""
}

type fail struct{}

func (fail) Write(p []byte) (int, error) { return 0, errors.New("no space for " + string(p)) }
