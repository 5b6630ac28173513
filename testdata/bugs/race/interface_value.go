//@ find data-race line=18,22 var=last

// The last error, an interface of two words, is written and read without a lock. The reader may see
// the type of one error and the data of the other.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type monitor struct {
	last error
}

func (m *monitor) fail(err error) {
	m.last = err
}

func (m *monitor) healthy() bool {
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
