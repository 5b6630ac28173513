package time

// Layouts for Format and Parse.
const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate    = "Mon Jan 02 15:04:05 -0700 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	StampMicro  = "Jan _2 15:04:05.000000"
	StampNano   = "Jan _2 15:04:05.000000000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

// nextElem finds the first element of a layout, "" if there is none.
func nextElem(layout string) (prefix, elem, suffix string) {
	for i := 0; i < len(layout); i++ {
		if n := elemLen(layout[i:]); n > 0 {
			return layout[:i], layout[i : i+n], layout[i+n:]
		}
	}
	return layout, "", ""
}

func hasPrefix(s, p string) bool { return len(s) >= len(p) && s[:len(p)] == p }

func isDigit(s string, i int) bool { return i < len(s) && '0' <= s[i] && s[i] <= '9' }

// elemLen returns the length of the element at the start of s, or 0.
func elemLen(s string) int {
	switch s[0] {
	case 'J':
		return nameLen(s, "Jan", "January")
	case 'M':
		if hasPrefix(s, "MST") {
			return 3
		}
		return nameLen(s, "Mon", "Monday")
	case '0':
		if len(s) >= 2 && '1' <= s[1] && s[1] <= '6' {
			return 2
		}
		if hasPrefix(s, "002") {
			return 3
		}
	case '1':
		if hasPrefix(s, "15") {
			return 2
		}
		return 1
	case '2':
		if hasPrefix(s, "2006") {
			return 4
		}
		return 1
	case '_':
		if hasPrefix(s, "_2") && !hasPrefix(s, "_2006") {
			return 2
		}
		if hasPrefix(s, "__2") {
			return 3
		}
	case '3', '4', '5':
		return 1
	case 'P':
		if hasPrefix(s, "PM") {
			return 2
		}
	case 'p':
		if hasPrefix(s, "pm") {
			return 2
		}
	case '-', 'Z':
		switch t := s[1:]; {
		case hasPrefix(t, "07:00:00"):
			return 9
		case hasPrefix(t, "070000"):
			return 7
		case hasPrefix(t, "07:00"):
			return 6
		case hasPrefix(t, "0700"):
			return 5
		case hasPrefix(t, "07"):
			return 3
		}
	case '.', ',':
		if len(s) >= 2 && (s[1] == '0' || s[1] == '9') {
			n := 2
			for n < len(s) && s[n] == s[1] {
				n++
			}
			if !isDigit(s, n) {
				return n
			}
		}
	}
	return 0
}

func nameLen(s, short, long string) int {
	if hasPrefix(s, long) {
		return len(long)
	}
	if n := len(short); hasPrefix(s, short) && (len(s) == n || s[n] < 'a' || s[n] > 'z') {
		return n
	}
	return 0
}

// String returns the time as in 2006-01-02 15:04:05.999999999 -0700 MST.
func (t Time) String() string {
	b := t.AppendFormat(make([]byte, 0, 64), "2006-01-02 15:04:05.999999999 -0700 MST")
	if t.wall&hasMonotonic != 0 {
		m, sign := uint64(t.ext), byte('+')
		if t.ext < 0 {
			m, sign = -m, '-'
		}
		b = append(b, " m="...)
		b = appendInt(append(b, sign), m/1e9, 0)
		b = appendInt(append(b, '.'), m%1e9, 9)
	}
	return string(b)
}

// GoString returns t as a Go expression.
func (t Time) GoString() string {
	b := []byte("time.Date(")
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	b = appendInt(b, uint64(year), 0)
	b = append(append(b, ", time."...), month.String()...)
	for _, x := range []int{day, hour, min, sec, t.Nanosecond()} {
		b = appendInt(append(b, ", "...), uint64(x), 0)
	}
	switch loc := t.Location(); loc {
	case UTC:
		b = append(b, ", time.UTC)"...)
	case Local:
		b = append(b, ", time.Local)"...)
	default:
		b = append(append(append(b, ", time.Location("...), quote(loc.name)...), "))"...)
	}
	return string(b)
}

// Format returns t as the layout shows it.
func (t Time) Format(layout string) string {
	return string(t.AppendFormat(make([]byte, 0, len(layout)+10), layout))
}

// AppendFormat appends t as the layout shows it.
func (t Time) AppendFormat(b []byte, layout string) []byte {
	days, s := t.local()
	year, month, day, yday := civil(days)
	hour, min, sec := int(s/3600), int(s/60%60), int(s%60)
	num := func(x, width int) { b = appendInt(b, uint64(x), width) }
	for layout != "" {
		prefix, elem, suffix := nextElem(layout)
		b = append(b, prefix...)
		layout = suffix
		switch elem {
		case "":
		case "2006":
			num(year, 4)
		case "06":
			num(max(year, -year)%100, 2)
		case "January":
			b = append(b, month.String()...)
		case "Jan":
			b = append(b, month.String()[:3]...)
		case "01":
			num(int(month), 2)
		case "1":
			num(int(month), 0)
		case "Monday":
			b = append(b, weekday(days).String()...)
		case "Mon":
			b = append(b, weekday(days).String()[:3]...)
		case "02":
			num(day, 2)
		case "_2", "2":
			if elem == "_2" && day < 10 {
				b = append(b, ' ')
			}
			num(day, 0)
		case "002":
			num(yday, 3)
		case "__2":
			if yday < 100 {
				b = append(b, ' ')
				if yday < 10 {
					b = append(b, ' ')
				}
			}
			num(yday, 0)
		case "15":
			num(hour, 2)
		case "03":
			num((hour+11)%12+1, 2)
		case "3":
			num((hour+11)%12+1, 0)
		case "04":
			num(min, 2)
		case "4":
			num(min, 0)
		case "05":
			num(sec, 2)
		case "5":
			num(sec, 0)
		case "PM", "pm":
			c := elem[0]
			if hour < 12 {
				c -= 'P' - 'A'
			}
			b = append(b, c, elem[1])
		case "MST":
			if zone, off := t.Zone(); zone != "" {
				b = append(b, zone...)
			} else {
				b = appendOffset(b, off, "-0700")
			}
		default:
			if elem[0] == '.' || elem[0] == ',' {
				b = appendNano(b, uint64(t.nsec()), elem)
			} else if _, off := t.Zone(); off == 0 && elem[0] == 'Z' {
				b = append(b, 'Z')
			} else {
				b = appendOffset(b, off, elem)
			}
		}
	}
	return b
}

// appendOffset appends seconds east of UTC as elem shows it.
func appendOffset(b []byte, off int, elem string) []byte {
	if off/60 < 0 {
		b = append(b, '-')
		off = -off
	} else {
		b = append(b, '+')
	}
	b = appendInt(b, uint64(off/3600), 2)
	for i, x := 3, off/60%60; i < len(elem); i, x = i+2, off%60 {
		if elem[i] == ':' {
			b = append(b, ':')
			i++
		}
		b = appendInt(b, uint64(x), 2)
	}
	return b
}

// appendNano appends a fraction as elem shows it: .000 exactly, .999 without trailing zeros.
func appendNano(b []byte, nsec uint64, elem string) []byte {
	n := len(b)
	b = appendInt(append(b, elem[0]), nsec, 9)
	b = b[:n+min(len(elem), 10)]
	if elem[1] == '9' {
		for b[len(b)-1] == '0' {
			b = b[:len(b)-1]
		}
		if len(b) == n+1 {
			b = b[:n]
		}
	}
	return b
}

// quote quotes s, with \x for what is not printable ASCII.
func quote(s string) string {
	const hex = "0123456789abcdef"
	b := []byte{'"'}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 0x80 || c < ' ':
			b = append(b, '\\', 'x', hex[c>>4], hex[c&15])
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		default:
			b = append(b, c)
		}
	}
	return string(append(b, '"'))
}
