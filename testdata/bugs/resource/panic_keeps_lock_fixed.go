//@ clean

// Unlock is deferred, so it runs while the panic unwinds.
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
	defer s.mu.Unlock()
	s.hits[request[0]]++
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
