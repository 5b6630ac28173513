// Package mime knows media types, the extensions of files of such types, and words of headers that
// are not ASCII.
package mime

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// ErrInvalidMediaParameter says that a media type is fine but not what follows it.
var ErrInvalidMediaParameter = errors.New("mime: invalid media parameter")

var (
	errNoType    = errors.New("mime: no media type")
	errNoSlash   = errors.New("mime: expected slash after first token")
	errNoSubtype = errors.New("mime: expected token after slash")
	errMore      = errors.New("mime: unexpected content after media subtype")
	errTwice     = errors.New("mime: duplicate parameter name")
)

// specials may stand in quoted strings only (RFC 2045 section 5.1).
const specials = `()<>@,;:\"/[]?=`

func isTokenByte(c byte) bool {
	return c > ' ' && c < 0x7f && strings.IndexByte(specials, c) < 0
}

// tokenLen is how many bytes of a token a text begins with.
func tokenLen(s string) int {
	for i := 0; i < len(s); i++ {
		if !isTokenByte(s[i]) {
			return i
		}
	}
	return len(s)
}

func isToken(s string) bool { return s != "" && tokenLen(s) == len(s) }

// FormatMediaType writes a media type with its parameters, sorted; empty if that cannot be.
func FormatMediaType(t string, param map[string]string) string {
	major, minor, both := strings.Cut(t, "/")
	if !isToken(major) || both && !isToken(minor) {
		return ""
	}
	out := []string{strings.ToLower(t)}
	for _, name := range slices.Sorted(maps.Keys(param)) {
		if !isToken(name) {
			return ""
		}
		name, value := strings.ToLower(name), param[name]
		switch {
		case !printable(value):
			out = append(out, name+"*=utf-8''"+percent(value))
		case isToken(value):
			out = append(out, name+"="+value)
		default:
			out = append(out, name+`="`+strings.NewReplacer(`"`, `\"`, `\`, `\\`).Replace(value)+`"`)
		}
	}
	return strings.Join(out, "; ")
}

// printable reports whether a value can stand between quotes as it is.
func printable(s string) bool {
	for i := 0; i < len(s); i++ {
		if (s[i] < ' ' || s[i] > '~') && s[i] != '\t' {
			return false
		}
	}
	return true
}

// percent encodes a value (RFC 2231 section 7).
func percent(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if isTokenByte(s[i]) && strings.IndexByte("*'%", s[i]) < 0 {
			b.WriteByte(s[i])
		} else {
			fmt.Fprintf(&b, "%%%02X", s[i])
		}
	}
	return b.String()
}

// ParseMediaType reads a media type and its parameters (RFC 2045, RFC 2231). Names become small letters.
func ParseMediaType(v string) (mediatype string, params map[string]string, err error) {
	head, rest, more := strings.Cut(v, ";")
	mediatype = strings.ToLower(strings.TrimSpace(head))
	if err := checkType(mediatype); err != nil {
		return "", nil, err
	}
	params = map[string]string{}
	starred := map[string]string{}
	for more {
		if rest = strings.TrimSpace(rest); rest == "" {
			break
		}
		name, value, left, ok := parameter(rest)
		if !ok {
			return mediatype, nil, ErrInvalidMediaParameter
		}
		in := params
		if strings.Contains(name, "*") {
			in = starred
		}
		if before, twice := in[name]; twice && before != value {
			return "", nil, errTwice
		}
		in[name] = value
		if left = strings.TrimSpace(left); left != "" && left[0] != ';' {
			return mediatype, nil, ErrInvalidMediaParameter
		}
		rest = strings.TrimPrefix(left, ";")
	}
	for name := range starred {
		base, _, _ := strings.Cut(name, "*")
		if value, ok := joined(base, starred); ok {
			params[base] = value
		}
	}
	return mediatype, params, nil
}

func checkType(s string) error {
	n := tokenLen(s)
	switch {
	case n == 0:
		return errNoType
	case n == len(s):
		return nil
	case s[n] != '/':
		return errNoSlash
	}
	s = s[n+1:]
	switch tokenLen(s) {
	case 0:
		return errNoSubtype
	case len(s):
		return nil
	}
	return errMore
}

// parameter reads name=value.
func parameter(s string) (name, value, rest string, ok bool) {
	n := tokenLen(s)
	name, s = strings.ToLower(s[:n]), strings.TrimSpace(s[n:])
	if name == "" || s == "" || s[0] != '=' {
		return "", "", "", false
	}
	s = strings.TrimLeft(s[1:], " \t\r\n")
	if s == "" || s[0] != '"' {
		n = tokenLen(s)
		return name, s[:n], s[n:], n > 0
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return name, b.String(), s[i+1:], true
		case c == '\r' || c == '\n':
			return "", "", "", false
		case c == '\\' && i+1 < len(s) && strings.IndexByte(specials, s[i+1]) >= 0:
			// Other backslashes are those of a Windows path that nobody escaped.
			i++
			b.WriteByte(s[i])
		default:
			b.WriteByte(c)
		}
	}
	return "", "", "", false
}

// joined is the value of a parameter that stands in one encoded or in several parts (RFC 2231).
func joined(base string, parts map[string]string) (string, bool) {
	if whole, ok := parts[base+"*"]; ok {
		return extended(whole)
	}
	value, found := "", false
	for n := 0; ; n++ {
		name := base + "*" + strconv.Itoa(n)
		part, plain := parts[name]
		encoded, ok := parts[name+"*"]
		switch {
		case plain:
		case ok && n == 0:
			part, _ = extended(encoded)
		case ok:
			part, _ = unpercent(encoded)
		default:
			return value, found
		}
		value += part
		found = true
	}
}

// extended reads charset'language'text.
func extended(s string) (string, bool) {
	parts := strings.SplitN(s, "'", 3)
	if len(parts) < 3 {
		return "", false
	}
	switch strings.ToLower(parts[0]) {
	case "us-ascii", "utf-8":
		return unpercent(parts[2])
	}
	return "", false
}

func unpercent(s string) (string, bool) {
	text, err := url.PathUnescape(s)
	return text, err == nil
}
