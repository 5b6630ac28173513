// Package semaphore provides weighted semaphores.
package semaphore

import (
	"container/list"
	"context"
	"sync"
)

// Weighted shares out a weight.
type Weighted struct {
	size    int64
	mu      sync.Mutex
	held    int64
	waiting list.List // of waiter, first come first served
}

type waiter struct {
	n     int64
	ready chan<- struct{} // closed when it has its weight
}

// NewWeighted returns a semaphore with a weight of n.
func NewWeighted(n int64) *Weighted { return &Weighted{size: n} }

// Acquire waits until it gets n, or until ctx is done.
func (s *Weighted) Acquire(ctx context.Context, n int64) error {
	done := ctx.Done()
	s.mu.Lock()
	select {
	case <-done:
		// Even if there is enough.
		s.mu.Unlock()
		return ctx.Err()
	default:
	}
	if s.fits(n) {
		s.held += n
		s.mu.Unlock()
		return nil
	}
	if n > s.size {
		// Never; but others need not wait behind it.
		s.mu.Unlock()
		<-done
		return ctx.Err()
	}
	ready := make(chan struct{})
	place := s.waiting.PushBack(waiter{n, ready})
	s.mu.Unlock()

	select {
	case <-ready:
		select {
		case <-done:
			s.Release(n)
			return ctx.Err()
		default:
			return nil
		}
	case <-done:
		s.mu.Lock()
		defer s.mu.Unlock()
		select {
		case <-ready:
			// It came at the same time: others can have it.
			s.held -= n
			s.serve()
		default:
			first := s.waiting.Front() == place
			s.waiting.Remove(place)
			if first && s.size > s.held {
				s.serve()
			}
		}
		return ctx.Err()
	}
}

func (s *Weighted) fits(n int64) bool { return s.size-s.held >= n && s.waiting.Len() == 0 }

// TryAcquire takes n if it can get it now, and reports whether it can.
func (s *Weighted) TryAcquire(n int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.fits(n) {
		return false
	}
	s.held += n
	return true
}

// Release gives n back.
func (s *Weighted) Release(n int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held -= n
	if s.held < 0 {
		panic("semaphore: released more than held")
	}
	s.serve()
}

// serve lets waiters go on, in order: the first that does not fit keeps the
// others waiting, or it might wait for ever.
func (s *Weighted) serve() {
	for first := s.waiting.Front(); first != nil; first = s.waiting.Front() {
		w := first.Value.(waiter)
		if s.size-s.held < w.n {
			return
		}
		s.held += w.n
		s.waiting.Remove(first)
		close(w.ready)
	}
}
