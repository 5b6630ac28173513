// Package rpc calls exported methods of objects at the other end of a connection.
package rpc

import (
	"bufio"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"reflect"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Where HandleHTTP serves unless told otherwise.
const (
	DefaultRPCPath   = "/_goRPC_"
	DefaultDebugPath = "/debug/rpc"
)

// A Request is the head of a call.
type Request struct {
	ServiceMethod string // "Service.Method"
	Seq           uint64 // the client's number
}

// A Response is the head of an answer.
type Response struct {
	ServiceMethod string
	Seq           uint64
	Error         string
}

// A ServerCodec reads requests and writes answers. A body read into nil is thrown away.
type ServerCodec interface {
	ReadRequestHeader(*Request) error
	ReadRequestBody(any) error
	WriteResponse(*Response, any) error
	Close() error
}

type method struct {
	function   reflect.Value
	arg, reply reflect.Type
}

type service struct {
	receiver reflect.Value
	methods  map[string]method
}

// A Server has services.
type Server struct {
	services sync.Map // name to *service
}

// NewServer returns a server without services.
func NewServer() *Server { return &Server{} }

// DefaultServer is the server of the functions here.
var DefaultServer = NewServer()

var errorType = reflect.TypeFor[error]()

func isExported(name string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	return unicode.IsUpper(r)
}

// isKnown reports whether the other end can know a type.
func isKnown(t reflect.Type) bool {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return isExported(t.Name()) || t.PkgPath() == ""
}

// suitable returns the methods that can be called: of the form M(arg T, reply *U) error.
func suitable(t reflect.Type) map[string]method {
	found := map[string]method{}
	for i := range t.NumMethod() {
		m := t.Method(i)
		f := m.Type
		if m.PkgPath != "" || f.NumIn() != 3 || f.NumOut() != 1 || f.Out(0) != errorType {
			continue
		}
		arg, reply := f.In(1), f.In(2)
		if isKnown(arg) && reply.Kind() == reflect.Pointer && isKnown(reply) {
			found[m.Name] = method{m.Func, arg, reply}
		}
	}
	return found
}

// Register adds an object as a service, named after its type.
func (server *Server) Register(rcvr any) error { return server.register(rcvr, "", false) }

// RegisterName adds an object as a service of a name.
func (server *Server) RegisterName(name string, rcvr any) error {
	return server.register(rcvr, name, true)
}

func (server *Server) register(rcvr any, name string, named bool) error {
	t := reflect.TypeOf(rcvr)
	s := &service{receiver: reflect.ValueOf(rcvr), methods: suitable(t)}
	if !named {
		name = reflect.Indirect(s.receiver).Type().Name()
	}
	told := func(text string) error {
		log.Print(text)
		return errors.New(text)
	}
	if name == "" {
		return told("rpc.Register: no service name for type " + t.String())
	}
	if !named && !isExported(name) {
		return told("rpc.Register: type " + name + " is not exported")
	}
	if len(s.methods) == 0 {
		hint := ""
		if len(suitable(reflect.PointerTo(t))) != 0 {
			hint = " (hint: pass a pointer to value of that type)"
		}
		return told("rpc.Register: type " + name + " has no exported methods of suitable type" + hint)
	}
	if _, there := server.services.LoadOrStore(name, s); there {
		return errors.New("rpc: service already defined: " + name)
	}
	return nil
}

// A call is a request that was read.
type call struct {
	req        Request
	service    *service
	method     method
	arg, reply reflect.Value
}

// find finds the method of a request.
func (server *Server) find(c *call) error {
	name := c.req.ServiceMethod
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return errors.New("rpc: service/method request ill-formed: " + name)
	}
	found, ok := server.services.Load(name[:dot])
	if !ok {
		return errors.New("rpc: can't find service " + name)
	}
	c.service = found.(*service)
	if c.method, ok = c.service.methods[name[dot+1:]]; !ok {
		return errors.New("rpc: can't find method " + name)
	}
	return nil
}

// next reads a request; head tells whether at least its head could be read.
func (server *Server) next(codec ServerCodec) (c *call, head bool, err error) {
	c = &call{}
	if err := codec.ReadRequestHeader(&c.req); err != nil {
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return c, false, err
		}
		return c, false, errors.New("rpc: server cannot decode request: " + err.Error())
	}
	if err := server.find(c); err != nil {
		codec.ReadRequestBody(nil)
		return c, true, err
	}
	t := c.method.arg
	if t.Kind() == reflect.Pointer {
		c.arg = reflect.New(t.Elem())
	} else {
		c.arg = reflect.New(t)
	}
	if err := codec.ReadRequestBody(c.arg.Interface()); err != nil {
		return c, true, err
	}
	if t.Kind() != reflect.Pointer {
		c.arg = c.arg.Elem()
	}
	reply := c.method.reply.Elem()
	c.reply = reflect.New(reply)
	switch reply.Kind() {
	case reflect.Map:
		c.reply.Elem().Set(reflect.MakeMap(reply))
	case reflect.Slice:
		c.reply.Elem().Set(reflect.MakeSlice(reply, 0, 0))
	}
	return c, true, nil
}

// run calls the method.
func (c *call) run() string {
	results := c.method.function.Call([]reflect.Value{c.service.receiver, c.arg, c.reply})
	if err, ok := results[0].Interface().(error); ok {
		return err.Error()
	}
	return ""
}

// answer writes an answer; where something is wrong its body is empty.
func (c *call) answer(writing *sync.Mutex, codec ServerCodec, wrong string) {
	body := any(struct{}{})
	if wrong == "" {
		body = c.reply.Interface()
	}
	writing.Lock()
	defer writing.Unlock()
	codec.WriteResponse(&Response{c.req.ServiceMethod, c.req.Seq, wrong}, body)
}

// ServeCodec serves requests, each in a goroutine, until there are no more.
func (server *Server) ServeCodec(codec ServerCodec) {
	var writing sync.Mutex
	var running sync.WaitGroup
	for {
		c, head, err := server.next(codec)
		if err != nil && !head {
			break
		}
		if err != nil {
			c.answer(&writing, codec, err.Error())
			continue
		}
		running.Go(func() { c.answer(&writing, codec, c.run()) })
	}
	running.Wait()
	codec.Close()
}

// ServeRequest serves one request.
func (server *Server) ServeRequest(codec ServerCodec) error {
	var writing sync.Mutex
	c, head, err := server.next(codec)
	if err != nil {
		if head {
			c.answer(&writing, codec, err.Error())
		}
		return err
	}
	c.answer(&writing, codec, c.run())
	return nil
}

// ServeConn serves a connection in package gob's form until the client hangs up.
func (server *Server) ServeConn(conn io.ReadWriteCloser) {
	buf := bufio.NewWriter(conn)
	server.ServeCodec(&gobServer{conn, gob.NewDecoder(conn), gob.NewEncoder(buf), buf, false})
}

// Accept serves every connection of a listener.
func (server *Server) Accept(lis net.Listener) {
	for {
		conn, err := lis.Accept()
		if err != nil {
			log.Print("rpc.Serve: accept:", err.Error())
			return
		}
		go server.ServeConn(conn)
	}
}

type gobServer struct {
	conn   io.ReadWriteCloser
	dec    *gob.Decoder
	enc    *gob.Encoder
	buf    *bufio.Writer
	closed bool
}

func (c *gobServer) ReadRequestHeader(r *Request) error { return c.dec.Decode(r) }
func (c *gobServer) ReadRequestBody(body any) error     { return c.dec.Decode(body) }

func (c *gobServer) WriteResponse(r *Response, body any) error {
	for what, v := range []any{r, body} {
		if err := c.enc.Encode(v); err != nil {
			if c.buf.Flush() == nil {
				// Nobody could tell answers apart from here on.
				log.Println([]string{"rpc: gob error encoding response:", "rpc: gob error encoding body:"}[what], err)
				c.Close()
			}
			return err
		}
	}
	return c.buf.Flush()
}

func (c *gobServer) Close() error {
	if c.closed {
		return nil
	}
	c.closed = true
	return c.conn.Close()
}

// What the server says of a connection that will carry calls.
const connected = "200 Connected to Go RPC"

// ServeHTTP takes over the connection of a CONNECT request.
func (server *Server) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if req.Method != http.MethodConnect {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(http.StatusMethodNotAllowed)
		io.WriteString(w, "405 must CONNECT\n")
		return
	}
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		log.Print("rpc hijacking ", req.RemoteAddr, ": ", err.Error())
		return
	}
	io.WriteString(conn, "HTTP/1.0 "+connected+"\n\n")
	server.ServeConn(conn)
}

// list shows the services and their methods.
func (server *Server) list(w http.ResponseWriter, _ *http.Request) {
	var lines []string
	server.services.Range(func(name, s any) bool {
		for m, of := range s.(*service).methods {
			lines = append(lines, fmt.Sprintf("%s.%s(%s, %s) error", name, m, of.arg, of.reply))
		}
		return true
	})
	sort.Strings(lines)
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	io.WriteString(w, strings.Join(append(lines, ""), "\n"))
}

// HandleHTTP makes the default server of package http serve calls, and a list of what there is.
func (server *Server) HandleHTTP(rpcPath, debugPath string) {
	http.Handle(rpcPath, server)
	http.HandleFunc(debugPath, server.list)
}

func Register(rcvr any) error                  { return DefaultServer.Register(rcvr) }
func RegisterName(name string, rcvr any) error { return DefaultServer.RegisterName(name, rcvr) }
func ServeConn(conn io.ReadWriteCloser)        { DefaultServer.ServeConn(conn) }
func ServeCodec(codec ServerCodec)             { DefaultServer.ServeCodec(codec) }
func ServeRequest(codec ServerCodec) error     { return DefaultServer.ServeRequest(codec) }
func Accept(lis net.Listener)                  { DefaultServer.Accept(lis) }
func HandleHTTP()                              { DefaultServer.HandleHTTP(DefaultRPCPath, DefaultDebugPath) }
