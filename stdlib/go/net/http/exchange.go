package http

import (
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http/httptrace"
	"net/textproto"
	"strings"
	"time"
)

// gone is that nothing of an answer came, and why.
type gone struct{ error }

// past is a deadline that is over.
var past = time.Unix(1, 0)

// An exchange is a request, and the answer to it, on a connection.
type exchange struct {
	t       *Transport
	c       *clientConn
	r       *Request
	ctx     context.Context
	trace   *httptrace.ClientTrace // never nil
	wrote   chan error
	carryOn chan struct{} // closed when a body that waits for that may be sent
	stop    func() bool
	done    func()
}

// over sends a request over a connection.
func (t *Transport) over(ctx context.Context, c *clientConn, r *Request, done func()) (*Response, error) {
	e := &exchange{t: t, c: c, r: r, ctx: ctx, wrote: make(chan error, 1), done: done}
	if e.trace = httptrace.ContextClientTrace(ctx); e.trace == nil {
		e.trace = &httptrace.ClientTrace{}
	}
	e.stop = context.AfterFunc(ctx, func() { c.conn.SetDeadline(past) })
	sends := r.Body != nil && r.Body != NoBody
	if sends && r.Header.contains("Expect", "100-continue") && t.ExpectContinueTimeout > 0 {
		e.carryOn = make(chan struct{})
	}
	// A body is sent while the answer is read, which may come first.
	if sends {
		go func() {
			err := e.write()
			e.wrote <- err
			if err != nil && !isNetwork(err) {
				// There will be no answer to a part of a request.
				c.conn.Close()
			}
		}()
	} else {
		e.wrote <- e.write()
	}
	if t.ResponseHeaderTimeout > 0 {
		c.conn.SetReadDeadline(time.Now().Add(t.ResponseHeaderTimeout))
	}
	resp, err := e.answer()
	if err != nil {
		return nil, e.failed(err)
	}
	if t.ResponseHeaderTimeout > 0 {
		c.conn.SetReadDeadline(time.Time{})
	}
	if s, ok := c.conn.(*tls.Conn); ok {
		state := s.ConnectionState()
		resp.TLS = &state
	}
	if resp.StatusCode == StatusSwitchingProtocols {
		e.stop()
		done()
		resp.Body = upgraded{c.in, c.conn}
		return resp, nil
	}
	if b, ok := resp.Body.(*body); ok {
		b.onClose = func(atEnd bool) { e.finish(resp, b, atEnd) }
		b.src = &cancelableBody{b.src, ctx}
	} else {
		e.finish(resp, nil, true)
	}
	if t.compresses(r) && resp.Body != NoBody && strings.EqualFold(resp.Header.Get("Content-Encoding"), "gzip") {
		resp.Body = &unzipped{body: resp.Body}
		resp.Header.Del("Content-Encoding")
		resp.Header.Del("Content-Length")
		resp.ContentLength, resp.Uncompressed = -1, true
	}
	return resp, nil
}

// unzipped reads what came compressed.
type unzipped struct {
	body io.ReadCloser
	zr   *gzip.Reader
	err  error
}

func (u *unzipped) Read(p []byte) (int, error) {
	if u.zr == nil && u.err == nil {
		u.zr, u.err = gzip.NewReader(u.body)
	}
	if u.err != nil {
		return 0, u.err
	}
	return u.zr.Read(p)
}

func (u *unzipped) Close() error { return u.body.Close() }

// compresses reports whether the answer to a request may come compressed, which nobody sees.
func (t *Transport) compresses(r *Request) bool {
	return !t.DisableCompression && r.Header.Get("Accept-Encoding") == "" && r.Header.Get("Range") == "" &&
		r.Method != MethodHead
}

// write sends the request.
func (e *exchange) write() error {
	r, t := e.r, e.t
	extra := Header{}
	if t.DisableKeepAlives && !r.Header.contains("Connection", "close") && !r.Close && !r.Header.contains("Connection", "upgrade") {
		extra.Set("Connection", "close")
	}
	if t.compresses(r) {
		extra.Set("Accept-Encoding", "gzip")
	}
	how := writing{extra: extra, proxy: e.c.to.proxy != "" && e.c.to.scheme == "http", trace: e.trace}
	if e.carryOn != nil {
		how.wait = e.wait
	}
	err := r.write(e.c.conn, how)
	if e.trace.WroteRequest != nil {
		e.trace.WroteRequest(httptrace.WroteRequestInfo{Err: err})
	}
	return err
}

// wait waits until the body may be sent.
func (e *exchange) wait() {
	if e.trace.Wait100Continue != nil {
		e.trace.Wait100Continue()
	}
	timer := time.NewTimer(e.t.ExpectContinueTimeout)
	defer timer.Stop()
	select {
	case <-e.carryOn:
	case <-timer.C:
	case <-e.ctx.Done():
	}
}

// failed ends what did not bring an answer.
func (e *exchange) failed(err error) error {
	e.c.conn.Close()
	e.t.free(e.c.to)
	e.stop()
	select {
	case werr := <-e.wrote:
		if werr != nil && !isNetwork(werr) {
			err = werr
		}
	default:
	}
	switch {
	case e.ctx.Err() != nil:
		err = context.Cause(e.ctx)
	case e.t.ResponseHeaderTimeout > 0 && isTimeout(err):
		err = &timeoutError{"net/http: timeout awaiting response headers"}
	}
	return err
}

// What is read of an answer that nobody wants, and for how long, so that its connection can be kept.
const (
	unwanted     = 256 << 10
	unwantedTime = 50 * time.Millisecond
)

// finish ends an exchange when its answer was read, or is not wanted.
func (e *exchange) finish(resp *Response, b *body, atEnd bool) {
	if b != nil && !atEnd && e.ctx.Err() == nil && resp.ContentLength <= unwanted {
		e.c.conn.SetReadDeadline(time.Now().Add(unwantedTime))
		_, err := io.CopyN(io.Discard, b.src, unwanted+1)
		e.c.conn.SetReadDeadline(time.Time{})
		atEnd = err == io.EOF
	}
	reuse := atEnd && e.stop() && !resp.Close && !e.r.Close
	select {
	case err := <-e.wrote:
		reuse = reuse && err == nil
	default:
		reuse = false
	}
	if reuse {
		e.t.keep(e.ctx, e.c)
	} else {
		e.stop()
		e.c.conn.Close()
		e.t.free(e.c.to)
	}
	e.done()
}

// isNetwork reports whether writing failed because the connection did.
func isNetwork(err error) bool {
	var e *net.OpError
	return errors.As(err, &e)
}

// answer reads a response, after any that only say that one will come.
func (e *exchange) answer() (*Response, error) {
	most := int(e.t.MaxResponseHeaderBytes)
	if most == 0 {
		most = 10 << 20
	}
	if _, err := e.c.in.Peek(1); err != nil {
		return nil, gone{err}
	}
	if e.trace.GotFirstResponseByte != nil {
		e.trace.GotFirstResponseByte()
	}
	for first := true; ; {
		left := most
		resp, err := readResponse(e.c.in, &left, e.r)
		if err != nil {
			if left < 0 {
				err = fmt.Errorf("net/http: server response headers exceeded %d bytes; aborted", most)
			}
			return nil, fmt.Errorf("net/http: HTTP/1.x transport connection broken: %w", err)
		}
		if resp.StatusCode == StatusContinue && e.trace.Got100Continue != nil && first {
			e.trace.Got100Continue()
		}
		if resp.StatusCode >= 200 || resp.StatusCode == StatusSwitchingProtocols {
			return resp, nil
		}
		if resp.StatusCode == StatusContinue && e.carryOn != nil && first {
			first = false
			close(e.carryOn)
		}
		if e.trace.Got1xxResponse != nil {
			if err := e.trace.Got1xxResponse(resp.StatusCode, textproto.MIMEHeader(resp.Header)); err != nil {
				return nil, err
			}
		}
	}
}

// cancelableBody fails with the context's error once that is over.
type cancelableBody struct {
	io.Reader
	ctx context.Context
}

func (c *cancelableBody) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if err != nil && err != io.EOF && c.ctx.Err() != nil {
		err = context.Cause(c.ctx)
	}
	return n, err
}
