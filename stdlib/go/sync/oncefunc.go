package sync

// onceCall runs f at most once; later calls repeat its panic.
type onceCall struct {
	once  Once
	f     func()
	valid bool
	p     any
}

func (c *onceCall) run() {
	defer func() {
		c.f = nil
		c.p = recover()
		if !c.valid {
			panic(c.p)
		}
	}()
	c.f()
	c.valid = true
}

func (c *onceCall) call() {
	c.once.Do(c.run)
	if !c.valid {
		panic(c.p)
	}
}

// OnceFunc returns a function that calls f only the first time.
func OnceFunc(f func()) func() {
	c := &onceCall{f: f}
	return func() { c.call() }
}

// OnceValue returns a function that calls f once and returns its value.
func OnceValue[T any](f func() T) func() T {
	var v T
	c := &onceCall{f: func() { v = f() }}
	return func() T {
		c.call()
		return v
	}
}

// OnceValues returns a function that calls f once and returns its values.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	var v1 T1
	var v2 T2
	c := &onceCall{f: func() { v1, v2 = f() }}
	return func() (T1, T2) {
		c.call()
		return v1, v2
	}
}
