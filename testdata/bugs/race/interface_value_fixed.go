//@ clean

// A lock protects it.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type monitor struct {
	mu   sync.Mutex
	last error
}

func (m *monitor) fail(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last = err
}

func (m *monitor) healthy() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.last == nil
}

func main() {
	m := &monitor{}
	var wg sync.WaitGroup
	wg.Go(func() { m.fail(errors.New("disk full")) })
	_ = m.healthy()
	wg.Wait()
	fmt.Println(m.last)
}
