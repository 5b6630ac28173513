package image

import "image/color"

// Gray is an image of Gray colors: a byte a pixel.
type Gray struct {
	Pix    []uint8
	Stride int // distance of rows in bytes
	Rect   Rectangle
}

// NewGray returns an image of zeros.
func NewGray(r Rectangle) *Gray {
	return &Gray{make([]uint8, size(r, 1, "Gray")), 1 * r.Dx(), r}
}

func (p *Gray) ColorModel() color.Model { return color.GrayModel }
func (p *Gray) Bounds() Rectangle       { return p.Rect }
func (p *Gray) At(x, y int) color.Color { return p.GrayAt(x, y) }

func (p *Gray) RGBA64At(x, y int) color.RGBA64 { return wide(p.GrayAt(x, y)) }

// PixOffset returns where in Pix a pixel begins.
func (p *Gray) PixOffset(x, y int) int { return offset(p.Rect, p.Stride, 1, x, y) }

// GrayAt returns a pixel, zero outside the image.
func (p *Gray) GrayAt(x, y int) color.Gray {
	if !(Point{x, y}).In(p.Rect) {
		return color.Gray{}
	}
	i := p.PixOffset(x, y)
	return color.Gray{p.Pix[i]}
}

func (p *Gray) Set(x, y int, c color.Color) {
	p.SetGray(x, y, color.GrayModel.Convert(c).(color.Gray))
}

func (p *Gray) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

// SetGray sets a pixel, if it is in the image.
func (p *Gray) SetGray(x, y int, c color.Gray) {
	if !(Point{x, y}).In(p.Rect) {
		return
	}
	i := p.PixOffset(x, y)
	p.Pix[i] = c.Y
}

// SubImage returns the part in a rectangle; pixels are shared.
func (p *Gray) SubImage(r Rectangle) Image {
	pix, r := part(p.Pix, p.Rect, r, p.PixOffset)
	if pix == nil {
		return &Gray{}
	}
	return &Gray{pix, p.Stride, r}
}

// Opaque reports whether no pixel lets anything through.
func (p *Gray) Opaque() bool { return true }

// Gray16 is an image of Gray16 colors: two bytes a pixel, the high one first.
type Gray16 struct {
	Pix    []uint8
	Stride int // distance of rows in bytes
	Rect   Rectangle
}

// NewGray16 returns an image of zeros.
func NewGray16(r Rectangle) *Gray16 {
	return &Gray16{make([]uint8, size(r, 2, "Gray16")), 2 * r.Dx(), r}
}

func (p *Gray16) ColorModel() color.Model { return color.Gray16Model }
func (p *Gray16) Bounds() Rectangle       { return p.Rect }
func (p *Gray16) At(x, y int) color.Color { return p.Gray16At(x, y) }

func (p *Gray16) RGBA64At(x, y int) color.RGBA64 { return wide(p.Gray16At(x, y)) }

// PixOffset returns where in Pix a pixel begins.
func (p *Gray16) PixOffset(x, y int) int { return offset(p.Rect, p.Stride, 2, x, y) }

// Gray16At returns a pixel, zero outside the image.
func (p *Gray16) Gray16At(x, y int) color.Gray16 {
	if !(Point{x, y}).In(p.Rect) {
		return color.Gray16{}
	}
	i := p.PixOffset(x, y)
	s := p.Pix[i : i+2]
	return color.Gray16{get(s[0:])}
}

func (p *Gray16) Set(x, y int, c color.Color) {
	p.SetGray16(x, y, color.Gray16Model.Convert(c).(color.Gray16))
}

func (p *Gray16) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

// SetGray16 sets a pixel, if it is in the image.
func (p *Gray16) SetGray16(x, y int, c color.Gray16) {
	if !(Point{x, y}).In(p.Rect) {
		return
	}
	i := p.PixOffset(x, y)
	s := p.Pix[i : i+2]
	put(s[0:], c.Y)
}

// SubImage returns the part in a rectangle; pixels are shared.
func (p *Gray16) SubImage(r Rectangle) Image {
	pix, r := part(p.Pix, p.Rect, r, p.PixOffset)
	if pix == nil {
		return &Gray16{}
	}
	return &Gray16{pix, p.Stride, r}
}

// Opaque reports whether no pixel lets anything through.
func (p *Gray16) Opaque() bool { return true }
