package image

import "image/color"

// YCbCr is an image of JPEG: luma for every pixel, chroma for some.
type YCbCr struct {
	Y, Cb, Cr      []uint8
	YStride        int
	CStride        int
	SubsampleRatio YCbCrSubsampleRatio
	Rect           Rectangle
}

// NewYCbCr returns an image of zeros.
func NewYCbCr(r Rectangle, ratio YCbCrSubsampleRatio) *YCbCr {
	planes, cw := planes(r, ratio, 0, "YCbCr")
	return &YCbCr{planes[0], planes[1], planes[2], r.Dx(), cw, ratio, r}
}

// planes makes the planes of an image, one memory for all: luma, two of chroma, alpha if wanted.
func planes(r Rectangle, ratio YCbCrSubsampleRatio, alpha int, kind string) ([4][]uint8, int) {
	luma := size(r, 1, kind)
	size(r, 3+alpha, kind)
	cw, ch := ratio.chroma(r)
	all := make([]uint8, (1+alpha)*luma+2*cw*ch)
	var planes [4][]uint8
	for i, n := range []int{luma, cw * ch, cw * ch, alpha * luma} {
		planes[i], all = all[:n:n], all[n:]
	}
	return planes, cw
}

func (p *YCbCr) ColorModel() color.Model        { return color.YCbCrModel }
func (p *YCbCr) Bounds() Rectangle              { return p.Rect }
func (p *YCbCr) At(x, y int) color.Color        { return p.YCbCrAt(x, y) }
func (p *YCbCr) RGBA64At(x, y int) color.RGBA64 { return wide(p.YCbCrAt(x, y)) }

// YCbCrAt returns a pixel, zero outside the image.
func (p *YCbCr) YCbCrAt(x, y int) color.YCbCr {
	if !(Point{x, y}).In(p.Rect) {
		return color.YCbCr{}
	}
	c := p.COffset(x, y)
	return color.YCbCr{p.Y[p.YOffset(x, y)], p.Cb[c], p.Cr[c]}
}

// YOffset returns where in Y a pixel is.
func (p *YCbCr) YOffset(x, y int) int { return offset(p.Rect, p.YStride, 1, x, y) }

// COffset returns where in Cb and Cr the sample of a pixel is.
func (p *YCbCr) COffset(x, y int) int { return p.SubsampleRatio.offset(p.Rect, p.CStride, x, y) }

// within returns the part in a rectangle, and whether there is one.
func (p *YCbCr) within(r Rectangle) (YCbCr, bool) {
	r = r.Intersect(p.Rect)
	if r.Empty() {
		return YCbCr{SubsampleRatio: p.SubsampleRatio}, false
	}
	y, c := p.YOffset(r.Min.X, r.Min.Y), p.COffset(r.Min.X, r.Min.Y)
	return YCbCr{p.Y[y:], p.Cb[c:], p.Cr[c:], p.YStride, p.CStride, p.SubsampleRatio, r}, true
}

// SubImage returns the part in a rectangle; pixels are shared.
func (p *YCbCr) SubImage(r Rectangle) Image {
	part, _ := p.within(r)
	return &part
}

func (p *YCbCr) Opaque() bool { return true }

// NYCbCrA is the same with alpha for every pixel, by which it is not multiplied.
type NYCbCrA struct {
	YCbCr
	A       []uint8
	AStride int
}

// NewNYCbCrA returns an image of zeros.
func NewNYCbCrA(r Rectangle, ratio YCbCrSubsampleRatio) *NYCbCrA {
	planes, cw := planes(r, ratio, 1, "NYCbCrA")
	luma := YCbCr{planes[0], planes[1], planes[2], r.Dx(), cw, ratio, r}
	return &NYCbCrA{luma, planes[3], r.Dx()}
}

func (p *NYCbCrA) ColorModel() color.Model        { return color.NYCbCrAModel }
func (p *NYCbCrA) At(x, y int) color.Color        { return p.NYCbCrAAt(x, y) }
func (p *NYCbCrA) RGBA64At(x, y int) color.RGBA64 { return wide(p.NYCbCrAAt(x, y)) }

// NYCbCrAAt returns a pixel, zero outside the image.
func (p *NYCbCrA) NYCbCrAAt(x, y int) color.NYCbCrA {
	if !(Point{x, y}).In(p.Rect) {
		return color.NYCbCrA{}
	}
	return color.NYCbCrA{p.YCbCrAt(x, y), p.A[p.AOffset(x, y)]}
}

// AOffset returns where in A a pixel is.
func (p *NYCbCrA) AOffset(x, y int) int { return offset(p.Rect, p.AStride, 1, x, y) }

// SubImage returns the part in a rectangle; pixels are shared.
func (p *NYCbCrA) SubImage(r Rectangle) Image {
	part, some := p.within(r)
	if !some {
		return &NYCbCrA{YCbCr: part}
	}
	return &NYCbCrA{part, p.A[p.AOffset(part.Rect.Min.X, part.Rect.Min.Y):], p.AStride}
}

// Opaque reports whether no pixel lets anything through.
func (p *NYCbCrA) Opaque() bool { return solid(p.A, p.Rect, p.AStride, 1, 1) }
