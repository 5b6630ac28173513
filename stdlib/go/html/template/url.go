package template

import (
	"fmt"
	"strings"
)

// urlFilter lets URLs pass that are relative or have a harmless scheme.
func urlFilter(args ...any) string {
	s, t := stringify(args...)
	if t == isURL || isSafeURL(s) {
		return s
	}
	return "#" + failsafe
}

func isSafeURL(s string) bool {
	scheme, _, ok := strings.Cut(s, ":")
	return !ok || strings.Contains(scheme, "/") ||
		strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "mailto")
}

// urlEscaper makes text a part of a query; urlNormalizer leaves what has a meaning in a URL.
func urlEscaper(args ...any) string {
	s, t := stringify(args...)
	return encodeURL(s, t == isURL)
}
func urlNormalizer(args ...any) string {
	s, _ := stringify(args...)
	return encodeURL(s, true)
}

func encodeURL(s string, reserved bool) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case isAlphaNum(c), strings.IndexByte("-._~", c) >= 0,
			reserved && strings.IndexByte("!#$&*+,/:;=?@[]", c) >= 0,
			reserved && c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02x", c)
		}
	}
	return b.String()
}

// srcsetFilterAndEscaper does so with each URL of a list of images.
func srcsetFilterAndEscaper(args ...any) string {
	s, t := stringify(args...)
	switch t {
	case isSrcset:
		return s
	case isURL:
		return strings.ReplaceAll(encodeURL(s, true), ",", "%2c")
	}
	parts := strings.Split(s, ",")
	for i, part := range parts {
		parts[i] = srcsetPart(part)
	}
	return strings.Join(parts, ",")
}

func srcsetPart(s string) string {
	start := spaces(s, 0)
	end := start
	for end < len(s) && !isSpace(s[end]) {
		end++
	}
	safe := isSafeURL(s[start:end])
	for i := end; i < len(s); i++ {
		safe = safe && (isSpace(s[i]) || isAlphaNum(s[i]))
	}
	if !safe {
		return "#" + failsafe
	}
	return s[:start] + encodeURL(s[start:end], true) + s[end:]
}
