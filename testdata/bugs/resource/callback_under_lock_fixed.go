//@ clean

// Publish copies the list of handlers and calls them without the lock.
package main

import (
	"fmt"
	"sync"
)

type bus struct {
	mu       sync.Mutex
	handlers map[string]func(event string)
}

func (b *bus) Subscribe(name string, handler func(string)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.handlers[name] = handler
}

func (b *bus) Unsubscribe(name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.handlers, name)
}

func (b *bus) Publish(event string) {
	b.mu.Lock()
	var handlers []func(string)
	for _, handler := range b.handlers {
		handlers = append(handlers, handler)
	}
	b.mu.Unlock()
	for _, handler := range handlers {
		handler(event)
	}
}

func main() {
	b := &bus{handlers: map[string]func(string){}}
	b.Subscribe("ui", func(event string) {
		if event == "quit" {
			b.Unsubscribe("ui")
		}
	})
	b.Publish("draw")
	b.Publish("quit")
	fmt.Println(len(b.handlers))
}
