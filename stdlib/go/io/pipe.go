package io

import (
	"errors"
	"sync"
)

// ErrClosedPipe is the error of using a closed pipe.
var ErrClosedPipe = errors.New("io: read/write on closed pipe")

// A pipe hands each written slice to readers and gets back how much they took.
type pipe struct {
	wrMu sync.Mutex // one Write at a time
	wrCh chan []byte
	rdCh chan int

	mu         sync.Mutex // guards the three below
	closed     bool
	rerr, werr error // why each end was closed; the first reason stays
	done       chan struct{}
}

func (p *pipe) read(b []byte) (n int, err error) {
	select {
	case <-p.done:
		return 0, p.readCloseError()
	default:
	}
	select {
	case bw := <-p.wrCh:
		n = copy(b, bw)
		p.rdCh <- n
		return n, nil
	case <-p.done:
		return 0, p.readCloseError()
	}
}

func (p *pipe) write(b []byte) (n int, err error) {
	select {
	case <-p.done:
		return 0, p.writeCloseError()
	default:
		p.wrMu.Lock()
		defer p.wrMu.Unlock()
	}
	for {
		select {
		case p.wrCh <- b:
			took := <-p.rdCh
			b = b[took:]
			n += took
		case <-p.done:
			return n, p.writeCloseError()
		}
		if len(b) == 0 {
			return n, nil
		}
	}
}

// close notes err as the reason of one end and wakes all that wait.
func (p *pipe) close(reason *error, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if *reason == nil {
		*reason = err
	}
	if !p.closed {
		p.closed = true
		close(p.done)
	}
}

func (p *pipe) readCloseError() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.rerr == nil && p.werr != nil {
		return p.werr
	}
	return ErrClosedPipe
}

func (p *pipe) writeCloseError() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.werr == nil && p.rerr != nil {
		return p.rerr
	}
	return ErrClosedPipe
}

// PipeReader is the reading end of a pipe.
type PipeReader struct{ pipe }

// Read waits for a writer, or for the writing end to be closed.
func (r *PipeReader) Read(data []byte) (n int, err error) { return r.pipe.read(data) }

// Close makes writes fail with ErrClosedPipe.
func (r *PipeReader) Close() error { return r.CloseWithError(nil) }

// CloseWithError makes writes fail with err.
func (r *PipeReader) CloseWithError(err error) error {
	if err == nil {
		err = ErrClosedPipe
	}
	r.pipe.close(&r.pipe.rerr, err)
	return nil
}

// PipeWriter is the writing end of a pipe.
type PipeWriter struct{ r PipeReader }

// Write waits until readers took all the data, or the reading end is closed.
func (w *PipeWriter) Write(data []byte) (n int, err error) { return w.r.pipe.write(data) }

// Close makes reads end with EOF.
func (w *PipeWriter) Close() error { return w.CloseWithError(nil) }

// CloseWithError makes reads end with err.
func (w *PipeWriter) CloseWithError(err error) error {
	if err == nil {
		err = EOF
	}
	w.r.pipe.close(&w.r.pipe.werr, err)
	return nil
}

// Pipe makes a synchronous pipe in memory.
func Pipe() (*PipeReader, *PipeWriter) {
	w := &PipeWriter{PipeReader{pipe{
		wrCh: make(chan []byte),
		rdCh: make(chan int),
		done: make(chan struct{}),
	}}}
	return &w.r, w
}
