//@ clean

// Pop looks and takes in one visit.
package main

import (
	"fmt"
	"sync"
)

type stack struct {
	mu    sync.Mutex
	items []string
}

func (s *stack) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.items)
}

func (s *stack) Pop() (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.items) == 0 {
		return "", false
	}
	top := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return top, true
}

func drain(s *stack) {
	if item, ok := s.Pop(); ok {
		fmt.Println(item)
	}
}

func main() {
	s := &stack{items: []string{"undo"}}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		drain(s)
	}()
	drain(s)
	wg.Wait()
	fmt.Println(s.Len())
}
