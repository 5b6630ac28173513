// Package png reads and writes PNG images (W3C Portable Network Graphics, second edition).
package png

import (
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash"
	"hash/crc32"
	"image"
	"image/color"
	"io"
)

const magic = "\x89PNG\r\n\x1a\n"

// A FormatError is data that is no PNG.
type FormatError string

func (e FormatError) Error() string { return "png: invalid format: " + string(e) }

// An UnsupportedError is a PNG that is not understood.
type UnsupportedError string

func (e UnsupportedError) Error() string { return "png: unsupported feature: " + string(e) }

// Color types, and the channels they have.
const (
	gray      = 0
	trueColor = 2
	paletted  = 3
	grayAlpha = 4
	withAlpha = 6
)

var channels = map[uint8]int{gray: 1, trueColor: 3, paletted: 1, grayAlpha: 2, withAlpha: 4}

// depths has the bits a channel may have.
var depths = map[uint8][]uint8{
	gray: {1, 2, 4, 8, 16}, trueColor: {8, 16}, paletted: {1, 2, 4, 8}, grayAlpha: {8, 16}, withAlpha: {8, 16},
}

// Which chunk was read last; they come in this order.
const (
	atStart = iota
	atHead
	atPalette
	atTransparency
	atData
	atEnd
)

type decoder struct {
	r             io.Reader
	sum           hash.Hash32
	stage         int
	width, height int
	depth, kind   uint8
	interlaced    bool
	palette       color.Palette
	clear         []byte // what tRNS holds, of gray and true color
	left          uint32 // of the data chunk being read
	img           image.Image
}

// chunk reads the head of a chunk; what follows counts for its sum.
func (d *decoder) chunk() (uint32, string, error) {
	var head [8]byte
	if _, err := io.ReadFull(d.r, head[:]); err != nil {
		return 0, "", err
	}
	d.sum.Reset()
	d.sum.Write(head[4:])
	return binary.BigEndian.Uint32(head[:]), string(head[4:]), nil
}

// read reads a part of a chunk.
func (d *decoder) read(p []byte) error {
	_, err := io.ReadFull(d.r, p)
	d.sum.Write(p)
	return err
}

func (d *decoder) checked() error {
	var sum [4]byte
	if _, err := io.ReadFull(d.r, sum[:]); err != nil {
		return err
	}
	if binary.BigEndian.Uint32(sum[:]) != d.sum.Sum32() {
		return FormatError("invalid checksum")
	}
	return nil
}

func (d *decoder) header(length uint32) error {
	if length != 13 {
		return FormatError("bad IHDR length")
	}
	var b [13]byte
	if err := d.read(b[:]); err != nil {
		return err
	}
	if b[10] != 0 {
		return UnsupportedError("compression method")
	}
	if b[11] != 0 {
		return UnsupportedError("filter method")
	}
	if b[12] > 1 {
		return FormatError("invalid interlace method")
	}
	d.interlaced = b[12] == 1
	w, h := int32(binary.BigEndian.Uint32(b[0:])), int32(binary.BigEndian.Uint32(b[4:]))
	if w <= 0 || h <= 0 {
		return FormatError("non-positive dimension")
	}
	pixels := int64(w) * int64(h)
	if pixels > (1<<63-1)/8 {
		return UnsupportedError("dimension overflow")
	}
	d.depth, d.kind = b[8], b[9]
	for _, depth := range depths[d.kind] {
		if depth == d.depth {
			d.width, d.height = int(w), int(h)
			return d.checked()
		}
	}
	return UnsupportedError(fmt.Sprintf("bit depth %d, color type %d", d.depth, d.kind))
}

func (d *decoder) colors(length uint32) error {
	n := int(length / 3)
	if length%3 != 0 || n <= 0 || n > 256 || n > 1<<d.depth {
		return FormatError("bad PLTE length")
	}
	b := make([]byte, length)
	if err := d.read(b); err != nil {
		return err
	}
	if d.kind == gray || d.kind == grayAlpha {
		return FormatError("PLTE, color type mismatch")
	}
	if d.kind == paletted {
		// Indices beyond the colors are opaque black.
		d.palette = make(color.Palette, 256)
		for i := range d.palette {
			d.palette[i] = color.RGBA{0, 0, 0, 0xff}
			if i < n {
				d.palette[i] = color.RGBA{b[3*i], b[3*i+1], b[3*i+2], 0xff}
			}
		}
		d.palette = d.palette[:n]
	}
	return d.checked()
}

func (d *decoder) transparency(length uint32) error {
	b := make([]byte, min(length, 257))
	if err := d.read(b); err != nil {
		return err
	}
	switch d.kind {
	case gray, trueColor:
		if int(length) != 2*channels[d.kind] {
			return FormatError("bad tRNS length")
		}
		d.clear = b
	case paletted:
		if length > 256 {
			return FormatError("bad tRNS length")
		}
		if len(d.palette) < len(b) {
			d.palette = d.palette[:len(b)]
		}
		for i, a := range b {
			c := d.palette[i].(color.RGBA)
			d.palette[i] = color.NRGBA{c.R, c.G, c.B, a}
		}
	default:
		return FormatError("tRNS, color type mismatch")
	}
	return d.checked()
}

// next reads the chunks up to and with one that has pixels; in configOnly, up to what tells the model.
func (d *decoder) next(configOnly bool) error {
	length, name, err := d.chunk()
	if err != nil {
		return err
	}
	order := FormatError("chunk out of order")
	switch name {
	case "IHDR":
		if d.stage != atStart {
			return order
		}
		d.stage = atHead
		return d.header(length)
	case "PLTE":
		if d.stage != atHead {
			return order
		}
		d.stage = atPalette
		return d.colors(length)
	case "tRNS":
		if d.kind == paletted && d.stage != atPalette || d.stage != atHead && d.stage != atPalette {
			return order
		}
		d.stage = atTransparency
		return d.transparency(length)
	case "IDAT":
		if d.stage < atHead || d.stage > atData || d.stage == atHead && d.kind == paletted {
			return order
		}
		if d.stage == atData {
			break // what follows the pixels is ignored
		}
		d.stage = atData
		if configOnly {
			return nil
		}
		d.left = length
		if d.img, err = d.pixels(); err != nil {
			return err
		}
		return d.checked()
	case "IEND":
		if d.stage != atData {
			return order
		}
		d.stage = atEnd
		if length != 0 {
			return FormatError("bad IEND length")
		}
		return d.checked()
	}
	if length > 1<<31-1 {
		return FormatError(fmt.Sprintf("Bad chunk length: %d", length))
	}
	var skipped [4096]byte
	for length > 0 {
		n := min(length, uint32(len(skipped)))
		if err := d.read(skipped[:n]); err != nil {
			return err
		}
		length -= n
	}
	return d.checked()
}

// Read reads the compressed data, which may be cut into several chunks.
func (d *decoder) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for d.left == 0 {
		if err := d.checked(); err != nil {
			return 0, err
		}
		length, name, err := d.chunk()
		if err != nil {
			return 0, err
		}
		if name != "IDAT" {
			return 0, FormatError("not enough pixel data")
		}
		d.left = length
	}
	if int64(d.left) < 0 {
		return 0, UnsupportedError("IDAT chunk length overflow")
	}
	n, err := d.r.Read(p[:min(uint32(len(p)), d.left)])
	d.sum.Write(p[:n])
	d.left -= uint32(n)
	return n, err
}

// pixels reads the image.
func (d *decoder) pixels() (image.Image, error) {
	r, err := zlib.NewReader(d)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	canvas := d.canvas(d.width, d.height)
	if !d.interlaced {
		if err := d.pass(r, canvas, 0, 0, 1, 1); err != nil {
			return nil, err
		}
	} else {
		// Adam7: where each pass starts, and its steps.
		passes := [][4]int{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}}
		for _, p := range passes {
			if err := d.pass(r, canvas, p[0], p[1], p[2], p[3]); err != nil {
				return nil, err
			}
		}
	}
	var one [1]byte
	n, err := r.Read(one[:])
	for tries := 0; n == 0 && err == nil; tries++ {
		if tries == 100 {
			return nil, io.ErrNoProgress
		}
		n, err = r.Read(one[:])
	}
	if err != nil && err != io.EOF {
		return nil, FormatError(err.Error())
	}
	if n != 0 || d.left != 0 {
		return nil, FormatError("too much pixel data")
	}
	return canvas, nil
}

// canvas makes the image that holds what the file says.
func (d *decoder) canvas(w, h int) image.Image {
	r := image.Rect(0, 0, w, h)
	deep := d.depth == 16
	switch {
	case d.kind == paletted:
		return image.NewPaletted(r, d.palette)
	case d.kind == gray && d.clear == nil && deep:
		return image.NewGray16(r)
	case d.kind == gray && d.clear == nil:
		return image.NewGray(r)
	case d.kind == trueColor && d.clear == nil && deep:
		return image.NewRGBA64(r)
	case d.kind == trueColor && d.clear == nil:
		return image.NewRGBA(r)
	case deep:
		return image.NewNRGBA64(r)
	}
	return image.NewNRGBA(r)
}

// pass reads every dx-th pixel of every dy-th row.
func (d *decoder) pass(r io.Reader, canvas image.Image, x0, y0, dx, dy int) error {
	w, h := (d.width-x0+dx-1)/dx, (d.height-y0+dy-1)/dy
	if w <= 0 || h <= 0 {
		return nil
	}
	bits := int(d.depth) * channels[d.kind]
	each := (bits + 7) / 8
	row := make([]byte, 1+(bits*w+7)/8)
	above := make([]byte, len(row))
	for y := range h {
		if _, err := io.ReadFull(r, row); err != nil {
			if err == io.EOF || err == io.ErrUnexpectedEOF {
				return FormatError("not enough pixel data")
			}
			return err
		}
		if err := unfilter(row[0], row[1:], above[1:], each); err != nil {
			return err
		}
		for x := range w {
			d.set(canvas, x0+x*dx, y0+y*dy, row[1:], x)
		}
		row, above = above, row
	}
	return nil
}

// unfilter makes a row what it was before it was filtered.
func unfilter(filter byte, row, above []byte, each int) error {
	for i := range row {
		var left, corner byte
		if i >= each {
			left, corner = row[i-each], above[i-each]
		}
		switch filter {
		case 0:
			return nil
		case 1:
			row[i] += left
		case 2:
			row[i] += above[i]
		case 3:
			row[i] += byte((int(left) + int(above[i])) / 2)
		case 4:
			row[i] += paeth(left, above[i], corner)
		default:
			return FormatError("bad filter type")
		}
	}
	return nil
}

// paeth returns which of three neighbors is nearest to left + above - corner.
func paeth(left, above, corner byte) byte {
	a, b, c := int(left), int(above), int(corner)
	pa, pb, pc := b-c, a-c, a+b-2*c
	pa, pb, pc = max(pa, -pa), max(pb, -pb), max(pc, -pc)
	if pa <= pb && pa <= pc {
		return left
	}
	if pb <= pc {
		return above
	}
	return corner
}

// set stores the x-th pixel of a row.
func (d *decoder) set(canvas image.Image, px, py int, row []byte, x int) {
	depth := int(d.depth)
	sample := func(channel int) uint16 {
		i := x*channels[d.kind] + channel
		switch {
		case depth == 16:
			return uint16(row[2*i])<<8 | uint16(row[2*i+1])
		case depth == 8:
			return uint16(row[i])
		}
		at := i * depth
		return uint16(row[at/8]>>(8-depth-at%8)) & (1<<depth - 1)
	}
	var s [4]uint16
	clear := d.clear != nil
	for i := range channels[d.kind] {
		s[i] = sample(i)
		if d.clear != nil && s[i] != uint16(d.clear[2*i])<<8|uint16(d.clear[2*i+1]) {
			clear = false
		}
	}
	if d.kind == gray && depth < 8 {
		s[0] *= 0xff / (1<<depth - 1)
	}
	alpha := uint16(0xffff)
	switch {
	case d.kind == grayAlpha:
		s[1], alpha = s[0], s[1]
		s[2] = s[0]
	case d.kind == gray:
		s[1], s[2] = s[0], s[0]
	case d.kind == withAlpha:
		alpha = s[3]
	}
	if clear {
		alpha = 0
	}
	switch m := canvas.(type) {
	case *image.Paletted:
		if index := int(s[0]); index >= len(m.Palette) {
			m.Palette = m.Palette[:index+1]
		}
		m.SetColorIndex(px, py, uint8(s[0]))
	case *image.Gray:
		m.SetGray(px, py, color.Gray{uint8(s[0])})
	case *image.Gray16:
		m.SetGray16(px, py, color.Gray16{s[0]})
	case *image.RGBA:
		m.SetRGBA(px, py, color.RGBA{uint8(s[0]), uint8(s[1]), uint8(s[2]), 0xff})
	case *image.RGBA64:
		m.SetRGBA64(px, py, color.RGBA64{s[0], s[1], s[2], 0xffff})
	case *image.NRGBA:
		m.SetNRGBA(px, py, color.NRGBA{uint8(s[0]), uint8(s[1]), uint8(s[2]), uint8(alpha)})
	case *image.NRGBA64:
		m.SetNRGBA64(px, py, color.NRGBA64{s[0], s[1], s[2], alpha})
	}
}

func newDecoder(r io.Reader) (*decoder, error) {
	d := &decoder{r: r, sum: crc32.NewIEEE()}
	var head [len(magic)]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, early(err)
	}
	if string(head[:]) != magic {
		return nil, FormatError("not a PNG file")
	}
	return d, nil
}

// early is the error where data ends before the image does.
func early(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// Decode reads an image.
func Decode(r io.Reader) (image.Image, error) {
	d, err := newDecoder(r)
	if err != nil {
		return nil, err
	}
	for d.stage != atEnd {
		if err := d.next(false); err != nil {
			return nil, early(err)
		}
	}
	return d.img, nil
}

// DecodeConfig reads size and color model.
func DecodeConfig(r io.Reader) (image.Config, error) {
	d, err := newDecoder(r)
	if err != nil {
		return image.Config{}, err
	}
	for d.stage < atData {
		if err := d.next(true); err != nil {
			return image.Config{}, early(err)
		}
		if d.stage == atTransparency || d.stage == atPalette && d.kind != paletted {
			break
		}
		if d.stage == atHead && d.kind != paletted {
			break
		}
	}
	model := d.canvas(1, 1).ColorModel()
	return image.Config{ColorModel: model, Width: d.width, Height: d.height}, nil
}

func init() { image.RegisterFormat("png", magic, Decode, DecodeConfig) }
