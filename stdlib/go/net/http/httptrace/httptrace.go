// Package httptrace tells what happens while an HTTP client sends a request.
package httptrace

import (
	"context"
	"crypto/tls"
	"net"
	"net/textproto"
	"time"
)

// A ClientTrace has functions to be called; any may be nil.
type ClientTrace struct {
	GetConn              func(hostPort string)
	GotConn              func(GotConnInfo)
	PutIdleConn          func(err error)
	GotFirstResponseByte func()
	Got100Continue       func()
	Got1xxResponse       func(code int, header textproto.MIMEHeader) error
	DNSStart             func(DNSStartInfo)
	DNSDone              func(DNSDoneInfo)
	ConnectStart         func(network, addr string)
	ConnectDone          func(network, addr string, err error)
	TLSHandshakeStart    func()
	TLSHandshakeDone     func(tls.ConnectionState, error)
	WroteHeaderField     func(key string, value []string)
	WroteHeaders         func()
	Wait100Continue      func()
	WroteRequest         func(WroteRequestInfo)
}

// A WroteRequestInfo is how sending a request ended.
type WroteRequestInfo struct{ Err error }

// A GotConnInfo is the connection of a request.
type GotConnInfo struct {
	Conn     net.Conn
	Reused   bool
	WasIdle  bool
	IdleTime time.Duration
}

// A DNSStartInfo is what is looked up.
type DNSStartInfo struct{ Host string }

// A DNSDoneInfo is what was found.
type DNSDoneInfo struct {
	Addrs     []net.IPAddr
	Err       error
	Coalesced bool
}

type key struct{}

// ContextClientTrace is what WithClientTrace put into a context, or nil.
func ContextClientTrace(ctx context.Context) *ClientTrace {
	trace, _ := ctx.Value(key{}).(*ClientTrace)
	return trace
}

// WithClientTrace is a context whose requests tell the trace, and then those of the context.
func WithClientTrace(ctx context.Context, trace *ClientTrace) context.Context {
	if trace == nil {
		panic("nil trace")
	}
	outer := ContextClientTrace(ctx)
	if outer == nil {
		return context.WithValue(ctx, key{}, trace)
	}
	return context.WithValue(ctx, key{}, trace.then(outer))
}

func both0(a, b func()) func() {
	if a == nil || b == nil {
		return either(a == nil, b, a)
	}
	return func() { a(); b() }
}

func both1[T any](a, b func(T)) func(T) {
	if a == nil || b == nil {
		return either(a == nil, b, a)
	}
	return func(x T) { a(x); b(x) }
}

func both2[T, U any](a, b func(T, U)) func(T, U) {
	if a == nil || b == nil {
		return either(a == nil, b, a)
	}
	return func(x T, y U) { a(x, y); b(x, y) }
}

func either[F any](first bool, a, b F) F {
	if first {
		return a
	}
	return b
}

// then calls the functions of t, and after each that of outer.
func (t *ClientTrace) then(outer *ClientTrace) *ClientTrace {
	out := &ClientTrace{
		GetConn:              both1(t.GetConn, outer.GetConn),
		GotConn:              both1(t.GotConn, outer.GotConn),
		PutIdleConn:          both1(t.PutIdleConn, outer.PutIdleConn),
		GotFirstResponseByte: both0(t.GotFirstResponseByte, outer.GotFirstResponseByte),
		Got100Continue:       both0(t.Got100Continue, outer.Got100Continue),
		Got1xxResponse:       t.Got1xxResponse,
		DNSStart:             both1(t.DNSStart, outer.DNSStart),
		DNSDone:              both1(t.DNSDone, outer.DNSDone),
		ConnectStart:         both2(t.ConnectStart, outer.ConnectStart),
		TLSHandshakeStart:    both0(t.TLSHandshakeStart, outer.TLSHandshakeStart),
		TLSHandshakeDone:     both2(t.TLSHandshakeDone, outer.TLSHandshakeDone),
		WroteHeaderField:     both2(t.WroteHeaderField, outer.WroteHeaderField),
		WroteHeaders:         both0(t.WroteHeaders, outer.WroteHeaders),
		Wait100Continue:      both0(t.Wait100Continue, outer.Wait100Continue),
		WroteRequest:         both1(t.WroteRequest, outer.WroteRequest),
	}
	out.ConnectDone = either(t.ConnectDone == nil, outer.ConnectDone, t.ConnectDone)
	if t.ConnectDone != nil && outer.ConnectDone != nil {
		out.ConnectDone = func(network, addr string, err error) {
			t.ConnectDone(network, addr, err)
			outer.ConnectDone(network, addr, err)
		}
	}
	out.Got1xxResponse = either(t.Got1xxResponse == nil, outer.Got1xxResponse, t.Got1xxResponse)
	if t.Got1xxResponse != nil && outer.Got1xxResponse != nil {
		out.Got1xxResponse = func(code int, header textproto.MIMEHeader) error {
			if err := t.Got1xxResponse(code, header); err != nil {
				return err
			}
			return outer.Got1xxResponse(code, header)
		}
	}
	return out
}
