// Package synctest runs functions in bubbles: groups of goroutines with a
// clock that moves only when all of them are blocked.
package synctest

// The scheduler keeps the bubbles. enter makes the running goroutine the root
// of a new one and leave takes it out; over waits until no other goroutine is
// left and returns false if they are stuck; wait waits until all others are
// blocked and returns false if somebody does so already.
func enter()
func leave()
func over() bool
func wait() bool
func inside() bool

// Run runs f in a new bubble and waits until all its goroutines have ended.
func Run(f func()) {
	if inside() {
		panic("synctest.Run called from within a synctest bubble")
	}
	enter()
	defer leave()
	main := true
	go func() {
		defer func() { main = false }()
		f()
	}()
	if over() {
		return
	}
	if main {
		panic(deadlock("deadlock: all goroutines in bubble are blocked"))
	}
	panic(deadlock("deadlock: main bubble goroutine has exited but blocked goroutines remain"))
}

type deadlock string

func (d deadlock) Error() string { return string(d) }
func (d deadlock) RuntimeError() {}

// Wait waits until all other goroutines of the bubble are blocked.
func Wait() {
	if !inside() {
		panic("goroutine is not in a bubble")
	}
	if !wait() {
		panic("wait already in progress")
	}
}

// Test is set by package testing: it runs a test's function in the bubble and
// reports whether that went well.
var Test func(t, f any) bool
