//goweave:schedule go
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"
)

type key struct{}

func logging(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := &status{ResponseWriter: w, code: 200}
		next.ServeHTTP(rec, r.WithContext(context.WithValue(r.Context(), key{}, "v")))
		log.Println(r.Method, r.URL.Path, rec.code, rec.n)
	})
}

type status struct {
	http.ResponseWriter
	code, n int
}

func (s *status) WriteHeader(c int) { s.code = c; s.ResponseWriter.WriteHeader(c) }
func (s *status) Write(b []byte) (int, error) {
	n, err := s.ResponseWriter.Write(b)
	s.n += n
	return n, err
}
func (s *status) Unwrap() http.ResponseWriter { return s.ResponseWriter }

func recovery(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if e := recover(); e != nil {
				http.Error(w, fmt.Sprint("recovered: ", e), 500)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

type store struct {
	mu sync.Mutex
	m  map[string]int
}

func (s *store) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("PUT /kv/{k}", func(w http.ResponseWriter, r *http.Request) {
		var v struct {
			N int `json:"n"`
		}
		d := json.NewDecoder(r.Body)
		d.DisallowUnknownFields()
		if err := d.Decode(&v); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		s.mu.Lock()
		s.m[r.PathValue("k")] = v.N
		s.mu.Unlock()
		w.WriteHeader(http.StatusCreated)
	})
	mux.HandleFunc("GET /kv/{k}", func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		v, ok := s.m[r.PathValue("k")]
		s.mu.Unlock()
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"n":%d,"ctx":%q}`, v, r.Context().Value(key{}))
	})
	mux.HandleFunc("/panic", func(w http.ResponseWriter, r *http.Request) { panic("kaboom") })
	mux.HandleFunc("/events", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		rc := http.NewResponseController(w)
		for i := range 3 {
			fmt.Fprintf(w, "data: %d\n\n", i)
			if err := rc.Flush(); err != nil {
				log.Println("flush", err)
			}
			select {
			case <-time.After(10 * time.Millisecond):
			case <-r.Context().Done():
				return
			}
		}
	})
	mux.HandleFunc("/gzip", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Accept", r.Header.Get("Accept-Encoding"))
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			fmt.Fprint(w, "plain")
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		zw := gzip.NewWriter(w)
		fmt.Fprint(zw, strings.Repeat("compressed ", 20))
		zw.Close()
	})
	return mux
}

func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	s := &store{m: map[string]int{}}
	h := logging(recovery(http.StripPrefix("/api", s.routes())))
	srv := httptest.NewServer(h)
	defer srv.Close()
	do := func(method, path, body string) {
		req, _ := http.NewRequest(method, srv.URL+path, strings.NewReader(body))
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			fmt.Println(err)
			return
		}
		b, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		fmt.Printf("%s %s -> %d %q\n", method, path, resp.StatusCode, b)
	}
	do("PUT", "/api/kv/a", `{"n":5}`)
	do("PUT", "/api/kv/b", `{"n":"x"}`)
	do("PUT", "/api/kv/b", `{"z":1}`)
	do("PUT", "/api/kv/b", ``)
	do("GET", "/api/kv/a", "")
	do("GET", "/api/kv/zz", "")
	do("DELETE", "/api/kv/a", "")
	do("GET", "/api/panic", "")
	do("GET", "/kv/a", "")
	resp, _ := http.Get(srv.URL + "/api/events")
	sc := bufio.NewScanner(resp.Body)
	for sc.Scan() {
		if sc.Text() != "" {
			fmt.Println("event", sc.Text())
		}
	}
	resp.Body.Close()
	resp, _ = http.Get(srv.URL + "/api/gzip")
	b, err := io.ReadAll(resp.Body)
	fmt.Println(len(b), err, resp.Uncompressed, resp.Header.Get("Content-Encoding"), resp.ContentLength, resp.Header.Get("X-Accept"))
	resp.Body.Close()
	tr := &http.Transport{DisableCompression: true}
	resp, _ = (&http.Client{Transport: tr}).Get(srv.URL + "/api/gzip")
	b, _ = io.ReadAll(resp.Body)
	fmt.Println(string(b))
	tr.CloseIdleConnections()
	u, _ := url.Parse(srv.URL)
	rp := &httputil.ReverseProxy{
		Rewrite: func(pr *httputil.ProxyRequest) {
			pr.SetURL(u)
			pr.SetXForwarded()
			pr.Out.URL.Path = "/api" + pr.Out.URL.Path
		},
		ModifyResponse: func(r *http.Response) error {
			r.Header.Set("X-Proxied", "yes")
			if r.StatusCode == 404 {
				return fmt.Errorf("not there")
			}
			return nil
		},
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) {
			w.WriteHeader(599)
			fmt.Fprint(w, "proxy: ", err)
		},
	}
	front := httptest.NewServer(rp)
	defer front.Close()
	for _, p := range []string{"/kv/a", "/kv/none"} {
		resp, err := http.Get(front.URL + p)
		if err != nil {
			fmt.Println(err)
			continue
		}
		b, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		fmt.Println(resp.Status, string(b), resp.Header.Get("X-Proxied"))
	}
	req := httptest.NewRequest("POST", "http://example.com/x?y=1", strings.NewReader("body"))
	req.Header.Set("X-A", "1")
	d, err := httputil.DumpRequest(req, true)
	fmt.Printf("%q %v\n", d, err)
	req, _ = http.NewRequest("POST", "http://example.com/x?y=1", bytes.NewBufferString("body"))
	d, err = httputil.DumpRequestOut(req, true)
	fmt.Printf("%q %v\n", d, err)
	d, err = httputil.DumpRequestOut(req, false)
	fmt.Printf("%q %v\n", d, err)
	rec := httptest.NewRecorder()
	rec.Header().Set("A", "b")
	rec.WriteString("hello")
	d, err = httputil.DumpResponse(rec.Result(), true)
	fmt.Printf("%q %v\n", d, err)
	fmt.Println(rec.Code, rec.Flushed, rec.Result().ContentLength, rec.Result().Status)
}
