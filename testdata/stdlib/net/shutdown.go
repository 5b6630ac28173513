//goweave:schedule go
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

func main() {
	started := make(chan bool)
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/fast" {
			fmt.Fprint(w, "fast")
			return
		}
		started <- true
		time.Sleep(100 * time.Millisecond)
		fmt.Fprint(w, "in flight done")
	})}
	var states []string
	var mu sync.Mutex
	srv.ConnState = func(c net.Conn, s http.ConnState) {
		mu.Lock()
		states = append(states, s.String())
		mu.Unlock()
	}
	srv.RegisterOnShutdown(func() { fmt.Println("on shutdown") })
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	addr := l.Addr().String()
	done := make(chan error)
	go func() { done <- srv.Serve(l) }()
	resp, err := http.Get("http://" + addr + "/fast")
	b, _ := io.ReadAll(resp.Body)
	resp.Body.Close()
	fmt.Println(string(b), err)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		resp, err := http.Get("http://" + addr + "/slow")
		if err != nil {
			fmt.Println("get", err)
			return
		}
		b, err := io.ReadAll(resp.Body)
		fmt.Println(string(b), err, resp.Close)
	}()
	<-started
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	err = srv.Shutdown(ctx)
	fmt.Println("first:", err)
	cancel()
	fmt.Println("serve:", <-done)
	err = srv.Shutdown(context.Background())
	fmt.Println("second:", err)
	wg.Wait()
	_, err = http.Get("http://" + addr + "/again")
	fmt.Println(strings.ReplaceAll(err.Error(), addr, "ADDR"))
	fmt.Println(srv.ListenAndServe(), srv.Serve(l), errors.Is(srv.ListenAndServe(), http.ErrServerClosed))
	mu.Lock()
	fmt.Println(states)
	mu.Unlock()
	_, err = net.Listen("tcp", "127.0.0.1:99999")
	fmt.Println(err)
	fmt.Println(http.ListenAndServe("127.0.0.1:abc", nil))
	fmt.Println(http.ListenAndServe("bad", nil))
	l2, _ := net.Listen("tcp", "127.0.0.1:0")
	_, err = net.Listen("tcp", l2.Addr().String())
	fmt.Println(strings.ReplaceAll(err.Error(), l2.Addr().String(), "ADDR"))
	go func() { time.Sleep(10 * time.Millisecond); l2.Close() }()
	_, err = l2.Accept()
	fmt.Println(strings.ReplaceAll(err.Error(), l2.Addr().String(), "ADDR"), errors.Is(err, net.ErrClosed))
	srv2 := &http.Server{Handler: http.NotFoundHandler()}
	l3, _ := net.Listen("tcp", "127.0.0.1:0")
	go func() { time.Sleep(20 * time.Millisecond); fmt.Println("close", srv2.Close()) }()
	fmt.Println(srv2.Serve(l3))
}
