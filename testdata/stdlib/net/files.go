package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing/fstest"
	"time"
)

func show(h http.Handler, method, path string, hdr ...string) {
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i+1 < len(hdr); i += 2 {
		r.Header.Set(hdr[i], hdr[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	res := w.Result()
	b, _ := io.ReadAll(res.Body)
	fmt.Println(method, path, hdr, "->", res.Status, len(b))
	var keys []string
	for k := range res.Header {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		v := res.Header.Get(k)
		if i := strings.Index(v, "boundary="); i >= 0 {
			v = v[:i+9]
		}
		fmt.Printf("   %s: %s\n", k, v)
	}
	if len(b) < 400 && !strings.Contains(res.Header.Get("Content-Type"), "byteranges") {
		fmt.Printf("   %q\n", b)
	} else {
		fmt.Println("  ", len(b), strings.Count(string(b), "Content-Range"))
	}
}

func main() {
	mt := time.Date(2024, 3, 4, 5, 6, 7, 8, time.UTC)
	fsys := fstest.MapFS{
		"index.html":      {Data: []byte("<h1>root</h1>"), ModTime: mt},
		"a.txt":           {Data: []byte("0123456789abcdef"), ModTime: mt},
		"dir/b.json":      {Data: []byte(`{"a":1}`), ModTime: mt},
		"dir/sub/c":       {Data: []byte("plain text here"), ModTime: mt},
		"dir/x<y>&z.html": {Data: []byte("q"), ModTime: mt},
		"dir/a:b":         {Data: []byte("q"), ModTime: mt},
		"site/index.html": {Data: []byte("site"), ModTime: mt},
		"empty":           {Data: nil},
		"big.bin":         {Data: []byte(strings.Repeat("\x00\x01", 5000)), ModTime: mt},
	}
	fs := http.FileServerFS(fsys)
	for _, p := range []string{"/", "/index.html", "/a.txt", "/dir", "/dir/", "/dir/b.json", "/dir/sub/c", "/dir/sub/c/", "/site", "/site/", "/nope", "/a.txt/x", "/../a.txt", "/empty", "/dir?q=1", "/big.bin"} {
		show(fs, "GET", p)
	}
	show(fs, "HEAD", "/a.txt")
	show(fs, "POST", "/a.txt")
	for _, rg := range []string{"bytes=0-3", "bytes=-4", "bytes=10-", "bytes=0-0,5-6", "bytes=20-30", "bytes=5-2", "lines=1-2", "bytes=0-3,100-", "bytes=a-b", "bytes=0-100"} {
		show(fs, "GET", "/a.txt", "Range", rg)
	}
	show(fs, "GET", "/empty", "Range", "bytes=0-10")
	show(fs, "GET", "/a.txt", "If-Modified-Since", mt.Format(http.TimeFormat))
	show(fs, "GET", "/a.txt", "If-Modified-Since", mt.Add(-time.Hour).Format(http.TimeFormat))
	show(fs, "GET", "/a.txt", "If-Unmodified-Since", mt.Add(-time.Hour).Format(http.TimeFormat))
	show(fs, "GET", "/a.txt", "Range", "bytes=0-3", "If-Range", mt.Format(http.TimeFormat))
	show(fs, "GET", "/a.txt", "Range", "bytes=0-3", "If-Range", mt.Add(time.Hour).Format(http.TimeFormat))
	etag := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Etag", `"v1"`)
		w.Header().Set("Cache-Control", "max-age=1")
		http.ServeContent(w, r, "x.css", mt, strings.NewReader("body { }"))
	})
	show(etag, "GET", "/")
	show(etag, "GET", "/", "If-None-Match", `"v1"`)
	show(etag, "GET", "/", "If-None-Match", `"v0", W/"v1"`)
	show(etag, "POST", "/", "If-None-Match", `*`)
	show(etag, "GET", "/", "If-Match", `"v2"`)
	show(etag, "GET", "/", "If-Match", `W/"v1"`)
	show(etag, "GET", "/", "If-Match", `"v1"`, "Range", "bytes=2-4", "If-Range", `"v1"`)
	show(etag, "GET", "/", "Range", "bytes=2-4", "If-Range", `"v2"`)
	show(etag, "GET", "/", "Range", "bytes=200-400")
	show(http.StripPrefix("/static/", http.FileServer(http.FS(fsys))), "GET", "/static/dir/b.json")
	show(http.StripPrefix("/static/", http.FileServer(http.FS(fsys))), "GET", "/other/dir/b.json")
	show(http.StripPrefix("/static", http.FileServer(http.FS(fsys))), "GET", "/static/")

	dir, _ := os.MkdirTemp("", "fs")
	os.WriteFile(dir+"/f.txt", []byte("file"), 0o644)
	os.Mkdir(dir+"/d", 0o755)
	os.Chtimes(dir+"/f.txt", mt, mt)
	show(http.FileServer(http.Dir(dir)), "GET", "/f.txt")
	show(http.FileServer(http.Dir(dir)), "GET", "/f.txt/g")
	show(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, dir+"/f.txt") }), "GET", "/whatever")
	show(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, dir+"/f.txt") }), "GET", "/a/../b")
	show(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, dir+"/none") }), "GET", "/a")
	show(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, fsys, "dir/b.json") }), "GET", "/a")
	_, err := http.Dir(dir).Open("/../../etc/none")
	fmt.Println(err != nil)
	_, err = http.Dir(dir).Open("/x\x00y")
	fmt.Println(err)
	tr := &http.Transport{}
	tr.RegisterProtocol("file", http.NewFileTransportFS(fsys))
	res, err := (&http.Client{Transport: tr}).Get("file:///dir/b.json")
	if err != nil {
		fmt.Println(err)
	} else {
		b, err := io.ReadAll(res.Body)
		fmt.Println(res.Status, string(b), err, res.ContentLength, res.Header.Get("Content-Type"))
	}
	_, err = (&http.Client{Transport: tr}).Get("ftp://x/y")
	fmt.Println(err)
}
