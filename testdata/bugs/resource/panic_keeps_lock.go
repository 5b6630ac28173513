//@ find deadlock line=23,38 state="sync.Mutex.Lock"

// A handler panics between Lock and Unlock, and the recover that keeps the server alive also keeps
// the lock locked. If the bad request is served first, the good one waits for ever.
package main

import (
	"fmt"
	"sync"
)

type server struct {
	mu   sync.Mutex
	hits [256]int
}

func (s *server) handle(request string) {
	defer func() {
		if recover() != nil {
			fmt.Println("bad request")
		}
	}()
	s.mu.Lock()
	s.hits[request[0]]++
	s.mu.Unlock()
}

func main() {
	var s server
	var wg sync.WaitGroup
	for _, request := range []string{"", "GET /"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.handle(request)
		}()
	}
	wg.Wait()
	fmt.Println(s.hits['G'])
}
