// Package sync provides locks, wait groups, condition variables and friends.
//
// Functions and methods without a body are operations of the scheduler: each
// is one step. All zero values are ready to use; the words below belong to the
// scheduler and are read and written by nothing else.
package sync

import "sync/atomic"

// noCopy lets vet see that a type must not be copied.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// A Locker can be locked and unlocked.
type Locker interface {
	Lock()
	Unlock()
}

// A Mutex is a mutual exclusion lock.
type Mutex struct {
	_  noCopy
	mu mutex
}

// mutex is what a Mutex holds, under the name that messages about embedded mutexes mention.
type mutex struct {
	state int32  // 0 unlocked, 1 locked
	sema  uint32 // identity of the wait queue, 0 = none made yet
}

// Lock locks m, waiting while it is in use.
func (m *Mutex) Lock()

// TryLock locks m if it is free and reports whether it did.
func (m *Mutex) TryLock() bool

// Unlock unlocks m; it is a fatal error if m is not locked.
func (m *Mutex) Unlock()

// A RWMutex is held by any number of readers or by one writer.
type RWMutex struct {
	writer  int32  // 1 while a writer holds the lock
	readers int32  // readers holding the lock
	waiting int32  // writers waiting; new readers queue behind them
	id      uint32 // identity of the wait queue, 0 = none made yet
}

// Lock locks rw for writing.
func (rw *RWMutex) Lock()

// TryLock locks rw for writing if it is free and reports whether it did.
func (rw *RWMutex) TryLock() bool

// Unlock undoes Lock; it is a fatal error if rw is not locked for writing.
func (rw *RWMutex) Unlock()

// RLock locks rw for reading.
func (rw *RWMutex) RLock()

// TryRLock locks rw for reading if it can at once and reports whether it did.
func (rw *RWMutex) TryRLock() bool

// RUnlock undoes one RLock; it is a fatal error if rw is not locked for reading.
func (rw *RWMutex) RUnlock()

type rlocker RWMutex

func (r *rlocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }

// RLocker returns a Locker that calls RLock and RUnlock.
func (rw *RWMutex) RLocker() Locker { return (*rlocker)(rw) }

// A WaitGroup waits for a number of tasks to finish.
type WaitGroup struct {
	noCopy  noCopy
	counter int32  // tasks not yet done
	waiters int32  // goroutines in Wait
	id      uint32 // identity of the wait queue, 0 = none made yet
}

// Add adds delta to the counter and releases the waiters when it becomes zero.
func (wg *WaitGroup) Add(delta int)

// Wait waits until the counter is zero.
func (wg *WaitGroup) Wait()

// Done takes one from the counter.
func (wg *WaitGroup) Done() { wg.Add(-1) }

// Go runs f in a new goroutine that counts as one task.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		defer func() {
			// When f panics the program is over: without Done nobody who
			// waits can end it before the panic is printed.
			if x := recover(); x != nil {
				panic(x)
			}
			wg.Done()
		}()
		f()
	}()
}

// A Cond lets goroutines wait for and announce an event.
type Cond struct {
	noCopy noCopy
	L      Locker // held while changing the condition and when calling Wait
	self   *Cond  // where the first Wait, Signal or Broadcast found the Cond
	next   uint32 // tickets given out
	notify uint32 // tickets served
	id     uint32 // identity of the wait queue, 0 = none made yet
}

// NewCond returns a Cond that uses l.
func NewCond(l Locker) *Cond { return &Cond{L: l} }

func condAdd(c *Cond) uint32
func condWait(c *Cond, ticket uint32)
func condSignal(c *Cond)
func condBroadcast(c *Cond)

// Wait unlocks c.L, waits to be woken, and locks c.L again.
func (c *Cond) Wait() {
	t := condAdd(c)
	c.L.Unlock()
	condWait(c, t)
	c.L.Lock()
}

// Signal wakes one waiter, if there is any.
func (c *Cond) Signal() { condSignal(c) }

// Broadcast wakes all waiters.
func (c *Cond) Broadcast() { condBroadcast(c) }

// Once does something once.
type Once struct {
	_    noCopy
	done atomic.Bool
	m    Mutex
}

// Do calls f if no Do of this Once has called its function before.
func (o *Once) Do(f func()) {
	if !o.done.Load() {
		o.doSlow(f)
	}
}

func (o *Once) doSlow(f func()) {
	o.m.Lock()
	defer o.m.Unlock()
	if !o.done.Load() {
		defer o.done.Store(true)
		f()
	}
}

