package net

import (
	"context"
	"syscall"
	"time"
)

// A Dialer connects. KeepAlive, FallbackDelay and DualStack make no difference here.
type Dialer struct {
	Timeout         time.Duration
	Deadline        time.Time
	LocalAddr       Addr
	DualStack       bool
	FallbackDelay   time.Duration
	KeepAlive       time.Duration
	KeepAliveConfig KeepAliveConfig
	Resolver        *Resolver
	Cancel          <-chan struct{}

	// These get connections without file descriptors.
	Control        func(network, address string, c syscall.RawConn) error
	ControlContext func(ctx context.Context, network, address string, c syscall.RawConn) error

	multipath bool
}

// control calls the function that is to prepare a socket.
func (d *Dialer) control(ctx context.Context, network, address string) error {
	switch {
	case d.ControlContext != nil:
		return d.ControlContext(ctx, network, address, rawSocket{})
	case d.Control != nil:
		return d.Control(network, address, rawSocket{})
	}
	return nil
}

// Dial connects to an address.
func Dial(network, address string) (Conn, error) {
	var d Dialer
	return d.Dial(network, address)
}

// DialTimeout is Dial with a time limit.
func DialTimeout(network, address string, timeout time.Duration) (Conn, error) {
	d := Dialer{Timeout: timeout}
	return d.Dial(network, address)
}

// Dial connects to an address.
func (d *Dialer) Dial(network, address string) (Conn, error) {
	return d.DialContext(context.Background(), network, address)
}

// DialContext connects to an address unless the context ends before.
func (d *Dialer) DialContext(ctx context.Context, network, address string) (Conn, error) {
	ctx, cancel := d.limited(ctx)
	defer cancel()
	fail := func(err error) (Conn, error) {
		return nil, &OpError{Op: "dial", Net: network, Err: err}
	}
	if err := d.control(ctx, network, address); err != nil {
		return fail(err)
	}
	switch network {
	case "tcp", "tcp4", "tcp6":
		if address == "" {
			return fail(errMissingAddress)
		}
		to, err := ResolveTCPAddr(network, address)
		if err != nil {
			return fail(err)
		}
		from, _ := d.LocalAddr.(*TCPAddr)
		c, err := dialTCP(ctx, network, from, to)
		return orNil(c, err)
	case "udp", "udp4", "udp6":
		to, err := ResolveUDPAddr(network, address)
		if err != nil {
			return fail(err)
		}
		if ctx.Err() != nil {
			return nil, &OpError{Op: "dial", Net: network, Addr: to, Err: contextError(ctx)}
		}
		from, _ := d.LocalAddr.(*UDPAddr)
		c, err := DialUDP(network, from, to)
		return orNil(c, err)
	case "unix", "unixpacket":
		from, _ := d.LocalAddr.(*UnixAddr)
		c, err := dialUnix(ctx, network, from, &UnixAddr{Name: address, Net: network})
		return orNil(c, err)
	}
	return fail(UnknownNetworkError(network))
}

// orNil keeps a nil connection from becoming a Conn that is not nil.
func orNil[T any, C interface {
	*T
	Conn
}](c C, err error) (Conn, error) {
	if err != nil {
		return nil, err
	}
	return c, nil
}

// A ListenConfig listens. KeepAlive makes no difference here.
type ListenConfig struct {
	KeepAlive       time.Duration
	KeepAliveConfig KeepAliveConfig
	Control         func(network, address string, c syscall.RawConn) error // gets no file descriptor

	multipath bool
}

func (lc *ListenConfig) control(network, address string) error {
	if lc.Control == nil {
		return nil
	}
	return lc.Control(network, address, rawSocket{})
}

// Listen listens at an address.
func Listen(network, address string) (Listener, error) {
	var config ListenConfig
	return config.Listen(context.Background(), network, address)
}

// Listen listens at an address.
func (lc *ListenConfig) Listen(ctx context.Context, network, address string) (Listener, error) {
	fail := func(err error) (Listener, error) {
		return nil, &OpError{Op: "listen", Net: network, Err: err}
	}
	if err := lc.control(network, address); err != nil {
		return fail(err)
	}
	switch network {
	case "tcp", "tcp4", "tcp6":
		addr := &TCPAddr{}
		if address != "" {
			var err error
			if addr, err = ResolveTCPAddr(network, address); err != nil {
				return fail(err)
			}
		}
		l, err := ListenTCP(network, addr)
		if err != nil {
			return nil, err
		}
		return l, nil
	case "unix", "unixpacket":
		l, err := ListenUnix(network, &UnixAddr{Name: address, Net: network})
		if err != nil {
			return nil, err
		}
		return l, nil
	}
	return fail(UnknownNetworkError(network))
}

// ListenPacket receives packets at an address.
func ListenPacket(network, address string) (PacketConn, error) {
	var config ListenConfig
	return config.ListenPacket(context.Background(), network, address)
}

// ListenPacket receives packets at an address.
func (lc *ListenConfig) ListenPacket(ctx context.Context, network, address string) (PacketConn, error) {
	fail := func(err error) (PacketConn, error) {
		return nil, &OpError{Op: "listen", Net: network, Err: err}
	}
	if err := lc.control(network, address); err != nil {
		return fail(err)
	}
	switch network {
	case "udp", "udp4", "udp6":
	default:
		return fail(UnknownNetworkError(network))
	}
	addr, err := ResolveUDPAddr(network, address)
	if err != nil {
		return fail(err)
	}
	c, err := ListenUDP(network, addr)
	if err != nil {
		return nil, err
	}
	return c, nil
}
