package main

import "fmt"

type Shape interface {
	Area() float64
	Name() string
}

type Square struct{ side float64 }

func (s Square) Area() float64 { return s.side * s.side }

type Circle struct{ r float64 }

func (c *Circle) Area() float64 { return c.r }
func (c *Circle) Name() string  { return "circle" }

type Odd struct{}

func (Odd) Area() int    { return 1 }
func (Odd) Name() string { return "" }

type Base struct{ id int }

func (b *Base) ID() int { return b.id }

type Left struct{ Base }
type Right struct{ Base }
type Both struct {
	Left
	Right
}

type Str string

func (s Str) String() string { return string(s) }

var _ Shape = Square{} // ERROR "cannot use Square{} (value of struct type Square) as Shape value in variable declaration: Square does not implement Shape (missing method Name)"
var _ Shape = Circle{} // ERROR "cannot use Circle{} (value of struct type Circle) as Shape value in variable declaration: Circle does not implement Shape (method Area has pointer receiver)"
var _ Shape = &Circle{}
var _ Shape = Odd{} // ERROR "cannot use Odd{} (value of struct type Odd) as Shape value in variable declaration: Odd does not implement Shape (wrong type for method Area)"
var _ Shape = 5 // ERROR "cannot use 5 (constant of type int) as Shape value in variable declaration: int does not implement Shape (missing method Area)"
var _ fmt.Stringer = Str("a")
var _ fmt.Stringer = (*Shape)(nil) // ERROR "cannot use (*Shape)(nil) (value of type *Shape) as fmt.Stringer value in variable declaration: *Shape does not implement fmt.Stringer (type *Shape is pointer to interface, not interface)"

func _(s Shape, p *Shape, b Both) {
	_ = s.(Square) // ERROR "impossible type assertion: s.(Square)"
	_ = s.(*Circle)
	_ = s.Missing // ERROR "s.Missing undefined (type Shape has no field or method Missing)"
	_ = p.Area // ERROR "p.Area undefined (type *Shape is pointer to interface, not interface)"
	_ = b.ID() // ERROR "ambiguous selector b.ID"
	_ = b.Left.ID()
	_ = b.id // ERROR "ambiguous selector b.id"
	var c Circle = s // ERROR "cannot use s (variable of interface type Shape) as Circle value in variable declaration"
	_ = c
	f := Circle.Area // ERROR "declared and not used: f" "invalid method expression Circle.Area (needs pointer receiver (*Circle).Area)"
	g := (*Circle).Area
	h := Square.Area
	_, _ = g(&Circle{}), h(Square{})
	var st fmt.Stringer = s // ERROR "cannot use s (variable of interface type Shape) as fmt.Stringer value in variable declaration: Shape does not implement fmt.Stringer (missing method String)"
	_ = st
	var e error = Str("x") // ERROR "cannot use Str(\"x\") (constant \"x\" of string type Str) as error value in variable declaration: Str does not implement error (missing method Error)"
	_ = e
}

func main() {}
