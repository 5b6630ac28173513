// Package image has pictures in memory.
package image

import (
	"image/color"
)

// An Image is a rectangle of colors.
type Image interface {
	ColorModel() color.Model
	Bounds() Rectangle
	At(x, y int) color.Color
}

// An RGBA64Image can say its colors without making an interface value.
type RGBA64Image interface {
	RGBA64At(x, y int) color.RGBA64
	Image
}

// A PalettedImage has the colors of a palette.
type PalettedImage interface {
	ColorIndexAt(x, y int) uint8
	Image
}

// A Config is what an image's file says at its head.
type Config struct {
	ColorModel    color.Model
	Width, Height int
}

// Paletted is an image of indices into a palette, a byte each.
type Paletted struct {
	Pix     []uint8
	Stride  int // distance of rows in bytes
	Rect    Rectangle
	Palette color.Palette
}

// NewPaletted returns an image of the palette's first color.
func NewPaletted(r Rectangle, p color.Palette) *Paletted {
	return &Paletted{make([]uint8, size(r, 1, "Paletted")), r.Dx(), r, p}
}

func (p *Paletted) ColorModel() color.Model { return p.Palette }
func (p *Paletted) Bounds() Rectangle       { return p.Rect }

func (p *Paletted) At(x, y int) color.Color {
	if len(p.Palette) == 0 {
		return nil
	}
	return p.Palette[p.ColorIndexAt(x, y)]
}

func (p *Paletted) RGBA64At(x, y int) color.RGBA64 {
	if len(p.Palette) == 0 {
		return color.RGBA64{}
	}
	return wide(p.Palette[p.ColorIndexAt(x, y)])
}

// PixOffset returns where in Pix a pixel is.
func (p *Paletted) PixOffset(x, y int) int { return offset(p.Rect, p.Stride, 1, x, y) }

func (p *Paletted) Set(x, y int, c color.Color) {
	p.SetColorIndex(x, y, uint8(p.Palette.Index(c)))
}

func (p *Paletted) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

// ColorIndexAt returns the index of a pixel's color, 0 outside the image.
func (p *Paletted) ColorIndexAt(x, y int) uint8 {
	if !(Point{x, y}).In(p.Rect) {
		return 0
	}
	return p.Pix[p.PixOffset(x, y)]
}

// SetColorIndex sets the index of a pixel's color, if it is in the image.
func (p *Paletted) SetColorIndex(x, y int, index uint8) {
	if (Point{x, y}).In(p.Rect) {
		p.Pix[p.PixOffset(x, y)] = index
	}
}

// SubImage returns the part in a rectangle; pixels are shared.
func (p *Paletted) SubImage(r Rectangle) Image {
	pix, r := part(p.Pix, p.Rect, r, p.PixOffset)
	if pix == nil {
		return &Paletted{Palette: p.Palette}
	}
	return &Paletted{pix, p.Stride, r, p.Palette}
}

// Opaque reports whether no color in use lets anything through.
func (p *Paletted) Opaque() bool {
	var used [256]bool
	for y := range p.Rect.Dy() {
		for _, index := range p.Pix[y*p.Stride:][:p.Rect.Dx()] {
			used[index] = true
		}
	}
	for i, c := range p.Palette {
		if _, _, _, a := c.RGBA(); used[i] && a != 0xffff {
			return false
		}
	}
	return true
}

// Uniform is a single color everywhere; it is a color and a model too.
type Uniform struct {
	C color.Color
}

// NewUniform returns an image of one color.
func NewUniform(c color.Color) *Uniform { return &Uniform{c} }

func (c *Uniform) RGBA() (r, g, b, a uint32)       { return c.C.RGBA() }
func (c *Uniform) ColorModel() color.Model         { return c }
func (c *Uniform) Convert(color.Color) color.Color { return c.C }
func (c *Uniform) At(x, y int) color.Color         { return c.C }
func (c *Uniform) RGBA64At(x, y int) color.RGBA64  { return wide(c.C) }

// Bounds is as large as can be without overflow.
func (c *Uniform) Bounds() Rectangle { return Rectangle{Point{-1e9, -1e9}, Point{1e9, 1e9}} }

// Opaque reports whether the color lets nothing through.
func (c *Uniform) Opaque() bool {
	_, _, _, a := c.C.RGBA()
	return a == 0xffff
}

// Images of one color.
var (
	Black       = NewUniform(color.Black)
	White       = NewUniform(color.White)
	Transparent = NewUniform(color.Transparent)
	Opaque      = NewUniform(color.Opaque)
)

// YCbCrSubsampleRatio says how many pixels share a sample of chroma.
type YCbCrSubsampleRatio int

const (
	YCbCrSubsampleRatio444 YCbCrSubsampleRatio = iota
	YCbCrSubsampleRatio422
	YCbCrSubsampleRatio420
	YCbCrSubsampleRatio440
	YCbCrSubsampleRatio411
	YCbCrSubsampleRatio410
)

// shares has names, and how many pixels in a row and in a column share a sample.
var shares = [...]struct {
	name string
	x, y int
}{{"444", 1, 1}, {"422", 2, 1}, {"420", 2, 2}, {"440", 1, 2}, {"411", 4, 1}, {"410", 4, 2}}

func (s YCbCrSubsampleRatio) String() string {
	if s < 0 || int(s) >= len(shares) {
		return "YCbCrSubsampleRatioUnknown"
	}
	return "YCbCrSubsampleRatio" + shares[s].name
}

// known makes of an unknown ratio one sample a pixel.
func (s YCbCrSubsampleRatio) known() YCbCrSubsampleRatio {
	if s < 0 || int(s) >= len(shares) {
		return YCbCrSubsampleRatio444
	}
	return s
}

// chroma returns how many samples a row and a column of a rectangle have.
func (s YCbCrSubsampleRatio) chroma(r Rectangle) (w, h int) {
	share := shares[s.known()]
	w = (r.Max.X+share.x-1)/share.x - r.Min.X/share.x
	h = (r.Max.Y+share.y-1)/share.y - r.Min.Y/share.y
	return w, h
}

// offset returns where the sample of a pixel is.
func (s YCbCrSubsampleRatio) offset(r Rectangle, stride, x, y int) int {
	share := shares[s.known()]
	return (y/share.y-r.Min.Y/share.y)*stride + (x/share.x - r.Min.X/share.x)
}
