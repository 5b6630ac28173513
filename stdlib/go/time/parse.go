package time

// ParseError says what is wrong with a time.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string
	ValueElem  string
	Message    string
}

// Error returns the description.
func (e *ParseError) Error() string {
	s := "parsing time " + quote(e.Value)
	if e.Message != "" {
		return s + e.Message
	}
	return s + " as " + quote(e.Layout) + ": cannot parse " + quote(e.ValueElem) + " as " + quote(e.LayoutElem)
}

// Parse parses a time that looks like layout; without a zone it is in UTC.
func Parse(layout, value string) (Time, error) { return parse(layout, value, UTC, Local) }

// ParseInLocation is like Parse, but a time without a zone is in loc.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}

// parsed collects what a value says; -1 is unknown.
type parsed struct {
	year, month, day, yday    int
	hour, min, sec, nsec, off int
	pm, am, utc               bool
	zone                      string
}

func parse(layout, value string, def, local *Location) (Time, error) {
	p := parsed{month: -1, day: -1, yday: -1, off: -1}
	rest, orig := layout, value
	fail := func(elem, val, msg string) (Time, error) {
		return Time{}, &ParseError{layout, orig, elem, val, msg}
	}
	for {
		prefix, elem, suffix := nextElem(rest)
		v, ok := skip(value, prefix)
		if !ok {
			return fail(prefix, v, "")
		}
		if elem == "" {
			if v != "" {
				return fail("", v, ": extra text: "+quote(v))
			}
			break
		}
		var bad string
		value, bad, ok = p.elem(elem, v, suffix)
		if bad != "" {
			return fail(elem, value, ": "+bad+" out of range")
		}
		if !ok {
			return fail(elem, v, "")
		}
		rest = suffix
	}
	if p.pm && p.hour < 12 {
		p.hour += 12
	} else if p.am && p.hour == 12 {
		p.hour = 0
	}
	if p.yday >= 0 {
		n := 365
		if isLeap(p.year) {
			n = 366
		}
		if p.yday < 1 || p.yday > n {
			return fail("", value, ": day-of-year out of range")
		}
		_, m, d, _ := civil(daysOf(int64(p.year), 1, 1) + int64(p.yday) - 1)
		if p.month >= 0 && p.month != int(m) {
			return fail("", value, ": day-of-year does not match month")
		}
		if p.day >= 0 && p.day != d {
			return fail("", value, ": day-of-year does not match day")
		}
		p.month, p.day = int(m), d
	}
	if p.month < 0 {
		p.month = 1
	}
	if p.day < 0 {
		p.day = 1
	}
	if p.day < 1 || p.day > daysIn(Month(p.month), p.year) {
		return fail("", value, ": day out of range")
	}
	if p.utc {
		def = UTC
	}
	at := func(loc *Location) Time {
		return Date(p.year, Month(p.month), p.day, p.hour, p.min, p.sec, p.nsec, loc)
	}
	switch {
	case p.utc:
		return at(UTC), nil
	case p.off != -1:
		t := at(UTC)
		t.addSec(-int64(p.off))
		t.setLoc(zoneFor(p.zone, p.off, local, t.unixSec()))
		return t, nil
	case p.zone != "":
		t := at(UTC)
		if off, ok := local.named(p.zone, t.unixSec()); ok {
			t.addSec(-int64(off))
			t.setLoc(local)
			return t, nil
		}
		off := 0
		if len(p.zone) > 3 && p.zone[:3] == "GMT" {
			n, _, _ := leadingInt(p.zone[4:])
			if off = int(n) * 3600; p.zone[3] == '-' {
				off = -off
			}
		}
		t.setLoc(FixedZone(p.zone, off))
		return t, nil
	}
	return at(def), nil
}

// elem reads one element; bad names what is out of range.
func (p *parsed) elem(elem, v, layout string) (rest, bad string, ok bool) {
	switch elem {
	case "06":
		if len(v) < 2 {
			return v, "", false
		}
		n, good := atoi(v[:2])
		if !good {
			return v, "", false
		}
		if p.year = n + 2000; n >= 69 {
			p.year -= 100
		}
		return v[2:], "", true
	case "2006":
		if len(v) < 4 || !isDigit(v, 0) {
			return v, "", false
		}
		p.year, ok = atoi(v[:4])
		return v[4:], "", ok
	case "Jan", "January":
		p.month, rest, ok = lookupName(monthNames, len(elem) == 3, v)
		p.month++
	case "Mon", "Monday":
		_, rest, ok = lookupName(dayNames, len(elem) == 3, v)
	case "1", "01":
		p.month, rest, ok = getNum(v, 2, elem == "01")
		if ok && (p.month < 1 || p.month > 12) {
			bad = "month"
		}
	case "2", "_2", "02":
		if elem == "_2" && v != "" && v[0] == ' ' {
			v = v[1:]
		}
		p.day, rest, ok = getNum(v, 2, elem == "02")
	case "__2", "002":
		for i := 0; i < 2 && elem == "__2" && v != "" && v[0] == ' '; i++ {
			v = v[1:]
		}
		p.yday, rest, ok = getNum(v, 3, elem == "002")
	case "15", "3", "03":
		p.hour, rest, ok = getNum(v, 2, elem == "03")
		if p.hour >= 24 || elem != "15" && p.hour > 12 {
			bad = "hour"
		}
	case "4", "04":
		p.min, rest, ok = getNum(v, 2, elem == "04")
		if p.min >= 60 {
			bad = "minute"
		}
	case "5", "05":
		p.sec, rest, ok = getNum(v, 2, elem == "05")
		if !ok {
			return
		}
		if p.sec >= 60 {
			return rest, "second", true
		}
		if len(rest) >= 2 && (rest[0] == '.' || rest[0] == ',') && isDigit(rest, 1) {
			// A fraction is accepted where the layout has none.
			if _, next, _ := nextElem(layout); next == "" || next[0] != '.' && next[0] != ',' {
				rest = p.fraction(rest, digits(rest))
			}
		}
	case "PM", "pm":
		if len(v) < 2 {
			return v, "", false
		}
		if v[:2] == elem {
			p.pm = true
		} else if v[0] == elem[0]-'P'+'A' && v[1] == elem[1] {
			p.am = true
		} else {
			return v, "", false
		}
		return v[2:], "", true
	case "MST":
		if hasPrefix(v, "UTC") {
			p.utc = true
			return v[3:], "", true
		}
		n := zoneLen(v)
		p.zone = v[:n]
		return v[n:], "", n > 0
	default:
		switch {
		case elem[0] == 'Z' && v != "" && v[0] == 'Z':
			p.utc = true
			return v[1:], "", true
		case elem[0] == 'Z' || elem[0] == '-':
			return p.offset(elem, v)
		case elem[1] == '0':
			if len(v) < len(elem) || v[0] != '.' && v[0] != ',' {
				return v, "", false
			}
			n := min(len(elem), 10)
			x, ok := atoi(v[1:n])
			if ok && x < 0 {
				bad = "fractional second"
			}
			for p.nsec = x; n < 10; n++ {
				p.nsec *= 10
			}
			return v[len(elem):], bad, ok
		}
		if len(v) < 2 || v[0] != '.' && v[0] != ',' || !isDigit(v, 1) {
			return v, "", true
		}
		return p.fraction(v, digits(v)), "", true
	}
	return
}

// digits counts the byte at the start and the digits behind it.
func digits(s string) int {
	n := 1
	for isDigit(s, n) {
		n++
	}
	return n
}

// fraction reads the fraction of a second in the first n bytes.
func (p *parsed) fraction(s string, n int) string {
	p.nsec = 0
	for i := 1; i < 10; i++ {
		p.nsec *= 10
		if i < n {
			p.nsec += int(s[i] - '0')
		}
	}
	return s[n:]
}

// offset reads an offset like -07:00.
func (p *parsed) offset(elem, v string) (rest, bad string, ok bool) {
	if len(v) < len(elem) {
		return v, "", false
	}
	rest = v[len(elem):]
	var part [3]int
	ok = true
	for i, n := 1, 0; i < len(elem); i, n = i+2, n+1 {
		if elem[i] == ':' {
			if v[i] != ':' {
				return v, "", false
			}
			i++
		}
		if ok {
			part[n], _, ok = getNum(v[i:i+2], 2, true)
		}
	}
	switch {
	case part[2] > 60:
		bad = "time zone offset second"
	case part[1] > 60:
		bad = "time zone offset minute"
	case part[0] > 24:
		bad = "time zone offset hour"
	}
	p.off = (part[0]*60+part[1])*60 + part[2]
	switch v[0] {
	case '+':
	case '-':
		p.off = -p.off
	default:
		ok = false
	}
	return
}

// skip removes prefix from value; spaces match any number of spaces.
func skip(value, prefix string) (string, bool) {
	for prefix != "" {
		if prefix[0] == ' ' {
			if value != "" && value[0] != ' ' {
				return value, false
			}
			for prefix != "" && prefix[0] == ' ' {
				prefix = prefix[1:]
			}
			for value != "" && value[0] == ' ' {
				value = value[1:]
			}
			continue
		}
		if value == "" || value[0] != prefix[0] {
			return value, false
		}
		prefix, value = prefix[1:], value[1:]
	}
	return value, true
}

// getNum reads up to n digits, exactly n if fixed; two digits need no more than one if not.
func getNum(s string, n int, fixed bool) (x int, rest string, ok bool) {
	i := 0
	for i < n && isDigit(s, i) {
		x = x*10 + int(s[i]-'0')
		i++
	}
	if i == 0 || fixed && i < n {
		return 0, s, false
	}
	return x, s[i:], true
}

// atoi reads an optional sign and digits.
func atoi(s string) (x int, ok bool) {
	neg := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		neg = s[0] == '-'
		s = s[1:]
	}
	u, n, ok := leadingInt(s)
	if x = int(u); neg {
		x = -x
	}
	return x, ok && n == len(s) && n > 0
}

// lookupName finds a name, or its first three letters, ignoring case.
func lookupName(names []string, short bool, v string) (int, string, bool) {
	for i, name := range names {
		if short {
			name = name[:3]
		}
		if len(v) >= len(name) {
			j := 0
			for j < len(name) && (v[j] == name[j] || v[j]|0x20 == name[j]|0x20 && v[j]|0x20 >= 'a') {
				j++
			}
			if j == len(name) {
				return i, v[j:], true
			}
		}
	}
	return -1, v, false
}

// zoneLen returns the length of the zone abbreviation at the start of v, or 0.
func zoneLen(v string) int {
	if len(v) < 3 {
		return 0
	}
	if hasPrefix(v, "ChST") || hasPrefix(v, "MeST") {
		return 4
	}
	if v[:3] == "GMT" {
		return 3 + signedLen(v[3:])
	}
	if v[0] == '+' || v[0] == '-' {
		return signedLen(v)
	}
	n := 0
	for n < 6 && n < len(v) && 'A' <= v[n] && v[n] <= 'Z' {
		n++
	}
	if n == 3 || (n == 4 || n == 5) && v[n-1] == 'T' || n == 4 && v[:4] == "WITA" {
		return n
	}
	return 0
}

// signedLen returns the length of a sign and a number up to 23, or 0.
func signedLen(v string) int {
	if v == "" || v[0] != '+' && v[0] != '-' {
		return 0
	}
	x, n, ok := leadingInt(v[1:])
	if !ok || n == 0 || x > 23 {
		return 0
	}
	return n + 1
}
