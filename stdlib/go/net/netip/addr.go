// Package netip has IP addresses that are small values.
package netip

import (
	"bytes"
	"cmp"
	"errors"
	"strconv"
	"strings"
)

const (
	kindNone = iota
	kind4
	kind6
)

// An Addr is an IPv4 or IPv6 address; the zero Addr is none.
type Addr struct {
	b    [16]byte // IPv4 addresses are the last four bytes
	kind uint8
	zone string
}

// Addresses with names.
func IPv4Unspecified() Addr         { return AddrFrom4([4]byte{}) }
func IPv6Unspecified() Addr         { return AddrFrom16([16]byte{}) }
func IPv6Loopback() Addr            { return AddrFrom16([16]byte{15: 1}) }
func IPv6LinkLocalAllNodes() Addr   { return AddrFrom16([16]byte{0: 0xff, 1: 2, 15: 1}) }
func IPv6LinkLocalAllRouters() Addr { return AddrFrom16([16]byte{0: 0xff, 1: 2, 15: 2}) }

// AddrFrom4, AddrFrom16 and AddrFromSlice make addresses of bytes.
func AddrFrom4(addr [4]byte) Addr {
	a := Addr{kind: kind4}
	copy(a.b[12:], addr[:])
	return a
}
func AddrFrom16(addr [16]byte) Addr { return Addr{b: addr, kind: kind6} }
func AddrFromSlice(slice []byte) (ip Addr, ok bool) {
	switch len(slice) {
	case 4:
		return AddrFrom4([4]byte(slice)), true
	case 16:
		return AddrFrom16([16]byte(slice)), true
	}
	return Addr{}, false
}

// mapped starts IPv6 addresses that stand for IPv4 addresses.
var mapped = [12]byte{10: 0xff, 11: 0xff}

// What kind of address ip is.
func (ip Addr) IsValid() bool { return ip.kind != kindNone }
func (ip Addr) Is4() bool     { return ip.kind == kind4 }
func (ip Addr) Is6() bool     { return ip.kind == kind6 }
func (ip Addr) Is4In6() bool  { return ip.Is6() && [12]byte(ip.b[:12]) == mapped }
func (ip Addr) Zone() string  { return ip.zone }
func (ip Addr) BitLen() int   { return len(ip.bytes()) * 8 }
func (ip Addr) bytes() []byte {
	switch ip.kind {
	case kind4:
		return ip.b[12:]
	case kind6:
		return ip.b[:]
	}
	return nil
}

// Compare orders by length, bytes and zone.
func (ip Addr) Compare(ip2 Addr) int {
	return cmp.Or(
		cmp.Compare(ip.kind, ip2.kind),
		bytes.Compare(ip.b[:], ip2.b[:]),
		cmp.Compare(ip.zone, ip2.zone),
	)
}

// Less reports whether ip sorts before ip2.
func (ip Addr) Less(ip2 Addr) bool { return ip.Compare(ip2) < 0 }

// WithZone returns ip with a zone, if it is IPv6.
func (ip Addr) WithZone(zone string) Addr {
	if ip.Is6() {
		ip.zone = zone
	}
	return ip
}

// Unmap returns the IPv4 address that ip stands for, or ip.
func (ip Addr) Unmap() Addr {
	if ip.Is4In6() {
		return AddrFrom4([4]byte(ip.b[12:]))
	}
	return ip
}

// Ranges of addresses.
func (ip Addr) IsUnspecified() bool {
	return ip == IPv4Unspecified() || ip == IPv6Unspecified()
}
func (ip Addr) IsLoopback() bool {
	ip = ip.Unmap()
	return ip.Is4() && ip.b[12] == 127 || ip.Is6() && ip.WithZone("") == IPv6Loopback()
}
func (ip Addr) IsMulticast() bool {
	ip = ip.Unmap()
	return ip.Is4() && ip.b[12]&0xf0 == 0xe0 || ip.Is6() && ip.b[0] == 0xff
}
func (ip Addr) IsLinkLocalUnicast() bool {
	ip = ip.Unmap()
	return ip.Is4() && ip.b[12] == 169 && ip.b[13] == 254 || ip.Is6() && ip.b[0] == 0xfe && ip.b[1]&0xc0 == 0x80
}
func (ip Addr) IsLinkLocalMulticast() bool {
	ip = ip.Unmap()
	return ip.Is4() && ip.b[12] == 224 && ip.b[13] == 0 && ip.b[14] == 0 || ip.Is6() && ip.b[0] == 0xff && ip.b[1]&15 == 2
}
func (ip Addr) IsInterfaceLocalMulticast() bool {
	return ip.Is6() && !ip.Is4In6() && ip.b[0] == 0xff && ip.b[1]&15 == 1
}
func (ip Addr) IsPrivate() bool {
	ip = ip.Unmap()
	b := ip.b[12:]
	return ip.Is4() && (b[0] == 10 || b[0] == 172 && b[1]&0xf0 == 16 || b[0] == 192 && b[1] == 168) || ip.Is6() && ip.b[0]&0xfe == 0xfc
}
func (ip Addr) IsGlobalUnicast() bool {
	if !ip.IsValid() || ip.Unmap() == AddrFrom4([4]byte{255, 255, 255, 255}) {
		return false
	}
	return !ip.Unmap().IsUnspecified() && !ip.IsUnspecified() && !ip.IsLoopback() && !ip.IsMulticast() && !ip.IsLinkLocalUnicast()
}

// As4, As16 and AsSlice return the bytes.
func (ip Addr) As4() [4]byte {
	if ip.Is4() || ip.Is4In6() {
		return [4]byte(ip.b[12:])
	}
	if !ip.IsValid() {
		panic("As4 called on IP zero value")
	}
	panic("As4 called on IPv6 address")
}
func (ip Addr) As16() [16]byte {
	if ip.Is4() {
		copy(ip.b[:], mapped[:])
	}
	return ip.b
}
func (ip Addr) AsSlice() []byte { return append([]byte(nil), ip.bytes()...) }

// Next and Prev return the neighbors, the zero Addr beyond the ends.
func (ip Addr) Next() Addr {
	b := ip.bytes()
	for i := len(b) - 1; i >= 0; i-- {
		if b[i]++; b[i] != 0 {
			return ip.replaced(b)
		}
	}
	return Addr{}
}
func (ip Addr) Prev() Addr {
	b := ip.bytes()
	for i := len(b) - 1; i >= 0; i-- {
		if b[i]--; b[i] != 0xff {
			return ip.replaced(b)
		}
	}
	return Addr{}
}

// replaced returns an address of ip's kind and zone.
func (ip Addr) replaced(b []byte) Addr {
	other, _ := AddrFromSlice(b)
	return other.WithZone(ip.zone)
}

func (ip Addr) String() string {
	if !ip.IsValid() {
		return "invalid IP"
	}
	return string(ip.AppendTo(nil))
}

func append4(b []byte, ip []byte) []byte {
	for i, v := range ip {
		if i > 0 {
			b = append(b, '.')
		}
		b = strconv.AppendUint(b, uint64(v), 10)
	}
	return b
}

// group returns two bytes as a number.
func (ip Addr) group(i int) uint64 { return uint64(ip.b[2*i])<<8 | uint64(ip.b[2*i+1]) }

// AppendTo appends the text of ip.
func (ip Addr) AppendTo(b []byte) []byte {
	switch {
	case ip.Is4():
		return append4(b, ip.b[12:])
	case ip.Is4In6():
		b = append4(append(b, "::ffff:"...), ip.b[12:])
	case ip.Is6():
		// The longest run of two or more zero groups becomes ::.
		start, end := -1, -1
		for i := 0; i < 8; i++ {
			j := i
			for j < 8 && ip.group(j) == 0 {
				j++
			}
			if j-i >= 2 && j-i > end-start {
				start, end = i, j
			}
			i = max(i, j-1)
		}
		for i := 0; i < 8; i++ {
			if i == start {
				b = append(b, "::"...)
				if i = end; i == 8 {
					break
				}
			} else if i > 0 {
				b = append(b, ':')
			}
			b = strconv.AppendUint(b, ip.group(i), 16)
		}
	}
	if ip.zone != "" {
		b = append(append(b, '%'), ip.zone...)
	}
	return b
}

// StringExpanded is String without ::, all digits written.
func (ip Addr) StringExpanded() string {
	if !ip.Is6() {
		return ip.String()
	}
	var b strings.Builder
	for i := range 8 {
		if i > 0 {
			b.WriteByte(':')
		}
		s := strconv.FormatUint(ip.group(i), 16)
		b.WriteString("0000"[len(s):] + s)
	}
	if ip.zone != "" {
		b.WriteString("%" + ip.zone)
	}
	return b.String()
}

// MarshalText, AppendText and UnmarshalText write and read text, "" for the zero Addr.
func (ip Addr) MarshalText() ([]byte, error)        { return ip.AppendText([]byte{}) }
func (ip Addr) AppendText(b []byte) ([]byte, error) { return ip.AppendTo(b), nil }
func (ip *Addr) UnmarshalText(text []byte) (err error) {
	*ip = Addr{}
	if len(text) > 0 {
		*ip, err = ParseAddr(string(text))
	}
	return err
}

// MarshalBinary, AppendBinary and UnmarshalBinary write and read bytes, the zone after them.
func (ip Addr) MarshalBinary() ([]byte, error) { return ip.AppendBinary(nil) }
func (ip Addr) AppendBinary(b []byte) ([]byte, error) {
	return append(append(b, ip.bytes()...), ip.zone...), nil
}
func (ip *Addr) UnmarshalBinary(b []byte) error {
	n := len(b)
	if n > 16 {
		n = 16
	}
	other, ok := AddrFromSlice(b[:n])
	if !ok && n > 0 {
		return errors.New("unexpected slice size")
	}
	*ip = other.WithZone(string(b[n:]))
	return nil
}
