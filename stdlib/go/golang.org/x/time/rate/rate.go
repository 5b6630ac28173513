// Package rate limits how often something happens.
package rate

import (
	"context"
	"fmt"
	"math"
	"sync"
	"time"
)

// Limit is a number of events per second; zero allows none.
type Limit float64

// Inf allows all events.
const Inf = Limit(math.MaxFloat64)

// InfDuration is the delay of a Reservation that is not OK.
const InfDuration = time.Duration(math.MaxInt64)

// Every returns the Limit of events at an interval.
func Every(interval time.Duration) Limit {
	if interval <= 0 {
		return Inf
	}
	return 1 / Limit(interval.Seconds())
}

// duration returns how long it takes until there are so many tokens more.
func (l Limit) duration(tokens float64) time.Duration {
	if l <= 0 {
		return InfDuration
	}
	d := tokens / float64(l) * float64(time.Second)
	if d > float64(math.MaxInt64) {
		return InfDuration
	}
	return time.Duration(d)
}

// brings returns how many tokens a duration brings.
func (l Limit) brings(d time.Duration) float64 {
	if l <= 0 {
		return 0
	}
	return d.Seconds() * float64(l)
}

// A Limiter is a bucket of tokens that fills at a rate. An event takes one.
type Limiter struct {
	mu     sync.Mutex
	limit  Limit
	burst  int
	tokens float64
	last   time.Time // when tokens was right
	// the latest event that was allowed
	lastEvent time.Time
}

// NewLimiter returns a Limiter with a full bucket of b tokens.
func NewLimiter(r Limit, b int) *Limiter {
	return &Limiter{limit: r, burst: b, tokens: float64(b)}
}

// Limit returns the rate.
func (lim *Limiter) Limit() Limit {
	lim.mu.Lock()
	defer lim.mu.Unlock()
	return lim.limit
}

// Burst returns the size of the bucket.
func (lim *Limiter) Burst() int {
	lim.mu.Lock()
	defer lim.mu.Unlock()
	return lim.burst
}

// Tokens returns the tokens there are now.
func (lim *Limiter) Tokens() float64 { return lim.TokensAt(time.Now()) }

// TokensAt returns the tokens there are at t.
func (lim *Limiter) TokensAt(t time.Time) float64 {
	lim.mu.Lock()
	defer lim.mu.Unlock()
	return lim.at(t)
}

// at returns the tokens at an instant; it holds the lock.
func (lim *Limiter) at(t time.Time) float64 {
	last := lim.last
	if t.Before(last) {
		last = t
	}
	return min(lim.tokens+lim.limit.brings(t.Sub(last)), float64(lim.burst))
}

// Allow reports whether an event may happen now.
func (lim *Limiter) Allow() bool { return lim.AllowN(time.Now(), 1) }

// AllowN reports whether n events may happen at t.
func (lim *Limiter) AllowN(t time.Time, n int) bool { return lim.reserveN(t, n, 0).ok }

// A Reservation is leave for events after a delay.
type Reservation struct {
	ok     bool
	lim    *Limiter
	tokens int
	timeToAct time.Time
	limit  Limit
}

// OK reports whether the events can happen at all.
func (r *Reservation) OK() bool { return r.ok }

// Delay is DelayFrom(time.Now()).
func (r *Reservation) Delay() time.Duration { return r.DelayFrom(time.Now()) }

// DelayFrom returns how long to wait from t on.
func (r *Reservation) DelayFrom(t time.Time) time.Duration {
	if !r.ok {
		return InfDuration
	}
	return max(r.timeToAct.Sub(t), 0)
}

// Cancel is CancelAt(time.Now()).
func (r *Reservation) Cancel() { r.CancelAt(time.Now()) }

// CancelAt gives back what later reservations do not build on.
func (r *Reservation) CancelAt(t time.Time) {
	if !r.ok {
		return
	}
	lim := r.lim
	lim.mu.Lock()
	defer lim.mu.Unlock()
	if lim.limit == Inf || r.tokens == 0 || r.timeToAct.Before(t) {
		return
	}
	back := float64(r.tokens) - r.limit.brings(lim.lastEvent.Sub(r.timeToAct))
	if back <= 0 {
		return
	}
	lim.tokens = min(lim.at(t)+back, float64(lim.burst))
	lim.last = t
	if r.timeToAct.Equal(lim.lastEvent) {
		if before := r.timeToAct.Add(r.limit.duration(float64(-r.tokens))); !before.Before(t) {
			lim.lastEvent = before
		}
	}
}

// Reserve is ReserveN(time.Now(), 1).
func (lim *Limiter) Reserve() *Reservation { return lim.ReserveN(time.Now(), 1) }

// ReserveN says how long to wait before n events.
func (lim *Limiter) ReserveN(t time.Time, n int) *Reservation {
	r := lim.reserveN(t, n, InfDuration)
	return &r
}

// reserveN takes n tokens if they are there within a time.
func (lim *Limiter) reserveN(t time.Time, n int, within time.Duration) Reservation {
	lim.mu.Lock()
	defer lim.mu.Unlock()
	r := Reservation{lim: lim, limit: lim.limit}
	switch lim.limit {
	case Inf:
		r.ok, r.tokens, r.timeToAct = true, n, t
		return r
	case 0:
		if lim.burst >= n {
			r.ok = true
			lim.burst -= n
		}
		r.tokens, r.timeToAct = lim.burst, t
		return r
	}
	left := lim.at(t) - float64(n)
	var wait time.Duration
	if left < 0 {
		wait = lim.limit.duration(-left)
	}
	r.ok = n <= lim.burst && wait <= within
	if r.ok {
		r.tokens, r.timeToAct = n, t.Add(wait)
		lim.last, lim.tokens, lim.lastEvent = t, left, r.timeToAct
	}
	return r
}

// Wait is WaitN(ctx, 1).
func (lim *Limiter) Wait(ctx context.Context) error { return lim.WaitN(ctx, 1) }

// WaitN waits until n events may happen. It fails at once if that is never,
// or later than ctx allows.
func (lim *Limiter) WaitN(ctx context.Context, n int) error {
	return lim.wait(ctx, n, time.Now(), func(d time.Duration) (<-chan time.Time, func() bool, func()) {
		timer := time.NewTimer(d)
		return timer.C, timer.Stop, func() {}
	})
}

// wait is WaitN at an instant, with a timer of the caller's: its channel, what
// stops it, and what is to be called before waiting.
func (lim *Limiter) wait(ctx context.Context, n int, now time.Time, newTimer func(d time.Duration) (<-chan time.Time, func() bool, func())) error {
	lim.mu.Lock()
	burst, limit := lim.burst, lim.limit
	lim.mu.Unlock()
	if n > burst && limit != Inf {
		return fmt.Errorf("rate: Wait(n=%d) exceeds limiter's burst %d", n, burst)
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	default:
	}
	within := InfDuration
	if deadline, ok := ctx.Deadline(); ok {
		within = deadline.Sub(now)
	}
	r := lim.reserveN(now, n, within)
	if !r.ok {
		return fmt.Errorf("rate: Wait(n=%d) would exceed context deadline", n)
	}
	d := r.DelayFrom(now)
	if d == 0 {
		return nil
	}
	due, stop, begin := newTimer(d)
	defer stop()
	begin()
	select {
	case <-due:
		return nil
	case <-ctx.Done():
		r.Cancel()
		return ctx.Err()
	}
}

// SetLimit is SetLimitAt(time.Now(), newLimit).
func (lim *Limiter) SetLimit(newLimit Limit) { lim.SetLimitAt(time.Now(), newLimit) }

// SetLimitAt changes the rate.
func (lim *Limiter) SetLimitAt(t time.Time, newLimit Limit) {
	lim.mu.Lock()
	defer lim.mu.Unlock()
	lim.tokens = lim.at(t)
	lim.last = t
	lim.limit = newLimit
}

// SetBurst is SetBurstAt(time.Now(), newBurst).
func (lim *Limiter) SetBurst(newBurst int) { lim.SetBurstAt(time.Now(), newBurst) }

// SetBurstAt changes the size of the bucket.
func (lim *Limiter) SetBurstAt(t time.Time, newBurst int) {
	lim.mu.Lock()
	defer lim.mu.Unlock()
	lim.tokens = lim.at(t)
	lim.last = t
	lim.burst = newBurst
}
