//@ clean

// A Once closes the channel.
package main

import (
	"fmt"
	"sync"
)

type server struct {
	quit chan struct{}
	once sync.Once
}

func (s *server) Stop() {
	s.once.Do(func() { close(s.quit) })
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
