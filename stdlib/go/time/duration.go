package time

// A Duration is a number of nanoseconds.
type Duration int64

const (
	minDuration Duration = -1 << 63
	maxDuration Duration = 1<<63 - 1
)

// Units of Duration.
const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

// String returns d like 72h3m0.5s.
func (d Duration) String() string {
	if d == 0 {
		return "0s"
	}
	u := uint64(d)
	b := make([]byte, 0, 32)
	if d < 0 {
		u = -u
		b = append(b, '-')
	}
	switch {
	case u < 1000:
		return string(append(appendInt(b, u, 0), "ns"...))
	case u < 1000000:
		return string(append(appendFraction(b, u, 3), "µs"...))
	case u < 1000000000:
		return string(append(appendFraction(b, u, 6), "ms"...))
	}
	const minute, hour = uint64(Minute), uint64(Hour)
	if u >= hour {
		b = append(appendInt(b, u/hour, 0), 'h')
	}
	if u >= minute {
		b = append(appendInt(b, u/minute%60, 0), 'm')
	}
	return string(append(appendFraction(b, u%minute, 9), 's'))
}

// appendFraction appends u / 10**digits without trailing zeros.
func appendFraction(b []byte, u uint64, digits int) []byte {
	unit := uint64(1)
	for i := 0; i < digits; i++ {
		unit *= 10
	}
	b = appendInt(b, u/unit, 0)
	if u %= unit; u != 0 {
		b = appendInt(append(b, '.'), u, digits)
		for b[len(b)-1] == '0' {
			b = b[:len(b)-1]
		}
	}
	return b
}

// appendInt appends x, which may be a negative int, with at least width digits.
func appendInt(b []byte, x uint64, width int) []byte {
	if int64(x) < 0 {
		b = append(b, '-')
		x = -x
	}
	var buf [20]byte
	i := len(buf)
	for x > 0 || width > 0 || i == len(buf) {
		i--
		buf[i] = byte('0' + x%10)
		x /= 10
		width--
	}
	return append(b, buf[i:]...)
}

// Nanoseconds returns d in nanoseconds.
func (d Duration) Nanoseconds() int64 { return int64(d) }

// Microseconds returns d in microseconds.
func (d Duration) Microseconds() int64 { return int64(d) / 1e3 }

// Milliseconds returns d in milliseconds.
func (d Duration) Milliseconds() int64 { return int64(d) / 1e6 }

// Seconds returns d in seconds.
func (d Duration) Seconds() float64 { return float64(d/Second) + float64(d%Second)/1e9 }

// Minutes returns d in minutes.
func (d Duration) Minutes() float64 { return float64(d/Minute) + float64(d%Minute)/(60*1e9) }

// Hours returns d in hours.
func (d Duration) Hours() float64 { return float64(d/Hour) + float64(d%Hour)/(60*60*1e9) }

// Truncate rounds d toward zero to a multiple of m.
func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

// Round rounds d to the nearest multiple of m, halves away from zero.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	r := d % m
	if d < 0 {
		if uint64(-r)*2 < uint64(m) {
			return d - r
		}
		if x := d - m - r; x < d {
			return x
		}
		return minDuration
	}
	if uint64(r)*2 < uint64(m) {
		return d - r
	}
	if x := d + m - r; x > d {
		return x
	}
	return maxDuration
}

// Abs returns the absolute value of d.
func (d Duration) Abs() Duration {
	if d >= 0 {
		return d
	} else if d == minDuration {
		return maxDuration
	}
	return -d
}

type durationError struct{ message, value string }

func (e *durationError) Error() string { return "time: " + e.message + " " + quote(e.value) }

func unitOf(s string) uint64 {
	switch s {
	case "ns":
		return uint64(Nanosecond)
	case "us", "µs", "μs":
		return uint64(Microsecond)
	case "ms":
		return uint64(Millisecond)
	case "s":
		return uint64(Second)
	case "m":
		return uint64(Minute)
	case "h":
		return uint64(Hour)
	}
	return 0
}

// ParseDuration parses a string like 1h15m30.918s.
func ParseDuration(s string) (Duration, error) {
	orig := s
	bad := &durationError{"invalid duration", orig}
	neg := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		neg = s[0] == '-'
		s = s[1:]
	}
	if s == "0" {
		return 0, nil
	}
	if s == "" {
		return 0, bad
	}
	var d uint64
	for s != "" {
		whole, i, ok := leadingInt(s)
		if !ok {
			return 0, bad
		}
		s = s[i:]
		digits := i
		var frac uint64
		scale := 1.0
		if s != "" && s[0] == '.' {
			full := false
			for i = 1; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
				if x := frac*10 + uint64(s[i]-'0'); !full && frac <= (1<<63-1)/10 && x <= 1<<63 {
					frac = x
					scale *= 10
				} else {
					full = true
				}
			}
			digits += i - 1
			s = s[i:]
		}
		if digits == 0 {
			return 0, bad
		}
		for i = 0; i < len(s) && s[i] != '.' && (s[i] < '0' || s[i] > '9'); i++ {
		}
		if i == 0 {
			return 0, &durationError{"missing unit in duration", orig}
		}
		unit := unitOf(s[:i])
		if unit == 0 {
			return 0, &durationError{"unknown unit " + quote(s[:i]) + " in duration", orig}
		}
		s = s[i:]
		if whole > 1<<63/unit {
			return 0, bad
		}
		whole *= unit
		if frac > 0 {
			if whole += uint64(float64(frac) * (float64(unit) / scale)); whole > 1<<63 {
				return 0, bad
			}
		}
		if d += whole; d > 1<<63 {
			return 0, bad
		}
	}
	if neg {
		return -Duration(d), nil
	}
	if d > 1<<63-1 {
		return 0, bad
	}
	return Duration(d), nil
}

// leadingInt reads digits; n is how many.
func leadingInt(s string) (x uint64, n int, ok bool) {
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		if x > 1<<63/10 {
			return 0, n, false
		}
		if x = x*10 + uint64(s[n]-'0'); x > 1<<63 {
			return 0, n, false
		}
		n++
	}
	return x, n, true
}
