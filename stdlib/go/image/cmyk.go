package image

import "image/color"

// CMYK is an image of CMYK colors: four bytes a pixel.
type CMYK struct {
	Pix    []uint8
	Stride int // distance of rows in bytes
	Rect   Rectangle
}

// NewCMYK returns an image of zeros.
func NewCMYK(r Rectangle) *CMYK {
	return &CMYK{make([]uint8, size(r, 4, "CMYK")), 4 * r.Dx(), r}
}

func (p *CMYK) ColorModel() color.Model { return color.CMYKModel }
func (p *CMYK) Bounds() Rectangle       { return p.Rect }
func (p *CMYK) At(x, y int) color.Color { return p.CMYKAt(x, y) }

func (p *CMYK) RGBA64At(x, y int) color.RGBA64 { return wide(p.CMYKAt(x, y)) }

// PixOffset returns where in Pix a pixel begins.
func (p *CMYK) PixOffset(x, y int) int { return offset(p.Rect, p.Stride, 4, x, y) }

// CMYKAt returns a pixel, zero outside the image.
func (p *CMYK) CMYKAt(x, y int) color.CMYK {
	if !(Point{x, y}).In(p.Rect) {
		return color.CMYK{}
	}
	i := p.PixOffset(x, y)
	s := p.Pix[i : i+4]
	return color.CMYK{s[0], s[1], s[2], s[3]}
}

func (p *CMYK) Set(x, y int, c color.Color) {
	p.SetCMYK(x, y, color.CMYKModel.Convert(c).(color.CMYK))
}

func (p *CMYK) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

// SetCMYK sets a pixel, if it is in the image.
func (p *CMYK) SetCMYK(x, y int, c color.CMYK) {
	if !(Point{x, y}).In(p.Rect) {
		return
	}
	i := p.PixOffset(x, y)
	s := p.Pix[i : i+4]
	s[0], s[1], s[2], s[3] = c.C, c.M, c.Y, c.K
}

// SubImage returns the part in a rectangle; pixels are shared.
func (p *CMYK) SubImage(r Rectangle) Image {
	pix, r := part(p.Pix, p.Rect, r, p.PixOffset)
	if pix == nil {
		return &CMYK{}
	}
	return &CMYK{pix, p.Stride, r}
}

// Opaque reports whether no pixel lets anything through.
func (p *CMYK) Opaque() bool { return true }
