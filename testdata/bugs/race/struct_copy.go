//@ find data-race line=21,26 var=limits
//@ may data-race line=26 var=limits

// A reload assigns the fields of the limits one by one while a request copies the struct. The
// request may work with the old rate and the new burst.
package main

import (
	"fmt"
	"sync"
)

type limits struct{ rate, burst int }

type server struct {
	limits limits
	wg     sync.WaitGroup
}

func (s *server) reload(factor int) {
	s.limits.rate = 10 * factor
	s.limits.burst = 20 * factor
}

func (s *server) request() bool {
	l := s.limits
	return l.burst == 2*l.rate
}

func main() {
	s := &server{limits: limits{10, 20}}
	s.wg.Go(func() { s.reload(2) })
	ok := s.request()
	s.wg.Wait()
	fmt.Println(ok, s.limits)
}
