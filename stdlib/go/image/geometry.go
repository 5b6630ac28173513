package image

import (
	"image/color"
	"math/bits"
	"strconv"
)

// A Point is a place; y grows downwards.
type Point struct{ X, Y int }

// Pt is Point{X, Y}.
func Pt(X, Y int) Point { return Point{X, Y} }

func (p Point) String() string {
	return "(" + strconv.Itoa(p.X) + "," + strconv.Itoa(p.Y) + ")"
}

func (p Point) Add(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }
func (p Point) Sub(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }
func (p Point) Mul(k int) Point   { return Point{p.X * k, p.Y * k} }
func (p Point) Div(k int) Point   { return Point{p.X / k, p.Y / k} }
func (p Point) Eq(q Point) bool   { return p == q }

// In reports whether a point lies in a rectangle.
func (p Point) In(r Rectangle) bool {
	return r.Min.X <= p.X && p.X < r.Max.X && r.Min.Y <= p.Y && p.Y < r.Max.Y
}

// Mod returns the point in r that lies a multiple of r's size away.
func (p Point) Mod(r Rectangle) Point {
	into := func(v, size int) int {
		if v %= size; v < 0 {
			v += size
		}
		return v
	}
	p = p.Sub(r.Min)
	return Point{into(p.X, r.Dx()), into(p.Y, r.Dy())}.Add(r.Min)
}

// ZP is the point (0,0).
var ZP Point

// A Rectangle has the points from Min up to, but not in, Max's row and column. It is an image too:
// opaque in its bounds, transparent elsewhere.
type Rectangle struct{ Min, Max Point }

// ZR is the empty rectangle at (0,0).
var ZR Rectangle

// Rect returns the rectangle between two corners, whichever way they are given.
func Rect(x0, y0, x1, y1 int) Rectangle {
	return Rectangle{Point{x0, y0}, Point{x1, y1}}.Canon()
}

func (r Rectangle) String() string { return r.Min.String() + "-" + r.Max.String() }
func (r Rectangle) Dx() int        { return r.Max.X - r.Min.X }
func (r Rectangle) Dy() int        { return r.Max.Y - r.Min.Y }
func (r Rectangle) Size() Point    { return r.Max.Sub(r.Min) }

func (r Rectangle) Add(p Point) Rectangle { return Rectangle{r.Min.Add(p), r.Max.Add(p)} }
func (r Rectangle) Sub(p Point) Rectangle { return Rectangle{r.Min.Sub(p), r.Max.Sub(p)} }

// Inset makes all sides come in by n; where that is too much, the middle is left, and empty.
func (r Rectangle) Inset(n int) Rectangle {
	inset := func(low, high *int) {
		if *high-*low < 2*n {
			*low = (*low + *high) / 2
			*high = *low
			return
		}
		*low += n
		*high -= n
	}
	inset(&r.Min.X, &r.Max.X)
	inset(&r.Min.Y, &r.Max.Y)
	return r
}

// Intersect returns what is in both; the zero rectangle if nothing is.
func (r Rectangle) Intersect(s Rectangle) Rectangle {
	r.Min = Point{max(r.Min.X, s.Min.X), max(r.Min.Y, s.Min.Y)}
	r.Max = Point{min(r.Max.X, s.Max.X), min(r.Max.Y, s.Max.Y)}
	if r.Empty() {
		return ZR
	}
	return r
}

// Union returns the smallest rectangle with both.
func (r Rectangle) Union(s Rectangle) Rectangle {
	if r.Empty() {
		return s
	}
	if s.Empty() {
		return r
	}
	r.Min = Point{min(r.Min.X, s.Min.X), min(r.Min.Y, s.Min.Y)}
	r.Max = Point{max(r.Max.X, s.Max.X), max(r.Max.Y, s.Max.Y)}
	return r
}

func (r Rectangle) Empty() bool { return r.Min.X >= r.Max.X || r.Min.Y >= r.Max.Y }

// Eq reports whether two rectangles have the same points.
func (r Rectangle) Eq(s Rectangle) bool { return r == s || r.Empty() && s.Empty() }

// Overlaps reports whether two rectangles have a point in common.
func (r Rectangle) Overlaps(s Rectangle) bool { return !r.Intersect(s).Empty() }

// In reports whether every point of r is in s.
func (r Rectangle) In(s Rectangle) bool {
	return r.Empty() || s.Min.X <= r.Min.X && r.Max.X <= s.Max.X && s.Min.Y <= r.Min.Y && r.Max.Y <= s.Max.Y
}

// Canon returns the rectangle with Min before Max.
func (r Rectangle) Canon() Rectangle {
	if r.Max.X < r.Min.X {
		r.Min.X, r.Max.X = r.Max.X, r.Min.X
	}
	if r.Max.Y < r.Min.Y {
		r.Min.Y, r.Max.Y = r.Max.Y, r.Min.Y
	}
	return r
}

func (r Rectangle) At(x, y int) color.Color {
	if (Point{x, y}).In(r) {
		return color.Opaque
	}
	return color.Transparent
}

func (r Rectangle) RGBA64At(x, y int) color.RGBA64 { return wide(r.At(x, y)) }
func (r Rectangle) Bounds() Rectangle              { return r }
func (r Rectangle) ColorModel() color.Model        { return color.Alpha16Model }

// size returns how many bytes the pixels of a rectangle take.
func size(r Rectangle, each int, kind string) int {
	total := each
	for _, side := range []int{r.Dx(), r.Dy()} {
		high, low := bits.Mul64(uint64(total), uint64(side))
		if side < 0 || high != 0 || int(low) < 0 {
			panic("image: New" + kind + " Rectangle has huge or negative dimensions")
		}
		total = int(low)
	}
	return total
}

// offset returns where a pixel begins.
func offset(r Rectangle, stride, each, x, y int) int {
	return (y-r.Min.Y)*stride + (x-r.Min.X)*each
}

// part returns the pixels from the first of r on, and r within the bounds; nil if that is empty.
func part(pix []uint8, bounds, r Rectangle, offset func(x, y int) int) ([]uint8, Rectangle) {
	r = r.Intersect(bounds)
	if r.Empty() {
		return nil, r
	}
	return pix[offset(r.Min.X, r.Min.Y):], r
}

// solid reports whether the last bytes of each pixel, its alpha, are all 0xff.
func solid(pix []uint8, r Rectangle, stride, each, alpha int) bool {
	if r.Empty() {
		return true
	}
	for y := range r.Dy() {
		row := pix[y*stride:]
		for x := range r.Dx() {
			end := (x + 1) * each
			for _, b := range row[end-alpha : end] {
				if b != 0xff {
					return false
				}
			}
		}
	}
	return true
}

func get(s []uint8) uint16 { return uint16(s[0])<<8 | uint16(s[1]) }

func put(s []uint8, v uint16) { s[0], s[1] = uint8(v>>8), uint8(v) }

// wide returns a color with 16 bits a channel.
func wide(c color.Color) color.RGBA64 {
	r, g, b, a := c.RGBA()
	return color.RGBA64{uint16(r), uint16(g), uint16(b), uint16(a)}
}
