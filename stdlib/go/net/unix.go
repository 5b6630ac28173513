package net

import (
	"context"
	"os"
	"syscall"
	"time"
)

// A UnixConn is a connection between named sockets.
type UnixConn struct{ *conn }

func (c *UnixConn) SetReadBuffer(bytes int) error  { return nil }
func (c *UnixConn) SetWriteBuffer(bytes int) error { return nil }

// CloseRead ends reading.
func (c *UnixConn) CloseRead() error { return c.closeRead() }

// CloseWrite ends writing: the other side reads io.EOF.
func (c *UnixConn) CloseWrite() error { return c.closeWrite() }

// ReadFromUnix reads; the sender of a stream is known.
func (c *UnixConn) ReadFromUnix(b []byte) (int, *UnixAddr, error) {
	n, err := c.Read(b)
	return n, nil, err
}

// ReadFrom reads; the sender of a stream is known.
func (c *UnixConn) ReadFrom(b []byte) (int, Addr, error) {
	n, err := c.Read(b)
	return n, nil, err
}

// ReadMsgUnix reads; nothing comes beside the bytes.
func (c *UnixConn) ReadMsgUnix(b, oob []byte) (n, oobn, flags int, addr *UnixAddr, err error) {
	n, err = c.Read(b)
	return n, 0, 0, nil, err
}

// WriteToUnix fails: a stream has one receiver.
func (c *UnixConn) WriteToUnix(b []byte, addr *UnixAddr) (int, error) {
	return 0, &OpError{Op: "write", Net: c.network, Source: c.local, Addr: opAddr(addr), Err: ErrWriteToConnected}
}

// WriteTo fails: a stream has one receiver.
func (c *UnixConn) WriteTo(b []byte, addr Addr) (int, error) {
	return 0, &OpError{Op: "write", Net: c.network, Source: c.local, Addr: addr, Err: ErrWriteToConnected}
}

// WriteMsgUnix writes; what is to go beside the bytes is lost.
func (c *UnixConn) WriteMsgUnix(b, oob []byte, addr *UnixAddr) (n, oobn int, err error) {
	if addr != nil {
		n, err = c.WriteToUnix(b, addr)
		return n, 0, err
	}
	n, err = c.Write(b)
	return n, len(oob), err
}

// ListenUnixgram fails: named sockets here carry streams only.
func ListenUnixgram(network string, laddr *UnixAddr) (*UnixConn, error) {
	fail := func(err error) (*UnixConn, error) {
		return nil, &OpError{Op: "listen", Net: network, Addr: opAddr(laddr), Err: err}
	}
	switch {
	case network != "unixgram":
		return fail(UnknownNetworkError(network))
	case laddr == nil:
		return fail(errMissingAddress)
	}
	return fail(syscall.ENOTSUP)
}

// A UnixListener accepts connections to a name.
type UnixListener struct{ q queue }

func (l *UnixListener) address() Addr { return l.q.addr }

// AcceptUnix waits for a connection.
func (l *UnixListener) AcceptUnix() (*UnixConn, error) {
	c, err := l.q.accept()
	if err != nil {
		return nil, err
	}
	return c.(*UnixConn), nil
}

// Accept waits for a connection.
func (l *UnixListener) Accept() (Conn, error) {
	c, err := l.AcceptUnix()
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Close ends accepting.
func (l *UnixListener) Close() error {
	unbind(l.q.network, l)
	return l.q.close()
}

func (l *UnixListener) Addr() Addr { return l.q.addr }

// SetDeadline limits waiting for connections.
func (l *UnixListener) SetDeadline(t time.Time) error {
	if isClosed(l.q.closed) {
		return l.q.fail("set", errClosed)
	}
	l.q.acceptBy.set(t)
	return nil
}

// SetUnlinkOnClose makes no difference: names are free when nobody listens.
func (l *UnixListener) SetUnlinkOnClose(unlink bool) {}

// ListenUnix listens under a name.
func ListenUnix(network string, laddr *UnixAddr) (*UnixListener, error) {
	fail := func(err error) (*UnixListener, error) {
		return nil, &OpError{Op: "listen", Net: network, Addr: opAddr(laddr), Err: err}
	}
	if network != "unix" && network != "unixpacket" {
		return fail(UnknownNetworkError(network))
	}
	if laddr == nil {
		return fail(errMissingAddress)
	}
	sockets.mu.Lock()
	defer sockets.mu.Unlock()
	if named(network, laddr.Name) != nil {
		return fail(inUse())
	}
	l := &UnixListener{newQueue(network, &UnixAddr{Name: laddr.Name, Net: network})}
	sockets.all[network] = append(sockets.all[network], l)
	return l, nil
}

// named is who listens under a name. sockets is locked.
func named(network, name string) *UnixListener {
	for _, s := range sockets.all[network] {
		if l, ok := s.(*UnixListener); ok && l.q.addr.String() == name {
			return l
		}
	}
	return nil
}

// DialUnix connects to a listener.
func DialUnix(network string, laddr, raddr *UnixAddr) (*UnixConn, error) {
	return dialUnix(context.Background(), network, laddr, raddr)
}

func dialUnix(ctx context.Context, network string, laddr, raddr *UnixAddr) (*UnixConn, error) {
	fail := func(err error) (*UnixConn, error) {
		return nil, &OpError{Op: "dial", Net: network, Source: opAddr(laddr), Addr: opAddr(raddr), Err: err}
	}
	if network != "unix" && network != "unixpacket" {
		return fail(UnknownNetworkError(network))
	}
	if raddr == nil {
		return fail(errMissingAddress)
	}
	if ctx.Err() != nil {
		return fail(contextError(ctx))
	}
	sockets.mu.Lock()
	l := named(network, raddr.Name)
	sockets.mu.Unlock()
	if l == nil {
		return fail(os.NewSyscallError("connect", syscall.ENOENT))
	}
	from := &UnixAddr{Net: network}
	if laddr != nil {
		from.Name = laddr.Name
	}
	client, server := connect(network, from, l.q.addr)
	if err := l.q.arrive(ctx, &UnixConn{server}); err != nil {
		return fail(err)
	}
	return &UnixConn{client}, nil
}
