// Package textproto reads and writes the texts that protocols like HTTP, NNTP and SMTP are made of:
// lines, headers, numbered answers, and blocks that end with a dot.
package textproto

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
)

// An Error is an answer with a number that means failure.
type Error struct {
	Code int
	Msg  string
}

func (e *Error) Error() string { return fmt.Sprintf("%03d %q", e.Code, e.Msg) }

// A ProtocolError is text that the protocol does not allow.
type ProtocolError string

func (p ProtocolError) Error() string { return string(p) }

// A Conn talks over a connection.
type Conn struct {
	Reader
	Writer
	Pipeline
	conn io.ReadWriteCloser
}

// NewConn makes one for a connection.
func NewConn(conn io.ReadWriteCloser) *Conn {
	return &Conn{
		Reader: Reader{R: bufio.NewReader(conn)},
		Writer: Writer{W: bufio.NewWriter(conn)},
		conn:   conn,
	}
}

// Dial connects to an address.
func Dial(network, addr string) (*Conn, error) {
	c, err := net.Dial(network, addr)
	if err != nil {
		return nil, err
	}
	return NewConn(c), nil
}

// Close closes the connection.
func (c *Conn) Close() error { return c.conn.Close() }

// Cmd sends a line when it is its turn. The number is for StartResponse and EndResponse.
func (c *Conn) Cmd(format string, args ...any) (id uint, err error) {
	id = c.Next()
	c.StartRequest(id)
	err = c.PrintfLine(format, args...)
	c.EndRequest(id)
	if err != nil {
		return 0, err
	}
	return id, nil
}

// A Pipeline keeps requests, and the answers to them, in order.
type Pipeline struct {
	mu       sync.Mutex
	next     uint
	request  turns
	response turns
}

// Next is the number of a new request.
func (p *Pipeline) Next() uint {
	p.mu.Lock()
	defer p.mu.Unlock()
	id := p.next
	p.next++
	return id
}

// StartRequest waits until the request may be sent.
func (p *Pipeline) StartRequest(id uint) { p.request.start(id) }

// EndRequest says that it was sent.
func (p *Pipeline) EndRequest(id uint) { p.request.end(id) }

// StartResponse waits until the answer may be read.
func (p *Pipeline) StartResponse(id uint) { p.response.start(id) }

// EndResponse says that it was read.
func (p *Pipeline) EndResponse(id uint) { p.response.end(id) }

// turns lets numbers pass in order.
type turns struct {
	mu      sync.Mutex
	now     uint
	waiting map[uint]chan struct{}
}

func (t *turns) start(id uint) {
	t.mu.Lock()
	if t.now == id {
		t.mu.Unlock()
		return
	}
	if t.waiting == nil {
		t.waiting = map[uint]chan struct{}{}
	}
	c := make(chan struct{})
	t.waiting[id] = c
	t.mu.Unlock()
	<-c
}

func (t *turns) end(id uint) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.now != id {
		panic("out of sync")
	}
	t.now++
	if c, ok := t.waiting[t.now]; ok {
		delete(t.waiting, t.now)
		close(c)
	}
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// TrimString removes ASCII white space around a text.
func TrimString(s string) string { return strings.Trim(s, " \t\r\n") }

// TrimBytes removes ASCII white space around a text.
func TrimBytes(b []byte) []byte {
	for len(b) > 0 && blank(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && blank(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}
