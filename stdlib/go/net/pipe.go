package net

import (
	"io"
	"sync"
	"time"
)

type pipeAddr struct{}

func (pipeAddr) Network() string { return "pipe" }
func (pipeAddr) String() string  { return "pipe" }

// A pipeEnd hands each write to reads of the other end; nothing is kept between them.
type pipeEnd struct {
	writing         sync.Mutex // one Write at a time
	in              <-chan []byte
	taken           chan<- int
	out             chan<- []byte
	given           <-chan int
	once            sync.Once
	here            chan struct{}
	there           <-chan struct{}
	readBy, writeBy *deadline
}

// Pipe returns both ends of a connection in memory without buffers.
func Pipe() (Conn, Conn) {
	ab, ba := make(chan []byte), make(chan []byte)
	abTaken, baTaken := make(chan int), make(chan int)
	aDone, bDone := make(chan struct{}), make(chan struct{})
	a := &pipeEnd{
		in: ba, taken: baTaken, out: ab, given: abTaken, here: aDone, there: bDone,
		readBy: newDeadline(), writeBy: newDeadline(),
	}
	b := &pipeEnd{
		in: ab, taken: abTaken, out: ba, given: baTaken, here: bDone, there: aDone,
		readBy: newDeadline(), writeBy: newDeadline(),
	}
	return a, b
}

func (*pipeEnd) LocalAddr() Addr  { return pipeAddr{} }
func (*pipeEnd) RemoteAddr() Addr { return pipeAddr{} }

func (p *pipeEnd) Read(b []byte) (int, error) {
	n, err := p.read(b)
	if err != nil && err != io.EOF && err != io.ErrClosedPipe {
		err = &OpError{Op: "read", Net: "pipe", Err: err}
	}
	return n, err
}

func (p *pipeEnd) read(b []byte) (int, error) {
	passed := p.readBy.wait()
	switch {
	case isClosed(p.here):
		return 0, io.ErrClosedPipe
	case isClosed(p.there):
		return 0, io.EOF
	case isClosed(passed):
		return 0, errTimeout
	}
	select {
	case w := <-p.in:
		n := copy(b, w)
		p.taken <- n
		return n, nil
	case <-p.here:
		return 0, io.ErrClosedPipe
	case <-p.there:
		return 0, io.EOF
	case <-passed:
		return 0, errTimeout
	}
}

func (p *pipeEnd) Write(b []byte) (int, error) {
	n, err := p.write(b)
	if err != nil && err != io.ErrClosedPipe {
		err = &OpError{Op: "write", Net: "pipe", Err: err}
	}
	return n, err
}

func (p *pipeEnd) write(b []byte) (n int, err error) {
	passed := p.writeBy.wait()
	if isClosed(p.here) || isClosed(p.there) {
		return 0, io.ErrClosedPipe
	}
	if isClosed(passed) {
		return 0, errTimeout
	}
	p.writing.Lock()
	defer p.writing.Unlock()
	for once := true; once || len(b) > 0; once = false {
		select {
		case p.out <- b:
			m := <-p.given
			b = b[m:]
			n += m
		case <-p.here:
			return n, io.ErrClosedPipe
		case <-p.there:
			return n, io.ErrClosedPipe
		case <-passed:
			return n, errTimeout
		}
	}
	return n, nil
}

func (p *pipeEnd) Close() error {
	p.once.Do(func() { close(p.here) })
	return nil
}

func (p *pipeEnd) SetDeadline(t time.Time) error {
	return p.setDeadlines(t, p.readBy, p.writeBy)
}

func (p *pipeEnd) SetReadDeadline(t time.Time) error  { return p.setDeadlines(t, p.readBy) }
func (p *pipeEnd) SetWriteDeadline(t time.Time) error { return p.setDeadlines(t, p.writeBy) }

func (p *pipeEnd) setDeadlines(t time.Time, all ...*deadline) error {
	if isClosed(p.here) || isClosed(p.there) {
		return io.ErrClosedPipe
	}
	for _, d := range all {
		d.set(t)
	}
	return nil
}
