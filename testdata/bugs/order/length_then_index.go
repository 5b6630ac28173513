//@ find panic text="index out of range [-1]" line=26

// The length of the stack and its last element are asked for in two visits. If another goroutine
// pops in between, the stack may be empty when it is indexed.
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

func (s *stack) Pop() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	top := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return top
}

func drain(s *stack) {
	if s.Len() > 0 {
		fmt.Println(s.Pop())
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
