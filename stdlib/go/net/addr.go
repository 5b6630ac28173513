package net

import (
	"net/netip"
	"strconv"
	"strings"
)

// A TCPAddr is an end of a TCP connection.
type TCPAddr struct {
	IP   IP
	Port int
	Zone string
}

// A UDPAddr is an end of UDP.
type UDPAddr struct {
	IP   IP
	Port int
	Zone string
}

// An IPAddr is the address of a host.
type IPAddr struct {
	IP   IP
	Zone string
}

// A UnixAddr is the name of a socket; these live in the execution, not in its file system.
type UnixAddr struct {
	Name string
	Net  string
}

func (a *TCPAddr) Network() string  { return "tcp" }
func (a *UDPAddr) Network() string  { return "udp" }
func (a *IPAddr) Network() string   { return "ip" }
func (a *UnixAddr) Network() string { return a.Net }

func (a *TCPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return JoinHostPort(host(a.IP, a.Zone), strconv.Itoa(a.Port))
}

func (a *UDPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return JoinHostPort(host(a.IP, a.Zone), strconv.Itoa(a.Port))
}

func (a *IPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return host(a.IP, a.Zone)
}

func (a *UnixAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return a.Name
}

// AddrPort is the address as netip has it.
func (a *TCPAddr) AddrPort() netip.AddrPort {
	if a == nil {
		return netip.AddrPort{}
	}
	return addrPort(a.IP, a.Zone, a.Port)
}

// AddrPort is the address as netip has it.
func (a *UDPAddr) AddrPort() netip.AddrPort {
	if a == nil {
		return netip.AddrPort{}
	}
	return addrPort(a.IP, a.Zone, a.Port)
}

func addrPort(ip IP, zone string, port int) netip.AddrPort {
	addr, _ := netip.AddrFromSlice(ip)
	return netip.AddrPortFrom(addr.WithZone(zone), uint16(port))
}

// TCPAddrFromAddrPort is the address as this package has it.
func TCPAddrFromAddrPort(addr netip.AddrPort) *TCPAddr {
	return &TCPAddr{IP: addr.Addr().AsSlice(), Port: int(addr.Port()), Zone: addr.Addr().Zone()}
}

// UDPAddrFromAddrPort is the address as this package has it.
func UDPAddrFromAddrPort(addr netip.AddrPort) *UDPAddr {
	return &UDPAddr{IP: addr.Addr().AsSlice(), Port: int(addr.Port()), Zone: addr.Addr().Zone()}
}

func host(ip IP, zone string) string {
	if len(ip) == 0 {
		return ""
	}
	if zone != "" {
		return ip.String() + "%" + zone
	}
	return ip.String()
}

// JoinHostPort puts brackets around hosts with colons.
func JoinHostPort(host, port string) string {
	if strings.Contains(host, ":") {
		return "[" + host + "]:" + port
	}
	return host + ":" + port
}

// SplitHostPort takes apart "host:port" and "[host]:port".
func SplitHostPort(hostport string) (host, port string, err error) {
	fail := func(why string) (string, string, error) {
		return "", "", &AddrError{Err: why, Addr: hostport}
	}
	colon := strings.LastIndexByte(hostport, ':')
	if colon < 0 {
		return fail("missing port in address")
	}
	opening, closing := 0, 0 // where brackets may begin
	if hostport[0] == '[' {
		end := strings.IndexByte(hostport, ']')
		switch {
		case end < 0:
			return fail("missing ']' in address")
		case end+1 == len(hostport):
			return fail("missing port in address")
		case end+1 != colon && hostport[end+1] == ':':
			return fail("too many colons in address")
		case end+1 != colon:
			return fail("missing port in address")
		}
		host, opening, closing = hostport[1:end], 1, end+1
	} else {
		host = hostport[:colon]
		if strings.Contains(host, ":") {
			return fail("too many colons in address")
		}
	}
	if strings.Contains(hostport[opening:], "[") {
		return fail("unexpected '[' in address")
	}
	if strings.Contains(hostport[closing:], "]") {
		return fail("unexpected ']' in address")
	}
	return host, hostport[colon+1:], nil
}

// services are the names of ports.
var services = map[string]int{
	"domain": 53, "ftp": 21, "http": 80, "https": 443, "imap": 143, "imaps": 993, "pop3": 110,
	"smtp": 25, "ssh": 22, "telnet": 23,
}

// LookupPort is the number of a port.
func LookupPort(network, service string) (port int, err error) {
	if service == "" {
		return 0, nil
	}
	if n, err := strconv.Atoi(service); err == nil {
		if n < 0 || n > 65535 {
			return 0, &AddrError{Err: "invalid port", Addr: service}
		}
		return n, nil
	}
	if n, ok := services[strings.ToLower(service)]; ok {
		return n, nil
	}
	return 0, &DNSError{Err: "unknown port", Name: network + "/" + service, IsNotFound: true}
}

// resolve reads "host:port". No host is ip nil; of a name's addresses it takes one of the network.
func resolve(network, address string) (ip IP, port int, zone string, err error) {
	host, service, err := SplitHostPort(address)
	if err != nil {
		return nil, 0, "", err
	}
	if port, err = LookupPort(strings.TrimRight(network, "46"), service); err != nil {
		return nil, 0, "", err
	}
	if host == "" {
		return nil, port, "", nil
	}
	if name, z, ok := strings.Cut(host, "%"); ok && ParseIP(name) != nil {
		host, zone = name, z
	}
	ips, err := LookupIP(host)
	if err != nil {
		return nil, 0, "", err
	}
	for _, ip := range ips {
		is4 := ip.To4() != nil
		if is4 && !strings.HasSuffix(network, "6") || !is4 && !strings.HasSuffix(network, "4") {
			return ip, port, zone, nil
		}
	}
	return nil, 0, "", &AddrError{Err: errNoSuitable.Error(), Addr: host}
}

// ResolveTCPAddr reads an address of network tcp, tcp4 or tcp6.
func ResolveTCPAddr(network, address string) (*TCPAddr, error) {
	switch network {
	case "tcp", "tcp4", "tcp6":
	case "":
		network = "tcp"
	default:
		return nil, UnknownNetworkError(network)
	}
	ip, port, zone, err := resolve(network, address)
	if err != nil {
		return nil, err
	}
	return &TCPAddr{IP: ip, Port: port, Zone: zone}, nil
}

// ResolveUDPAddr reads an address of network udp, udp4 or udp6.
func ResolveUDPAddr(network, address string) (*UDPAddr, error) {
	switch network {
	case "udp", "udp4", "udp6":
	case "":
		network = "udp"
	default:
		return nil, UnknownNetworkError(network)
	}
	ip, port, zone, err := resolve(network, address)
	if err != nil {
		return nil, err
	}
	return &UDPAddr{IP: ip, Port: port, Zone: zone}, nil
}

// ResolveIPAddr looks up a host.
func ResolveIPAddr(network, address string) (*IPAddr, error) {
	family, _, _ := strings.Cut(network, ":")
	switch family {
	case "ip", "ip4", "ip6":
	default:
		return nil, UnknownNetworkError(network)
	}
	ip, _, zone, err := resolve(family, JoinHostPort(address, "0"))
	if err != nil {
		return nil, err
	}
	return &IPAddr{IP: ip, Zone: zone}, nil
}

// ResolveUnixAddr names a socket.
func ResolveUnixAddr(network, address string) (*UnixAddr, error) {
	switch network {
	case "unix", "unixgram", "unixpacket":
		return &UnixAddr{Name: address, Net: network}, nil
	}
	return nil, UnknownNetworkError(network)
}
