package http

import (
	"strings"
	"time"
)

// Protocols are versions of HTTP. Whatever is asked for, HTTP/1.1 is spoken here.
type Protocols struct{ http1, http2, unencrypted bool }

// HTTP1 reports whether HTTP/1.1 is among them.
func (p Protocols) HTTP1() bool { return p.http1 }

// SetHTTP1 adds or removes HTTP/1.1.
func (p *Protocols) SetHTTP1(ok bool) { p.http1 = ok }

// HTTP2 reports whether HTTP/2 is among them.
func (p Protocols) HTTP2() bool { return p.http2 }

// SetHTTP2 adds or removes HTTP/2.
func (p *Protocols) SetHTTP2(ok bool) { p.http2 = ok }

// UnencryptedHTTP2 reports whether HTTP/2 without TLS is among them.
func (p Protocols) UnencryptedHTTP2() bool { return p.unencrypted }

// SetUnencryptedHTTP2 adds or removes HTTP/2 without TLS.
func (p *Protocols) SetUnencryptedHTTP2(ok bool) { p.unencrypted = ok }

func (p Protocols) String() string {
	var names []string
	if p.http1 {
		names = append(names, "HTTP1")
	}
	if p.http2 {
		names = append(names, "HTTP2")
	}
	if p.unencrypted {
		names = append(names, "UnencryptedHTTP2")
	}
	return "{" + strings.Join(names, ",") + "}"
}

// An HTTP2Config would be for HTTP/2, which is not spoken here.
type HTTP2Config struct {
	MaxConcurrentStreams          int
	StrictMaxConcurrentRequests   bool
	MaxDecoderHeaderTableSize     int
	MaxEncoderHeaderTableSize     int
	MaxReadFrameSize              int
	MaxReceiveBufferPerConnection int
	MaxReceiveBufferPerStream     int
	SendPingTimeout               time.Duration
	PingTimeout                   time.Duration
	WriteByteTimeout              time.Duration
	PermitProhibitedCipherSuites  bool
	CountError                    func(errType string)
}
