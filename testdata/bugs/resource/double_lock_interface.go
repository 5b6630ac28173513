//@ find deadlock line=21 state="sync.Mutex.Lock"

// The audit log writes to a sink while it holds its lock, and the sink, known only as an interface,
// leads back to the same log. The second Lock of the same goroutine waits for ever.
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
	defer l.mu.Unlock()
	l.lines = append(l.lines, line)
	if l.next != nil {
		l.next.Write("copy of " + line)
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
