//@ find panic text="close of closed channel" line=22

// Stop looks whether the channel is closed already and closes it if not, which are two steps. If
// two goroutines look before either closes, the second close panics.
package main

import (
	"fmt"
	"sync"
)

type server struct {
	quit chan struct{}
}

func (s *server) Stop() {
	select {
	case <-s.quit:
		return
	default:
	}
	close(s.quit)
}

func main() {
	s := &server{quit: make(chan struct{})}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		s.Stop()
	}()
	s.Stop()
	wg.Wait()
	fmt.Println("stopped")
}
