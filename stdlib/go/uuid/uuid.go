// Package uuid has the universally unique identifiers of RFC 9562.
package uuid

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"sync"
	"time"
)

// A UUID is an identifier.
type UUID [16]byte

var errInvalid = errors.New("invalid uuid")

// Nil and Max return the identifiers with no bit and with all bits set.
func Nil() UUID { return UUID{} }
func Max() UUID { return UUID(bytes.Repeat([]byte{0xff}, 16)) }

// New returns a new identifier.
func New() UUID { return NewV4() }

// NewV4 returns a random identifier.
func NewV4() UUID {
	var u UUID
	rand.Read(u[:])
	return u.versioned(4)
}

// last is about the last identifier of version 7: the clock, and the time that it has.
var last struct {
	sync.Mutex
	clock, stamp int64
}

// NewV7 returns an identifier that starts with the time, larger than the ones before, unless the clock
// was turned back.
func NewV7() UUID {
	// After the milliseconds come 12 bits of what is less.
	const perUnit = int64(time.Millisecond) / 4096
	last.Lock()
	now := time.Now().UnixNano()
	millis := now / int64(time.Millisecond)
	stamp := millis<<12 + min(now%int64(time.Millisecond)/perUnit, 4095)
	if now >= last.clock {
		stamp = max(stamp, last.stamp+1)
	}
	last.clock, last.stamp = now, stamp
	last.Unlock()
	var u UUID
	rand.Read(u[8:])
	binary.BigEndian.PutUint64(u[:], uint64(stamp)>>12<<16|uint64(stamp)&0xfff)
	return u.versioned(7)
}

// versioned sets the version and the variant.
func (u UUID) versioned(version byte) UUID {
	u[6] = u[6]&0x0f | version<<4
	u[8] = u[8]&0x3f | 0x80
	return u
}

// Parse reads 32 digits, with hyphens or without, the former perhaps in braces or behind urn:uuid:.
func Parse(s string) (UUID, error) {
	const urn = "urn:uuid:"
	switch len(s) {
	case 36 + len(urn):
		if s[:len(urn)] != urn {
			return UUID{}, errInvalid
		}
		s = s[len(urn):]
	case 38:
		if s[0] != '{' || s[37] != '}' {
			return UUID{}, errInvalid
		}
		s = s[1:37]
	}
	switch {
	case len(s) == 36 && s[8] == '-' && s[13] == '-' && s[18] == '-' && s[23] == '-':
		s = s[:8] + s[9:13] + s[14:18] + s[19:23] + s[24:]
	case len(s) != 32:
		return UUID{}, errInvalid
	}
	var u UUID
	if _, err := hex.Decode(u[:], []byte(s)); err != nil {
		return UUID{}, errInvalid
	}
	return u, nil
}

// MustParse is Parse, but panics.
func MustParse(s string) UUID {
	u, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return u
}

// AppendText appends the digits with hyphens.
func (u UUID) AppendText(b []byte) ([]byte, error) {
	for i, part := range [][]byte{u[:4], u[4:6], u[6:8], u[8:10], u[10:]} {
		if i > 0 {
			b = append(b, '-')
		}
		b = hex.AppendEncode(b, part)
	}
	return b, nil
}

// String returns the digits with hyphens; MarshalText and UnmarshalText write and read them.
func (u UUID) String() string {
	b, _ := u.AppendText(nil)
	return string(b)
}
func (u UUID) MarshalText() ([]byte, error) { return u.AppendText(nil) }
func (u *UUID) UnmarshalText(b []byte) error {
	v, err := Parse(string(b))
	if err == nil {
		*u = v
	}
	return err
}

// Compare compares byte by byte.
func (u UUID) Compare(v UUID) int { return bytes.Compare(u[:], v[:]) }
