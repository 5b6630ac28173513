//@ clean

// The loop ends when the session closes quit, and the session waits for it.
package main

import "fmt"

type session struct {
	keys, clicks chan string
	quit, ended  chan struct{}
	events       chan string
}

func (s *session) loop() {
	defer close(s.ended)
	for {
		select {
		case key := <-s.keys:
			s.events <- "key " + key
		case click := <-s.clicks:
			s.events <- "click " + click
		case <-s.quit:
			return
		}
	}
}

func main() {
	s := &session{
		keys:   make(chan string),
		clicks: make(chan string),
		quit:   make(chan struct{}),
		ended:  make(chan struct{}),
		events: make(chan string, 1),
	}
	go s.loop()
	s.keys <- "q"
	fmt.Println(<-s.events)
	close(s.quit)
	<-s.ended
}
