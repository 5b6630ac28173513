package time

import "errors"

var errTZData = errors.New("malformed time zone information")

// A tzReader reads the parts of a TZif file (RFC 9636); it fails at the end.
type tzReader struct {
	data   []byte
	failed bool
}

func (r *tzReader) take(n int) []byte {
	if n < 0 || n > len(r.data) {
		r.failed, r.data = true, nil
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

// number reads a signed number of n bytes.
func (r *tzReader) number(n int) (v int64) {
	b := r.take(n)
	for i, c := range b {
		if i == 0 {
			v = int64(int8(c))
		} else {
			v = v<<8 | int64(c)
		}
	}
	return v
}

// The numbers of a header.
const (
	tzUT = iota
	tzStd
	tzLeap
	tzTime
	tzType
	tzChar
)

// header reads a header and returns the version.
func (r *tzReader) header() (version byte, n [6]int) {
	head := r.take(20)
	if r.failed || string(head[:4]) != "TZif" {
		r.failed = true
		return 0, n
	}
	for i := range n {
		n[i] = int(r.number(4))
	}
	return head[4], n
}

// LoadLocationFromTZData returns the zone that a file of the IANA database has.
func LoadLocationFromTZData(name string, data []byte) (*Location, error) {
	r := tzReader{data: data}
	version, n := r.header()
	size := 4
	if version >= '2' {
		// The first part, with times of 32 bits, is for old readers.
		r.take(n[tzTime]*5 + n[tzType]*6 + n[tzChar] + n[tzLeap]*8 + n[tzStd] + n[tzUT])
		size = 8
		_, n = r.header()
	}
	times := tzReader{data: r.take(n[tzTime] * size)}
	which := r.take(n[tzTime])
	types := tzReader{data: r.take(n[tzType] * 6)}
	names := r.take(n[tzChar])
	r.take(n[tzLeap]*(size+4) + n[tzStd] + n[tzUT])
	if r.failed || n[tzType] == 0 {
		return nil, errTZData
	}
	l := &Location{name: name}
	for range n[tzType] {
		offset, dst, at := types.number(4), types.number(1), int(byte(types.number(1)))
		if at >= len(names) {
			return nil, errTZData
		}
		end := at
		for end < len(names) && names[end] != 0 {
			end++
		}
		l.zones = append(l.zones, zone{string(names[at:end]), int(offset), dst != 0})
	}
	for _, z := range which {
		if int(z) >= len(l.zones) {
			return nil, errTZData
		}
		l.changes = append(l.changes, change{times.number(size), z})
	}
	if len(l.changes) == 0 {
		l.changes = append(l.changes, change{when: alpha})
	}
	if rest := r.data; len(rest) > 2 && rest[0] == '\n' && rest[len(rest)-1] == '\n' {
		l.extend = string(rest[1 : len(rest)-1])
	}
	return l, nil
}

// rules are zones that change every year; standard has no changes if there is only one.
type rules struct {
	standard, saving zone
	changes          bool
	start, end       yearly // of saving
}

// A yearly is a moment of every year: a day and the seconds after its midnight.
type yearly struct {
	kind             byte // J: day of the year without leap days, 0: with, M: day of a week of a month
	month, week, day int
	seconds          int
}

// A ruleReader reads the value of a variable TZ.
type ruleReader struct {
	s      string
	failed bool
}

// next reports whether c follows, and passes it.
func (r *ruleReader) next(c byte) bool {
	if r.s != "" && r.s[0] == c {
		r.s = r.s[1:]
		return true
	}
	return false
}

func (r *ruleReader) name() string {
	i := 0
	if r.next('<') {
		for i < len(r.s) && r.s[i] != '>' {
			i++
		}
		name := r.s[:i]
		r.s = r.s[i:]
		r.failed = r.failed || !r.next('>')
		return name
	}
	for i < len(r.s) && 'a' <= r.s[i]|0x20 && r.s[i]|0x20 <= 'z' {
		i++
	}
	name := r.s[:i]
	r.s = r.s[i:]
	r.failed = r.failed || i < 3
	return name
}

func (r *ruleReader) number(least, most int) int {
	i, n := 0, 0
	for i < len(r.s) && '0' <= r.s[i] && r.s[i] <= '9' && n <= most {
		n = 10*n + int(r.s[i]-'0')
		i++
	}
	r.s = r.s[i:]
	r.failed = r.failed || i == 0 || n < least || n > most
	return n
}

// offset reads hours, minutes and seconds.
func (r *ruleReader) offset() int {
	sign := 1
	if r.next('-') {
		sign = -1
	} else {
		r.next('+')
	}
	n := r.number(0, 24*7) * 3600
	if r.next(':') {
		n += r.number(0, 59) * 60
		if r.next(':') {
			n += r.number(0, 59)
		}
	}
	return sign * n
}

func (r *ruleReader) yearly() (y yearly) {
	switch {
	case r.next('J'):
		y.kind, y.day = 'J', r.number(1, 365)
	case r.next('M'):
		y.kind, y.month = 'M', r.number(1, 12)
		r.failed = r.failed || !r.next('.')
		y.week = r.number(1, 5)
		r.failed = r.failed || !r.next('.')
		y.day = r.number(0, 6)
	default:
		y.kind, y.day = '0', r.number(0, 365)
	}
	y.seconds = 2 * 3600
	if r.next('/') {
		y.seconds = r.offset()
	}
	return y
}

// parseRules reads the value of a variable TZ, where offsets are west of UTC.
func parseRules(s string) (rs rules, ok bool) {
	if s == "" {
		return rs, false
	}
	r := ruleReader{s: s}
	rs.standard = zone{name: r.name()}
	rs.standard.offset = -r.offset()
	if r.s == "" {
		return rs, !r.failed
	}
	rs.changes = true
	rs.saving = zone{r.name(), rs.standard.offset + 3600, true}
	if r.s != "" && r.s[0] != ',' {
		rs.saving.offset = -r.offset()
	}
	if r.s == "" {
		r.s = ",M3.2.0,M11.1.0"
	}
	r.failed = r.failed || !r.next(',')
	rs.start = r.yearly()
	r.failed = r.failed || !r.next(',')
	rs.end = r.yearly()
	return rs, !r.failed && r.s == ""
}

// inYear returns the seconds from the start of a year in UTC, by a clock at an offset.
func (y yearly) inYear(year, offset int) int64 {
	days := 0
	switch y.kind {
	case 'J':
		days = y.day - 1
		if isLeap(year) && y.day >= 60 {
			days++
		}
	case '0':
		days = y.day
	case 'M':
		first := Date(year, Month(y.month), 1, 0, 0, 0, 0, UTC)
		day := y.day - int(first.Weekday())
		if day < 0 {
			day += 7
		}
		day += 7 * (y.week - 1)
		for day >= daysIn(Month(y.month), year) {
			day -= 7
		}
		days = first.YearDay() - 1 + day
	}
	return int64(days)*secondsPerDay + int64(y.seconds) - int64(offset)
}

// lookup is Location.lookup behind the last change.
func (rs *rules) lookup(sec, last int64) (z zone, from, until int64) {
	if !rs.changes {
		return rs.standard, last, omega
	}
	year := Unix(sec, 0).UTC().Year()
	begin := Date(year, January, 1, 0, 0, 0, 0, UTC).Unix()
	start := rs.start.inYear(year, rs.standard.offset)
	end := rs.end.inYear(year, rs.saving.offset)
	in, out := rs.saving, rs.standard
	if end < start {
		start, end = end, start
		in, out = out, in
	}
	switch at := sec - begin; {
	case at < start:
		return out, begin, begin + start
	case at >= end:
		return out, begin + end, begin + 365*secondsPerDay
	}
	return in, begin + start, begin + end
}
