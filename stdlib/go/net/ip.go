package net

import (
	"net/netip"
	"strconv"
)

// Lengths of addresses in bytes.
const (
	IPv4len = 4
	IPv6len = 16
)

// An IP is an address of 4 or 16 bytes.
type IP []byte

// An IPMask has ones for the bits of the network.
type IPMask []byte

// An IPNet is a network.
type IPNet struct {
	IP   IP
	Mask IPMask
}

// Addresses that everybody knows.
var (
	IPv4bcast     = IPv4(255, 255, 255, 255)
	IPv4allsys    = IPv4(224, 0, 0, 1)
	IPv4allrouter = IPv4(224, 0, 0, 2)
	IPv4zero      = IPv4(0, 0, 0, 0)

	IPv6zero                   = IP{15: 0}
	IPv6unspecified            = IP{15: 0}
	IPv6loopback               = IP{15: 1}
	IPv6interfacelocalallnodes = IP{0: 0xff, 1: 1, 15: 1}
	IPv6linklocalallnodes      = IP{0: 0xff, 1: 2, 15: 1}
	IPv6linklocalallrouters    = IP{0: 0xff, 1: 2, 15: 2}
)

// IPv4 makes an address of its four numbers, in 16 bytes.
func IPv4(a, b, c, d byte) IP {
	return IP{10: 0xff, 11: 0xff, 12: a, 13: b, 14: c, 15: d}
}

// IPv4Mask makes a mask of its four numbers.
func IPv4Mask(a, b, c, d byte) IPMask { return IPMask{a, b, c, d} }

// CIDRMask makes a mask of `ones` ones in `bits` bits.
func CIDRMask(ones, bits int) IPMask {
	if bits != 8*IPv4len && bits != 8*IPv6len || ones < 0 || ones > bits {
		return nil
	}
	m := make(IPMask, bits/8)
	for i := 0; i < ones; i++ {
		m[i/8] |= 0x80 >> (i % 8)
	}
	return m
}

// ParseIP reads an address; nil if it is none.
func ParseIP(s string) IP {
	addr, err := netip.ParseAddr(s)
	if err != nil || addr.Zone() != "" {
		return nil
	}
	bytes := addr.As16()
	return IP(bytes[:])
}

// ParseCIDR reads an address and the length of its network's mask.
func ParseCIDR(s string) (IP, *IPNet, error) {
	fail := func() (IP, *IPNet, error) { return nil, nil, &ParseError{Type: "CIDR address", Text: s} }
	prefix, err := netip.ParsePrefix(s)
	if err != nil || prefix.Addr().Zone() != "" {
		return fail()
	}
	addr := prefix.Addr()
	m := CIDRMask(prefix.Bits(), addr.BitLen())
	bytes := addr.As16()
	ip := IP(bytes[:])
	return ip, &IPNet{IP: ip.Mask(m), Mask: m}, nil
}

// To4 makes it 4 bytes; nil if that cannot be.
func (ip IP) To4() IP {
	if len(ip) == IPv4len {
		return ip
	}
	if len(ip) != IPv6len || !ip[:10].zeros() || ip[10] != 0xff || ip[11] != 0xff {
		return nil
	}
	return ip[12:]
}

// To16 makes it 16 bytes; nil if it is no address.
func (ip IP) To16() IP {
	switch len(ip) {
	case IPv4len:
		return IPv4(ip[0], ip[1], ip[2], ip[3])
	case IPv6len:
		return ip
	}
	return nil
}

func (ip IP) zeros() bool {
	for _, b := range ip {
		if b != 0 {
			return false
		}
	}
	return true
}

// addr is the address as netip has it, of 4 bytes where that is possible.
func (ip IP) addr() netip.Addr {
	if ip4 := ip.To4(); ip4 != nil {
		ip = ip4
	}
	addr, _ := netip.AddrFromSlice(ip)
	return addr
}

// Equal reports whether both are the same address, in 4 or 16 bytes.
func (ip IP) Equal(x IP) bool {
	a, b := ip.To16(), x.To16()
	if a == nil || b == nil {
		return len(ip) == 0 && len(x) == 0
	}
	return string(a) == string(b)
}

func (ip IP) IsUnspecified() bool { return ip.Equal(IPv4zero) || ip.Equal(IPv6unspecified) }
func (ip IP) IsLoopback() bool    { return ip.addr().IsLoopback() }
func (ip IP) IsPrivate() bool     { return ip.addr().IsPrivate() }
func (ip IP) IsMulticast() bool   { return ip.addr().IsMulticast() }

func (ip IP) IsInterfaceLocalMulticast() bool { return ip.addr().IsInterfaceLocalMulticast() }
func (ip IP) IsLinkLocalMulticast() bool      { return ip.addr().IsLinkLocalMulticast() }
func (ip IP) IsLinkLocalUnicast() bool        { return ip.addr().IsLinkLocalUnicast() }

// IsGlobalUnicast reports whether it is of no special kind.
func (ip IP) IsGlobalUnicast() bool {
	known := len(ip) == IPv4len || len(ip) == IPv6len
	return known && !ip.Equal(IPv4bcast) && !ip.IsUnspecified() && !ip.IsLoopback() &&
		!ip.IsMulticast() && !ip.IsLinkLocalUnicast()
}

// DefaultMask is the mask of the class of an IPv4 address.
func (ip IP) DefaultMask() IPMask {
	ip = ip.To4()
	switch {
	case ip == nil:
		return nil
	case ip[0] < 0x80:
		return CIDRMask(8, 32)
	case ip[0] < 0xc0:
		return CIDRMask(16, 32)
	}
	return CIDRMask(24, 32)
}

// Mask keeps the bits of the network.
func (ip IP) Mask(mask IPMask) IP {
	if len(mask) == IPv6len && len(ip) == IPv4len && IP(mask[:12]).ones() {
		mask = mask[12:]
	}
	if ip4 := ip.To4(); len(mask) == IPv4len && ip4 != nil {
		ip = ip4
	}
	if len(ip) != len(mask) {
		return nil
	}
	out := make(IP, len(ip))
	for i := range ip {
		out[i] = ip[i] & mask[i]
	}
	return out
}

func (ip IP) ones() bool {
	for _, b := range ip {
		if b != 0xff {
			return false
		}
	}
	return true
}

func (ip IP) String() string {
	if len(ip) == 0 {
		return "<nil>"
	}
	if len(ip) != IPv4len && len(ip) != IPv6len {
		return "?" + hex(ip)
	}
	return ip.addr().String()
}

// AppendText appends the address as text.
func (ip IP) AppendText(b []byte) ([]byte, error) {
	if len(ip) == 0 {
		return b, nil
	}
	if len(ip) != IPv4len && len(ip) != IPv6len {
		return b, &AddrError{Err: "invalid IP address", Addr: hex(ip)}
	}
	return ip.addr().AppendTo(b), nil
}

func (ip IP) MarshalText() ([]byte, error) { return ip.AppendText([]byte{}) }

func (ip *IP) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*ip = nil
		return nil
	}
	parsed := ParseIP(string(text))
	if parsed == nil {
		return &ParseError{Type: "IP address", Text: string(text)}
	}
	*ip = parsed
	return nil
}

// Size tells how many ones and bits a mask has; 0, 0 if its ones do not come first.
func (m IPMask) Size() (ones, bits int) {
	bits = len(m) * 8
	for ones < bits && m[ones/8]&(0x80>>(ones%8)) != 0 {
		ones++
	}
	for i := ones; i < bits; i++ {
		if m[i/8]&(0x80>>(i%8)) != 0 {
			return 0, 0
		}
	}
	return ones, bits
}

func (m IPMask) String() string {
	if len(m) == 0 {
		return "<nil>"
	}
	return hex(m)
}

// parts are address and mask of the same length.
func (n *IPNet) parts() (ip IP, m IPMask) {
	if ip = n.IP.To4(); ip == nil {
		if ip = n.IP; len(ip) != IPv6len {
			return nil, nil
		}
	}
	m = n.Mask
	if len(m) == IPv6len && len(ip) == IPv4len {
		m = m[12:]
	}
	if len(m) != len(ip) {
		return nil, nil
	}
	return ip, m
}

// Contains reports whether an address lies in the network.
func (n *IPNet) Contains(ip IP) bool {
	own, m := n.parts()
	if x := ip.To4(); x != nil {
		ip = x
	}
	if len(ip) != len(own) {
		return false
	}
	for i := range ip {
		if own[i]&m[i] != ip[i]&m[i] {
			return false
		}
	}
	return true
}

func (n *IPNet) Network() string { return "ip+net" }

func (n *IPNet) String() string {
	if n == nil {
		return "<nil>"
	}
	ip, m := n.parts()
	if ip == nil || m == nil {
		return "<nil>"
	}
	ones, bits := m.Size()
	if bits == 0 || ones == 0 && !IP(m).zeros() {
		return ip.String() + "/" + m.String()
	}
	return ip.String() + "/" + strconv.Itoa(ones)
}

// A HardwareAddr is the address of a network card.
type HardwareAddr []byte

func (a HardwareAddr) String() string {
	s := make([]byte, 0, len(a)*3)
	for i, b := range a {
		if i > 0 {
			s = append(s, ':')
		}
		s = append(s, digits[b>>4], digits[b&15])
	}
	return string(s)
}

// ParseMAC reads 6, 8 or 20 bytes in hexadecimal, between colons or hyphens two by two, between
// dots four by four.
func ParseMAC(s string) (HardwareAddr, error) {
	fail := func() (HardwareAddr, error) { return nil, &AddrError{Err: "invalid MAC address", Addr: s} }
	if len(s) < 14 {
		return fail()
	}
	separator, group := s[2], 2
	if s[4] == '.' {
		separator, group = '.', 4
	} else if separator != ':' && separator != '-' {
		return fail()
	}
	if (len(s)+1)%(group+1) != 0 {
		return fail()
	}
	var a HardwareAddr
	for i := 0; i < len(s); i += group + 1 {
		if i > 0 && s[i-1] != separator {
			return fail()
		}
		for j := i; j < i+group; j += 2 {
			b, err := strconv.ParseUint(s[j:j+2], 16, 8)
			if err != nil {
				return fail()
			}
			a = append(a, byte(b))
		}
	}
	if len(a) != 6 && len(a) != 8 && len(a) != 20 {
		return fail()
	}
	return a, nil
}

const digits = "0123456789abcdef"

func hex(b []byte) string {
	s := make([]byte, 0, len(b)*2)
	for _, x := range b {
		s = append(s, digits[x>>4], digits[x&15])
	}
	return string(s)
}
