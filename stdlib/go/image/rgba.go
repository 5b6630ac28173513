package image

import "image/color"

// RGBA is an image of RGBA colors: four bytes a pixel.
type RGBA struct {
	Pix    []uint8
	Stride int // distance of rows in bytes
	Rect   Rectangle
}

// NewRGBA returns an image of zeros.
func NewRGBA(r Rectangle) *RGBA {
	return &RGBA{make([]uint8, size(r, 4, "RGBA")), 4 * r.Dx(), r}
}

func (p *RGBA) ColorModel() color.Model { return color.RGBAModel }
func (p *RGBA) Bounds() Rectangle       { return p.Rect }
func (p *RGBA) At(x, y int) color.Color { return p.RGBAAt(x, y) }

func (p *RGBA) RGBA64At(x, y int) color.RGBA64 { return wide(p.RGBAAt(x, y)) }

// PixOffset returns where in Pix a pixel begins.
func (p *RGBA) PixOffset(x, y int) int { return offset(p.Rect, p.Stride, 4, x, y) }

// RGBAAt returns a pixel, zero outside the image.
func (p *RGBA) RGBAAt(x, y int) color.RGBA {
	if !(Point{x, y}).In(p.Rect) {
		return color.RGBA{}
	}
	i := p.PixOffset(x, y)
	s := p.Pix[i : i+4]
	return color.RGBA{s[0], s[1], s[2], s[3]}
}

func (p *RGBA) Set(x, y int, c color.Color) {
	p.SetRGBA(x, y, color.RGBAModel.Convert(c).(color.RGBA))
}

func (p *RGBA) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

// SetRGBA sets a pixel, if it is in the image.
func (p *RGBA) SetRGBA(x, y int, c color.RGBA) {
	if !(Point{x, y}).In(p.Rect) {
		return
	}
	i := p.PixOffset(x, y)
	s := p.Pix[i : i+4]
	s[0], s[1], s[2], s[3] = c.R, c.G, c.B, c.A
}

// SubImage returns the part in a rectangle; pixels are shared.
func (p *RGBA) SubImage(r Rectangle) Image {
	pix, r := part(p.Pix, p.Rect, r, p.PixOffset)
	if pix == nil {
		return &RGBA{}
	}
	return &RGBA{pix, p.Stride, r}
}

// Opaque reports whether no pixel lets anything through.
func (p *RGBA) Opaque() bool { return solid(p.Pix, p.Rect, p.Stride, 4, 1) }

// RGBA64 is an image of RGBA64 colors: eight bytes a pixel, the high one of each pair first.
type RGBA64 struct {
	Pix    []uint8
	Stride int // distance of rows in bytes
	Rect   Rectangle
}

// NewRGBA64 returns an image of zeros.
func NewRGBA64(r Rectangle) *RGBA64 {
	return &RGBA64{make([]uint8, size(r, 8, "RGBA64")), 8 * r.Dx(), r}
}

func (p *RGBA64) ColorModel() color.Model { return color.RGBA64Model }
func (p *RGBA64) Bounds() Rectangle       { return p.Rect }
func (p *RGBA64) At(x, y int) color.Color { return p.RGBA64At(x, y) }

// PixOffset returns where in Pix a pixel begins.
func (p *RGBA64) PixOffset(x, y int) int { return offset(p.Rect, p.Stride, 8, x, y) }

// RGBA64At returns a pixel, zero outside the image.
func (p *RGBA64) RGBA64At(x, y int) color.RGBA64 {
	if !(Point{x, y}).In(p.Rect) {
		return color.RGBA64{}
	}
	i := p.PixOffset(x, y)
	s := p.Pix[i : i+8]
	return color.RGBA64{get(s[0:]), get(s[2:]), get(s[4:]), get(s[6:])}
}

func (p *RGBA64) Set(x, y int, c color.Color) {
	p.SetRGBA64(x, y, color.RGBA64Model.Convert(c).(color.RGBA64))
}

// SetRGBA64 sets a pixel, if it is in the image.
func (p *RGBA64) SetRGBA64(x, y int, c color.RGBA64) {
	if !(Point{x, y}).In(p.Rect) {
		return
	}
	i := p.PixOffset(x, y)
	s := p.Pix[i : i+8]
	put(s[0:], c.R)
	put(s[2:], c.G)
	put(s[4:], c.B)
	put(s[6:], c.A)
}

// SubImage returns the part in a rectangle; pixels are shared.
func (p *RGBA64) SubImage(r Rectangle) Image {
	pix, r := part(p.Pix, p.Rect, r, p.PixOffset)
	if pix == nil {
		return &RGBA64{}
	}
	return &RGBA64{pix, p.Stride, r}
}

// Opaque reports whether no pixel lets anything through.
func (p *RGBA64) Opaque() bool { return solid(p.Pix, p.Rect, p.Stride, 8, 2) }
