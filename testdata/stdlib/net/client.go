//goweave:schedule go
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/http/httptrace"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type rt func(*http.Request) (*http.Response, error)

func (f rt) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func main() {
	var conns atomic.Int32
	mux := http.NewServeMux()
	mux.HandleFunc("/redir/{n}", func(w http.ResponseWriter, r *http.Request) {
		switch r.PathValue("n") {
		case "0":
			fmt.Fprint(w, r.Method, " arrived ", r.Header.Get("Referer") != "", " ", r.Header.Get("X-A"))
		case "loop":
			http.Redirect(w, r, "/redir/loop", 302)
		case "307":
			http.Redirect(w, r, "/echo", 307)
		case "bad":
			w.Header().Set("Location", "http://[::1")
			w.WriteHeader(302)
		case "noloc":
			w.WriteHeader(302)
		case "rel":
			http.Redirect(w, r, "0?q=1", 301)
		default:
			http.Redirect(w, r, "/redir/0", 303)
		}
	})
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		fmt.Fprint(w, r.Method, " ", string(b))
	})
	mux.HandleFunc("/auth", func(w http.ResponseWriter, r *http.Request) {
		u, p, ok := r.BasicAuth()
		if !ok || u != "user" || p != "p:w" {
			w.Header().Set("WWW-Authenticate", `Basic realm="x"`)
			http.Error(w, "unauthorized", 401)
			return
		}
		fmt.Fprint(w, "hello ", u)
	})
	mux.HandleFunc("/cookie", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "session", Value: "abc def", Path: "/", HttpOnly: true, MaxAge: 60, SameSite: http.SameSiteLaxMode})
		c, err := r.Cookie("session")
		fmt.Fprint(w, c, " ", err)
	})
	mux.HandleFunc("/json", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(map[string]any{"n": 1, "q": r.URL.Query()["a"]})
	})
	mux.HandleFunc("/headers", func(w http.ResponseWriter, r *http.Request) {
		w.Header()["X-Raw-lower"] = []string{"1"}
		w.Header().Add("x-multi", "a")
		w.Header().Add("X-Multi", "b")
		r.Header.Write(w)
		fmt.Fprintln(w, r.Host != "", r.RemoteAddr != "", r.RequestURI, r.Proto)
	})
	mux.HandleFunc("/drop", func(w http.ResponseWriter, r *http.Request) {
		c, _, _ := w.(http.Hijacker).Hijack()
		c.Close()
	})
	mux.HandleFunc("/garbage", func(w http.ResponseWriter, r *http.Request) {
		c, b, _ := w.(http.Hijacker).Hijack()
		b.WriteString("not http at all\r\n\r\n")
		b.Flush()
		c.Close()
	})
	mux.HandleFunc("/big", func(w http.ResponseWriter, r *http.Request) {
		for i := 0; i < 1000; i++ {
			fmt.Fprintf(w, "line %d of a rather long response body\n", i)
		}
	})
	srv := httptest.NewUnstartedServer(mux)
	srv.Config.ConnState = func(c net.Conn, s http.ConnState) {
		if s == http.StateNew {
			conns.Add(1)
		}
	}
	srv.Start()
	defer srv.Close()
	strip := func(s string) string { return strings.ReplaceAll(s, srv.Listener.Addr().String(), "ADDR") }
	read := func(resp *http.Response, err error) {
		if err != nil {
			fmt.Println("error:", strip(err.Error()))
			if resp != nil {
				fmt.Println("  with response", resp.Status)
			}
			return
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if len(b) > 300 {
			b = b[:20]
		}
		fmt.Println(resp.Status, strings.TrimSpace(string(b)), err, strip(resp.Request.URL.String()), resp.Request.Method)
	}
	c := srv.Client()
	read(c.Get(srv.URL + "/redir/1"))
	read(c.Post(srv.URL+"/redir/1", "text/plain", strings.NewReader("body")))
	read(c.Post(srv.URL+"/redir/307", "text/plain", strings.NewReader("body")))
	read(c.Post(srv.URL+"/redir/307", "text/plain", io.MultiReader(strings.NewReader("body"))))
	read(c.Get(srv.URL + "/redir/loop"))
	read(c.Get(srv.URL + "/redir/bad"))
	read(c.Get(srv.URL + "/redir/noloc"))
	read(c.Get(srv.URL + "/redir/rel"))
	read(c.Head(srv.URL + "/redir/1"))
	nf := *c
	nf.CheckRedirect = func(r *http.Request, via []*http.Request) error { return http.ErrUseLastResponse }
	read(nf.Get(srv.URL + "/redir/1"))
	nf.CheckRedirect = func(r *http.Request, via []*http.Request) error { return errors.New("refused " + fmt.Sprint(len(via))) }
	read(nf.Get(srv.URL + "/redir/1"))
	req, _ := http.NewRequest("GET", srv.URL+"/redir/1", nil)
	req.Header.Set("X-A", "kept")
	read(c.Do(req))
	read(c.Get(srv.URL + "/auth"))
	read(c.Get(strings.Replace(srv.URL, "://", "://user:p%3Aw@", 1) + "/auth"))
	req, _ = http.NewRequest("GET", srv.URL+"/auth", nil)
	req.SetBasicAuth("user", "p:w")
	read(c.Do(req))
	read(c.Get(srv.URL + "/cookie"))
	jar, _ := cookiejar.New(nil)
	c.Jar = jar
	read(c.Get(srv.URL + "/cookie"))
	read(c.Get(srv.URL + "/cookie"))
	u, _ := url.Parse(srv.URL)
	fmt.Println(jar.Cookies(u))
	c.Jar = nil
	read(c.Get(srv.URL + "/json?a=1&a=2"))
	read(c.Get(srv.URL + "/headers?x#frag"))
	read(c.Get(srv.URL + "/big"))
	read(c.Get(srv.URL + "/drop"))
	read(c.Get(srv.URL + "/garbage"))
	read(c.Get("http://127.0.0.1:1/"))
	read(c.Get("foo://x/"))
	read(c.Get("http:///x"))
	read(c.Get("://x"))
	read(c.Get("http://a b/"))
	read(http.Get(""))
	_, err := c.Get("http://127.0.0.1:1/")
	var ue *url.Error
	var oe *net.OpError
	var se *os.SyscallError
	fmt.Println(errors.As(err, &ue), errors.As(err, &oe), errors.As(err, &se), ue.Op, ue.URL, oe.Op, se.Syscall)
	before := conns.Load()
	for i := 0; i < 5; i++ {
		resp, err := c.Get(srv.URL + "/json")
		if err != nil {
			fmt.Println(err)
			continue
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
	fmt.Println("new connections:", conns.Load()-before)
	c.CloseIdleConnections()
	before = conns.Load()
	for i := 0; i < 3; i++ {
		resp, _ := c.Get(srv.URL + "/big")
		resp.Body.Close()
	}
	fmt.Println("unread bodies:", conns.Load()-before)
	before = conns.Load()
	var wg sync.WaitGroup
	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			resp, err := c.Get(srv.URL + "/json")
			if err == nil {
				io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
			}
		}()
	}
	wg.Wait()
	fake := &http.Client{Transport: rt(func(r *http.Request) (*http.Response, error) {
		if r.URL.Path == "/err" {
			return nil, errors.New("fake failure")
		}
		if r.URL.Path == "/nil" {
			return nil, nil
		}
		return &http.Response{StatusCode: 200, Status: "200 OK", Header: http.Header{"X": {"1"}}, Body: io.NopCloser(strings.NewReader("fake " + r.URL.Path)), Request: r}, nil
	})}
	read(fake.Get("http://x/y"))
	read(fake.Get("http://x/err"))
	read(fake.Get("http://x/nil"))
	trace := &httptrace.ClientTrace{
		GetConn:              func(h string) { fmt.Println("GetConn", strip(h)) },
		GotConn:              func(i httptrace.GotConnInfo) { fmt.Println("GotConn", i.Reused, i.WasIdle) },
		WroteHeaders:         func() { fmt.Println("WroteHeaders") },
		WroteRequest:         func(i httptrace.WroteRequestInfo) { fmt.Println("WroteRequest", i.Err) },
		GotFirstResponseByte: func() { fmt.Println("GotFirstResponseByte") },
		ConnectStart:         func(n, a string) { fmt.Println("ConnectStart", n, strip(a)) },
		ConnectDone:          func(n, a string, err error) { fmt.Println("ConnectDone", n, strip(a), err) },
		PutIdleConn:          func(err error) { fmt.Println("PutIdleConn", err) },
	}
	tc := &http.Client{Transport: &http.Transport{}}
	for i := 0; i < 2; i++ {
		req, _ = http.NewRequestWithContext(httptrace.WithClientTrace(context.Background(), trace), "GET", srv.URL+"/json", nil)
		read(tc.Do(req))
		time.Sleep(10 * time.Millisecond)
	}
	tc.CloseIdleConnections()
}
