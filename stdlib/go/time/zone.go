package time

import "errors"

// A Location is a time zone: one offset, or several that change.
type Location struct {
	name    string
	zones   []zone   // at least one, unless it is UTC
	changes []change // sorted
	// extend has the rules behind the last change (POSIX, TZ).
	extend string
}

// A zone is an offset from UTC and its abbreviation.
type zone struct {
	name   string
	offset int
	dst    bool
}

// A change is when a zone begins.
type change struct {
	when int64 // Unix time
	zone uint8
}

// The beginning and the end of time.
const (
	alpha = -1 << 63
	omega = 1<<63 - 1
)

var utcLoc = Location{name: "UTC"}
var localLoc = Location{name: "Local"}

// UTC is Universal Coordinated Time.
var UTC *Location = &utcLoc

// Local is the local zone, which has the offset of UTC.
var Local *Location = &localLoc

// FixedZone returns a zone that is offset seconds east of UTC.
func FixedZone(name string, offset int) *Location {
	return &Location{name: name, zones: []zone{{name, offset, false}}}
}

// tzdata returns what the database has on a zone, "" if there is none of this name.
func tzdata(name string) string

// LoadLocation returns the zone of a name of the IANA database.
func LoadLocation(name string) (*Location, error) {
	switch name {
	case "", "UTC":
		return UTC, nil
	case "Local":
		return Local, nil
	}
	if name[0] == '/' || name[0] == '\\' {
		return nil, errLocation
	}
	for i := 1; i < len(name); i++ {
		if name[i] == '\\' || name[i] == '.' && name[i-1] == '.' {
			return nil, errLocation
		}
	}
	if data := tzdata(name); data != "" {
		return LoadLocationFromTZData(name, []byte(data))
	}
	return nil, errors.New("unknown time zone " + name)
}

var errLocation = errors.New("time: invalid location name")

// String returns the name of the zone.
func (l *Location) String() string {
	if l == nil {
		return "UTC"
	}
	return l.name
}

// first returns the zone before all changes: the first one that is not daylight saving time.
func (l *Location) first() zone {
	if len(l.zones) == 0 {
		return zone{name: "UTC"}
	}
	used := false
	for _, c := range l.changes {
		used = used || c.zone == 0
	}
	if !used {
		return l.zones[0]
	}
	if len(l.changes) > 0 && l.zones[l.changes[0].zone].dst {
		for i := int(l.changes[0].zone) - 1; i >= 0; i-- {
			if !l.zones[i].dst {
				return l.zones[i]
			}
		}
	}
	for _, z := range l.zones {
		if !z.dst {
			return z
		}
	}
	return l.zones[0]
}

// lookup returns the zone at a Unix time, and from when until when it is there.
func (l *Location) lookup(sec int64) (z zone, start, end int64) {
	if l == nil || len(l.zones) == 0 {
		return zone{name: "UTC"}, alpha, omega
	}
	if len(l.changes) == 0 || sec < l.changes[0].when {
		end = omega
		if len(l.changes) > 0 {
			end = l.changes[0].when
		}
		return l.first(), alpha, end
	}
	lo, hi := 0, len(l.changes)
	for hi-lo > 1 {
		if m := int(uint(lo+hi) >> 1); sec < l.changes[m].when {
			hi = m
		} else {
			lo = m
		}
	}
	c := l.changes[lo]
	if hi < len(l.changes) {
		return l.zones[c.zone], c.when, l.changes[hi].when
	}
	if r, ok := parseRules(l.extend); ok {
		return r.lookup(sec, c.when)
	}
	return l.zones[c.zone], c.when, omega
}

// utc returns the Unix time at which a clock of l shows one as if it were in UTC.
func (l *Location) utc(sec int64) int64 {
	z, start, end := l.lookup(sec)
	if z.offset == 0 {
		return sec
	}
	if utc := sec - int64(z.offset); utc < start || utc >= end {
		z, _, _ = l.lookup(utc)
	}
	return sec - int64(z.offset)
}

// named returns the offset of the zone of a name, if possible the one that is there when the clock
// shows a time.
func (l *Location) named(name string, sec int64) (offset int, ok bool) {
	if l == nil || len(l.zones) == 0 {
		return 0, name == "UTC"
	}
	for _, z := range l.zones {
		if z.name == name {
			if there, _, _ := l.lookup(sec - int64(z.offset)); there.name == name {
				return there.offset, true
			}
		}
	}
	for _, z := range l.zones {
		if z.name == name {
			return z.offset, true
		}
	}
	return 0, false
}

// zoneFor returns local if it has the offset (and the name, if any) at a Unix time.
func zoneFor(name string, off int, local *Location, sec int64) *Location {
	if z, _, _ := local.lookup(sec); z.offset == off && (name == "" || name == z.name) {
		return local
	}
	return FixedZone(name, off)
}

// Zone returns the abbreviation and offset of the zone of t.
func (t Time) Zone() (name string, offset int) {
	if t.loc == nil {
		return "UTC", 0
	}
	z, _, _ := t.loc.lookup(t.unixSec())
	return z.name, z.offset
}

// ZoneBounds returns from when until when the zone of t is there; zero times mean always.
func (t Time) ZoneBounds() (start, end Time) {
	_, from, until := t.loc.lookup(t.unixSec())
	if from != alpha {
		start = Unix(from, 0)
		start.setLoc(t.loc)
	}
	if until != omega {
		end = Unix(until, 0)
		end.setLoc(t.loc)
	}
	return start, end
}

// IsDST reports whether t is in daylight saving time.
func (t Time) IsDST() bool {
	z, _, _ := t.loc.lookup(t.unixSec())
	return z.dst
}
