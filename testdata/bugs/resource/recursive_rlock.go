//@ find deadlock line=26,36 state="sync.RWMutex.RLock"
//@ may lock-order

// Report holds the read lock and calls Total, which takes it again. A writer that asks between the
// two read locks makes the second reader queue behind it, while it waits for the first: both wait
// for ever.
package main

import (
	"fmt"
	"sync"
)

type meter struct {
	mu      sync.RWMutex
	samples []int
}

func (m *meter) Report() string {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return fmt.Sprint("total ", m.Total(), " of ", len(m.samples))
}

func (m *meter) Total() int {
	m.mu.RLock()
	defer m.mu.RUnlock()
	sum := 0
	for _, s := range m.samples {
		sum += s
	}
	return sum
}

func (m *meter) Record(sample int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.samples = append(m.samples, sample)
}

func main() {
	m := &meter{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = m.Report()
	}()
	m.Record(7)
	<-done
	fmt.Println(m.Report())
}
