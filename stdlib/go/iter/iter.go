// Package iter has the types of iterators.
package iter

import "runtime"

// Seq passes values to yield until it returns false.
type Seq[V any] func(yield func(V) bool)

// Seq2 passes pairs of values to yield until it returns false.
type Seq2[K, V any] func(yield func(K, V) bool)

// A puller runs an iterator in a goroutine that is only ever awake while the
// caller of next or stop waits for it.
type puller struct {
	wake, back chan struct{}
	started    bool
	running    bool // next was called and yield not yet
	done       bool // the iterator has ended or shall end
	finished   bool // it returned
	panicked   any
	goexit     bool
}

// resume lets the iterator, which body runs, go on until it yields or ends.
func (p *puller) resume(body func()) {
	if !p.started {
		p.started = true
		p.wake, p.back = make(chan struct{}), make(chan struct{})
		go p.run(body)
	} else {
		p.wake <- struct{}{}
	}
	<-p.back
	if x := p.panicked; x != nil {
		p.panicked = nil
		panic(x)
	}
	if p.goexit {
		p.goexit = false
		runtime.Goexit()
	}
}

func (p *puller) run(body func()) {
	defer func() {
		if x := recover(); x != nil {
			p.panicked = x
		} else if !p.finished {
			p.goexit = true
		}
		p.done = true
		p.back <- struct{}{}
	}()
	body()
	p.finished = true
}

// yielded hands over a value and waits; it reports whether to go on.
func (p *puller) yielded() bool {
	p.back <- struct{}{}
	<-p.wake
	return !p.done
}

func (p *puller) stop() {
	if !p.done {
		p.done = true
		if p.started {
			p.resume(nil)
		}
	}
}

// Pull turns seq into a function that returns one value at a time.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := &puller{}
	var v V
	var ok bool
	body := func() {
		seq(func(v1 V) bool {
			if p.done {
				return false
			}
			if !p.running {
				panic("iter.Pull: yield called again before next")
			}
			p.running = false
			v, ok = v1, true
			return p.yielded()
		})
		var zero V
		v, ok = zero, false
	}
	next = func() (v1 V, ok1 bool) {
		if p.done {
			return
		}
		if p.running {
			panic("iter.Pull: next called again before yield")
		}
		p.running = true
		p.resume(body)
		return v, ok
	}
	return next, p.stop
}

// Pull2 turns seq into a function that returns one pair at a time.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	type pair struct {
		k K
		v V
	}
	p := &puller{}
	var kv pair
	var ok bool
	body := func() {
		seq(func(k K, v V) bool {
			if p.done {
				return false
			}
			if !p.running {
				panic("iter.Pull2: yield called again before next")
			}
			p.running = false
			kv, ok = pair{k, v}, true
			return p.yielded()
		})
		kv, ok = pair{}, false
	}
	next = func() (k K, v V, ok1 bool) {
		if p.done {
			return
		}
		if p.running {
			panic("iter.Pull2: next called again before yield")
		}
		p.running = true
		p.resume(body)
		return kv.k, kv.v, ok
	}
	return next, p.stop
}
