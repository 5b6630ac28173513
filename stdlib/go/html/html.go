// Package html escapes text and reads escaped text.
package html

import (
	"strings"
	"unicode/utf8"
)

var escaper = strings.NewReplacer(`&`, "&amp;", `'`, "&#39;", `<`, "&lt;", `>`, "&gt;", `"`, "&#34;")

// EscapeString escapes the five characters < > & ' ".
func EscapeString(s string) string { return escaper.Replace(s) }

// entity returns what a name, with its semicolon, stands for; "" if nothing.
func entity(name string) string

// The longest name that may do without a semicolon.
const longestBare = 6

// windows1252 is what the numbers from 0x80 to 0x9f stand for.
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

// UnescapeString reads character references.
func UnescapeString(s string) string {
	i := strings.IndexByte(s, '&')
	if i < 0 {
		return s
	}
	var b strings.Builder
	for i >= 0 {
		b.WriteString(s[:i])
		s = s[i:]
		text, n := reference(s)
		if n == 0 {
			text, n = "&", 1
		}
		b.WriteString(text)
		s = s[n:]
		i = strings.IndexByte(s, '&')
	}
	b.WriteString(s)
	return b.String()
}

// reference reads the reference at the start of s; n is its length, 0 if there is none.
func reference(s string) (text string, n int) {
	if len(s) > 1 && s[1] == '#' {
		return number(s)
	}
	n = 1
	for n < len(s) && ('a' <= s[n]|0x20 && s[n]|0x20 <= 'z' || '0' <= s[n] && s[n] <= '9') {
		n++
	}
	end := n
	if n < len(s) && s[n] == ';' {
		n++
	}
	if n == 1 {
		return "", 0
	}
	if text := entity(s[1:n]); text != "" {
		return text, n
	}
	for n = min(end, longestBare+1); n > 2; n-- {
		if text := entity(s[1:n]); text != "" {
			return text, n
		}
	}
	return "", 0
}

// number reads a reference by number.
func number(s string) (text string, n int) {
	if len(s) <= 3 {
		return "", 0
	}
	n = 2
	base := rune(10)
	if s[n]|0x20 == 'x' {
		base = 16
		n++
	}
	var x rune
digits:
	for ; n < len(s); n++ {
		d := rune(s[n])
		switch {
		case '0' <= d && d <= '9':
			x = base*x + d - '0'
		case base == 16 && 'a' <= d|0x20 && d|0x20 <= 'f':
			x = base*x + (d | 0x20) - 'a' + 10
		default:
			break digits
		}
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	if n <= 3 {
		return "", 0
	}
	switch {
	case 0x80 <= x && x <= 0x9f:
		x = []rune(windows1252)[x-0x80]
	case x == 0 || !utf8.ValidRune(x):
		x = utf8.RuneError
	}
	return string(x), n
}
