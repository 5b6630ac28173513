package image

import "image/color"

// Alpha is an image of Alpha colors: a byte a pixel.
type Alpha struct {
	Pix    []uint8
	Stride int // distance of rows in bytes
	Rect   Rectangle
}

// NewAlpha returns an image of zeros.
func NewAlpha(r Rectangle) *Alpha {
	return &Alpha{make([]uint8, size(r, 1, "Alpha")), 1 * r.Dx(), r}
}

func (p *Alpha) ColorModel() color.Model { return color.AlphaModel }
func (p *Alpha) Bounds() Rectangle       { return p.Rect }
func (p *Alpha) At(x, y int) color.Color { return p.AlphaAt(x, y) }

func (p *Alpha) RGBA64At(x, y int) color.RGBA64 { return wide(p.AlphaAt(x, y)) }

// PixOffset returns where in Pix a pixel begins.
func (p *Alpha) PixOffset(x, y int) int { return offset(p.Rect, p.Stride, 1, x, y) }

// AlphaAt returns a pixel, zero outside the image.
func (p *Alpha) AlphaAt(x, y int) color.Alpha {
	if !(Point{x, y}).In(p.Rect) {
		return color.Alpha{}
	}
	i := p.PixOffset(x, y)
	return color.Alpha{p.Pix[i]}
}

func (p *Alpha) Set(x, y int, c color.Color) {
	p.SetAlpha(x, y, color.AlphaModel.Convert(c).(color.Alpha))
}

func (p *Alpha) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

// SetAlpha sets a pixel, if it is in the image.
func (p *Alpha) SetAlpha(x, y int, c color.Alpha) {
	if !(Point{x, y}).In(p.Rect) {
		return
	}
	i := p.PixOffset(x, y)
	p.Pix[i] = c.A
}

// SubImage returns the part in a rectangle; pixels are shared.
func (p *Alpha) SubImage(r Rectangle) Image {
	pix, r := part(p.Pix, p.Rect, r, p.PixOffset)
	if pix == nil {
		return &Alpha{}
	}
	return &Alpha{pix, p.Stride, r}
}

// Opaque reports whether no pixel lets anything through.
func (p *Alpha) Opaque() bool { return solid(p.Pix, p.Rect, p.Stride, 1, 1) }

// Alpha16 is an image of Alpha16 colors: two bytes a pixel, the high one first.
type Alpha16 struct {
	Pix    []uint8
	Stride int // distance of rows in bytes
	Rect   Rectangle
}

// NewAlpha16 returns an image of zeros.
func NewAlpha16(r Rectangle) *Alpha16 {
	return &Alpha16{make([]uint8, size(r, 2, "Alpha16")), 2 * r.Dx(), r}
}

func (p *Alpha16) ColorModel() color.Model { return color.Alpha16Model }
func (p *Alpha16) Bounds() Rectangle       { return p.Rect }
func (p *Alpha16) At(x, y int) color.Color { return p.Alpha16At(x, y) }

func (p *Alpha16) RGBA64At(x, y int) color.RGBA64 { return wide(p.Alpha16At(x, y)) }

// PixOffset returns where in Pix a pixel begins.
func (p *Alpha16) PixOffset(x, y int) int { return offset(p.Rect, p.Stride, 2, x, y) }

// Alpha16At returns a pixel, zero outside the image.
func (p *Alpha16) Alpha16At(x, y int) color.Alpha16 {
	if !(Point{x, y}).In(p.Rect) {
		return color.Alpha16{}
	}
	i := p.PixOffset(x, y)
	s := p.Pix[i : i+2]
	return color.Alpha16{get(s[0:])}
}

func (p *Alpha16) Set(x, y int, c color.Color) {
	p.SetAlpha16(x, y, color.Alpha16Model.Convert(c).(color.Alpha16))
}

func (p *Alpha16) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

// SetAlpha16 sets a pixel, if it is in the image.
func (p *Alpha16) SetAlpha16(x, y int, c color.Alpha16) {
	if !(Point{x, y}).In(p.Rect) {
		return
	}
	i := p.PixOffset(x, y)
	s := p.Pix[i : i+2]
	put(s[0:], c.A)
}

// SubImage returns the part in a rectangle; pixels are shared.
func (p *Alpha16) SubImage(r Rectangle) Image {
	pix, r := part(p.Pix, p.Rect, r, p.PixOffset)
	if pix == nil {
		return &Alpha16{}
	}
	return &Alpha16{pix, p.Stride, r}
}

// Opaque reports whether no pixel lets anything through.
func (p *Alpha16) Opaque() bool { return solid(p.Pix, p.Rect, p.Stride, 2, 2) }
