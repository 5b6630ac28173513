package template

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// cssTable has what could end a string or a URL in a stylesheet.
const cssSpecial = "\x00\t\n\f\r\"&'()+/:;<>\\{}"

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

func isCSSName(r rune) bool {
	return r < utf8.RuneSelf && isAlphaNum(byte(r)) || r == '-' || r == '_' ||
		0x80 <= r && r <= 0xd7ff || 0xe000 <= r && r <= 0xfffd || 0x10000 <= r && r <= 0x10ffff
}

// endsInKeyword reports whether s ends in a word.
func endsInKeyword(s, word string) bool {
	i := len(s) - len(word)
	if i < 0 {
		return false
	}
	if r, _ := utf8.DecodeLastRuneInString(s[:i]); i > 0 && isCSSName(r) {
		return false
	}
	return strings.ToLower(s[i:]) == word
}

// decodeCSS replaces escape sequences by what they stand for.
func decodeCSS(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '\\')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		if len(s) < 2 {
			return b.String()
		}
		if !isHex(s[1]) {
			_, n := utf8.DecodeRuneInString(s[1:])
			b.WriteString(s[1 : 1+n])
			s = s[1+n:]
			continue
		}
		j := 2
		for j < len(s) && j < 7 && isHex(s[j]) {
			j++
		}
		n, _ := strconv.ParseInt(s[1:j], 16, 32)
		if n > utf8.MaxRune {
			n, j = n/16, j-1
		}
		b.WriteRune(rune(n))
		// One white space ends the number.
		s = s[j:]
		if strings.HasPrefix(s, "\r\n") {
			s = s[2:]
		} else if s != "" && isSpace(s[0]) {
			s = s[1:]
		}
	}
}

// cssEscaper makes text safe in strings and URLs of stylesheets.
func cssEscaper(args ...any) string {
	s, _ := stringify(args...)
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\\':
			b.WriteString(`\\`)
		case strings.IndexByte(cssSpecial, c) >= 0:
			b.WriteString(`\` + strconv.FormatUint(uint64(c), 16))
			if i+1 == len(s) || isHex(s[i+1]) || isSpace(s[i+1]) {
				b.WriteByte(' ')
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// cssValueFilter lets harmless values pass.
func cssValueFilter(args ...any) string {
	s, t := stringify(args...)
	if t == isCSS {
		return s
	}
	s = decodeCSS(s)
	if strings.ContainsAny(s, "\x00\"'()/;@[\\]`{}<>") || strings.Contains(s, "--") {
		return failsafe
	}
	name := strings.ToLower(strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && isCSSName(r) && r != '-' {
			return r
		}
		return -1
	}, s))
	if strings.Contains(name, "expression") || strings.Contains(name, "mozbinding") {
		return failsafe
	}
	return s
}
