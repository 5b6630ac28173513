// Package utf8 translates between characters and their UTF-8 bytes.
package utf8

// Numbers of the encoding.
const (
	RuneError = '\uFFFD'     // the replacement character, for what is invalid
	RuneSelf  = 0x80         // characters below are one byte
	MaxRune   = '\U0010FFFF' // the largest character
	UTFMax    = 4            // the most bytes one character takes
)

// AppendRune appends r's encoding.
func AppendRune(p []byte, r rune) []byte {
	if uint32(r) < RuneSelf {
		return append(p, byte(r))
	}
	return append(p, string(r)...)
}

// DecodeRune decodes the first character; (RuneError, 0) if p is empty, (RuneError, 1) if invalid.
func DecodeRune(p []byte) (r rune, size int)

// DecodeRuneInString is DecodeRune of a string.
func DecodeRuneInString(s string) (r rune, size int)

// DecodeLastRune decodes the last character.
func DecodeLastRune(p []byte) (r rune, size int)

// DecodeLastRuneInString is DecodeLastRune of a string.
func DecodeLastRuneInString(s string) (r rune, size int)

// EncodeRune writes r's encoding into p, which must have room, and returns its length.
func EncodeRune(p []byte, r rune) int {
	if uint32(r) < RuneSelf {
		p[0] = byte(r)
		return 1
	}
	s := string(r)
	_ = p[len(s)-1] // panics before anything is written
	return copy(p, s)
}

// FullRune reports whether p begins with a whole encoding (an invalid one is whole).
func FullRune(p []byte) bool

// FullRuneInString is FullRune of a string.
func FullRuneInString(s string) bool

// RuneCount counts characters; an invalid byte is one.
func RuneCount(p []byte) int

// RuneCountInString is RuneCount of a string.
func RuneCountInString(s string) (n int)

// RuneLen returns the length of r's encoding, or -1 if it has none.
func RuneLen(r rune) int {
	switch {
	case r < 0:
		return -1
	case r < RuneSelf:
		return 1
	case r < 1<<11:
		return 2
	case !ValidRune(r):
		return -1
	case r < 1<<16:
		return 3
	}
	return 4
}

// RuneStart reports whether b can be the first byte of an encoding.
func RuneStart(b byte) bool { return b&0xC0 != 0x80 }

// Valid reports whether p is all valid UTF-8.
func Valid(p []byte) bool

// ValidString reports whether s is all valid UTF-8.
func ValidString(s string) bool

// ValidRune reports whether r can be encoded: no surrogate, not too large.
func ValidRune(r rune) bool {
	return 0 <= r && r < 0xD800 || 0xDFFF < r && r <= MaxRune
}
