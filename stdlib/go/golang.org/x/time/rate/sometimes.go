package rate

import (
	"sync"
	"time"
)

// Sometimes calls a function the First times, then Every so many times, and
// when Interval has passed since it last did. The zero value calls it once.
type Sometimes struct {
	First    int
	Every    int
	Interval time.Duration

	mu    sync.Mutex
	count int
	last  time.Time
}

// Do calls f or does not.
func (s *Sometimes) Do(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	due := s.count == 0 ||
		s.count < s.First ||
		s.Every > 0 && s.count%s.Every == 0 ||
		s.Interval > 0 && time.Since(s.last) >= s.Interval
	if due {
		f()
		if s.Interval > 0 {
			s.last = time.Now()
		}
	}
	s.count++
}
