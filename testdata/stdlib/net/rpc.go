// Calls over a pipe, a socket and HTTP: answers, errors, many at once, and objects that fit badly.
package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/rpc"
	"os"
	"strings"
	"sync"
)

type Args struct{ A, B int }

type Quotient struct{ Quo, Rem int }

type Arith int

func (t *Arith) Multiply(args *Args, reply *int) error {
	*reply = args.A * args.B
	return nil
}

func (t *Arith) Divide(args Args, quo *Quotient) error {
	if args.B == 0 {
		return errors.New("divide by zero")
	}
	*quo = Quotient{args.A / args.B, args.A % args.B}
	return nil
}

func (t *Arith) Count(words []string, reply *map[string]int) error {
	for _, w := range words {
		(*reply)[w]++
	}
	return nil
}

func (t *Arith) unexported(args *Args, reply *int) error { return nil }
func (t *Arith) NoPointer(args *Args, reply int) error   { return nil }

type Empty struct{}

type hidden int

func (hidden) M(a int, r *int) error { return nil }

func calls(client *rpc.Client) {
	var product int
	fmt.Println(client.Call("Arith.Multiply", &Args{7, 8}, &product), product)
	var q Quotient
	fmt.Println(client.Call("Arith.Divide", Args{17, 8}, &q), q)
	err := client.Call("Arith.Divide", Args{1, 0}, &q)
	var remote rpc.ServerError
	fmt.Println(err, errors.As(err, &remote))
	for _, name := range []string{"Arith.Nothing", "Other.Multiply", "noDot", "Arith.NoPointer", "Arith.unexported"} {
		fmt.Println(client.Call(name, &Args{1, 2}, &product))
	}
	fmt.Println(client.Call("Arith.Multiply", "text", &product))
	var counts map[string]int
	fmt.Println(client.Call("Arith.Count", strings.Fields("a b a"), &counts), counts)
	done := make(chan *rpc.Call, 20)
	for i := range 20 {
		client.Go("Arith.Multiply", &Args{i, i}, new(int), done)
	}
	sum := 0
	for range 20 {
		sum += *(<-done).Reply.(*int)
	}
	fmt.Println(sum)
	var text string
	fmt.Println(client.Call("Arith.Multiply", &Args{1, 2}, &text))
}

func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	server := rpc.NewServer()
	fmt.Println(server.Register(new(Arith)), server.Register(new(Arith)))
	fmt.Println(server.RegisterName("Again", new(Arith)))
	fmt.Println(server.Register(Arith(0)), server.Register(Empty{}), server.Register(hidden(0)), server.Register(&struct{}{}))
	here, there := net.Pipe()
	var wg sync.WaitGroup
	wg.Go(func() { server.ServeConn(there) })
	client := rpc.NewClient(here)
	calls(client)
	fmt.Println(client.Close(), client.Close(), client.Call("Arith.Multiply", &Args{1, 1}, new(int)))
	wg.Wait()

	lis, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	go server.Accept(lis)
	client, err = rpc.Dial("tcp", lis.Addr().String())
	fmt.Println(err)
	calls(client)
	client.Close()

	rpc.Register(new(Arith))
	rpc.HandleHTTP()
	web := httptest.NewServer(nil)
	address := web.Listener.Addr().String()
	client, err = rpc.DialHTTP("tcp", address)
	fmt.Println(err)
	calls(client)
	client.Close()
	_, err = rpc.DialHTTPPath("tcp", address, "/other")
	fmt.Println(strings.Replace(err.Error(), address, "ADDRESS", 1))
	resp, err := http.Get(web.URL + rpc.DefaultRPCPath)
	body, _ := io.ReadAll(resp.Body)
	fmt.Printf("%s %q %v\n", resp.Status, body, err)

	// The server is gone before it answers.
	here, there = net.Pipe()
	client = rpc.NewClient(here)
	go func() {
		there.Read(make([]byte, 10))
		there.Close()
	}()
	err = client.Call("Arith.Multiply", &Args{1, 1}, new(int))
	fmt.Println(err == io.ErrUnexpectedEOF || errors.Is(err, io.ErrClosedPipe))
	defer func() { fmt.Printf("%q\n", recover()) }()
	client.Go("Arith.Multiply", &Args{1, 1}, new(int), make(chan *rpc.Call))
}
