//@ clean

// Close broadcasts.
package main

import (
	"fmt"
	"sync"
)

type mailbox struct {
	mu     sync.Mutex
	cond   *sync.Cond
	mails  []string
	closed bool
}

func (m *mailbox) Read() (string, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for len(m.mails) == 0 {
		if m.closed {
			return "", false
		}
		m.cond.Wait()
	}
	mail := m.mails[0]
	m.mails = m.mails[1:]
	return mail, true
}

func (m *mailbox) Close() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	m.cond.Broadcast()
}

func main() {
	m := &mailbox{}
	m.cond = sync.NewCond(&m.mu)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, ok := m.Read()
		fmt.Println("mail:", ok)
	}()
	m.Close()
	<-done
}
