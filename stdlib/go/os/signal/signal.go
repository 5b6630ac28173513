// Package signal is about signals, of which none ever comes.
package signal

import (
	"context"
	"os"
)

// Notify would send signals to c.
func Notify(c chan<- os.Signal, sig ...os.Signal) {
	if c == nil {
		panic("os/signal: Notify using nil channel")
	}
}

// Stop undoes Notify.
func Stop(c chan<- os.Signal) {}

// Ignore ignores signals.
func Ignore(sig ...os.Signal) {}

// Ignored reports whether a signal is ignored.
func Ignored(sig os.Signal) bool { return false }

// Reset undoes Notify and Ignore.
func Reset(sig ...os.Signal) {}

// NotifyContext returns a context that a signal would cancel.
func NotifyContext(parent context.Context, signals ...os.Signal) (ctx context.Context, stop context.CancelFunc) {
	ctx, cancel := context.WithCancel(parent)
	return &signalCtx{ctx, signals}, cancel
}

type signalCtx struct {
	context.Context
	signals []os.Signal
}

type stringer interface{ String() string }

func (c *signalCtx) String() string {
	s := "signal.NotifyContext("
	if p, ok := c.Context.(stringer); ok {
		name := p.String()
		s += name[:len(name)-len(".WithCancel")]
	}
	s += ", ["
	for i, sig := range c.signals {
		if i > 0 {
			s += " "
		}
		s += sig.String()
	}
	return s + "])"
}
