//@ clean

// Report calls a method that expects the lock to be held.
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
	return fmt.Sprint("total ", m.totalLocked(), " of ", len(m.samples))
}

func (m *meter) totalLocked() int {
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
