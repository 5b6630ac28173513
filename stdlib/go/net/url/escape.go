package url

import (
	"strconv"
	"strings"
)

// A part of a URL; each escapes other characters.
type part int

const (
	pathPart part = iota
	segmentPart
	hostPart
	zonePart
	userPart
	queryPart
	fragmentPart
)

// plainIn has the characters besides letters, digits and -_.~ that stand for themselves.
var plainIn = [...]string{
	pathPart:     "$&+,/:;=@",
	segmentPart:  "$&+:=@",
	hostPart:     "!$&'()*+,;=:[]<>\"",
	zonePart:     "!$&'()*+,;=:[]<>\"",
	userPart:     "$&+,;=",
	queryPart:    "",
	fragmentPart: "$&+,/:;=?@!()*",
}

// escaped reports whether c must be escaped.
func escaped(c byte, in part) bool {
	switch {
	case 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '.' || c == '~':
		return false
	}
	return strings.IndexByte(plainIn[in], c) < 0
}

// EscapeError is an escape that is none.
type EscapeError string

func (e EscapeError) Error() string { return "invalid URL escape " + strconv.Quote(string(e)) }

// InvalidHostError is a character that no host has.
type InvalidHostError string

func (e InvalidHostError) Error() string {
	return "invalid character " + strconv.Quote(string(e)) + " in host name"
}

// hex returns what a digit is worth, or -1.
func hex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// QueryUnescape and PathUnescape read what QueryEscape and PathEscape write.
func QueryUnescape(s string) (string, error) { return unescape(s, queryPart) }
func PathUnescape(s string) (string, error)  { return unescape(s, segmentPart) }

func unescape(s string, in part) (string, error) {
	if in != hostPart && in != zonePart && strings.IndexByte(s, '%') < 0 && (in != queryPart || strings.IndexByte(s, '+') < 0) {
		return s, nil
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%':
			if i+2 >= len(s) || hex(s[i+1]) < 0 || hex(s[i+2]) < 0 {
				return "", EscapeError(s[i:min(i+3, len(s))])
			}
			escape := s[i : i+3]
			v := byte(hex(s[i+1])<<4 | hex(s[i+2]))
			// Hosts have only escapes of bytes beyond ASCII and of %, zones also of what stands for
			// itself.
			if in == hostPart && v < 0x80 && v != '%' ||
				in == zonePart && v != '%' && v != ' ' && escaped(v, hostPart) {
				return "", EscapeError(escape)
			}
			b = append(b, v)
			i += 2
		case c == '+' && in == queryPart:
			b = append(b, ' ')
		case (in == hostPart || in == zonePart) && c < 0x80 && escaped(c, in):
			return "", InvalidHostError(s[i : i+1])
		default:
			b = append(b, c)
		}
	}
	return string(b), nil
}

// QueryEscape escapes s for a query.
func QueryEscape(s string) string { return escape(s, queryPart) }

// PathEscape escapes s for a segment of a path.
func PathEscape(s string) string { return escape(s, segmentPart) }

func escape(s string, in part) string {
	plain := 0
	for plain < len(s) && !escaped(s[plain], in) {
		plain++
	}
	if plain == len(s) {
		return s
	}
	b := append(make([]byte, 0, len(s)+16), s[:plain]...)
	for i := plain; i < len(s); i++ {
		switch c := s[i]; {
		case !escaped(c, in):
			b = append(b, c)
		case c == ' ' && in == queryPart:
			b = append(b, '+')
		default:
			b = append(b, '%', "0123456789ABCDEF"[c>>4], "0123456789ABCDEF"[c&15])
		}
	}
	return string(b)
}

// validEncoded reports whether s may stand in a URL as it is.
func validEncoded(s string, in part) bool {
	for i := 0; i < len(s); i++ {
		if escaped(s[i], in) && strings.IndexByte("!$&'()*+,;=:@[]%", s[i]) < 0 {
			return false
		}
	}
	return true
}
