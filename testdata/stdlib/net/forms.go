package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /upload", func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseMultipartForm(1 << 10); err != nil {
			http.Error(w, err.Error(), 400)
			return
		}
		f, h, err := r.FormFile("file")
		if err != nil {
			http.Error(w, err.Error(), 400)
			return
		}
		defer f.Close()
		b, _ := io.ReadAll(f)
		fmt.Fprintln(w, h.Filename, h.Size, len(b), r.FormValue("name"), r.PostFormValue("name"), r.FormValue("q"), r.Form, r.MultipartForm.Value)
		_, _, err = r.FormFile("nothing")
		fmt.Fprintln(w, err, err == http.ErrMissingFile)
		_, err = r.MultipartReader()
		fmt.Fprintln(w, err)
		fmt.Fprintln(w, r.MultipartForm.RemoveAll())
	})
	mux.HandleFunc("POST /stream", func(w http.ResponseWriter, r *http.Request) {
		mr, err := r.MultipartReader()
		if err != nil {
			http.Error(w, err.Error(), 400)
			return
		}
		for {
			p, err := mr.NextPart()
			if err == io.EOF {
				break
			}
			if err != nil {
				fmt.Fprintln(w, err)
				return
			}
			n, err := io.Copy(io.Discard, p)
			fmt.Fprintln(w, p.FormName(), p.FileName(), n, err)
		}
		fmt.Fprintln(w, r.ParseMultipartForm(1))
	})
	mux.HandleFunc("/form", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, r.ParseForm())
		fmt.Fprintln(w, r.Form, r.PostForm)
	})
	mux.HandleFunc("/limited", func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 10)
		_, err := io.ReadAll(r.Body)
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			http.Error(w, fmt.Sprint("limit ", tooLarge.Limit, err), http.StatusRequestEntityTooLarge)
			return
		}
		fmt.Fprintln(w, "fine", err)
	})
	srv := httptest.NewServer(mux)
	defer srv.Close()
	post := func(path, ct string, body io.Reader) {
		resp, err := http.Post(srv.URL+path, ct, body)
		if err != nil {
			fmt.Println(err)
			return
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		fmt.Println(path, resp.Status, resp.Close, err)
		fmt.Print(string(b))
	}
	build := func(size int) (*bytes.Buffer, string) {
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		w.WriteField("name", "gopher")
		w.WriteField("name", "second")
		f, _ := w.CreateFormFile("file", "hello.txt")
		f.Write(bytes.Repeat([]byte("x"), size))
		w.Close()
		return &b, w.FormDataContentType()
	}
	for _, n := range []int{10, 5000} {
		b, ct := build(n)
		post("/upload?q=query&name=url", ct, b)
		b, ct = build(n)
		post("/stream", ct, b)
	}
	post("/upload", "text/plain", strings.NewReader("x"))
	post("/upload", "multipart/form-data", strings.NewReader("x"))
	post("/upload", "multipart/form-data; boundary=x", strings.NewReader("--x\r\n\r\nabc"))
	post("/upload", "", strings.NewReader("x"))
	post("/form?a=1&b=2", "application/x-www-form-urlencoded", strings.NewReader("a=3&c=%zz"))
	post("/form?a=1&b=2", "application/x-www-form-urlencoded", strings.NewReader("a=3&c=4;d=5"))
	post("/form?a=1;b=2", "application/x-www-form-urlencoded", strings.NewReader("a=3&c=4"))
	post("/form?a=1", "bad/", strings.NewReader("a=3&c=4"))
	post("/limited", "text/plain", strings.NewReader("0123456789"))
	post("/limited", "text/plain", strings.NewReader("0123456789a"))
	resp, err := http.PostForm(srv.URL+"/form", url.Values{"k": {"v1", "v 2"}, "é": {"&="}})
	b, _ := io.ReadAll(resp.Body)
	fmt.Print(string(b), err, "\n")

	r := httptest.NewRequest("POST", "/", strings.NewReader("x=1"))
	fmt.Println(r.FormValue("x"), r.ParseMultipartForm(1))
	r = httptest.NewRequest("POST", "/?y=2", nil)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	fmt.Println(r.ParseForm(), r.Form)
	r, _ = http.NewRequest("POST", "/?y=2", nil)
	fmt.Println(r.ParseForm(), r.Form, r.FormValue("y"))
	r, _ = http.NewRequest("GET", "/?y=2", nil)
	_, err = r.MultipartReader()
	fmt.Println(err)
}
