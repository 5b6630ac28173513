package png

import (
	"bufio"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"io"
	"strconv"
)

// An Encoder says how to encode.
type Encoder struct {
	CompressionLevel CompressionLevel
	// BufferPool may keep buffers between images.
	BufferPool EncoderBufferPool
}

// An EncoderBufferPool keeps buffers.
type EncoderBufferPool interface {
	Get() *EncoderBuffer
	Put(*EncoderBuffer)
}

// An EncoderBuffer has the memory of an encoder.
type EncoderBuffer encoder

// A CompressionLevel says how hard to try.
type CompressionLevel int

const (
	DefaultCompression CompressionLevel = 0
	NoCompression      CompressionLevel = -1
	BestSpeed          CompressionLevel = -2
	BestCompression    CompressionLevel = -3
)

var levels = map[CompressionLevel]int{
	NoCompression: zlib.NoCompression, BestSpeed: zlib.BestSpeed, BestCompression: zlib.BestCompression,
}

type encoder struct {
	w           io.Writer
	m           image.Image
	depth, kind uint8
	zw          *zlib.Writer
	zwLevel     int
	bw          *bufio.Writer
	err         error
}

// Encode writes an image.
func Encode(w io.Writer, m image.Image) error {
	var e Encoder
	return e.Encode(w, m)
}

func opaque(m image.Image) bool {
	if m, ok := m.(interface{ Opaque() bool }); ok {
		return m.Opaque()
	}
	b := m.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if _, _, _, a := m.At(x, y).RGBA(); a != 0xffff {
				return false
			}
		}
	}
	return true
}

// Encode writes an image.
func (enc *Encoder) Encode(w io.Writer, m image.Image) error {
	size := m.Bounds().Size()
	if size.X <= 0 || size.Y <= 0 || int64(size.X) >= 1<<32 || int64(size.Y) >= 1<<32 {
		return FormatError("invalid image size: " + strconv.Itoa(size.X) + "x" + strconv.Itoa(size.Y))
	}
	var e *encoder
	if enc.BufferPool != nil {
		e = (*encoder)(enc.BufferPool.Get())
	}
	if e == nil {
		e = &encoder{}
	}
	if enc.BufferPool != nil {
		defer enc.BufferPool.Put((*EncoderBuffer)(e))
	}
	e.w, e.m, e.err = w, m, nil
	palette := e.choose()
	_, e.err = io.WriteString(w, magic)
	var head [13]byte
	binary.BigEndian.PutUint32(head[0:], uint32(size.X))
	binary.BigEndian.PutUint32(head[4:], uint32(size.Y))
	head[8], head[9] = e.depth, e.kind
	e.chunk(head[:], "IHDR")
	if palette != nil {
		e.colors(palette)
	}
	e.pixels(enc.CompressionLevel)
	e.chunk(nil, "IEND")
	return e.err
}

// choose chooses color type and depth; the palette if there is one.
func (e *encoder) choose() color.Palette {
	e.depth = 8
	if m, ok := e.m.(image.PalettedImage); ok {
		if palette, ok := m.ColorModel().(color.Palette); ok {
			e.kind = paletted
			for e.depth > 1 && len(palette) <= 1<<(e.depth/2) {
				e.depth /= 2
			}
			return palette
		}
	}
	switch e.m.ColorModel() {
	case color.GrayModel:
		e.kind = gray
		return nil
	case color.Gray16Model:
		e.kind, e.depth = gray, 16
		return nil
	case color.RGBAModel, color.NRGBAModel, color.AlphaModel:
	default:
		e.depth = 16
	}
	e.kind = withAlpha
	if opaque(e.m) {
		e.kind = trueColor
	}
	return nil
}

func (e *encoder) chunk(b []byte, name string) {
	if e.err != nil {
		return
	}
	if uint64(len(b)) > 1<<32-1 {
		e.err = UnsupportedError(name + " chunk is too large: " + strconv.Itoa(len(b)))
		return
	}
	var head [8]byte
	binary.BigEndian.PutUint32(head[:], uint32(len(b)))
	copy(head[4:], name)
	sum := crc32.NewIEEE()
	sum.Write(head[4:])
	sum.Write(b)
	for _, part := range [][]byte{head[:], b, binary.BigEndian.AppendUint32(nil, sum.Sum32())} {
		if _, e.err = e.w.Write(part); e.err != nil {
			return
		}
	}
}

func (e *encoder) colors(p color.Palette) {
	if len(p) < 1 || len(p) > 256 {
		e.err = FormatError("bad palette length: " + strconv.Itoa(len(p)))
		return
	}
	var rgb, alpha []byte
	last := -1
	for i, c := range p {
		c := color.NRGBAModel.Convert(c).(color.NRGBA)
		rgb = append(rgb, c.R, c.G, c.B)
		alpha = append(alpha, c.A)
		if c.A != 0xff {
			last = i
		}
	}
	e.chunk(rgb, "PLTE")
	if last >= 0 {
		e.chunk(alpha[:last+1], "tRNS")
	}
}

// Write writes compressed data as a chunk.
func (e *encoder) Write(b []byte) (int, error) {
	e.chunk(b, "IDAT")
	if e.err != nil {
		return 0, e.err
	}
	return len(b), nil
}

func (e *encoder) pixels(how CompressionLevel) {
	if e.err != nil {
		return
	}
	level, ok := levels[how]
	if !ok {
		level = zlib.DefaultCompression
	}
	if e.bw == nil {
		e.bw = bufio.NewWriterSize(e, 1<<15)
	} else {
		e.bw.Reset(e)
	}
	if e.zw == nil || e.zwLevel != level {
		e.zw, e.err = zlib.NewWriterLevel(e.bw, level)
		e.zwLevel = level
	} else {
		e.zw.Reset(e.bw)
	}
	if e.err != nil {
		return
	}
	bits := int(e.depth) * channels[e.kind]
	each := (bits + 7) / 8
	b := e.m.Bounds()
	row := make([]byte, (bits*b.Dx()+7)/8)
	above := make([]byte, len(row))
	var tries [5][]byte
	for i := range tries {
		tries[i] = make([]byte, 1+len(row))
		tries[i][0] = byte(i)
	}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		e.row(row, y)
		best := 0
		if level != zlib.NoCompression && e.kind != paletted {
			best = filter(&tries, row, above, each)
		} else {
			copy(tries[0][1:], row)
		}
		if _, e.err = e.zw.Write(tries[best]); e.err != nil {
			return
		}
		row, above = above, row
	}
	if e.err = e.zw.Close(); e.err == nil {
		e.err = e.bw.Flush()
	}
}

// row makes the bytes of a row.
func (e *encoder) row(row []byte, y int) {
	b := e.m.Bounds()
	clear(row)
	for x := range b.Dx() {
		px := b.Min.X + x
		put8 := func(v ...uint8) { copy(row[x*len(v):], v) }
		put16 := func(v ...uint16) {
			for i, v := range v {
				binary.BigEndian.PutUint16(row[2*(x*channels[e.kind]+i):], v)
			}
		}
		switch {
		case e.kind == paletted:
			index := e.m.(image.PalettedImage).ColorIndexAt(px, y)
			at := x * int(e.depth)
			row[at/8] |= index << (8 - int(e.depth) - at%8)
		case e.kind == gray && e.depth == 8:
			put8(color.GrayModel.Convert(e.m.At(px, y)).(color.Gray).Y)
		case e.kind == gray:
			put16(color.Gray16Model.Convert(e.m.At(px, y)).(color.Gray16).Y)
		case e.kind == trueColor && e.depth == 8:
			r, g, b, _ := e.m.At(px, y).RGBA()
			put8(uint8(r>>8), uint8(g>>8), uint8(b>>8))
		case e.kind == trueColor:
			r, g, b, _ := e.m.At(px, y).RGBA()
			put16(uint16(r), uint16(g), uint16(b))
		case e.depth == 8:
			c := color.NRGBAModel.Convert(e.m.At(px, y)).(color.NRGBA)
			put8(c.R, c.G, c.B, c.A)
		default:
			c := color.NRGBA64Model.Convert(e.m.At(px, y)).(color.NRGBA64)
			put16(c.R, c.G, c.B, c.A)
		}
	}
}

// filter tries the filters on a row; it answers which leaves the least, as signed bytes, and is
// first in this order.
func filter(tries *[5][]byte, row, above []byte, each int) int {
	best, least := 0, 1<<62
	for _, f := range []int{2, 4, 0, 1, 3} {
		sum := 0
		out := tries[f][1:]
		for i, v := range row {
			var left, corner byte
			if i >= each {
				left, corner = row[i-each], above[i-each]
			}
			switch f {
			case 1:
				v -= left
			case 2:
				v -= above[i]
			case 3:
				v -= byte((int(left) + int(above[i])) / 2)
			case 4:
				v -= paeth(left, above[i], corner)
			}
			out[i] = v
			sum += max(int(int8(v)), -int(int8(v)))
		}
		if sum < least {
			best, least = f, sum
		}
	}
	return best
}
