package net

import (
	"context"
	"net/netip"
	"strings"
)

// An MX is a mail server of a domain.
type MX struct {
	Host string
	Pref uint16
}

// An NS is a name server of a domain.
type NS struct{ Host string }

// An SRV is a server of a service.
type SRV struct {
	Target   string
	Port     uint16
	Priority uint16
	Weight   uint16
}

// A DNSConfigError would be a broken configuration of name lookup; there is none here.
type DNSConfigError struct{ Err error }

func (e *DNSConfigError) Unwrap() error   { return e.Err }
func (e *DNSConfigError) Error() string   { return "error reading DNS config: " + e.Err.Error() }
func (e *DNSConfigError) Timeout() bool   { return false }
func (e *DNSConfigError) Temporary() bool { return false }

// A Resolver looks up names: localhost, and what is an address already.
type Resolver struct {
	PreferGo     bool
	StrictErrors bool
	Dial         func(ctx context.Context, network, address string) (Conn, error)
}

// DefaultResolver is the one of the functions without one.
var DefaultResolver = &Resolver{}

func notFound(name string) error {
	return &DNSError{Err: "no such host", Name: name, IsNotFound: true}
}

// lookup finds the addresses of a name.
func lookup(ctx context.Context, host string) ([]IP, error) {
	if host == "" {
		return nil, notFound(host)
	}
	if ip := ParseIP(host); ip != nil {
		return []IP{ip}, nil
	}
	if err := ctx.Err(); err != nil {
		err = contextError(ctx)
		return nil, &DNSError{UnwrapErr: err, Err: err.Error(), Name: host, IsTimeout: err == errTimeout}
	}
	if strings.EqualFold(strings.TrimSuffix(host, "."), "localhost") {
		return []IP{IPv4(127, 0, 0, 1), IPv6loopback}, nil
	}
	return nil, notFound(host)
}

// LookupHost finds addresses: of localhost, or the host itself if it is one.
func LookupHost(host string) (addrs []string, err error) {
	return DefaultResolver.LookupHost(context.Background(), host)
}

// LookupIP is LookupHost for IPs.
func LookupIP(host string) ([]IP, error) { return lookup(context.Background(), host) }

// LookupAddr finds names.
func LookupAddr(addr string) (names []string, err error) {
	if ip := ParseIP(addr); ip != nil && ip.IsLoopback() {
		return []string{"localhost"}, nil
	}
	if _, err := netip.ParseAddr(addr); err != nil {
		return nil, &DNSError{Err: "unrecognized address", Name: addr}
	}
	return nil, notFound(addr)
}

// LookupCNAME finds the name behind a name.
func LookupCNAME(host string) (cname string, err error) {
	return DefaultResolver.LookupCNAME(context.Background(), host)
}

// LookupMX finds no mail servers.
func LookupMX(name string) ([]*MX, error) { return nil, notFound(name) }

// LookupNS finds no name servers.
func LookupNS(name string) ([]*NS, error) { return nil, notFound(name) }

// LookupTXT finds no texts.
func LookupTXT(name string) ([]string, error) { return nil, notFound(name) }

// LookupSRV finds no servers.
func LookupSRV(service, proto, name string) (cname string, addrs []*SRV, err error) {
	return DefaultResolver.LookupSRV(context.Background(), service, proto, name)
}

// LookupHost finds addresses.
func (*Resolver) LookupHost(ctx context.Context, host string) (addrs []string, err error) {
	ips, err := lookup(ctx, host)
	for _, ip := range ips {
		addrs = append(addrs, ip.String())
	}
	return addrs, err
}

// family keeps the addresses of network ip, ip4 or ip6.
func family(network string, ips []IP) (out []IP) {
	for _, ip := range ips {
		if is4 := ip.To4() != nil; network == "ip" || is4 == (network == "ip4") {
			out = append(out, ip)
		}
	}
	return out
}

// LookupIP finds addresses of network ip, ip4 or ip6.
func (*Resolver) LookupIP(ctx context.Context, network, host string) ([]IP, error) {
	switch network {
	case "ip", "ip4", "ip6":
	default:
		return nil, UnknownNetworkError(network)
	}
	ips, err := lookup(ctx, host)
	if err != nil {
		return nil, err
	}
	if ips = family(network, ips); ips == nil {
		return nil, &AddrError{Err: errNoSuitable.Error(), Addr: host}
	}
	return ips, nil
}

// LookupNetIP is LookupIP with the addresses of package netip.
func (r *Resolver) LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error) {
	ips, err := r.LookupIP(ctx, network, host)
	if err != nil {
		return nil, err
	}
	var out []netip.Addr
	for _, ip := range ips {
		addr, _ := netip.AddrFromSlice(ip)
		out = append(out, addr)
	}
	return out, nil
}

// LookupIPAddr finds addresses.
func (*Resolver) LookupIPAddr(ctx context.Context, host string) ([]IPAddr, error) {
	ips, err := lookup(ctx, host)
	var out []IPAddr
	for _, ip := range ips {
		out = append(out, IPAddr{IP: ip})
	}
	return out, err
}

// LookupAddr is the function of that name.
func (*Resolver) LookupAddr(ctx context.Context, addr string) (names []string, err error) {
	return LookupAddr(addr)
}

// LookupPort is the function of that name.
func (*Resolver) LookupPort(ctx context.Context, network, service string) (port int, err error) {
	return LookupPort(network, service)
}

// LookupCNAME finds the name behind a name.
func (*Resolver) LookupCNAME(ctx context.Context, host string) (string, error) {
	if _, err := lookup(ctx, host); err != nil {
		return "", err
	}
	return strings.TrimSuffix(host, ".") + ".", nil
}

// LookupMX is the function of that name.
func (*Resolver) LookupMX(ctx context.Context, name string) ([]*MX, error) { return LookupMX(name) }

// LookupNS is the function of that name.
func (*Resolver) LookupNS(ctx context.Context, name string) ([]*NS, error) { return LookupNS(name) }

// LookupTXT is the function of that name.
func (*Resolver) LookupTXT(ctx context.Context, name string) ([]string, error) {
	return LookupTXT(name)
}

// LookupSRV finds no servers of a service.
func (*Resolver) LookupSRV(ctx context.Context, service, proto, name string) (string, []*SRV, error) {
	if service != "" || proto != "" {
		name = "_" + service + "._" + proto + "." + name
	}
	return "", nil, notFound(name)
}
