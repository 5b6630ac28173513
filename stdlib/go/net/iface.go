package net

import (
	"errors"
	"strings"
	"syscall"
)

// Flags are what a network interface can do.
type Flags uint

// The flags.
const (
	FlagUp Flags = 1 << iota
	FlagBroadcast
	FlagLoopback
	FlagPointToPoint
	FlagMulticast
	FlagRunning
)

func (f Flags) String() string {
	names := []string{"up", "broadcast", "loopback", "pointtopoint", "multicast", "running"}
	var set []string
	for i, name := range names {
		if f&(1<<i) != 0 {
			set = append(set, name)
		}
	}
	if set == nil {
		return "0"
	}
	return strings.Join(set, "|")
}

// An Interface is a way into the network; there is one, the loopback.
type Interface struct {
	Index        int
	MTU          int
	Name         string
	HardwareAddr HardwareAddr
	Flags        Flags
}

// loopback is the only interface, as Linux has it.
var loopback = Interface{Index: 1, MTU: 65536, Name: "lo", Flags: FlagUp | FlagLoopback | FlagRunning}

var (
	errInvalidInterface      = errors.New("invalid network interface")
	errInvalidInterfaceIndex = errors.New("invalid network interface index")
	errInvalidInterfaceName  = errors.New("invalid network interface name")
	errNoSuchInterface       = errors.New("no such network interface")
)

func routeError(err error) error { return &OpError{Op: "route", Net: "ip+net", Err: err} }

// Addrs are the interface's addresses.
func (ifi *Interface) Addrs() ([]Addr, error) {
	if ifi == nil {
		return nil, routeError(errInvalidInterface)
	}
	if ifi.Index != loopback.Index {
		return nil, nil
	}
	return []Addr{
		&IPNet{IP: IPv4(127, 0, 0, 1), Mask: CIDRMask(8, 32)},
		&IPNet{IP: IPv6loopback, Mask: CIDRMask(128, 128)},
	}, nil
}

// MulticastAddrs are the groups that the interface belongs to: none.
func (ifi *Interface) MulticastAddrs() ([]Addr, error) {
	if ifi == nil {
		return nil, routeError(errInvalidInterface)
	}
	return nil, nil
}

// Interfaces are all of this host.
func Interfaces() ([]Interface, error) { return []Interface{loopback}, nil }

// InterfaceAddrs are the addresses of all interfaces.
func InterfaceAddrs() ([]Addr, error) { return loopback.Addrs() }

// InterfaceByIndex finds an interface by its number.
func InterfaceByIndex(index int) (*Interface, error) {
	switch {
	case index <= 0:
		return nil, routeError(errInvalidInterfaceIndex)
	case index != loopback.Index:
		return nil, routeError(errNoSuchInterface)
	}
	ifi := loopback
	return &ifi, nil
}

// InterfaceByName finds an interface by its name.
func InterfaceByName(name string) (*Interface, error) {
	switch name {
	case "":
		return nil, routeError(errInvalidInterfaceName)
	case loopback.Name:
		ifi := loopback
		return &ifi, nil
	}
	return nil, routeError(errNoSuchInterface)
}

// ListenMulticastUDP fails: the loopback interface belongs to no group.
func ListenMulticastUDP(network string, ifi *Interface, gaddr *UDPAddr) (*UDPConn, error) {
	fail := func(err error) (*UDPConn, error) {
		return nil, &OpError{Op: "listen", Net: network, Addr: opAddr(gaddr), Err: err}
	}
	switch network {
	case "udp", "udp4", "udp6":
	default:
		return fail(UnknownNetworkError(network))
	}
	if gaddr == nil || gaddr.IP == nil {
		return fail(errMissingAddress)
	}
	return fail(syscall.ENOTSUP)
}
