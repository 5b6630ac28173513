package net

import (
	"context"
	"io"
	"os"
	"sync"
	"syscall"
	"time"
)

// backlog is how many connections wait to be accepted.
const backlog = 128

// A TCPConn is a connection over TCP.
type TCPConn struct{ *conn }

// A KeepAliveConfig is accepted and makes no difference: connections here do not fail by themselves.
type KeepAliveConfig struct {
	Enable   bool
	Idle     time.Duration
	Interval time.Duration
	Count    int
}

func (c *TCPConn) SetKeepAlive(keepalive bool) error               { return nil }
func (c *TCPConn) SetKeepAliveConfig(config KeepAliveConfig) error { return nil }
func (c *TCPConn) SetKeepAlivePeriod(d time.Duration) error        { return nil }
func (c *TCPConn) SetLinger(sec int) error                         { return nil }
func (c *TCPConn) SetNoDelay(noDelay bool) error                   { return nil }
func (c *TCPConn) SetReadBuffer(bytes int) error                   { return nil }
func (c *TCPConn) SetWriteBuffer(bytes int) error                  { return nil }
func (c *TCPConn) MultipathTCP() (bool, error)                     { return false, nil }

// CloseRead ends reading.
func (c *TCPConn) CloseRead() error { return c.closeRead() }

// CloseWrite ends writing: the other side reads io.EOF.
func (c *TCPConn) CloseWrite() error { return c.closeWrite() }

// ReadFrom copies from r until it ends.
func (c *TCPConn) ReadFrom(r io.Reader) (int64, error) {
	return io.Copy(struct{ io.Writer }{c.conn}, r)
}

// WriteTo copies to w until the other side ends.
func (c *TCPConn) WriteTo(w io.Writer) (int64, error) {
	return io.Copy(w, struct{ io.Reader }{c.conn})
}

// A queue has connections that wait to be accepted.
type queue struct {
	network  string
	addr     Addr
	arriving chan Conn
	acceptBy *deadline
	closing  sync.Once
	closed   chan struct{}
}

func newQueue(network string, addr Addr) queue {
	return queue{
		network: network, addr: addr, arriving: make(chan Conn, backlog),
		acceptBy: newDeadline(), closed: make(chan struct{}),
	}
}

func (q *queue) fail(op string, err error) error {
	return &OpError{Op: op, Net: q.network, Addr: q.addr, Err: err}
}

func (q *queue) accept() (Conn, error) {
	passed := q.acceptBy.wait()
	switch {
	case isClosed(q.closed):
		return nil, q.fail("accept", errClosed)
	case isClosed(passed):
		return nil, q.fail("accept", errTimeout)
	}
	select {
	case c := <-q.arriving:
		return c, nil
	case <-q.closed:
		return nil, q.fail("accept", errClosed)
	case <-passed:
		return nil, q.fail("accept", errTimeout)
	}
}

// close also closes the connections that nobody accepted.
func (q *queue) close() error {
	err := q.fail("close", errClosed)
	q.closing.Do(func() {
		close(q.closed)
		for len(q.arriving) > 0 {
			(<-q.arriving).Close()
		}
		err = nil
	})
	return err
}

// arrive puts the listening end of a connection into the queue.
func (q *queue) arrive(ctx context.Context, server Conn) error {
	select {
	case <-q.closed:
		return refused()
	default:
	}
	select {
	case q.arriving <- server:
		return nil
	case <-q.closed:
		return refused()
	case <-ctx.Done():
		return contextError(ctx)
	}
}

// A TCPListener accepts connections over TCP.
type TCPListener struct{ q queue }

func (l *TCPListener) address() Addr { return l.q.addr }

// AcceptTCP waits for a connection.
func (l *TCPListener) AcceptTCP() (*TCPConn, error) {
	if l == nil {
		return nil, syscall.EINVAL
	}
	c, err := l.q.accept()
	if err != nil {
		return nil, err
	}
	return c.(*TCPConn), nil
}

// Accept waits for a connection.
func (l *TCPListener) Accept() (Conn, error) {
	c, err := l.AcceptTCP()
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Close ends accepting.
func (l *TCPListener) Close() error {
	if l == nil {
		return syscall.EINVAL
	}
	unbind(l.q.network, l)
	return l.q.close()
}

func (l *TCPListener) Addr() Addr { return l.q.addr }

// SetDeadline limits waiting for connections.
func (l *TCPListener) SetDeadline(t time.Time) error {
	if isClosed(l.q.closed) {
		return l.q.fail("set", errClosed)
	}
	l.q.acceptBy.set(t)
	return nil
}

// ListenTCP listens at an address; port 0 is any free one.
func ListenTCP(network string, laddr *TCPAddr) (*TCPListener, error) {
	switch network {
	case "tcp", "tcp4", "tcp6":
	default:
		return nil, &OpError{Op: "listen", Net: network, Addr: opAddr(laddr), Err: UnknownNetworkError(network)}
	}
	if laddr == nil {
		laddr = &TCPAddr{}
	}
	var l *TCPListener
	err := bind(network, laddr.IP, laddr.Port, func(port int) socket {
		addr := &TCPAddr{IP: local(network, laddr.IP), Port: port, Zone: laddr.Zone}
		l = &TCPListener{newQueue(network, addr)}
		return l
	})
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Addr: laddr, Err: err}
	}
	return l, nil
}

// DialTCP connects to a listener.
func DialTCP(network string, laddr, raddr *TCPAddr) (*TCPConn, error) {
	return dialTCP(context.Background(), network, laddr, raddr)
}

func dialTCP(ctx context.Context, network string, laddr, raddr *TCPAddr) (*TCPConn, error) {
	fail := func(err error) (*TCPConn, error) {
		return nil, &OpError{Op: "dial", Net: network, Source: opAddr(laddr), Addr: opAddr(raddr), Err: err}
	}
	switch network {
	case "tcp", "tcp4", "tcp6":
	default:
		return fail(UnknownNetworkError(network))
	}
	if raddr == nil {
		return fail(errMissingAddress)
	}
	if ctx.Err() != nil {
		return fail(contextError(ctx))
	}
	if !raddr.IP.isHere() {
		return fail(os.NewSyscallError("connect", syscall.ENETUNREACH))
	}
	to := &TCPAddr{IP: nearby(network, raddr.IP), Port: raddr.Port, Zone: raddr.Zone}
	l, _ := bound(network, to.IP, to.Port).(*TCPListener)
	if l == nil {
		return fail(refused())
	}
	from := &TCPAddr{IP: to.IP}
	if laddr != nil {
		from = &TCPAddr{IP: nearby(network, laddr.IP), Port: laddr.Port, Zone: laddr.Zone}
	}
	if from.Port == 0 {
		from.Port = freshPort()
	}
	client, server := connect(network, from, to)
	if err := l.q.arrive(ctx, &TCPConn{server}); err != nil {
		return fail(err)
	}
	return &TCPConn{client}, nil
}

// opAddr keeps a nil address from becoming an Addr that is not nil.
func opAddr[T any, A interface {
	*T
	Addr
}](a A) Addr {
	if a == nil {
		return nil
	}
	return a
}

// contextError says in the network's words why a context is done.
func contextError(ctx context.Context) error {
	if ctx.Err() == context.DeadlineExceeded {
		return errTimeout
	}
	return errCanceled
}
