package bytes

import (
	"unicode"
	"unicode/utf8"
)

const maxInt = int(^uint(0) >> 1)

// Clone returns a copy of b; nil for nil.
func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// ContainsFunc reports whether f holds for a character of b.
func ContainsFunc(b []byte, f func(rune) bool) bool { return IndexFunc(b, f) >= 0 }

// Cut splits s around the first sep.
func Cut(s, sep []byte) (before, after []byte, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

// CutLast splits s around the last sep.
func CutLast(s, sep []byte) (before, after []byte, found bool) {
	if i := LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

// CutPrefix returns s without the prefix, and whether it was there.
func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if HasPrefix(s, prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

// CutSuffix returns s without the suffix, and whether it was there.
func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)], true
	}
	return s, false
}

// TrimPrefix cuts the prefix if it is there.
func TrimPrefix(s, prefix []byte) []byte {
	s, _ = CutPrefix(s, prefix)
	return s
}

// TrimSuffix cuts the suffix if it is there.
func TrimSuffix(s, suffix []byte) []byte {
	s, _ = CutSuffix(s, suffix)
	return s
}

// Trim cuts the characters of cutset from both ends.
func Trim(s []byte, cutset string) []byte {
	if s = TrimLeft(s, cutset); s == nil {
		return nil
	}
	return s[:trimRight(s, cutset)]
}

// TrimLeft cuts the characters of cutset from the start; nil if nothing is left.
func TrimLeft(s []byte, cutset string) []byte {
	if s = s[trimLeft(s, cutset):]; len(s) == 0 {
		return nil
	}
	return s
}

// TrimRight cuts the characters of cutset from the end.
func TrimRight(s []byte, cutset string) []byte { return s[:trimRight(s, cutset)] }

// TrimSpace cuts white space from both ends; nil if nothing is left.
func TrimSpace(s []byte) []byte {
	lo, hi := trimSpace(s)
	if lo == hi {
		return nil
	}
	return s[lo:hi]
}

// TrimFunc cuts the characters for which f holds from both ends.
func TrimFunc(s []byte, f func(r rune) bool) []byte { return TrimRightFunc(TrimLeftFunc(s, f), f) }

// TrimLeftFunc cuts the characters for which f holds from the start; nil if nothing is left.
func TrimLeftFunc(s []byte, f func(r rune) bool) []byte {
	for i, size := 0, 0; i < len(s); i += size {
		var r rune
		if r, size = utf8.DecodeRune(s[i:]); !f(r) {
			return s[i:]
		}
	}
	return nil
}

// TrimRightFunc cuts the characters for which f holds from the end.
func TrimRightFunc(s []byte, f func(r rune) bool) []byte {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRune(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

// IndexFunc returns where f first holds, or -1.
func IndexFunc(s []byte, f func(r rune) bool) int {
	for i, size := 0, 0; i < len(s); i += size {
		var r rune
		if r, size = utf8.DecodeRune(s[i:]); f(r) {
			return i
		}
	}
	return -1
}

// LastIndexFunc returns where f last holds, or -1.
func LastIndexFunc(s []byte, f func(r rune) bool) int {
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRune(s[:i])
		i -= size
		if f(r) {
			return i
		}
	}
	return -1
}

// Join puts sep between the slices, in a new one.
func Join(s [][]byte, sep []byte) []byte {
	n := 0
	for i, v := range s {
		if i > 0 {
			n += len(sep)
		}
		if n += len(v); n < 0 {
			panic("bytes: Join output length overflow")
		}
	}
	if len(s) == 1 {
		return append([]byte(nil), s[0]...)
	}
	b := make([]byte, 0, n)
	for i, v := range s {
		if i > 0 {
			b = append(b, sep...)
		}
		b = append(b, v...)
	}
	return b
}

// Repeat returns count copies of b.
func Repeat(b []byte, count int) []byte {
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	if len(b) > 0 && count > maxInt/len(b) {
		panic("bytes: Repeat output length overflow")
	}
	return repeat(b, count)
}

// Runes returns the characters of s.
func Runes(s []byte) []rune { return []rune(string(s)) }

// Split splits s at each sep; into characters if sep is empty.
func Split(s, sep []byte) [][]byte { return split(s, sep, 0, -1) }

// SplitN is Split into at most n parts.
func SplitN(s, sep []byte, n int) [][]byte { return split(s, sep, 0, n) }

// SplitAfter splits s after each sep.
func SplitAfter(s, sep []byte) [][]byte { return split(s, sep, len(sep), -1) }

// SplitAfterN is SplitAfter into at most n parts.
func SplitAfterN(s, sep []byte, n int) [][]byte { return split(s, sep, len(sep), n) }

// split keeps the first keep bytes of each sep.
func split(s, sep []byte, keep, n int) [][]byte {
	if n == 0 {
		return nil
	}
	most := Count(s, sep) + 1
	if len(sep) == 0 {
		most = utf8.RuneCount(s)
	}
	if n < 0 || n > most {
		n = most
	}
	parts := make([][]byte, 0, n)
	for len(parts) < n-1 {
		var at int
		if len(sep) > 0 {
			at = Index(s, sep)
		} else {
			_, at = utf8.DecodeRune(s)
		}
		parts = append(parts, s[:at+keep:at+keep])
		s = s[at+len(sep):]
	}
	if len(sep) == 0 {
		if n == 0 {
			return parts
		}
		return append(parts, s[:len(s):len(s)])
	}
	return append(parts, s)
}

// Fields splits s around white space.
func Fields(s []byte) [][]byte {
	fields := [][]byte{}
	for lo, hi := nextField(s, 0); lo >= 0; lo, hi = nextField(s, hi) {
		fields = append(fields, s[lo:hi:hi])
	}
	return fields[:len(fields):len(fields)]
}

// FieldsFunc splits s around the characters for which f holds.
func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	fields := [][]byte{}
	FieldsFuncSeq(s, f)(func(field []byte) bool {
		fields = append(fields, field)
		return true
	})
	return fields[:len(fields):len(fields)]
}

// Map replaces each character by what mapping returns, and drops it if that is negative.
func Map(mapping func(r rune) rune, s []byte) []byte {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRune(s[i:])
		i += size
		if r = mapping(r); r >= 0 {
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// ToUpperSpecial is ToUpper with the mappings of c first.
func ToUpperSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToUpper, s) }

// ToLowerSpecial is ToLower with the mappings of c first.
func ToLowerSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToLower, s) }

// ToTitleSpecial is ToTitle with the mappings of c first.
func ToTitleSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToTitle, s) }

// Title maps the letters that begin words to title case.
//
// Deprecated: it does not handle Unicode punctuation.
func Title(s []byte) []byte {
	prev := ' '
	return Map(func(r rune) rune {
		begins := isSeparator(prev)
		prev = r
		if begins {
			return unicode.ToTitle(r)
		}
		return r
	}, s)
}

func isSeparator(r rune) bool {
	if r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) {
		return false
	}
	return r < utf8.RuneSelf || unicode.IsSpace(r)
}
