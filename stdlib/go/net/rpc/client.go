package rpc

import (
	"bufio"
	"encoding/gob"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
)

// A ServerError is what a method answered as its error.
type ServerError string

func (e ServerError) Error() string { return string(e) }

// ErrShutdown is the error of calls over a connection that is closed.
var ErrShutdown = errors.New("connection is shut down")

// A Call is a call under way.
type Call struct {
	ServiceMethod string
	Args          any
	Reply         any // pointer
	Error         error
	Done          chan *Call // gets the call when it is over
}

func (call *Call) done() {
	select {
	case call.Done <- call:
	default: // there should have been room
	}
}

// A ClientCodec writes requests and reads answers. A body read into nil is thrown away.
type ClientCodec interface {
	WriteRequest(*Request, any) error
	ReadResponseHeader(*Response) error
	ReadResponseBody(any) error
	Close() error
}

// A Client calls methods over one connection; several goroutines may use it.
type Client struct {
	codec   ClientCodec
	writing sync.Mutex

	mu      sync.Mutex
	seq     uint64
	pending map[uint64]*Call
	closing bool // by the user
	over    bool // by the server
}

// NewClient returns a client that speaks package gob's form.
func NewClient(conn io.ReadWriteCloser) *Client {
	buf := bufio.NewWriter(conn)
	return NewClientWithCodec(&gobClient{conn, gob.NewDecoder(conn), gob.NewEncoder(buf), buf})
}

// NewClientWithCodec returns a client that speaks another form.
func NewClientWithCodec(codec ClientCodec) *Client {
	client := &Client{codec: codec, pending: map[uint64]*Call{}}
	go client.receive()
	return client
}

type gobClient struct {
	conn io.ReadWriteCloser
	dec  *gob.Decoder
	enc  *gob.Encoder
	buf  *bufio.Writer
}

func (c *gobClient) WriteRequest(r *Request, body any) error {
	if err := c.enc.Encode(r); err != nil {
		return err
	}
	if err := c.enc.Encode(body); err != nil {
		return err
	}
	return c.buf.Flush()
}

func (c *gobClient) ReadResponseHeader(r *Response) error { return c.dec.Decode(r) }
func (c *gobClient) ReadResponseBody(body any) error      { return c.dec.Decode(body) }
func (c *gobClient) Close() error                         { return c.conn.Close() }

// take removes a call that waits for an answer.
func (client *Client) take(seq uint64) *Call {
	client.mu.Lock()
	defer client.mu.Unlock()
	call := client.pending[seq]
	delete(client.pending, seq)
	return call
}

func (client *Client) send(call *Call) {
	client.writing.Lock()
	defer client.writing.Unlock()
	client.mu.Lock()
	if client.over || client.closing {
		client.mu.Unlock()
		call.Error = ErrShutdown
		call.done()
		return
	}
	seq := client.seq
	client.seq++
	client.pending[seq] = call
	client.mu.Unlock()
	if err := client.codec.WriteRequest(&Request{call.ServiceMethod, seq}, call.Args); err != nil {
		if call := client.take(seq); call != nil {
			call.Error = err
			call.done()
		}
	}
}

// answer reads the body of an answer.
func (client *Client) answer(r *Response) error {
	call := client.take(r.Seq)
	if call == nil {
		return client.codec.ReadResponseBody(nil)
	}
	defer call.done()
	if r.Error != "" {
		call.Error = ServerError(r.Error)
		err := client.codec.ReadResponseBody(nil)
		if err != nil {
			err = errors.New("reading error body: " + err.Error())
		}
		return err
	}
	err := client.codec.ReadResponseBody(call.Reply)
	if err != nil {
		call.Error = errors.New("reading body " + err.Error())
	}
	return err
}

// receive reads answers until something is wrong; then all calls end.
func (client *Client) receive() {
	var err error
	for err == nil {
		var r Response
		if err = client.codec.ReadResponseHeader(&r); err == nil {
			err = client.answer(&r)
		}
	}
	client.writing.Lock()
	defer client.writing.Unlock()
	client.mu.Lock()
	defer client.mu.Unlock()
	client.over = true
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
		if client.closing {
			err = ErrShutdown
		}
	}
	for _, call := range client.pending {
		call.Error = err
		call.done()
	}
}

// Close hangs up.
func (client *Client) Close() error {
	client.mu.Lock()
	if client.closing {
		client.mu.Unlock()
		return ErrShutdown
	}
	client.closing = true
	client.mu.Unlock()
	return client.codec.Close()
}

// Go calls a method without waiting; done, or a new channel, gets the call.
func (client *Client) Go(serviceMethod string, args any, reply any, done chan *Call) *Call {
	if done == nil {
		done = make(chan *Call, 10)
	} else if cap(done) == 0 {
		log.Panic("rpc: done channel is unbuffered")
	}
	call := &Call{ServiceMethod: serviceMethod, Args: args, Reply: reply, Done: done}
	client.send(call)
	return call
}

// Call calls a method and waits.
func (client *Client) Call(serviceMethod string, args any, reply any) error {
	return (<-client.Go(serviceMethod, args, reply, make(chan *Call, 1)).Done).Error
}

// Dial connects to a server.
func Dial(network, address string) (*Client, error) {
	conn, err := net.Dial(network, address)
	if err != nil {
		return nil, err
	}
	return NewClient(conn), nil
}

// DialHTTP connects to a server of package http at the usual path.
func DialHTTP(network, address string) (*Client, error) {
	return DialHTTPPath(network, address, DefaultRPCPath)
}

// DialHTTPPath connects to a server of package http.
func DialHTTPPath(network, address, path string) (*Client, error) {
	conn, err := net.Dial(network, address)
	if err != nil {
		return nil, err
	}
	io.WriteString(conn, "CONNECT "+path+" HTTP/1.0\n\n")
	resp, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: http.MethodConnect})
	if err == nil && resp.Status == connected {
		return NewClient(conn), nil
	}
	if err == nil {
		err = errors.New("unexpected HTTP response: " + resp.Status)
	}
	conn.Close()
	return nil, &net.OpError{Op: "dial-http", Net: network + " " + address, Err: err}
}
