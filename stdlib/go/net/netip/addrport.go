package netip

import (
	"cmp"
	"errors"
	"strconv"
	"strings"
)

// An AddrPort is an address and a port.
type AddrPort struct {
	ip   Addr
	port uint16
}

// AddrPortFrom makes one.
func AddrPortFrom(ip Addr, port uint16) AddrPort { return AddrPort{ip, port} }

// Addr, Port and IsValid look at the parts.
func (p AddrPort) Addr() Addr    { return p.ip }
func (p AddrPort) Port() uint16  { return p.port }
func (p AddrPort) IsValid() bool { return p.ip.IsValid() }

// Compare orders by address, then by port.
func (p AddrPort) Compare(p2 AddrPort) int {
	return cmp.Or(p.ip.Compare(p2.ip), cmp.Compare(p.port, p2.port))
}

// ParseAddrPort reads address:port, IPv6 addresses in brackets.
func ParseAddrPort(s string) (AddrPort, error) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return AddrPort{}, errors.New("not an ip:port")
	}
	ip, port := s[:i], s[i+1:]
	switch {
	case ip == "":
		return AddrPort{}, errors.New("no IP")
	case port == "":
		return AddrPort{}, errors.New("no port")
	}
	bracketed := ip[0] == '['
	if bracketed {
		if len(ip) < 2 || ip[len(ip)-1] != ']' {
			return AddrPort{}, errors.New("missing ]")
		}
		ip = ip[1 : len(ip)-1]
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return AddrPort{}, errors.New("invalid port " + strconv.Quote(port) + " parsing " + strconv.Quote(s))
	}
	addr, err := ParseAddr(ip)
	switch {
	case err != nil:
		return AddrPort{}, err
	case bracketed && addr.Is4():
		return AddrPort{}, errors.New("invalid ip:port " + strconv.Quote(s) + ", square brackets can only be used with IPv6 addresses")
	case !bracketed && addr.Is6():
		return AddrPort{}, errors.New("invalid ip:port " + strconv.Quote(s) + ", IPv6 addresses must be surrounded by square brackets")
	}
	return AddrPort{addr, uint16(n)}, nil
}

// MustParseAddrPort is ParseAddrPort that panics.
func MustParseAddrPort(s string) AddrPort { return must(ParseAddrPort(s)) }

func (p AddrPort) String() string {
	if !p.IsValid() {
		return "invalid AddrPort"
	}
	return string(p.AppendTo(nil))
}

// AppendTo appends the text of p.
func (p AddrPort) AppendTo(b []byte) []byte {
	switch {
	case p.ip.Is4():
		b = p.ip.AppendTo(b)
	case p.ip.Is6():
		b = append(p.ip.AppendTo(append(b, '[')), ']')
	default:
		return b
	}
	return strconv.AppendUint(append(b, ':'), uint64(p.port), 10)
}

// MarshalText, AppendText and UnmarshalText write and read text, "" for the zero AddrPort.
func (p AddrPort) MarshalText() ([]byte, error)        { return p.AppendTo([]byte{}), nil }
func (p AddrPort) AppendText(b []byte) ([]byte, error) { return p.AppendTo(b), nil }
func (p *AddrPort) UnmarshalText(text []byte) (err error) {
	*p = AddrPort{}
	if len(text) > 0 {
		*p, err = ParseAddrPort(string(text))
	}
	return err
}

// MarshalBinary, AppendBinary and UnmarshalBinary write and read the address and two bytes.
func (p AddrPort) MarshalBinary() ([]byte, error) { return p.AppendBinary(nil) }
func (p AddrPort) AppendBinary(b []byte) ([]byte, error) {
	b, err := p.ip.AppendBinary(b)
	return append(b, byte(p.port), byte(p.port>>8)), err
}
func (p *AddrPort) UnmarshalBinary(b []byte) error {
	n := len(b) - 2
	if n < 0 {
		return errors.New("unexpected slice size")
	}
	var ip Addr
	if err := ip.UnmarshalBinary(b[:n]); err != nil {
		return err
	}
	*p = AddrPort{ip, uint16(b[n]) | uint16(b[n+1])<<8}
	return nil
}
