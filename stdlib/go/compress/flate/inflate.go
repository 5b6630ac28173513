// Package flate compresses and decompresses the DEFLATE format of RFC 1951.
package flate

import (
	"bufio"
	"io"
	"strconv"
	"sync"
)

// A CorruptInputError says before which byte the input is wrong.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "flate: corrupt input before offset " + strconv.FormatInt(int64(e), 10)
}

// An InternalError is never returned.
type InternalError string

func (e InternalError) Error() string { return "flate: internal error: " + string(e) }

// A ReadError is never returned.
type ReadError struct {
	Offset int64
	Err    error
}

func (e *ReadError) Error() string {
	return "flate: read error at offset " + strconv.FormatInt(e.Offset, 10) + ": " + e.Err.Error()
}

// A WriteError is never returned.
type WriteError struct {
	Offset int64
	Err    error
}

func (e *WriteError) Error() string {
	return "flate: write error at offset " + strconv.FormatInt(e.Offset, 10) + ": " + e.Err.Error()
}

// Resetter is what the readers of NewReader implement: they start over with other data.
type Resetter interface {
	Reset(r io.Reader, dict []byte) error
}

// A Reader is read byte by byte, so that nothing behind the data is read.
type Reader interface {
	io.Reader
	io.ByteReader
}

// window is how far back copies reach.
const window = 1 << 15

// Symbols of literals and lengths: 256 ends a block, lengths start at 257.
const (
	endOfBlock = 256
	maxLength  = 258
	minLength  = 3
)

// A scale has for each symbol the first value and how many bits follow it.
type scale struct{ base, extra []uint16 }

var (
	lengths   = newScale(29, 4, 3)
	distances = newScale(30, 2, 1)
	// codeOrder is the order in which the lengths of the code for lengths are written.
	codeOrder = [19]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
)

// newScale returns a scale of n symbols: each takes one bit more after a number of symbols.
func newScale(n, each int, first uint16) scale {
	var s scale
	for i := range n {
		extra := uint16(max(i/each-1, 0))
		if n == 29 && i == n-1 {
			// The longest has a symbol of its own.
			first, extra = maxLength, 0
		}
		s.base = append(s.base, first)
		s.extra = append(s.extra, extra)
		first += 1 << extra
	}
	return s
}

// maxBits is the longest code, quickBits what is looked up at once.
const (
	maxBits   = 15
	quickBits = 9
)

// A decoder knows a prefix code: the symbols sorted by their codes, and where each length starts.
type decoder struct {
	symbols []uint16
	count   [maxBits + 1]int
	// quick has symbol<<4 | length for the next bits, 0 if the code is longer.
	quick [1 << quickBits]uint16
	least uint
}

// init sets d to the code with these lengths; it reports whether there is one. A code of one
// symbol may be incomplete.
func (d *decoder) init(lengths []uint8) bool {
	*d = decoder{}
	for _, n := range lengths {
		d.count[n]++
	}
	d.count[0] = 0
	var first, at [maxBits + 1]int
	code, total := 0, 0
	for n := 1; n <= maxBits; n++ {
		code <<= 1
		first[n], at[n] = code, total
		code += d.count[n]
		total += d.count[n]
		if code > 1<<n {
			return false
		}
		if d.least == 0 && d.count[n] > 0 {
			d.least = uint(n)
		}
	}
	if total == 0 {
		return true
	}
	if code != 1<<maxBits && !(total == 1 && d.count[1] == 1) {
		return false
	}
	d.symbols = make([]uint16, total)
	for symbol, n := range lengths {
		if n == 0 {
			continue
		}
		d.symbols[at[n]] = uint16(symbol)
		at[n]++
		code := first[n]
		first[n]++
		if n <= quickBits {
			for i := reverse(code, uint(n)); i < len(d.quick); i += 1 << n {
				d.quick[i] = uint16(symbol)<<4 | uint16(n)
			}
		}
	}
	return true
}

// reverse returns the lowest n bits of code in the other order.
func reverse(code int, n uint) (r int) {
	for range n {
		r, code = r<<1|code&1, code>>1
	}
	return r
}

type inflater struct {
	r      Reader
	input  *bufio.Reader // for r, if it has no ReadByte
	offset int64
	bits   uint32
	nbits  uint
	err    error

	// out ends with what is not yet read, from start on; before it is the window.
	out   []byte
	start int
	final bool

	// The codes of the block: own, or the fixed ones.
	literals, copies *decoder
	own              *[2]decoder
	// in is the kind of block that goes on, stored how many bytes are left of it.
	in     kind
	stored int
}

type kind uint8

const (
	none kind = iota
	storedBlock
	codedBlock
)

var fixedLiterals, fixedCopies = fixedLengths()

// fixedDecoders returns the decoders of the fixed codes.
var fixedDecoders = sync.OnceValues(func() (literals, copies *decoder) {
	literals, copies = new(decoder), new(decoder)
	literals.init(fixedLiterals[:])
	copies.init(fixedCopies[:])
	return literals, copies
})

// fixedLengths returns the lengths of the codes that need no description.
func fixedLengths() (literals [288]uint8, copies [32]uint8) {
	for i := range literals {
		switch {
		case i < 144:
			literals[i] = 8
		case i < 256:
			literals[i] = 9
		case i < 280:
			literals[i] = 7
		default:
			literals[i] = 8
		}
	}
	for i := range copies {
		copies[i] = 5
	}
	return literals, copies
}

// NewReader returns a reader of r's data, decompressed.
func NewReader(r io.Reader) io.ReadCloser { return NewReaderDict(r, nil) }

// NewReaderDict starts with a dictionary that was also given to the writer.
func NewReaderDict(r io.Reader, dict []byte) io.ReadCloser {
	f := new(inflater)
	f.Reset(r, dict)
	return f
}

func (f *inflater) Reset(r io.Reader, dict []byte) error {
	if len(dict) > window {
		dict = dict[len(dict)-window:]
	}
	*f = inflater{input: f.input, own: f.own, out: append(f.out[:0], dict...), start: len(dict)}
	if byByte, ok := r.(Reader); ok {
		f.r = byByte
		return nil
	}
	if f.input == nil {
		f.input = bufio.NewReader(r)
	} else {
		f.input.Reset(r)
	}
	f.r = f.input
	return nil
}

func (f *inflater) Close() error {
	if f.err == io.EOF {
		return nil
	}
	return f.err
}

func (f *inflater) Read(b []byte) (int, error) {
	for f.start == len(f.out) {
		if f.err != nil {
			return 0, f.err
		}
		if len(f.out) > 2*window {
			n := copy(f.out, f.out[len(f.out)-window:])
			f.out, f.start = f.out[:n], n
		}
		f.err = f.fill()
	}
	n := copy(b, f.out[f.start:])
	f.start += n
	if f.start == len(f.out) {
		return n, f.err
	}
	return n, nil
}

// fill decompresses until there is a good piece, or all that was flushed.
func (f *inflater) fill() error {
	for len(f.out)-f.start < window {
		var err error
		switch {
		case f.in == none && f.final:
			return io.EOF
		case f.in == none:
			err = f.header()
		case f.in == storedBlock:
			empty := f.stored == 0
			if err = f.copyStored(); err == nil && empty && f.start < len(f.out) && !f.final {
				return nil
			}
		default:
			err = f.coded()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *inflater) corrupt() error { return CorruptInputError(f.offset) }

// more reads a byte.
func (f *inflater) more() error {
	c, err := f.r.ReadByte()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return err
	}
	f.offset++
	f.bits |= uint32(c) << f.nbits
	f.nbits += 8
	return nil
}

// take returns the next n bits.
func (f *inflater) take(n uint) (int, error) {
	for f.nbits < n {
		if err := f.more(); err != nil {
			return 0, err
		}
	}
	v := f.bits & (1<<n - 1)
	f.bits >>= n
	f.nbits -= n
	return int(v), nil
}

// symbol decodes a symbol. No more bytes are read than needed.
func (f *inflater) symbol(d *decoder) (int, error) {
	for f.nbits < d.least {
		if err := f.more(); err != nil {
			return 0, err
		}
	}
	for {
		if v := d.quick[f.bits&(1<<quickBits-1)]; v != 0 {
			if n := uint(v & 15); n <= f.nbits {
				f.bits >>= n
				f.nbits -= n
				return int(v >> 4), nil
			}
		} else if symbol, n := d.slow(f.bits, f.nbits); n > 0 {
			f.bits >>= n
			f.nbits -= n
			return symbol, nil
		}
		if f.nbits >= maxBits || len(d.symbols) == 0 || len(d.symbols) == 1 && f.bits&1 == 1 {
			return 0, f.corrupt()
		}
		if err := f.more(); err != nil {
			return 0, err
		}
	}
}

// slow decodes bit by bit; n is 0 if there are too few.
func (d *decoder) slow(bits uint32, nbits uint) (symbol int, n uint) {
	code, first, index := 0, 0, 0
	for n = 1; n <= min(nbits, maxBits); n++ {
		code |= int(bits & 1)
		bits >>= 1
		count := d.count[n]
		if code-first < count {
			return int(d.symbols[index+code-first]), n
		}
		index += count
		first = (first + count) << 1
		code <<= 1
	}
	return 0, 0
}

// header reads how a block starts.
func (f *inflater) header() error {
	v, err := f.take(3)
	if err != nil {
		return err
	}
	f.final = v&1 == 1
	switch v >> 1 {
	case 0:
		f.bits, f.nbits = 0, 0
		n, err := f.take(16)
		if err != nil {
			return err
		}
		not, err := f.take(16)
		if err != nil {
			return err
		}
		if n^not != 0xffff {
			return f.corrupt()
		}
		f.in, f.stored = storedBlock, n
	case 1:
		f.literals, f.copies = fixedDecoders()
		f.in = codedBlock
	case 2:
		f.in = codedBlock
		return f.codes()
	default:
		return f.corrupt()
	}
	return nil
}

func (f *inflater) copyStored() error {
	if f.stored == 0 {
		f.in = none
		return nil
	}
	n := min(f.stored, window)
	start := len(f.out)
	f.out = append(f.out, make([]byte, n)...)
	got, err := io.ReadFull(f.r, f.out[start:])
	f.out = f.out[:start+got]
	f.offset += int64(got)
	f.stored -= got
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if f.stored == 0 {
		f.in = none
	}
	return err
}

// codes reads the codes of a block.
func (f *inflater) codes() error {
	v, err := f.take(14)
	if err != nil {
		return err
	}
	literals, copies, n := v&31+257, v>>5&31+1, v>>10+4
	if literals > 286 || copies > 30 {
		return f.corrupt()
	}
	var all [286 + 30]uint8
	for _, i := range codeOrder[:n] {
		bits, err := f.take(3)
		if err != nil {
			return err
		}
		all[i] = uint8(bits)
	}
	var code decoder
	if !code.init(all[:19]) {
		return f.corrupt()
	}
	clear(all[:])
	for i := 0; i < literals+copies; {
		symbol, err := f.symbol(&code)
		if err != nil {
			return err
		}
		if symbol < 16 {
			all[i] = uint8(symbol)
			i++
			continue
		}
		if symbol == 16 && i == 0 {
			return f.corrupt()
		}
		repeat := [3]struct{ least, bits int }{{3, 2}, {3, 3}, {11, 7}}[symbol-16]
		more, err := f.take(uint(repeat.bits))
		if err != nil {
			return err
		}
		end := i + repeat.least + more
		if end > literals+copies {
			return f.corrupt()
		}
		for ; i < end; i++ {
			if symbol == 16 {
				all[i] = all[i-1]
			}
		}
	}
	if f.own == nil {
		f.own = new([2]decoder)
	}
	f.literals, f.copies = &f.own[0], &f.own[1]
	if !f.literals.init(all[:literals]) || !f.copies.init(all[literals:literals+copies]) {
		return f.corrupt()
	}
	// Every block has its end: that many bits can be read at once.
	f.literals.least = max(f.literals.least, uint(all[endOfBlock]))
	return nil
}

// coded decodes symbols until the block ends or there is a good piece.
func (f *inflater) coded() error {
	for len(f.out)-f.start < window {
		symbol, err := f.symbol(f.literals)
		if err != nil {
			return err
		}
		if symbol < endOfBlock {
			f.out = append(f.out, byte(symbol))
			continue
		}
		if symbol == endOfBlock {
			f.in = none
			return nil
		}
		n, err := f.value(lengths, symbol-257)
		if err != nil {
			return err
		}
		if symbol, err = f.symbol(f.copies); err != nil {
			return err
		}
		far, err := f.value(distances, symbol)
		if err != nil {
			return err
		}
		if far > len(f.out) || far > window {
			return f.corrupt()
		}
		for n > 0 {
			from := len(f.out) - far
			part := f.out[from:min(from+n, len(f.out))]
			f.out = append(f.out, part...)
			n -= len(part)
		}
	}
	return nil
}

// value returns what a symbol and the bits behind it stand for.
func (f *inflater) value(s scale, symbol int) (int, error) {
	if symbol >= len(s.base) {
		return 0, f.corrupt()
	}
	more, err := f.take(uint(s.extra[symbol]))
	return int(s.base[symbol]) + more, err
}
