package net

import (
	"internal/idleconn"
	"io"
	"os"
	"sync"
	"syscall"
	"time"
)

// window is how many bytes may be on their way.
const window = 64 << 10

// A stream carries bytes one way. It has two tokens: who finds bytes takes `filled` and puts it
// back while there are more; who finds room does so with `drained`.
type stream struct {
	mu      sync.Mutex // guards the three below
	bytes   []byte
	ended   bool // nothing more will be written
	dropped bool // nobody will read
	filled  chan struct{}
	drained chan struct{}
}

func newStream() *stream {
	return &stream{filled: make(chan struct{}, 1), drained: make(chan struct{}, 1)}
}

func put(token chan struct{}) {
	select {
	case token <- struct{}{}:
	default:
	}
}

// take moves bytes to p; false if it must wait for some.
func (s *stream) take(p []byte) (n int, err error, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n = copy(p, s.bytes)
	s.bytes = s.bytes[n:]
	switch {
	case n > 0 || len(p) == 0:
		if len(s.bytes) > 0 || s.ended {
			put(s.filled)
		}
		put(s.drained)
		return n, nil, true
	case s.ended:
		put(s.filled)
		return 0, io.EOF, true
	}
	return 0, nil, false
}

// give takes bytes from p; false if none found room.
func (s *stream) give(p []byte) (n int, err error, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dropped || s.ended {
		put(s.drained)
		return 0, os.NewSyscallError("write", syscall.EPIPE), true
	}
	n = min(len(p), window-len(s.bytes))
	if n == 0 && len(p) > 0 {
		return 0, nil, false
	}
	s.bytes = append(s.bytes, p[:n]...)
	put(s.filled)
	if len(s.bytes) < window {
		put(s.drained)
	}
	return n, nil, true
}

// end says that nothing more will be written.
func (s *stream) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	put(s.filled)
}

// drop says that nobody will read.
func (s *stream) drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dropped, s.bytes = true, nil
	put(s.drained)
}

func init() { idleconn.Gone = gone }

// gone reports whether nothing more can be read from a connection.
func gone(c any) bool {
	tcp, ok := c.(*TCPConn)
	if !ok {
		return false
	}
	in := tcp.in
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.ended && len(in.bytes) == 0
}

// A conn is an end of a connection.
type conn struct {
	network       string
	local, remote Addr
	in, out       *stream
	readBy        *deadline
	writeBy       *deadline
	closing       sync.Once
	closed        chan struct{}
}

// connect makes both ends of a connection.
func connect(network string, dialer, listener Addr) (client, server *conn) {
	up, down := newStream(), newStream()
	end := func(local, remote Addr, in, out *stream) *conn {
		return &conn{
			network: network, local: local, remote: remote, in: in, out: out,
			readBy: newDeadline(), writeBy: newDeadline(), closed: make(chan struct{}),
		}
	}
	return end(dialer, listener, down, up), end(listener, dialer, up, down)
}

// fail wraps an error in what the operation was.
func (c *conn) fail(op string, err error) error {
	return &OpError{Op: op, Net: c.network, Source: c.local, Addr: c.remote, Err: err}
}

func (c *conn) Read(p []byte) (int, error) {
	for {
		if isClosed(c.closed) {
			return 0, c.fail("read", errClosed)
		}
		passed := c.readBy.wait()
		if isClosed(passed) {
			return 0, c.fail("read", errTimeout)
		}
		if n, err, ok := c.in.take(p); ok {
			return n, err // io.EOF stays as it is
		}
		select {
		case <-c.in.filled:
		case <-passed:
		case <-c.closed:
		}
	}
}

func (c *conn) Write(p []byte) (n int, err error) {
	for {
		if isClosed(c.closed) {
			return n, c.fail("write", errClosed)
		}
		passed := c.writeBy.wait()
		if isClosed(passed) {
			return n, c.fail("write", errTimeout)
		}
		m, err, ok := c.out.give(p[n:])
		if err != nil {
			return n, c.fail("write", err)
		}
		if n += m; n == len(p) {
			return n, nil
		}
		if ok {
			continue
		}
		select {
		case <-c.out.drained:
		case <-passed:
		case <-c.closed:
		}
	}
}

func (c *conn) Close() error {
	err := c.fail("close", errClosed)
	c.closing.Do(func() {
		close(c.closed)
		c.out.end()
		c.in.drop()
		err = nil
	})
	return err
}

// closeRead ends reading.
func (c *conn) closeRead() error {
	if isClosed(c.closed) {
		return c.fail("close", errClosed)
	}
	c.in.end()
	return nil
}

// closeWrite ends writing: the other side reads io.EOF.
func (c *conn) closeWrite() error {
	if isClosed(c.closed) {
		return c.fail("close", errClosed)
	}
	c.out.end()
	return nil
}

func (c *conn) LocalAddr() Addr  { return c.local }
func (c *conn) RemoteAddr() Addr { return c.remote }

func (c *conn) SetDeadline(t time.Time) error {
	if isClosed(c.closed) {
		return &OpError{Op: "set", Net: c.network, Addr: c.local, Err: errClosed}
	}
	c.readBy.set(t)
	c.writeBy.set(t)
	return nil
}

func (c *conn) SetReadDeadline(t time.Time) error {
	if isClosed(c.closed) {
		return &OpError{Op: "set", Net: c.network, Addr: c.local, Err: errClosed}
	}
	c.readBy.set(t)
	return nil
}

func (c *conn) SetWriteDeadline(t time.Time) error {
	if isClosed(c.closed) {
		return &OpError{Op: "set", Net: c.network, Addr: c.local, Err: errClosed}
	}
	c.writeBy.set(t)
	return nil
}
