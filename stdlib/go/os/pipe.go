package os

import (
	"io"
	"sync"
	"syscall"
)

// pipeSize is how much a pipe holds before writers wait.
const pipeSize = 65536

// A pipe connects two Files.
type pipe struct {
	mu      sync.Mutex
	changed *sync.Cond
	data    []byte
	closed  [2]bool // its reading end, its writing end
}

// The ends of a pipe.
const (
	readEnd  = 0
	writeEnd = 1
)

// Pipe returns the two ends of a pipe.
func Pipe() (r *File, w *File, err error) {
	p := &pipe{}
	p.changed = sync.NewCond(&p.mu)
	r = &File{fd: nextFd, name: "|0", pipe: p, end: readEnd}
	w = &File{fd: nextFd + 1, name: "|1", pipe: p, end: writeEnd}
	nextFd += 2
	return r, w, nil
}

// nextFd is the descriptor the next pipe gets.
var nextFd = 3

func (p *pipe) read(b []byte) (n int, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.data) == 0 {
		if p.closed[readEnd] {
			return 0, ErrClosed
		}
		if p.closed[writeEnd] {
			return 0, io.EOF
		}
		p.changed.Wait()
	}
	n = copy(b, p.data)
	p.data = p.data[n:]
	p.changed.Broadcast()
	return n, nil
}

func (p *pipe) write(b []byte) (n int, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		if p.closed[readEnd] {
			return n, syscall.EPIPE
		}
		if p.closed[writeEnd] {
			return n, ErrClosed
		}
		if len(b) == 0 {
			return n, nil
		}
		if room := min(pipeSize-len(p.data), len(b)); room > 0 {
			p.data = append(p.data, b[:room]...)
			b = b[room:]
			n += room
			p.changed.Broadcast()
			continue
		}
		p.changed.Wait()
	}
}

func (p *pipe) close(end int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed[end] = true
	p.changed.Broadcast()
}
