package netip

import (
	"cmp"
	"errors"
	"strconv"
	"strings"
)

// A Prefix is an address and how many of its bits name a network.
type Prefix struct {
	ip    Addr
	bits1 uint8 // one more than the bits; 0 says that there are none
}

// PrefixFrom makes a Prefix, which drops the zone; bits that are too many make it invalid.
func PrefixFrom(ip Addr, bits int) Prefix {
	p := Prefix{ip: ip.WithZone("")}
	if ip.IsValid() && 0 <= bits && bits <= ip.BitLen() {
		p.bits1 = uint8(bits) + 1
	}
	return p
}

// Prefix returns the network of ip with so many bits.
func (ip Addr) Prefix(b int) (Prefix, error) {
	switch {
	case b < 0:
		return Prefix{}, errors.New("negative Prefix bits")
	case !ip.IsValid():
		return Prefix{}, nil
	case b > ip.BitLen():
		version := "IPv4"
		if ip.Is6() {
			version = "IPv6"
		}
		return Prefix{}, errors.New("prefix length " + strconv.Itoa(b) + " too large for " + version)
	}
	bytes := ip.AsSlice()
	for i := range bytes {
		if keep := max(0, min(8, b-8*i)); keep < 8 {
			bytes[i] &^= 0xff >> keep
		}
	}
	masked, _ := AddrFromSlice(bytes)
	return PrefixFrom(masked, b), nil
}

// Addr, Bits, IsValid and IsSingleIP look at the parts.
func (p Prefix) Addr() Addr       { return p.ip }
func (p Prefix) Bits() int        { return int(p.bits1) - 1 }
func (p Prefix) IsValid() bool    { return p.bits1 > 0 }
func (p Prefix) IsSingleIP() bool { return p.IsValid() && p.Bits() == p.ip.BitLen() }

// Masked returns p with its other bits zero.
func (p Prefix) Masked() Prefix {
	m, _ := p.ip.Prefix(p.Bits())
	return m
}

// Compare orders by validity, kind, network, bits and address.
func (p Prefix) Compare(p2 Prefix) int {
	return cmp.Or(
		cmp.Compare(p.ip.BitLen(), p2.ip.BitLen()),
		p.Masked().ip.Compare(p2.Masked().ip),
		cmp.Compare(p.Bits(), p2.Bits()),
		p.ip.Compare(p2.ip),
	)
}

// Contains reports whether ip is in the network.
func (p Prefix) Contains(ip Addr) bool {
	if !p.IsValid() || ip.zone != "" || ip.kind != p.ip.kind {
		return false
	}
	network, err := ip.Prefix(p.Bits())
	return err == nil && network.ip == p.Masked().ip
}

// Overlaps reports whether the networks share addresses.
func (p Prefix) Overlaps(o Prefix) bool {
	return p.IsValid() && o.IsValid() && (p.Bits() <= o.Bits() && p.Contains(o.ip) || p.Bits() > o.Bits() && o.Contains(p.ip))
}

type parsePrefixError struct{ in, msg string }

func (e parsePrefixError) Error() string {
	return "netip.ParsePrefix(" + strconv.Quote(e.in) + "): " + e.msg
}

// ParsePrefix reads address/bits.
func ParsePrefix(s string) (Prefix, error) {
	i := strings.LastIndexByte(s, '/')
	if i < 0 {
		return Prefix{}, parsePrefixError{s, "no '/'"}
	}
	ip, err := ParseAddr(s[:i])
	if err != nil {
		return Prefix{}, parsePrefixError{s, err.Error()}
	}
	if ip.zone != "" {
		return Prefix{}, parsePrefixError{s, "IPv6 zones cannot be present in a prefix"}
	}
	text := s[i+1:]
	bits, err := strconv.Atoi(text)
	if err != nil || len(text) > 1 && (text[0] < '1' || text[0] > '9') {
		return Prefix{}, parsePrefixError{s, "bad bits after slash: " + strconv.Quote(text)}
	}
	if bits < 0 || bits > ip.BitLen() {
		return Prefix{}, parsePrefixError{s, "prefix length out of range"}
	}
	return PrefixFrom(ip, bits), nil
}

// MustParsePrefix is ParsePrefix that panics.
func MustParsePrefix(s string) Prefix { return must(ParsePrefix(s)) }

func (p Prefix) String() string {
	if !p.IsValid() {
		return "invalid Prefix"
	}
	return string(p.AppendTo(nil))
}

// AppendTo appends the text of p.
func (p Prefix) AppendTo(b []byte) []byte {
	if p.ip == (Addr{}) {
		return b
	}
	if !p.IsValid() {
		return append(b, "invalid Prefix"...)
	}
	return strconv.AppendInt(append(p.ip.AppendTo(b), '/'), int64(p.Bits()), 10)
}

// MarshalText, AppendText and UnmarshalText write and read text, "" for the zero Prefix.
func (p Prefix) MarshalText() ([]byte, error)        { return p.AppendTo([]byte{}), nil }
func (p Prefix) AppendText(b []byte) ([]byte, error) { return p.AppendTo(b), nil }
func (p *Prefix) UnmarshalText(text []byte) (err error) {
	*p = Prefix{}
	if len(text) > 0 {
		*p, err = ParsePrefix(string(text))
	}
	return err
}

// MarshalBinary, AppendBinary and UnmarshalBinary write and read the address and one byte.
func (p Prefix) MarshalBinary() ([]byte, error) { return p.AppendBinary(nil) }
func (p Prefix) AppendBinary(b []byte) ([]byte, error) {
	return append(append(b, p.ip.bytes()...), byte(p.Bits())), nil
}
func (p *Prefix) UnmarshalBinary(b []byte) error {
	n := len(b) - 1
	if n < 0 {
		return errors.New("unexpected slice size")
	}
	var ip Addr
	if err := ip.UnmarshalBinary(b[:n]); err != nil {
		return err
	}
	*p = PrefixFrom(ip, int(int8(b[n])))
	return nil
}
