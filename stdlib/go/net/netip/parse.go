package netip

import (
	"strconv"
	"strings"
)

type parseAddrError struct {
	in  string
	msg string
	at  string // where, if that is known
}

func (e parseAddrError) Error() string {
	s := "ParseAddr(" + strconv.Quote(e.in) + "): " + e.msg
	if e.at != "" {
		s += " (at " + strconv.Quote(e.at) + ")"
	}
	return s
}

// ParseAddr reads an address.
func ParseAddr(s string) (Addr, error) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '.':
			var a Addr
			if err := parse4(s, s, a.b[12:]); err != nil {
				return Addr{}, err
			}
			a.kind = kind4
			return a, nil
		case ':':
			return parse6(s)
		case '%':
			return Addr{}, parseAddrError{in: s, msg: "missing IPv6 address"}
		}
	}
	return Addr{}, parseAddrError{in: s, msg: "unable to parse IP"}
}

// MustParseAddr is ParseAddr that panics.
func MustParseAddr(s string) Addr { return must(ParseAddr(s)) }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// parse4 reads a.b.c.d, the end of in.
func parse4(in, s string, to []byte) error {
	value, digits, field := 0, 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			if digits == 1 && value == 0 {
				return parseAddrError{in: in, msg: "IPv4 field has octet with leading zero"}
			}
			value = value*10 + int(c-'0')
			if digits++; value > 255 {
				return parseAddrError{in: in, msg: "IPv4 field has value >255"}
			}
		case c == '.':
			if i == 0 || i == len(s)-1 || s[i-1] == '.' {
				return parseAddrError{in: in, msg: "IPv4 field must have at least one digit", at: s[i:]}
			}
			if field == 3 {
				return parseAddrError{in: in, msg: "IPv4 address too long"}
			}
			to[field] = byte(value)
			field++
			value, digits = 0, 0
		default:
			return parseAddrError{in: in, msg: "unexpected character", at: s[i:]}
		}
	}
	if field < 3 {
		return parseAddrError{in: in, msg: "IPv4 address too short"}
	}
	to[3] = byte(value)
	return nil
}

func hexValue(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

func parse6(in string) (Addr, error) {
	a := Addr{kind: kind6}
	s, zone, found := strings.Cut(in, "%")
	if found && zone == "" {
		return Addr{}, parseAddrError{in: in, msg: "zone must be a non-empty string"}
	}
	a.zone = zone
	fail := func(msg, at string) (Addr, error) { return Addr{}, parseAddrError{in, msg, at} }
	gap, n := -1, 0 // where :: is, and how many bytes there are
	if strings.HasPrefix(s, "::") {
		gap = 0
		s = s[2:]
		if s == "" {
			return a, nil
		}
	}
	for n < 16 {
		value, digits := 0, 0
		for digits < len(s) && hexValue(s[digits]) >= 0 {
			value = value<<4 | hexValue(s[digits])
			if digits > 3 {
				return fail("each group must have 4 or less digits", s)
			}
			digits++
		}
		if digits == 0 {
			return fail("each colon-separated field must have at least one digit", s)
		}
		if digits < len(s) && s[digits] == '.' {
			if gap < 0 && n != 12 {
				return fail("embedded IPv4 address must replace the final 2 fields of the address", s)
			}
			if n > 12 {
				return fail("too many hex fields to fit an embedded IPv4 at the end of the address", s)
			}
			end := in
			if found {
				end = in[:len(in)-len(zone)-1]
			}
			if err := parse4(end, s, a.b[n:]); err != nil {
				return Addr{}, err
			}
			s, n = "", n+4
			break
		}
		a.b[n], a.b[n+1] = byte(value>>8), byte(value)
		n += 2
		s = s[digits:]
		if s == "" {
			break
		}
		switch {
		case s[0] != ':':
			return fail("unexpected character, want colon", s)
		case len(s) == 1:
			return fail("colon must be followed by more characters", s)
		}
		if s = s[1:]; s[0] == ':' {
			if gap >= 0 {
				return fail("multiple :: in address", s)
			}
			gap = n
			if s = s[1:]; s == "" {
				break
			}
		}
	}
	if s != "" {
		return fail("trailing garbage after address", s)
	}
	switch {
	case n < 16 && gap < 0:
		return fail("address string too short", "")
	case n < 16:
		end := copy(a.b[16-(n-gap):], append([]byte(nil), a.b[gap:n]...))
		clear(a.b[gap : 16-end])
	case gap >= 0:
		return fail("the :: must expand to at least one field of zeros", "")
	}
	return a, nil
}
