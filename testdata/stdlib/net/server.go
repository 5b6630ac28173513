//goweave:schedule go
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"time"
)

func main() {
	log.SetFlags(0)
	var wg sync.WaitGroup
	gone := make(chan error, 1)
	mux := http.NewServeMux()
	mux.HandleFunc("/wait", func(w http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
		gone <- r.Context().Err()
	})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(200 * time.Millisecond)
		fmt.Fprint(w, "slow done")
	})
	mux.HandleFunc("/panic", func(w http.ResponseWriter, r *http.Request) { panic("oops") })
	mux.HandleFunc("/abort", func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte("part"))
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
	mux.HandleFunc("/chunks", func(w http.ResponseWriter, r *http.Request) {
		rc := http.NewResponseController(w)
		for i := 0; i < 3; i++ {
			fmt.Fprintf(w, "chunk %d\n", i)
			if err := rc.Flush(); err != nil {
				fmt.Println(err)
			}
		}
		w.Header().Set(http.TrailerPrefix+"X-Sum", "42")
	})
	mux.HandleFunc("/hijack", func(w http.ResponseWriter, r *http.Request) {
		conn, buf, err := http.NewResponseController(w).Hijack()
		if err != nil {
			fmt.Println(err)
			return
		}
		defer conn.Close()
		fmt.Fprintf(buf, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n")
		buf.Flush()
		line, err := buf.ReadString('\n')
		fmt.Fprintf(buf, "echo %s", line)
		buf.Flush()
	})
	mux.HandleFunc("/short", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "10")
		n, err := w.Write([]byte("0123456789abc"))
		fmt.Println("short:", n, err)
	})
	mux.HandleFunc("/less", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "10")
		w.Write([]byte("0123"))
	})
	mux.HandleFunc("/nocontent", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(204)
		_, err := w.Write([]byte("x"))
		fmt.Println("204:", err)
	})
	mux.HandleFunc("/twice", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(201)
		w.WriteHeader(500)
		w.Header().Set("Late", "1")
	})
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		fmt.Fprint(w, r.Method, " ", r.ContentLength, " ", r.TransferEncoding, " ", string(b), " ", err, " ", r.Header.Get("X"), " ", r.UserAgent(), " ", r.Header.Get("Accept-Encoding"), " ", r.Trailer)
	})
	mux.Handle("/timeout", http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-time.After(time.Second):
		}
		_, err := w.Write([]byte("late"))
		fmt.Println("timeout handler:", r.Context().Err(), err)
		wg.Done()
	}), 50*time.Millisecond, "too slow"))
	srv := httptest.NewUnstartedServer(mux)
	srv.Config.ErrorLog = log.New(os.Stdout, "", 0)
	srv.Config.ErrorLog.SetOutput(firstLine{})
	srv.Start()
	defer srv.Close()
	strip := func(err error) string {
		return strings.ReplaceAll(err.Error(), srv.Listener.Addr().String(), "ADDR")
	}
	get := func(path string) {
		resp, err := http.Get(srv.URL + path)
		if err != nil {
			fmt.Println(path, strip(err))
			return
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		fmt.Println(path, resp.Status, resp.ContentLength, resp.TransferEncoding, fmt.Sprintf("%q", b), err, resp.Trailer, resp.Header.Get("Late"))
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	req, _ := http.NewRequestWithContext(ctx, "GET", srv.URL+"/wait", nil)
	_, err := http.DefaultClient.Do(req)
	fmt.Println(strip(err), errors.Is(err, context.DeadlineExceeded))
	cancel()
	fmt.Println("handler saw", <-gone)
	ctx, cancel = context.WithCancel(context.Background())
	req, _ = http.NewRequestWithContext(ctx, "GET", srv.URL+"/wait", nil)
	time.AfterFunc(20*time.Millisecond, cancel)
	_, err = http.DefaultClient.Do(req)
	fmt.Println(strip(err), errors.Is(err, context.Canceled))
	fmt.Println("handler saw", <-gone)
	_, err = http.DefaultClient.Do(req)
	fmt.Println(strip(err))
	ctx, cause := context.WithCancelCause(context.Background())
	req, _ = http.NewRequestWithContext(ctx, "GET", srv.URL+"/wait", nil)
	time.AfterFunc(20*time.Millisecond, func() { cause(errors.New("my cause")) })
	_, err = http.DefaultClient.Do(req)
	fmt.Println(strip(err))
	<-gone
	c := &http.Client{Timeout: 50 * time.Millisecond}
	_, err = c.Get(srv.URL + "/slow")
	var ne net.Error
	fmt.Println(strip(err), errors.As(err, &ne) && ne.Timeout(), errors.Is(err, context.DeadlineExceeded), os.IsTimeout(err))
	for _, p := range []string{"/slow", "/panic", "/abort", "/chunks", "/short", "/less", "/nocontent", "/twice", "/missing"} {
		get(p)
	}
	wg.Add(1)
	get("/timeout")
	wg.Wait()
	do := func(method string, body io.Reader, hdr ...string) {
		req, err := http.NewRequest(method, srv.URL+"/echo", body)
		if err != nil {
			fmt.Println(err)
			return
		}
		for i := 0; i+1 < len(hdr); i += 2 {
			req.Header.Set(hdr[i], hdr[i+1])
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			fmt.Println(strip(err))
			return
		}
		b, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		fmt.Println(resp.Status, string(b))
	}
	do("POST", strings.NewReader("abc"), "X", "1")
	do("POST", io.MultiReader(strings.NewReader("ab"), strings.NewReader("c")))
	do("PUT", nil, "User-Agent", "me")
	do("DELETE", io.MultiReader(strings.NewReader("")), "User-Agent", "")
	do("GET", strings.NewReader("body"), "Accept-Encoding", "identity")
	do("POST", strings.NewReader("wait"), "Expect", "100-continue")
	do("BAD METHOD", nil)
	do("GET", nil, "Bad Header", "x")
	do("GET", nil, "X", "a\nb")
	conn, _ := net.Dial("tcp", srv.Listener.Addr().String())
	fmt.Fprintf(conn, "GET /hijack HTTP/1.1\r\nHost: x\r\n\r\nhello\n")
	br := bufio.NewReader(conn)
	for i := 0; i < 5; i++ {
		line, err := br.ReadString('\n')
		fmt.Printf("%q %v\n", line, err)
	}
	conn.Close()
	for _, raw := range []string{"GET / HTTP/1.1\r\n\r\n", "BAD\r\n\r\n", "GET / HTTP/3.0\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET /missing HTTP/1.0\r\n\r\n", "GET /missing HTTP/1.1\r\nHost: a\r\nfoo\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "GET /echo HTTP/1.1\r\nHost: a\r\nExpect: magic\r\nConnection: close\r\n\r\n", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", "GET /echo HTTP/1.1\r\nHost: a b\r\n\r\n", "get /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"} {
		conn, err := net.Dial("tcp", srv.Listener.Addr().String())
		if err != nil {
			fmt.Println(err)
			return
		}
		go io.WriteString(conn, raw)
		b, err := io.ReadAll(conn)
		s := string(b)
		if i := strings.Index(s, "Date: "); i >= 0 {
			s = s[:i] + s[i+37:]
		}
		if err != nil {
			err = errors.New("reset")
			s = ""
		}
		fmt.Printf("%.40q -> %q\n", raw, s)
		conn.Close()
	}
}

type firstLine struct{}

func (firstLine) Write(p []byte) (int, error) {
	line, _, _ := strings.Cut(string(p), "\n")
	if i := strings.Index(line, "127.0.0.1:"); i >= 0 {
		line = line[:i+9] + line[i+15:]
	}
	if i := strings.LastIndex(line, "/"); i >= 0 {
		line = line[:strings.Index(line, "(")] + line[i+1:]
	}
	fmt.Println("LOG", line)
	return len(p), nil
}
