// Package draw puts images together.
package draw

import (
	"image"
	"image/color"
)

// An Image can be drawn on.
type Image interface {
	image.Image
	Set(x, y int, c color.Color)
}

// An RGBA64Image can be drawn on without making interface values.
type RGBA64Image interface {
	image.RGBA64Image
	Set(x, y int, c color.Color)
	SetRGBA64(x, y int, c color.RGBA64)
}

// A Quantizer adds colors for an image to a palette, up to its capacity.
type Quantizer interface {
	Quantize(p color.Palette, m image.Image) color.Palette
}

// An Op says how source and destination combine (Porter and Duff).
type Op int

const (
	Over Op = iota // the source, where it lets nothing through
	Src            // the source alone
)

// Draw is Draw with this operation.
func (op Op) Draw(dst Image, r image.Rectangle, src image.Image, sp image.Point) {
	DrawMask(dst, r, src, sp, nil, image.Point{}, op)
}

// A Drawer draws a source, aligned at sp, into a rectangle of a destination.
type Drawer interface {
	Draw(dst Image, r image.Rectangle, src image.Image, sp image.Point)
}

// Draw draws without a mask.
func Draw(dst Image, r image.Rectangle, src image.Image, sp image.Point, op Op) {
	DrawMask(dst, r, src, sp, nil, image.Point{}, op)
}

// clip makes a rectangle such that all its points are in every image; the others' points move along.
func clip(dst Image, r *image.Rectangle, src image.Image, sp *image.Point, mask image.Image, mp *image.Point) {
	from := r.Min
	*r = r.Intersect(dst.Bounds()).Intersect(src.Bounds().Add(from.Sub(*sp)))
	if mask != nil {
		*r = r.Intersect(mask.Bounds().Add(from.Sub(*mp)))
		*mp = mp.Add(r.Min.Sub(from))
	}
	*sp = sp.Add(r.Min.Sub(from))
}

// reader returns how to read an image's colors.
func reader(m image.Image) func(x, y int) color.RGBA64 {
	if m, ok := m.(image.RGBA64Image); ok {
		return m.RGBA64At
	}
	return func(x, y int) color.RGBA64 {
		r, g, b, a := m.At(x, y).RGBA()
		return color.RGBA64{uint16(r), uint16(g), uint16(b), uint16(a)}
	}
}

// DrawMask draws a source through a mask, whose alpha counts; both are aligned at points.
func DrawMask(dst Image, r image.Rectangle, src image.Image, sp image.Point, mask image.Image, mp image.Point, op Op) {
	clip(dst, &r, src, &sp, mask, &mp)
	if r.Empty() {
		return
	}
	size := r.Size()
	x0, x1, dx := 0, size.X, 1
	y0, y1, dy := 0, size.Y, 1
	moved := r.Add(sp.Sub(r.Min))
	if any(dst) == any(src) && r.Overlaps(moved) && (sp.Y < r.Min.Y || sp.Y == r.Min.Y && sp.X < r.Min.X) {
		// The source would be overwritten before it is read.
		x0, x1, dx = x1-1, -1, -1
		y0, y1, dy = y1-1, -1, -1
	}
	from, under := reader(src), reader(dst)
	opaque := func(int, int) color.RGBA64 { return color.RGBA64{A: 0xffff} }
	if mask != nil {
		opaque = reader(mask)
	}
	set := func(x, y int, c color.RGBA64) { dst.Set(x, y, c) }
	if to, ok := dst.(RGBA64Image); ok {
		set = to.SetRGBA64
	}
	for y := y0; y != y1; y += dy {
		for x := x0; x != x1; x += dx {
			through := uint32(opaque(mp.X+x, mp.Y+y).A)
			if through == 0 && op == Over {
				continue
			}
			at := image.Pt(r.Min.X+x, r.Min.Y+y)
			if through == 0xffff && op == Src {
				dst.Set(at.X, at.Y, src.At(sp.X+x, sp.Y+y))
				continue
			}
			c := from(sp.X+x, sp.Y+y)
			var old color.RGBA64
			if op == Over {
				old = under(at.X, at.Y)
			}
			keeps := 0xffff - uint32(c.A)*through/0xffff
			mix := func(new, old uint16) uint16 {
				return uint16((uint32(old)*keeps + uint32(new)*through) / 0xffff)
			}
			set(at.X, at.Y, color.RGBA64{mix(c.R, old.R), mix(c.G, old.G), mix(c.B, old.B), mix(c.A, old.A)})
		}
	}
}

// FloydSteinberg draws with the operation Src, spreading what a color cannot show over the pixels
// that follow.
var FloydSteinberg Drawer = floydSteinberg{}

type floydSteinberg struct{}

// Weights of the error (Floyd and Steinberg 1976), in sixteenths: 7 to the right; below 3, 5, 1.
func (floydSteinberg) Draw(dst Image, r image.Rectangle, src image.Image, sp image.Point) {
	clip(dst, &r, src, &sp, nil, nil)
	if r.Empty() {
		return
	}
	from, shown := reader(src), reader(dst)
	type channels [4]int32
	of := func(c color.RGBA64) channels {
		return channels{int32(c.R), int32(c.G), int32(c.B), int32(c.A)}
	}
	// One more at each end.
	here, below := make([]channels, r.Dx()+2), make([]channels, r.Dx()+2)
	for y := range r.Dy() {
		for x := range r.Dx() {
			want := of(from(sp.X+x, sp.Y+y))
			for i := range want {
				want[i] = min(max(want[i]+here[x+1][i]/16, 0), 0xffff)
			}
			c := color.RGBA64{uint16(want[0]), uint16(want[1]), uint16(want[2]), uint16(want[3])}
			dst.Set(r.Min.X+x, r.Min.Y+y, c)
			got := of(shown(r.Min.X+x, r.Min.Y+y))
			for i := range want {
				lacks := want[i] - got[i]
				here[x+2][i] += lacks * 7
				below[x][i] += lacks * 3
				below[x+1][i] += lacks * 5
				below[x+2][i] += lacks
			}
		}
		here, below = below, here
		clear(below)
	}
}
