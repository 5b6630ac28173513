// Package time measures and shows time. The clock is the scheduler's.
package time

import "errors"

// A Time is an instant with nanosecond precision.
//
// The top bit of wall says that there is a monotonic clock reading. With one,
// wall also has 33 bits of seconds since 1885 and 30 bits of nanoseconds, and
// ext is the reading. Without, wall is the nanoseconds and ext the seconds
// since January 1 of the year 1. A nil loc is UTC.
type Time struct {
	wall uint64
	ext  int64
	loc  *Location
}

const (
	hasMonotonic = 1 << 63
	nsecBits     = 30
	nsecMask     = 1<<nsecBits - 1

	secondsPerDay         = 86400
	unixToInternal  int64 = (1969*365 + 1969/4 - 1969/100 + 1969/400) * secondsPerDay
	wallToInternal  int64 = (1884*365 + 1884/4 - 1884/100 + 1884/400) * secondsPerDay
	maxWall               = 1<<33 - 1
	daysToEpoch1970       = 719468 // from March 1 of the year 0
)

// A Month is a month of the year, from 1.
type Month int

const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

// String returns the English name.
func (m Month) String() string {
	if January <= m && m <= December {
		return monthNames[m-1]
	}
	return "%!Month(" + string(appendInt(nil, uint64(m), 0)) + ")"
}

// A Weekday is a day of the week, Sunday is 0.
type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

// String returns the English name.
func (d Weekday) String() string {
	if Sunday <= d && d <= Saturday {
		return dayNames[d]
	}
	return "%!Weekday(" + string(appendInt(nil, uint64(d), 0)) + ")"
}

var monthNames = []string{"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"}
var dayNames = []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

func makeTime(sec int64, nsec int64, loc *Location) Time {
	if loc == &utcLoc {
		loc = nil
	}
	return Time{uint64(nsec), sec, loc}
}

// Now returns the time.
func Now() Time {
	sec, nsec, mono := now()
	sec += unixToInternal - wallToInternal
	if uint64(sec) > maxWall {
		return Time{uint64(nsec), sec + wallToInternal, Local}
	}
	return Time{hasMonotonic | uint64(sec)<<nsecBits | uint64(nsec), mono, Local}
}

func (t *Time) nsec() int64 { return int64(t.wall & nsecMask) }

// sec returns the seconds since the year 1.
func (t *Time) sec() int64 {
	if t.wall&hasMonotonic != 0 {
		return wallToInternal + int64(t.wall<<1>>(nsecBits+1))
	}
	return t.ext
}

func (t *Time) unixSec() int64 { return t.sec() - unixToInternal }

func (t *Time) stripMono() {
	if t.wall&hasMonotonic != 0 {
		t.ext = t.sec()
		t.wall &= nsecMask
	}
}

func (t *Time) addSec(d int64) {
	if t.wall&hasMonotonic != 0 {
		if s := t.sec() - wallToInternal + d; 0 <= s && s <= maxWall {
			t.wall = t.wall&nsecMask | uint64(s)<<nsecBits | hasMonotonic
			return
		}
		t.stripMono()
	}
	s := t.ext + d
	if (s > t.ext) == (d > 0) {
		t.ext = s
	} else if d > 0 {
		t.ext = 1<<63 - 1
	} else {
		t.ext = -(1<<63 - 1)
	}
}

func (t *Time) setLoc(loc *Location) {
	if loc == &utcLoc {
		loc = nil
	}
	t.stripMono()
	t.loc = loc
}

// After reports whether t is after u.
func (t Time) After(u Time) bool { return t.Compare(u) > 0 }

// Before reports whether t is before u.
func (t Time) Before(u Time) bool { return t.Compare(u) < 0 }

// Equal reports whether t and u are the same instant.
func (t Time) Equal(u Time) bool { return t.Compare(u) == 0 }

// Compare returns -1, 0 or 1 as t is before, at or after u.
func (t Time) Compare(u Time) int {
	var a, b int64
	if t.wall&u.wall&hasMonotonic != 0 {
		a, b = t.ext, u.ext
	} else if a, b = t.sec(), u.sec(); a == b {
		a, b = t.nsec(), u.nsec()
	}
	if a < b {
		return -1
	} else if a > b {
		return 1
	}
	return 0
}

// IsZero reports whether t is January 1, year 1, 00:00:00 UTC.
func (t Time) IsZero() bool { return t.sec() == 0 && t.nsec() == 0 }

func floorDiv(a, b int64) (q, r int64) {
	q, r = a/b, a%b
	if r < 0 {
		q--
		r += b
	}
	return
}

// local returns the days since March 1 of the year 0 and the seconds of the day.
func (t *Time) local() (days, sec int64) {
	_, off := t.Zone()
	days, sec = floorDiv(t.unixSec(), secondsPerDay)
	sec += int64(off)
	if sec < 0 || sec >= secondsPerDay {
		var d int64
		d, sec = floorDiv(sec, secondsPerDay)
		days += d
	}
	return days + daysToEpoch1970, sec
}

// civil turns days since March 1 of the year 0 into a date; yday counts from 1.
func civil(days int64) (year int, month Month, day, yday int) {
	era, doe := floorDiv(days, 146097)
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = int(doy-(153*mp+2)/5) + 1
	year = int(yoe + era*400)
	if mp < 10 {
		month = Month(mp + 3)
		yday = int(doy) + 60
		if isLeap(year) {
			yday++
		}
	} else {
		month = Month(mp - 9)
		year++
		yday = int(doy) - 305
	}
	return
}

func daysOf(year, month, day int64) int64 {
	if month <= 2 {
		year--
		month += 9
	} else {
		month -= 3
	}
	era, yoe := floorDiv(year, 400)
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + (153*month+2)/5 + day - 1
}

func isLeap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

func daysIn(m Month, year int) int {
	if m == February {
		if isLeap(year) {
			return 29
		}
		return 28
	}
	return 30 + int((m+m>>3)&1)
}

// Date returns the year, month and day of t.
func (t Time) Date() (year int, month Month, day int) {
	d, _ := t.local()
	year, month, day, _ = civil(d)
	return
}

// Year returns the year of t.
func (t Time) Year() int {
	y, _, _ := t.Date()
	return y
}

// Month returns the month of t.
func (t Time) Month() Month {
	_, m, _ := t.Date()
	return m
}

// Day returns the day of the month of t.
func (t Time) Day() int {
	_, _, d := t.Date()
	return d
}

// YearDay returns the day of the year of t, from 1.
func (t Time) YearDay() int {
	d, _ := t.local()
	_, _, _, yday := civil(d)
	return yday
}

// Weekday returns the day of the week of t.
func (t Time) Weekday() Weekday {
	d, _ := t.local()
	return weekday(d)
}

func weekday(days int64) Weekday {
	_, r := floorDiv(days+3, 7)
	return Weekday(r)
}

// ISOWeek returns the year and week of ISO 8601.
func (t Time) ISOWeek() (year, week int) {
	d, _ := t.local()
	_, r := floorDiv(d+2, 7) // 0 is Monday
	year, _, _, yday := civil(d - r + 3)
	return year, (yday-1)/7 + 1
}

// Clock returns the hour, minute and second of t.
func (t Time) Clock() (hour, min, sec int) {
	_, s := t.local()
	return int(s / 3600), int(s / 60 % 60), int(s % 60)
}

// Hour returns the hour of t.
func (t Time) Hour() int {
	_, s := t.local()
	return int(s / 3600)
}

// Minute returns the minute of t.
func (t Time) Minute() int {
	_, s := t.local()
	return int(s / 60 % 60)
}

// Second returns the second of t.
func (t Time) Second() int {
	_, s := t.local()
	return int(s % 60)
}

// Nanosecond returns the nanosecond within the second.
func (t Time) Nanosecond() int { return int(t.nsec()) }

// Add returns t+d.
func (t Time) Add(d Duration) Time {
	sec, nsec := int64(d/1e9), t.nsec()+int64(d%1e9)
	if nsec >= 1e9 {
		sec++
		nsec -= 1e9
	} else if nsec < 0 {
		sec--
		nsec += 1e9
	}
	t.wall = t.wall&^nsecMask | uint64(nsec)
	t.addSec(sec)
	if t.wall&hasMonotonic != 0 {
		m := t.ext + int64(d)
		if (m < t.ext) != (d < 0) {
			t.stripMono()
		} else {
			t.ext = m
		}
	}
	return t
}

// Sub returns t-u, or the nearest Duration.
func (t Time) Sub(u Time) Duration {
	var d Duration
	if t.wall&u.wall&hasMonotonic != 0 {
		d = Duration(t.ext - u.ext)
		if (d < 0) == (t.ext < u.ext) {
			return d
		}
	} else {
		d = Duration(t.sec()-u.sec())*Second + Duration(t.nsec()-u.nsec())
		if u.Add(d).Equal(t) {
			return d
		}
	}
	if t.Before(u) {
		return minDuration
	}
	return maxDuration
}

// Since returns Now().Sub(t).
func Since(t Time) Duration { return Now().Sub(t) }

// Until returns t.Sub(Now()).
func Until(t Time) Duration { return t.Sub(Now()) }

// AddDate returns t with years, months and days added.
func (t Time) AddDate(years int, months int, days int) Time {
	y, m, d := t.Date()
	hour, min, sec := t.Clock()
	return Date(y+years, m+Month(months), d+days, hour, min, sec, int(t.nsec()), t.Location())
}

// UTC returns t in UTC.
func (t Time) UTC() Time { t.setLoc(&utcLoc); return t }

// Local returns t in the local zone.
func (t Time) Local() Time { t.setLoc(Local); return t }

// In returns t in loc.
func (t Time) In(loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Time.In")
	}
	t.setLoc(loc)
	return t
}

// Location returns the zone of t.
func (t Time) Location() *Location {
	if t.loc == nil {
		return UTC
	}
	return t.loc
}

// Unix returns the seconds since January 1, 1970 UTC.
func (t Time) Unix() int64 { return t.unixSec() }

// UnixMilli returns the milliseconds since January 1, 1970 UTC.
func (t Time) UnixMilli() int64 { return t.unixSec()*1e3 + t.nsec()/1e6 }

// UnixMicro returns the microseconds since January 1, 1970 UTC.
func (t Time) UnixMicro() int64 { return t.unixSec()*1e6 + t.nsec()/1e3 }

// UnixNano returns the nanoseconds since January 1, 1970 UTC.
func (t Time) UnixNano() int64 { return t.unixSec()*1e9 + t.nsec() }

// Unix returns the local Time of a Unix time.
func Unix(sec int64, nsec int64) Time {
	q, r := floorDiv(nsec, 1e9)
	return makeTime(sec+q+unixToInternal, r, Local)
}

// UnixMilli returns the local Time of milliseconds.
func UnixMilli(msec int64) Time { return Unix(msec/1e3, msec%1e3*1e6) }

// UnixMicro returns the local Time of microseconds.
func UnixMicro(usec int64) Time { return Unix(usec/1e6, usec%1e6*1e3) }

// Date returns the Time of a date and clock, which need not be in range.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	dy, m := floorDiv(int64(month)-1, 12)
	ds, ns := floorDiv(int64(nsec), 1e9)
	s := (daysOf(int64(year)+dy, m+1, 1)+int64(day)-1-daysToEpoch1970)*secondsPerDay +
		int64(hour)*3600 + int64(min)*60 + int64(sec) + ds
	return makeTime(loc.utc(s)+unixToInternal, ns, loc)
}

// mod returns how far t is past a multiple of d since the zero time.
func (t *Time) mod(d Duration) Duration {
	if d%Second == 0 {
		_, r := floorDiv(t.sec(), int64(d/Second))
		return Duration(r)*Second + Duration(t.nsec())
	}
	// (sec*1e9 + nsec) mod d, by doubling.
	m := uint64(d)
	_, r := floorDiv(t.sec(), int64(d))
	x, sum := uint64(r), uint64(0)
	for n := 1000000000; n > 0; n >>= 1 {
		if n&1 != 0 {
			sum = (sum + x) % m
		}
		x = x * 2 % m
	}
	return Duration((sum + uint64(t.nsec())%m) % m)
}

// Truncate rounds t down to a multiple of d since the zero time.
func (t Time) Truncate(d Duration) Time {
	t.stripMono()
	if d <= 0 {
		return t
	}
	return t.Add(-t.mod(d))
}

// Round rounds t to the nearest multiple of d since the zero time.
func (t Time) Round(d Duration) Time {
	t.stripMono()
	if d <= 0 {
		return t
	}
	r := t.mod(d)
	if uint64(r)*2 < uint64(d) {
		return t.Add(-r)
	}
	return t.Add(d - r)
}

// AppendBinary appends a binary form of t.
func (t Time) AppendBinary(b []byte) ([]byte, error) {
	min, version := -1, byte(1)
	_, off := t.Zone()
	if t.Location() != UTC {
		if min = off / 60; off%60 != 0 {
			version = 2
		}
		if min < -32768 || min == -1 || min > 32767 {
			return b, errors.New("Time.MarshalBinary: unexpected zone offset")
		}
	}
	b = append(b, version)
	sec := t.sec()
	for i := 56; i >= 0; i -= 8 {
		b = append(b, byte(sec>>i))
	}
	n := t.nsec()
	b = append(b, byte(n>>24), byte(n>>16), byte(n>>8), byte(n), byte(min>>8), byte(min))
	if version == 2 {
		b = append(b, byte(off%60))
	}
	return b, nil
}

// MarshalBinary returns a binary form of t.
func (t Time) MarshalBinary() ([]byte, error) {
	b, err := t.AppendBinary(nil)
	if err != nil {
		return nil, err
	}
	return b, nil
}

// UnmarshalBinary undoes MarshalBinary.
func (t *Time) UnmarshalBinary(data []byte) error {
	if len(data) == 0 {
		return errors.New("Time.UnmarshalBinary: no data")
	}
	version := data[0]
	if version != 1 && version != 2 {
		return errors.New("Time.UnmarshalBinary: unsupported version")
	}
	if len(data) != 14+int(version) {
		return errors.New("Time.UnmarshalBinary: invalid length")
	}
	var sec int64
	for _, c := range data[1:9] {
		sec = sec<<8 | int64(c)
	}
	var nsec int32
	for _, c := range data[9:13] {
		nsec = nsec<<8 | int32(c)
	}
	off := int(int16(data[13])<<8|int16(data[14])) * 60
	*t = Time{uint64(nsec), sec, nil}
	if off == -60 && version == 1 {
		return nil
	}
	if version == 2 {
		off += int(int8(data[15]))
	}
	t.setLoc(zoneFor("", off, Local, t.unixSec()))
	return nil
}

// GobEncode is MarshalBinary.
func (t Time) GobEncode() ([]byte, error) { return t.MarshalBinary() }

// GobDecode is UnmarshalBinary.
func (t *Time) GobDecode(data []byte) error { return t.UnmarshalBinary(data) }

// MarshalJSON returns t in quotes as in RFC 3339.
func (t Time) MarshalJSON() ([]byte, error) {
	b, err := t.appendStrict([]byte{'"'}, "Time.MarshalJSON: ")
	if err != nil {
		return nil, err
	}
	return append(b, '"'), nil
}

// UnmarshalJSON undoes MarshalJSON.
func (t *Time) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	n := len(data)
	if n < 2 || data[0] != '"' || data[n-1] != '"' {
		return errors.New("Time.UnmarshalJSON: input is not a JSON string")
	}
	return t.UnmarshalText(data[1 : n-1])
}

func (t Time) appendStrict(b []byte, who string) ([]byte, error) {
	if y := t.Year(); y < 0 || y > 9999 {
		return nil, errors.New(who + "year outside of range [0,9999]")
	}
	if _, off := t.Zone(); off <= -24*3600 || off >= 24*3600 {
		return nil, errors.New(who + "timezone hour outside of range [0,23]")
	}
	return t.AppendFormat(b, RFC3339Nano), nil
}

// AppendText appends t as in RFC 3339.
func (t Time) AppendText(b []byte) ([]byte, error) { return t.appendStrict(b, "Time.AppendText: ") }

// MarshalText returns t as in RFC 3339.
func (t Time) MarshalText() ([]byte, error) { return t.appendStrict(nil, "Time.MarshalText: ") }

// UnmarshalText undoes MarshalText.
func (t *Time) UnmarshalText(data []byte) error {
	var err error
	*t, err = Parse(RFC3339, string(data))
	return err
}
