// Package utf16 translates between characters and UTF-16.
package utf16

const (
	replacement = '\uFFFD'
	high        = 0xD800  // high surrogates are [high, low)
	low         = 0xDC00  // low surrogates are [low, after)
	after       = 0xE000  // the first unit after the surrogates
	self        = 0x10000 // characters below are one unit
	maxRune     = '\U0010FFFF'
)

// IsSurrogate reports whether r is half of a surrogate pair.
func IsSurrogate(r rune) bool { return high <= r && r < after }

// DecodeRune joins a surrogate pair; U+FFFD if it is none.
func DecodeRune(r1, r2 rune) rune {
	if high <= r1 && r1 < low && low <= r2 && r2 < after {
		return (r1-high)<<10 | (r2 - low) + self
	}
	return replacement
}

// EncodeRune splits r into a surrogate pair; U+FFFD twice if it needs none or is invalid.
func EncodeRune(r rune) (r1, r2 rune) {
	if r < self || r > maxRune {
		return replacement, replacement
	}
	r -= self
	return high + r>>10, low + r&0x3ff
}

// RuneLen returns the number of units of r, or -1 if it has no encoding.
func RuneLen(r rune) int {
	switch {
	case r < 0 || IsSurrogate(r) || r > maxRune:
		return -1
	case r < self:
		return 1
	}
	return 2
}

// AppendRune appends r's encoding.
func AppendRune(a []uint16, r rune) []uint16 {
	switch RuneLen(r) {
	case 1:
		return append(a, uint16(r))
	case 2:
		r1, r2 := EncodeRune(r)
		return append(a, uint16(r1), uint16(r2))
	}
	return append(a, replacement)
}

// Encode returns the encoding of s.
func Encode(s []rune) []uint16 {
	a := make([]uint16, 0, len(s))
	for _, r := range s {
		a = AppendRune(a, r)
	}
	return a
}

// Decode returns the characters of s.
func Decode(s []uint16) []rune {
	runes := make([]rune, 0, len(s))
	for i := 0; i < len(s); i++ {
		r := rune(s[i])
		if IsSurrogate(r) {
			pair := rune(replacement)
			if i+1 < len(s) {
				pair = DecodeRune(r, rune(s[i+1]))
			}
			if pair != replacement {
				i++
			}
			r = pair
		}
		runes = append(runes, r)
	}
	return runes
}
