//@ clean

// The log releases its lock before it calls what it does not know.
package main

import (
	"fmt"
	"sync"
)

type sink interface{ Write(line string) }

type auditLog struct {
	mu    sync.Mutex
	lines []string
	next  sink
}

func (l *auditLog) Write(line string) {
	l.mu.Lock()
	l.lines = append(l.lines, line)
	next := l.next
	l.mu.Unlock()
	if next != nil {
		next.Write("copy of " + line)
	}
}

// alarm forwards the copies of errors to the log that the operators read.
type alarm struct{ target sink }

func (a alarm) Write(line string) {
	if line == "copy of error" {
		a.target.Write("alarm")
	}
}

func main() {
	log := &auditLog{}
	log.next = alarm{log}
	log.Write("started")
	log.Write("error")
	fmt.Println(len(log.lines))
}
