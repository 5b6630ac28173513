//@ find goroutine-leak line=16 state="select"

// The event loop has no case that ends it. When the session is over, nobody holds the other ends of
// its channels any more and the loop waits for ever.
package main

import "fmt"

type session struct {
	keys, clicks chan string
	events       chan string
}

func (s *session) loop() {
	for {
		select {
		case key := <-s.keys:
			s.events <- "key " + key
		case click := <-s.clicks:
			s.events <- "click " + click
		}
	}
}

func main() {
	s := &session{
		keys:   make(chan string),
		clicks: make(chan string),
		events: make(chan string, 1),
	}
	go s.loop()
	s.keys <- "q"
	fmt.Println(<-s.events)
}
