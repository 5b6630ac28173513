package color

// YCbCr is a color of JPEG: luma and two differences of chroma, each of 8 bits.
type YCbCr struct{ Y, Cb, Cr uint8 }

// NYCbCrA is the same with alpha, by which it is not multiplied.
type NYCbCrA struct {
	YCbCr
	A uint8
}

// CMYK is a color of printing: cyan, magenta, yellow and black, each of 8 bits.
type CMYK struct{ C, M, Y, K uint8 }

// RGBToYCbCr converts a triple, by JFIF's weights in 65536ths.
func RGBToYCbCr(r, g, b uint8) (uint8, uint8, uint8) {
	r1, g1, b1 := int32(r), int32(g), int32(b)
	y := (19595*r1 + 38470*g1 + 7471*b1 + 1<<15) >> 16
	cb := -11056*r1 - 21712*g1 + 32768*b1 + 257<<15
	cr := 32768*r1 - 27440*g1 - 5328*b1 + 257<<15
	return uint8(y), uint8(clamped(cb, 16, 0xff)), uint8(clamped(cr, 16, 0xff))
}

// clamped shifts a value that has 24 bits if it is in range; else the nearest end of the range.
func clamped(v int32, shift uint, top int32) int32 {
	if v < 0 {
		return 0
	}
	return min(v>>shift, top)
}

// rgb is the color in 65536ths of 8 bits.
func rgb(y, cb, cr uint8) (r, g, b int32) {
	luma, blue, red := int32(y)*0x10101, int32(cb)-128, int32(cr)-128
	return luma + 91881*red, luma - 22554*blue - 46802*red, luma + 116130*blue
}

// YCbCrToRGB converts a triple.
func YCbCrToRGB(y, cb, cr uint8) (uint8, uint8, uint8) {
	r, g, b := rgb(y, cb, cr)
	return uint8(clamped(r, 16, 0xff)), uint8(clamped(g, 16, 0xff)), uint8(clamped(b, 16, 0xff))
}

func (c YCbCr) RGBA() (uint32, uint32, uint32, uint32) {
	r, g, b := rgb(c.Y, c.Cb, c.Cr)
	channel := func(v int32) uint32 { return uint32(clamped(v, 8, 0xffff)) }
	return channel(r), channel(g), channel(b), 0xffff
}

func (c NYCbCrA) RGBA() (r, g, b, a uint32) {
	r, g, b, _ = c.YCbCr.RGBA()
	a = wide(c.A)
	return r * a / 0xffff, g * a / 0xffff, b * a / 0xffff, a
}

// RGBToCMYK converts a triple.
func RGBToCMYK(r, g, b uint8) (uint8, uint8, uint8, uint8) {
	w := uint32(max(r, g, b))
	if w == 0 {
		return 0, 0, 0, 0xff
	}
	lacks := func(v uint8) uint8 { return uint8((w - uint32(v)) * 0xff / w) }
	return lacks(r), lacks(g), lacks(b), uint8(0xff - w)
}

// CMYKToRGB converts a quadruple.
func CMYKToRGB(c, m, y, k uint8) (uint8, uint8, uint8) {
	r, g, b, _ := CMYK{c, m, y, k}.RGBA()
	return uint8(r >> 8), uint8(g >> 8), uint8(b >> 8)
}

func (c CMYK) RGBA() (uint32, uint32, uint32, uint32) {
	w := 0xffff - wide(c.K)
	channel := func(v uint8) uint32 { return (0xffff - wide(v)) * w / 0xffff }
	return channel(c.C), channel(c.M), channel(c.Y), 0xffff
}

// The models of the colors here.
var (
	YCbCrModel Model = model[YCbCr](func(r, g, b, _ uint32) Color {
		y, cb, cr := RGBToYCbCr(uint8(r>>8), uint8(g>>8), uint8(b>>8))
		return YCbCr{y, cb, cr}
	})
	NYCbCrAModel Model = ModelFunc(func(c Color) Color {
		switch c := c.(type) {
		case NYCbCrA:
			return c
		case YCbCr:
			return NYCbCrA{c, 0xff}
		}
		r, g, b, a := c.RGBA()
		r, g, b = divided(r, g, b, a)
		y, cb, cr := RGBToYCbCr(uint8(r>>8), uint8(g>>8), uint8(b>>8))
		return NYCbCrA{YCbCr{y, cb, cr}, uint8(a >> 8)}
	})
	CMYKModel Model = model[CMYK](func(r, g, b, _ uint32) Color {
		c, m, y, k := RGBToCMYK(uint8(r>>8), uint8(g>>8), uint8(b>>8))
		return CMYK{c, m, y, k}
	})
)
