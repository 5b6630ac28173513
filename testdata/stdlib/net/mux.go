package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
)

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			s := fmt.Sprint(r)
			for _, w := range strings.Fields(s) {
				if i := strings.LastIndex(w, "/"); i >= 0 && strings.Contains(w, ".go:") {
					s = strings.ReplaceAll(s, w, w[i+1:])
				}
			}
			fmt.Println("panic:", s)
		}
	}()
	f()
}

func main() {
	h := func(name string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, "%s|%s|id=%s rest=%s", name, r.Pattern, r.PathValue("id"), r.PathValue("rest"))
		}
	}
	mux := http.NewServeMux()
	for _, p := range []string{"/", "GET /items", "POST /items", "GET /items/{id}", "DELETE /items/{id}", "GET /items/{id}/sub/{$}", "GET /items/special", "GET /files/{rest...}", "example.com/", "example.com/items", "/a/b/", "HEAD /only", "/tree/", "PUT /tree/x", "/enc/{id}"} {
		mux.Handle(p, h(p))
	}
	for _, q := range []string{"GET /", "GET /none", "GET /items", "POST /items", "PUT /items", "GET /items/", "GET /items/7", "HEAD /items/7", "PATCH /items/7", "GET /items/special", "POST /items/special", "GET /items/7/sub/", "GET /items/7/sub", "GET /items/7/sub/x", "GET /files", "GET /files/", "GET /files/a/b/c", "POST /files/x", "GET /a/b", "GET /a/b/c", "GET /a/x/c", "GET /a//b", "GET /a/../items", "GET //items", "GET /items/./7", "HEAD /only", "GET /only", "GET /tree", "GET /tree/x", "PUT /tree/x", "GET /tree?x=1", "GET /enc/a%2Fb", "GET /enc/%7Bx", "GET /items/7%2f8", "OPTIONS /items", "CONNECT /items", "GET http://example.com/items", "GET http://example.com/zzz", "GET http://example.com:8080/items"} {
		m, p, _ := strings.Cut(q, " ")
		r := httptest.NewRequest(m, p, nil)
		if !strings.HasPrefix(p, "http") {
			r.Host = "other"
		}
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		b, _ := io.ReadAll(w.Result().Body)
		_, pat := mux.Handler(r)
		fmt.Printf("%s -> %d %q allow=%q loc=%q pat=%q\n", q, w.Code, b, w.Header().Get("Allow"), w.Header().Get("Location"), pat)
	}
	for _, ps := range [][]string{{"/x", "/x"}, {"/x/{a}", "/x/{b}"}, {"/x/{a}/y", "/x/z/{b}"}, {"GET /x/", "/x/{a}"}, {"GET /x/{a}", "/x/y"}, {"GET /x", "/x"}, {"/{a}/b", "/a/{b}"}, {"/a/{b...}", "/a/{c...}"}, {"/a/{$}", "/a/{b...}"}, {"/{a}/{$}", "/x/"}, {"h/{a}/b", "h/a/{b}"}, {"h/x", "/x"},
		{""}, {"GET"}, {"/a/{b}c"}, {"/a/{b"}, {"/{a}/{a}"}, {"/{a...}/b"}, {"/{$}/a"}, {"/{}"}, {"/{1a}"}, {"/a//b"}, {"GET  /a"}, {"G@T /a"}, {"{a}/b"}, {"/a/../b"}, {"/{a-b}"}} {
		try(func() {
			m := http.NewServeMux()
			for _, p := range ps {
				m.HandleFunc(p, func(w http.ResponseWriter, r *http.Request) {})
			}
			fmt.Println("fine", ps)
		})
	}
	try(func() { http.NewServeMux().Handle("/x", nil) })
	try(func() { http.NewServeMux().HandleFunc("/x", nil) })
}
