package net

import (
	"os"
	"strings"
	"sync"
	"syscall"
)

// firstPort is where ports begin that nobody asked for.
const firstPort = 40000

// sockets are what the execution's network knows: listeners and packet sockets, by network without
// the family, then by port or name.
var sockets = struct {
	mu   sync.Mutex
	next int
	all  map[string][]socket
}{next: firstPort, all: map[string][]socket{}}

// A socket is bound to an address.
type socket interface {
	address() Addr
}

// bind finds a place for a socket: `make` makes it for a port.
func bind(network string, ip IP, port int, make func(port int) socket) error {
	if !ip.isHere() {
		return os.NewSyscallError("bind", syscall.EADDRNOTAVAIL)
	}
	sockets.mu.Lock()
	defer sockets.mu.Unlock()
	family := strings.TrimRight(network, "46")
	for port == 0 {
		if find(family, ip, sockets.next) == nil {
			port = sockets.next
		}
		if sockets.next++; sockets.next > 65535 {
			sockets.next = firstPort
		}
	}
	if find(family, ip, port) != nil {
		return inUse()
	}
	sockets.all[family] = append(sockets.all[family], make(port))
	return nil
}

// unbind frees a socket's place.
func unbind(network string, s socket) {
	sockets.mu.Lock()
	defer sockets.mu.Unlock()
	family := strings.TrimRight(network, "46")
	all := sockets.all[family]
	for i, other := range all {
		if other == s {
			sockets.all[family] = append(all[:i:i], all[i+1:]...)
			return
		}
	}
}

// find is who has an address, or with an unspecified one any with that port.
func find(family string, ip IP, port int) socket {
	for _, s := range sockets.all[family] {
		own, at := endpoint(s.address())
		if at == port && (own.any() || ip.any() || own.Equal(ip)) {
			return s
		}
	}
	return nil
}

// bound is who a packet or a call to an address reaches.
func bound(network string, ip IP, port int) socket {
	sockets.mu.Lock()
	defer sockets.mu.Unlock()
	return find(strings.TrimRight(network, "46"), ip, port)
}

// endpoint takes an address of TCP or UDP apart.
func endpoint(a Addr) (IP, int) {
	switch a := a.(type) {
	case *TCPAddr:
		return a.IP, a.Port
	case *UDPAddr:
		return a.IP, a.Port
	}
	return nil, -1
}

// any reports whether it stands for all addresses.
func (ip IP) any() bool { return len(ip) == 0 || ip.IsUnspecified() }

// isHere reports whether it is an address of this host.
func (ip IP) isHere() bool { return ip.any() || ip.IsLoopback() }

// local is the address that a listener for ip shows.
func local(network string, ip IP) IP {
	switch {
	case len(ip) != 0:
		return ip
	case strings.HasSuffix(network, "4"):
		return IPv4zero
	}
	return IPv6unspecified
}

// nearby is the address that a call to ip comes from, and the one it goes to.
func nearby(network string, ip IP) IP {
	switch {
	case !ip.any():
		return ip
	case strings.HasSuffix(network, "6"):
		return IPv6loopback
	}
	return IPv4(127, 0, 0, 1)
}

// freshPort is one for the calling end of a connection.
func freshPort() int {
	sockets.mu.Lock()
	defer sockets.mu.Unlock()
	port := sockets.next
	if sockets.next++; sockets.next > 65535 {
		sockets.next = firstPort
	}
	return port
}
