package tar

import (
	"bytes"
	"strconv"
	"strings"
)

const blockSize = 512

// A block is a header as it is in the archive.
type block [blockSize]byte

func (b *block) name() []byte     { return b[0:100] }
func (b *block) mode() []byte     { return b[100:108] }
func (b *block) uid() []byte      { return b[108:116] }
func (b *block) gid() []byte      { return b[116:124] }
func (b *block) size() []byte     { return b[124:136] }
func (b *block) modTime() []byte  { return b[136:148] }
func (b *block) sum() []byte      { return b[148:156] }
func (b *block) kind() []byte     { return b[156:157] }
func (b *block) linkname() []byte { return b[157:257] }
func (b *block) magic() []byte    { return b[257:263] }
func (b *block) version() []byte  { return b[263:265] }
func (b *block) uname() []byte    { return b[265:297] }
func (b *block) gname() []byte    { return b[297:329] }
func (b *block) devmajor() []byte { return b[329:337] }
func (b *block) devminor() []byte { return b[337:345] }
func (b *block) prefix() []byte   { return b[345:500] }

// What follows the device numbers in other formats.
func (b *block) gnuAccess() []byte   { return b[345:357] }
func (b *block) gnuChange() []byte   { return b[357:369] }
func (b *block) gnuSparse() []byte   { return b[386:482] }
func (b *block) gnuMore() bool       { return b[482] != 0 }
func (b *block) gnuReal() []byte     { return b[483:495] }
func (b *block) starPrefix() []byte  { return b[345:476] }
func (b *block) starAccess() []byte  { return b[476:488] }
func (b *block) starChange() []byte  { return b[488:500] }
func (b *block) starTrailer() []byte { return b[508:512] }

const (
	magicUSTAR   = "ustar\x00"
	versionUSTAR = "00"
	magicGNU     = "ustar "
	versionGNU   = " \x00"
	trailerSTAR  = "tar\x00"
)

// format guesses the format, unknown if the checksum is wrong.
func (b *block) format() Format {
	var p fieldParser
	unsigned, signed := b.checksums()
	if sum := p.octal(b.sum()); p.err != nil || sum != unsigned && sum != signed {
		return FormatUnknown
	}
	magic, version := string(b.magic()), string(b.version())
	switch {
	case magic == magicUSTAR && string(b.starTrailer()) == trailerSTAR:
		return formatSTAR
	case magic == magicUSTAR:
		return FormatUSTAR | FormatPAX
	case magic == magicGNU && version == versionGNU:
		return FormatGNU
	}
	return formatV7
}

// setFormat writes magic, version and checksum.
func (b *block) setFormat(f Format) {
	if f.has(FormatGNU) {
		copy(b.magic(), magicGNU)
		copy(b.version(), versionGNU)
	} else {
		copy(b.magic(), magicUSTAR)
		copy(b.version(), versionUSTAR)
	}
	var w fieldWriter
	sum, _ := b.checksums()
	w.octal(b.sum()[:7], sum)
	b.sum()[7] = ' '
}

// checksums returns the sums of the bytes, with the checksum's own as blanks; some programs take
// bytes for signed.
func (b *block) checksums() (unsigned, signed int64) {
	for i, c := range b {
		if 148 <= i && i < 156 {
			c = ' '
		}
		unsigned += int64(c)
		signed += int64(int8(c))
	}
	return unsigned, signed
}

// A fieldParser keeps the first error.
type fieldParser struct{ err error }

func (p *fieldParser) text(b []byte) string {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		b = b[:i]
	}
	return string(b)
}

// number reads octal digits, or base 256 if the highest bit is set.
func (p *fieldParser) number(b []byte) int64 {
	if len(b) == 0 || b[0]&0x80 == 0 {
		return p.octal(b)
	}
	// A negative number is in two's complement: its bits are read inverted.
	inverted := byte(0)
	if b[0]&0x40 != 0 {
		inverted = 0xff
	}
	var n uint64
	for i, c := range b {
		c ^= inverted
		if i == 0 {
			c &= 0x7f
		}
		if n>>56 > 0 {
			p.err = ErrHeader
			return 0
		}
		n = n<<8 | uint64(c)
	}
	if n>>63 > 0 {
		p.err = ErrHeader
		return 0
	}
	if inverted == 0xff {
		return ^int64(n)
	}
	return int64(n)
}

func (p *fieldParser) octal(b []byte) int64 {
	b = bytes.Trim(b, " \x00")
	if len(b) == 0 {
		return 0
	}
	n, err := strconv.ParseUint(p.text(b), 8, 64)
	if err != nil {
		p.err = ErrHeader
	}
	return int64(n)
}

// A fieldWriter keeps the first error.
type fieldWriter struct{ err error }

func (w *fieldWriter) text(b []byte, s string) {
	if len(s) > len(b) {
		w.err = ErrFieldTooLong
	}
	n := copy(b, s)
	if n < len(b) {
		b[n] = 0
	}
	// Some programs take a path that is cut at a slash for a folder's.
	if len(s) > len(b) && b[len(b)-1] == '/' {
		n = len(strings.TrimRight(s[:len(b)-1], "/"))
		b[n] = 0
	}
}

func (w *fieldWriter) number(b []byte, n int64) {
	if fitsOctal(len(b), n) {
		w.octal(b, n)
		return
	}
	if !fitsBinary(len(b), n) {
		w.octal(b, 0)
		w.err = ErrFieldTooLong
		return
	}
	for i := len(b) - 1; i >= 0; i-- {
		b[i] = byte(n)
		n >>= 8
	}
	b[0] |= 0x80
}

func (w *fieldWriter) octal(b []byte, n int64) {
	s := strconv.FormatInt(n, 8)
	if zeros := len(b) - len(s) - 1; zeros > 0 {
		s = strings.Repeat("0", zeros) + s
	}
	if !fitsOctal(len(b), n) {
		s = strings.Repeat("0", len(b)-1)
		w.err = ErrFieldTooLong
	}
	w.text(b, s)
}

// padding returns how many bytes fill up the last block.
func padding(size int64) int64 { return -size & (blockSize - 1) }
