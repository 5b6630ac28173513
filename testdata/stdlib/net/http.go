package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
)

func show(resp *http.Response, err error) {
	if err != nil {
		fmt.Println("error:", strip(err.Error()))
		return
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	fmt.Println(resp.Status, resp.ContentLength, resp.TransferEncoding, len(b), err)
	var keys []string
	for k := range resp.Header {
		if k != "Date" {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for _, k := range keys {
		fmt.Println("  ", k, resp.Header[k])
	}
	if len(b) < 300 {
		fmt.Printf("  %q\n", b)
	}
}

var addr string

func strip(s string) string { return strings.ReplaceAll(s, addr, "ADDR") }

func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /hello/{name}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "hello %s %s %s", r.PathValue("name"), r.Pattern, r.URL.Query().Get("q"))
	})
	mux.HandleFunc("/files/{path...}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.PathValue("path"))
	})
	mux.HandleFunc("/dir/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "dir ", r.URL.Path) })
	mux.HandleFunc("/exact/{$}", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "exact") })
	mux.HandleFunc("POST /echo", func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		w.Header().Set("X-Len", fmt.Sprint(len(b), r.ContentLength, r.TransferEncoding, err))
		w.Write(b)
	})
	mux.HandleFunc("/form", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.FormValue("a"), r.PostFormValue("b"), r.Form)
	})
	mux.HandleFunc("/big", func(w http.ResponseWriter, r *http.Request) {
		for range 100 {
			w.Write(bytes.Repeat([]byte("x"), 1000))
		}
	})
	mux.HandleFunc("/flush", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "one")
		w.(http.Flusher).Flush()
		fmt.Fprint(w, "two")
	})
	mux.HandleFunc("/status/{code}", func(w http.ResponseWriter, r *http.Request) {
		var code int
		fmt.Sscan(r.PathValue("code"), &code)
		w.WriteHeader(code)
		w.WriteHeader(201)
	})
	mux.HandleFunc("/redirect", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/hello/there?q=1", http.StatusFound)
	})
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/loop", http.StatusFound)
	})
	mux.HandleFunc("/cookie", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "b c", Path: "/", MaxAge: 10, HttpOnly: true, SameSite: http.SameSiteLaxMode})
		fmt.Fprint(w, r.Cookies())
	})
	mux.HandleFunc("/panic", func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) })
	mux.HandleFunc("/error", func(w http.ResponseWriter, r *http.Request) { http.Error(w, "bad", 418) })
	mux.HandleFunc("/auth", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Header["Authorization"]) })
	gone := make(chan error, 1)
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
			gone <- r.Context().Err()
		case <-time.After(10 * time.Second):
		}
	})
	srv := httptest.NewServer(mux)
	addr = srv.Listener.Addr().String()
	c := srv.Client()
	for _, path := range []string{
		"/hello/bob?q=5", "/hello/a%2Fb", "/files/a/b/c", "/files/", "/dir", "/dir/x", "/exact/", "/exact/x", "/nothing",
		"//double//x", "/dir/../hello/x", "/big", "/flush", "/status/204", "/status/404", "/redirect", "/loop", "/cookie", "/panic",
		"/error", "/echo", "/form?a=1&a=2&c=%20",
	} {
		fmt.Println("GET", path)
		show(c.Get(srv.URL + path))
	}
	show(c.Post(srv.URL+"/echo", "text/plain", strings.NewReader("body")))
	show(c.Post(srv.URL+"/echo", "text/plain", io.MultiReader(strings.NewReader("chun"), strings.NewReader("ked"))))
	show(c.Post(srv.URL+"/echo", "text/plain", bytes.NewReader(make([]byte, 100000))))
	show(c.PostForm(srv.URL+"/form?a=u", url.Values{"a": {"x"}, "b": {"y z"}}))
	show(c.Head(srv.URL + "/big"))
	show(c.Head(srv.URL + "/hello/x"))
	req, _ := http.NewRequest("DELETE", srv.URL+"/echo", nil)
	show(c.Do(req))
	req, _ = http.NewRequest("GET", strings.Replace(srv.URL, "http://", "http://user:pw@", 1)+"/auth", nil)
	show(c.Do(req))
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	req, _ = http.NewRequestWithContext(ctx, "GET", srv.URL+"/slow", nil)
	_, err := c.Do(req)
	fmt.Println(errors.Is(err, context.DeadlineExceeded), strip(err.Error()), <-gone)
	cancel()
	c.Timeout = 50 * time.Millisecond
	_, err = c.Get(srv.URL + "/slow")
	fmt.Println(err.(net.Error).Timeout(), strip(err.Error()), <-gone)
	c.Timeout = 0
	_, err = c.Get("http://127.0.0.1:1/")
	fmt.Println(err)
	_, err = c.Get("foo://x/")
	fmt.Println(err)
	_, err = c.Get(":bad")
	fmt.Println(err)

	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() {
			resp, err := c.Get(srv.URL + "/hello/many")
			if err != nil {
				fmt.Println(err)
				return
			}
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		})
	}
	wg.Wait()
	srv.Close()
	_, err = c.Get(srv.URL + "/")
	fmt.Println(strip(err.Error()))

	rec := httptest.NewRecorder()
	mux.ServeHTTP(rec, httptest.NewRequest("GET", "/hello/rec", nil))
	show(rec.Result(), nil)
	for _, bad := range []string{"GET", "/{x", "/a{b}", "/{$}/x", "/{a...}/b", "/{a}/{a}", "G T /", "GET /a//b", "/hello/{x}", "GET /hello/{other}", "/files/x/{y}"} {
		func() {
			defer func() {
				s := fmt.Sprint(recover())
				i := strings.Index(s, " (registered")
				if i > 0 {
					s = s[:i] + s[strings.LastIndex(s, "):"):]
				}
				fmt.Println(s)
			}()
			mux.HandleFunc(bad, func(http.ResponseWriter, *http.Request) {})
		}()
	}
	l, _ := net.Listen("tcp", "127.0.0.1:0")
	server := &http.Server{Handler: mux}
	done := make(chan error)
	go func() { done <- server.Serve(l) }()
	resp, err := http.Get("http://" + l.Addr().String() + "/hello/x")
	show(resp, err)
	fmt.Println(server.Shutdown(context.Background()), <-done)
	fmt.Println(http.DetectContentType([]byte("<html>")), http.DetectContentType([]byte("\x89PNG\r\n\x1a\n")), http.DetectContentType([]byte{0, 1}))
	h := http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }), time.Second, "late")
	rec = httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequest("GET", "/", nil))
	fmt.Println(rec.Code, rec.Body)
	for _, s := range []string{"a=b; c=d", "a", `x="q r"`, "=", "a=b;c"} {
		cs, err := http.ParseCookie(s)
		fmt.Println(cs, err)
	}
	ck, err := http.ParseSetCookie("id=a3fWa; Expires=Wed, 21 Oct 2015 07:28:00 GMT; Secure; HttpOnly; Path=/; Max-Age=5; SameSite=Strict; foo")
	fmt.Printf("%+v %v\n%s\n", *ck, err, ck)
}
