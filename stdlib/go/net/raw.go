package net

import (
	"context"
	"net/netip"
	"os"
	"syscall"
	"time"
)

// noFile is the answer to asking for the file behind a connection: there is none.
func noFile(op, network string, source, addr Addr) error {
	return &OpError{Op: op, Net: network, Source: source, Addr: addr, Err: syscall.ENOTSUP}
}

// A rawSocket is what Control functions get; it has no file descriptor to give them.
type rawSocket struct{}

func (rawSocket) Control(f func(fd uintptr)) error           { return syscall.ENOTSUP }
func (rawSocket) Read(f func(fd uintptr) (done bool)) error  { return syscall.ENOTSUP }
func (rawSocket) Write(f func(fd uintptr) (done bool)) error { return syscall.ENOTSUP }

// FileConn fails: no file is a connection.
func FileConn(f *os.File) (c Conn, err error) {
	return nil, &OpError{Op: "file", Net: "file+net", Err: syscall.ENOTSOCK}
}

// FileListener fails: no file is a listener.
func FileListener(f *os.File) (ln Listener, err error) {
	return nil, &OpError{Op: "file", Net: "file+net", Err: syscall.ENOTSOCK}
}

// FilePacketConn fails: no file is a connection.
func FilePacketConn(f *os.File) (c PacketConn, err error) {
	return nil, &OpError{Op: "file", Net: "file+net", Err: syscall.ENOTSOCK}
}

// File fails: there is no file behind the connection.
func (c *conn) File() (f *os.File, err error) {
	return nil, noFile("file", c.network, c.local, c.remote)
}

// SyscallConn gives a connection without a file descriptor.
func (c *TCPConn) SyscallConn() (syscall.RawConn, error) { return rawSocket{}, nil }

// SyscallConn gives a connection without a file descriptor.
func (c *UnixConn) SyscallConn() (syscall.RawConn, error) { return rawSocket{}, nil }

// SyscallConn gives a connection without a file descriptor.
func (c *UDPConn) SyscallConn() (syscall.RawConn, error) { return rawSocket{}, nil }

// SyscallConn gives a connection without a file descriptor.
func (l *TCPListener) SyscallConn() (syscall.RawConn, error) { return rawSocket{}, nil }

// SyscallConn gives a connection without a file descriptor.
func (l *UnixListener) SyscallConn() (syscall.RawConn, error) { return rawSocket{}, nil }

// File fails: there is no file behind the connection.
func (c *UDPConn) File() (f *os.File, err error) {
	return nil, noFile("file", c.network, c.local, opAddr(c.remote))
}

// File fails: there is no file behind the listener.
func (l *TCPListener) File() (f *os.File, err error) {
	return nil, noFile("file", l.q.network, nil, l.q.addr)
}

// File fails: there is no file behind the listener.
func (l *UnixListener) File() (f *os.File, err error) {
	return nil, noFile("file", l.q.network, nil, l.q.addr)
}

// An IPConn would carry packets of IP itself. Nothing makes one: that takes rights that programs
// here do not have.
type IPConn struct{ *conn }

func socketError(op, network string, source, addr Addr) error {
	err := os.NewSyscallError("socket", syscall.EPERM)
	return &OpError{Op: op, Net: network, Source: source, Addr: addr, Err: err}
}

// DialIP is not permitted.
func DialIP(network string, laddr, raddr *IPAddr) (*IPConn, error) {
	if raddr == nil {
		return nil, &OpError{Op: "dial", Net: network, Source: opAddr(laddr), Err: errMissingAddress}
	}
	return nil, socketError("dial", network, opAddr(laddr), raddr)
}

// ListenIP is not permitted.
func ListenIP(network string, laddr *IPAddr) (*IPConn, error) {
	return nil, socketError("listen", network, nil, opAddr(laddr))
}

func (c *IPConn) ReadFrom(b []byte) (int, Addr, error)                  { return 0, nil, syscall.EINVAL }
func (c *IPConn) ReadFromIP(b []byte) (int, *IPAddr, error)             { return 0, nil, syscall.EINVAL }
func (c *IPConn) WriteTo(b []byte, addr Addr) (int, error)              { return 0, syscall.EINVAL }
func (c *IPConn) WriteToIP(b []byte, addr *IPAddr) (int, error)         { return 0, syscall.EINVAL }
func (c *IPConn) SetReadBuffer(bytes int) error                         { return syscall.EINVAL }
func (c *IPConn) SetWriteBuffer(bytes int) error                        { return syscall.EINVAL }
func (c *IPConn) SyscallConn() (syscall.RawConn, error)                 { return nil, syscall.EINVAL }
func (c *IPConn) WriteMsgIP(b, oob []byte, a *IPAddr) (int, int, error) { return 0, 0, syscall.EINVAL }

func (c *IPConn) ReadMsgIP(b, oob []byte) (n, oobn, flags int, addr *IPAddr, err error) {
	return 0, 0, 0, nil, syscall.EINVAL
}

// DialIP is not permitted.
func (d *Dialer) DialIP(ctx context.Context, network string, laddr, raddr netip.Addr) (*IPConn, error) {
	return DialIP(network, ipAddr(laddr), ipAddr(raddr))
}

func ipAddr(a netip.Addr) *IPAddr {
	if !a.IsValid() {
		return nil
	}
	return &IPAddr{IP: a.AsSlice(), Zone: a.Zone()}
}

// limited is the context of a call: it ends when the Dialer's time is over.
func (d *Dialer) limited(ctx context.Context) (context.Context, context.CancelFunc) {
	if ctx == nil {
		panic("nil context")
	}
	until := d.Deadline
	if d.Timeout != 0 {
		if t := time.Now().Add(d.Timeout); until.IsZero() || t.Before(until) {
			until = t
		}
	}
	if until.IsZero() {
		return ctx, func() {}
	}
	return context.WithDeadline(ctx, until)
}

// DialTCP connects to a listener.
func (d *Dialer) DialTCP(ctx context.Context, network string, laddr, raddr netip.AddrPort) (*TCPConn, error) {
	ctx, cancel := d.limited(ctx)
	defer cancel()
	var from, to *TCPAddr
	if laddr.IsValid() {
		from = TCPAddrFromAddrPort(laddr)
	}
	if raddr.IsValid() {
		to = TCPAddrFromAddrPort(raddr)
	}
	return dialTCP(ctx, network, from, to)
}

// DialUDP sends packets to an address and receives those that come from there.
func (d *Dialer) DialUDP(ctx context.Context, network string, laddr, raddr netip.AddrPort) (*UDPConn, error) {
	var from, to *UDPAddr
	if laddr.IsValid() {
		from = UDPAddrFromAddrPort(laddr)
	}
	if raddr.IsValid() {
		to = UDPAddrFromAddrPort(raddr)
	}
	return DialUDP(network, from, to)
}

// DialUnix connects to a named socket.
func (d *Dialer) DialUnix(ctx context.Context, network string, laddr, raddr *UnixAddr) (*UnixConn, error) {
	ctx, cancel := d.limited(ctx)
	defer cancel()
	return dialUnix(ctx, network, laddr, raddr)
}

// MultipathTCP reports whether SetMultipathTCP asked for it; nothing here has several paths.
func (d *Dialer) MultipathTCP() bool { return d.multipath }

// SetMultipathTCP makes no difference.
func (d *Dialer) SetMultipathTCP(use bool) { d.multipath = use }

// MultipathTCP reports whether SetMultipathTCP asked for it; nothing here has several paths.
func (lc *ListenConfig) MultipathTCP() bool { return lc.multipath }

// SetMultipathTCP makes no difference.
func (lc *ListenConfig) SetMultipathTCP(use bool) { lc.multipath = use }
