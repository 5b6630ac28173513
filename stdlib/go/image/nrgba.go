package image

import "image/color"

// NRGBA is an image of NRGBA colors: four bytes a pixel.
type NRGBA struct {
	Pix    []uint8
	Stride int // distance of rows in bytes
	Rect   Rectangle
}

// NewNRGBA returns an image of zeros.
func NewNRGBA(r Rectangle) *NRGBA {
	return &NRGBA{make([]uint8, size(r, 4, "NRGBA")), 4 * r.Dx(), r}
}

func (p *NRGBA) ColorModel() color.Model { return color.NRGBAModel }
func (p *NRGBA) Bounds() Rectangle       { return p.Rect }
func (p *NRGBA) At(x, y int) color.Color { return p.NRGBAAt(x, y) }

func (p *NRGBA) RGBA64At(x, y int) color.RGBA64 { return wide(p.NRGBAAt(x, y)) }

// PixOffset returns where in Pix a pixel begins.
func (p *NRGBA) PixOffset(x, y int) int { return offset(p.Rect, p.Stride, 4, x, y) }

// NRGBAAt returns a pixel, zero outside the image.
func (p *NRGBA) NRGBAAt(x, y int) color.NRGBA {
	if !(Point{x, y}).In(p.Rect) {
		return color.NRGBA{}
	}
	i := p.PixOffset(x, y)
	s := p.Pix[i : i+4]
	return color.NRGBA{s[0], s[1], s[2], s[3]}
}

func (p *NRGBA) Set(x, y int, c color.Color) {
	p.SetNRGBA(x, y, color.NRGBAModel.Convert(c).(color.NRGBA))
}

func (p *NRGBA) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

// SetNRGBA sets a pixel, if it is in the image.
func (p *NRGBA) SetNRGBA(x, y int, c color.NRGBA) {
	if !(Point{x, y}).In(p.Rect) {
		return
	}
	i := p.PixOffset(x, y)
	s := p.Pix[i : i+4]
	s[0], s[1], s[2], s[3] = c.R, c.G, c.B, c.A
}

// SubImage returns the part in a rectangle; pixels are shared.
func (p *NRGBA) SubImage(r Rectangle) Image {
	pix, r := part(p.Pix, p.Rect, r, p.PixOffset)
	if pix == nil {
		return &NRGBA{}
	}
	return &NRGBA{pix, p.Stride, r}
}

// Opaque reports whether no pixel lets anything through.
func (p *NRGBA) Opaque() bool { return solid(p.Pix, p.Rect, p.Stride, 4, 1) }

// NRGBA64 is an image of NRGBA64 colors: eight bytes a pixel, the high one of each pair first.
type NRGBA64 struct {
	Pix    []uint8
	Stride int // distance of rows in bytes
	Rect   Rectangle
}

// NewNRGBA64 returns an image of zeros.
func NewNRGBA64(r Rectangle) *NRGBA64 {
	return &NRGBA64{make([]uint8, size(r, 8, "NRGBA64")), 8 * r.Dx(), r}
}

func (p *NRGBA64) ColorModel() color.Model { return color.NRGBA64Model }
func (p *NRGBA64) Bounds() Rectangle       { return p.Rect }
func (p *NRGBA64) At(x, y int) color.Color { return p.NRGBA64At(x, y) }

func (p *NRGBA64) RGBA64At(x, y int) color.RGBA64 { return wide(p.NRGBA64At(x, y)) }

// PixOffset returns where in Pix a pixel begins.
func (p *NRGBA64) PixOffset(x, y int) int { return offset(p.Rect, p.Stride, 8, x, y) }

// NRGBA64At returns a pixel, zero outside the image.
func (p *NRGBA64) NRGBA64At(x, y int) color.NRGBA64 {
	if !(Point{x, y}).In(p.Rect) {
		return color.NRGBA64{}
	}
	i := p.PixOffset(x, y)
	s := p.Pix[i : i+8]
	return color.NRGBA64{get(s[0:]), get(s[2:]), get(s[4:]), get(s[6:])}
}

func (p *NRGBA64) Set(x, y int, c color.Color) {
	p.SetNRGBA64(x, y, color.NRGBA64Model.Convert(c).(color.NRGBA64))
}

func (p *NRGBA64) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

// SetNRGBA64 sets a pixel, if it is in the image.
func (p *NRGBA64) SetNRGBA64(x, y int, c color.NRGBA64) {
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
func (p *NRGBA64) SubImage(r Rectangle) Image {
	pix, r := part(p.Pix, p.Rect, r, p.PixOffset)
	if pix == nil {
		return &NRGBA64{}
	}
	return &NRGBA64{pix, p.Stride, r}
}

// Opaque reports whether no pixel lets anything through.
func (p *NRGBA64) Opaque() bool { return solid(p.Pix, p.Rect, p.Stride, 8, 2) }
