// Package color has colors and the models that convert them into each other.
package color

// A Color can say its red, green, blue and alpha, each from 0 to 0xffff; the first three are
// already multiplied by alpha.
type Color interface {
	RGBA() (r, g, b, a uint32)
}

// RGBA is a color with 8 bits a channel, multiplied by alpha.
type RGBA struct{ R, G, B, A uint8 }

// RGBA64 is a color with 16 bits a channel, multiplied by alpha.
type RGBA64 struct{ R, G, B, A uint16 }

// NRGBA is a color with 8 bits a channel, not multiplied by alpha.
type NRGBA struct{ R, G, B, A uint8 }

// NRGBA64 is a color with 16 bits a channel, not multiplied by alpha.
type NRGBA64 struct{ R, G, B, A uint16 }

// Alpha is white of 8 bits of opacity.
type Alpha struct{ A uint8 }

// Alpha16 is white of 16 bits of opacity.
type Alpha16 struct{ A uint16 }

// Gray is a gray of 8 bits.
type Gray struct{ Y uint8 }

// Gray16 is a gray of 16 bits.
type Gray16 struct{ Y uint16 }

// wide makes 16 bits of 8: 0xff becomes 0xffff.
func wide(v uint8) uint32 { return uint32(v) * 0x101 }

func (c RGBA) RGBA() (r, g, b, a uint32) { return wide(c.R), wide(c.G), wide(c.B), wide(c.A) }

func (c RGBA64) RGBA() (r, g, b, a uint32) {
	return uint32(c.R), uint32(c.G), uint32(c.B), uint32(c.A)
}

func (c NRGBA) RGBA() (r, g, b, a uint32) {
	times := func(v uint8) uint32 { return wide(v) * uint32(c.A) / 0xff }
	return times(c.R), times(c.G), times(c.B), wide(c.A)
}

func (c NRGBA64) RGBA() (r, g, b, a uint32) {
	a = uint32(c.A)
	times := func(v uint16) uint32 { return uint32(v) * a / 0xffff }
	return times(c.R), times(c.G), times(c.B), a
}

func (c Alpha) RGBA() (r, g, b, a uint32) {
	a = wide(c.A)
	return a, a, a, a
}

func (c Alpha16) RGBA() (r, g, b, a uint32) {
	a = uint32(c.A)
	return a, a, a, a
}

func (c Gray) RGBA() (r, g, b, a uint32) {
	y := wide(c.Y)
	return y, y, y, 0xffff
}

func (c Gray16) RGBA() (r, g, b, a uint32) {
	y := uint32(c.Y)
	return y, y, y, 0xffff
}

// A Model converts colors to its own, perhaps losing something.
type Model interface {
	Convert(c Color) Color
}

type modelFunc struct {
	convert func(Color) Color
}

func (m *modelFunc) Convert(c Color) Color { return m.convert(c) }

// ModelFunc returns the model that converts with a function.
func ModelFunc(f func(Color) Color) Model { return &modelFunc{f} }

// model returns the model whose colors are of type T; others are made of their channels.
func model[T Color](make func(r, g, b, a uint32) Color) Model {
	return ModelFunc(func(c Color) Color {
		if _, ok := c.(T); ok {
			return c
		}
		return make(c.RGBA())
	})
}

// The models of the colors here.
var (
	RGBAModel Model = model[RGBA](func(r, g, b, a uint32) Color {
		return RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(a >> 8)}
	})
	RGBA64Model Model = model[RGBA64](func(r, g, b, a uint32) Color {
		return RGBA64{uint16(r), uint16(g), uint16(b), uint16(a)}
	})
	NRGBAModel Model = model[NRGBA](func(r, g, b, a uint32) Color {
		r, g, b = divided(r, g, b, a)
		return NRGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(a >> 8)}
	})
	NRGBA64Model Model = model[NRGBA64](func(r, g, b, a uint32) Color {
		r, g, b = divided(r, g, b, a)
		return NRGBA64{uint16(r), uint16(g), uint16(b), uint16(a)}
	})
	AlphaModel   Model = model[Alpha](func(_, _, _, a uint32) Color { return Alpha{uint8(a >> 8)} })
	Alpha16Model Model = model[Alpha16](func(_, _, _, a uint32) Color { return Alpha16{uint16(a)} })
	GrayModel    Model = model[Gray](func(r, g, b, _ uint32) Color {
		return Gray{uint8(luminance(r, g, b) >> 24)}
	})
	Gray16Model Model = model[Gray16](func(r, g, b, _ uint32) Color {
		return Gray16{uint16(luminance(r, g, b) >> 16)}
	})
)

// divided takes alpha out of the channels.
func divided(r, g, b, a uint32) (uint32, uint32, uint32) {
	if a == 0 {
		return 0, 0, 0
	}
	return r * 0xffff / a, g * 0xffff / a, b * 0xffff / a
}

// luminance weighs the channels as JFIF does, in 65536ths, rounded.
func luminance(r, g, b uint32) uint32 { return 19595*r + 38470*g + 7471*b + 1<<15 }

// A Palette is a list of colors.
type Palette []Color

// Convert returns the color of the palette that is nearest, nil if it is empty.
func (p Palette) Convert(c Color) Color {
	if len(p) == 0 {
		return nil
	}
	return p[p.Index(c)]
}

// Index returns the index of the nearest color, by the sum of squares.
func (p Palette) Index(c Color) int {
	r, g, b, a := c.RGBA()
	best, least := 0, uint32(1<<32-1)
	for i, other := range p {
		r2, g2, b2, a2 := other.RGBA()
		sum := square(r, r2) + square(g, g2) + square(b, b2) + square(a, a2)
		if sum < least {
			if sum == 0 {
				return i
			}
			best, least = i, sum
		}
	}
	return best
}

// square is a quarter of the square of a difference, so that four of them fit.
func square(x, y uint32) uint32 {
	d := x - y
	return (d * d) >> 2
}

// Some colors.
var (
	Black       = Gray16{0}
	White       = Gray16{0xffff}
	Transparent = Alpha16{0}
	Opaque      = Alpha16{0xffff}
)
