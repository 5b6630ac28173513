package time

// The scheduler keeps the timers. Instants ("when") and intervals are
// nanoseconds of the monotonic clock, the third result of now.

// Sleep pauses the goroutine for at least d.
func Sleep(d Duration)

func now() (sec int64, nsec int32, mono int64)

// startTimer makes a running timer and returns its id, never 0. Without f it
// sends Time{…, loc} on c when it fires; with f it runs f in a goroutine of its
// own. The scheduler forgets a timer when c is garbage and f, if any, need not
// run any more: whoever can stop or reset a timer must keep c and f.
func startTimer(when, period int64, c chan Time, f func(), loc *Location) int64
func stopTimer(id int64) bool
func resetTimer(id, when, period int64) bool

// when returns the instant d from now.
func when(d Duration) int64 {
	_, _, t := now()
	if d <= 0 {
		return t
	}
	if t += int64(d); t < 0 {
		t = 1<<63 - 1
	}
	return t
}

// The Timer type represents a single event.
type Timer struct {
	C  <-chan Time
	id int64
	c  chan Time // C, or what keeps a function's timer
	f  func()    // what it calls
}

// NewTimer makes a Timer that sends the time on its channel after d.
func NewTimer(d Duration) *Timer {
	c := make(chan Time, 1)
	return &Timer{C: c, id: startTimer(when(d), 0, c, nil, Local), c: c}
}

// AfterFunc calls f in its own goroutine after d.
func AfterFunc(d Duration, f func()) *Timer {
	c := make(chan Time)
	return &Timer{id: startTimer(when(d), 0, c, f, nil), c: c, f: f}
}

// Stop keeps the timer from firing and reports whether it did so.
func (t *Timer) Stop() bool {
	if t.id == 0 {
		panic("time: Stop called on uninitialized Timer")
	}
	return stopTimer(t.id)
}

// Reset makes the timer fire after d and reports whether it was running.
func (t *Timer) Reset(d Duration) bool {
	if t.id == 0 {
		panic("time: Reset called on uninitialized Timer")
	}
	return resetTimer(t.id, when(d), 0)
}

// After is NewTimer(d).C.
func After(d Duration) <-chan Time { return NewTimer(d).C }

// A Ticker sends ticks of a clock at intervals.
type Ticker struct {
	C  <-chan Time
	id int64
}

// NewTicker makes a Ticker with period d.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c := make(chan Time, 1)
	return &Ticker{C: c, id: startTimer(when(d), int64(d), c, nil, Local)}
}

// Stop turns the ticker off; its channel stays open.
func (t *Ticker) Stop() {
	if t.id != 0 {
		stopTimer(t.id)
	}
}

// Reset starts the ticker anew with period d.
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.id == 0 {
		panic("time: Reset called on uninitialized Ticker")
	}
	resetTimer(t.id, when(d), int64(d))
}

// Tick is NewTicker(d).C, or nil if d is not positive.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}
