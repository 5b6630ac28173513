package bytes

import (
	"iter"
	"unicode/utf8"
)

// Lines ranges over the lines of s, each with its "\n"; like the splitting ones, only once.
func Lines(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for len(s) > 0 {
			end := IndexByte(s, '\n') + 1
			if end == 0 {
				end = len(s)
			}
			line := s[:end:end]
			s = s[end:]
			if !yield(line) {
				return
			}
		}
	}
}

// SplitSeq ranges over the parts of Split.
func SplitSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, 0) }

// SplitAfterSeq ranges over the parts of SplitAfter.
func SplitAfterSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, len(sep)) }

// splitSeq keeps the first keep bytes of each sep.
func splitSeq(s, sep []byte, keep int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		if len(sep) == 0 {
			for len(s) > 0 {
				_, size := utf8.DecodeRune(s)
				if !yield(s[:size:size]) {
					return
				}
				s = s[size:]
			}
			return
		}
		for i := Index(s, sep); i >= 0; i = Index(s, sep) {
			if !yield(s[: i+keep : i+keep]) {
				return
			}
			s = s[i+len(sep):]
		}
		yield(s[:len(s):len(s)])
	}
}

// FieldsSeq ranges over the parts of Fields.
func FieldsSeq(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for lo, hi := nextField(s, 0); lo >= 0; lo, hi = nextField(s, hi) {
			if !yield(s[lo:hi:hi]) {
				return
			}
		}
	}
}

// FieldsFuncSeq ranges over the parts of FieldsFunc.
func FieldsFuncSeq(s []byte, f func(rune) bool) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		start := -1
		for i, size := 0, 0; i < len(s); i += size {
			var r rune
			if r, size = utf8.DecodeRune(s[i:]); !f(r) {
				if start < 0 {
					start = i
				}
			} else if start >= 0 {
				if !yield(s[start:i:i]) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(s[start:len(s):len(s)])
		}
	}
}
