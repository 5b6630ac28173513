// Archives are written, read, copied and damaged.
package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing/fstest"
	"time"
)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	var buf bytes.Buffer
	buf.WriteString("#!/bin/sh\n")
	w := zip.NewWriter(&buf)
	w.SetOffset(10)
	must(w.SetComment("the end"))
	f, err := w.Create("a/hello.txt")
	must(err)
	io.WriteString(f, strings.Repeat("Hello, Gopher! ", 100))
	h := &zip.FileHeader{Name: "b/größe", Comment: "c", Modified: time.Date(2020, 2, 3, 4, 5, 6, 0, time.FixedZone("", 3600))}
	h.SetMode(0o640 | fs.ModeSetuid)
	f, err = w.CreateHeader(h)
	must(err)
	io.WriteString(f, "stored")
	f, err = w.Create("dir/")
	must(err)
	_, err = f.Write([]byte("x"))
	fmt.Println(err)
	must(w.Close())
	fmt.Println(w.Close())

	data := buf.Bytes()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(err)
	fmt.Println(r.Comment)
	for _, f := range r.File {
		fmt.Println(f.Name, f.Comment, f.Method, f.Mode(), f.UncompressedSize64, f.CRC32, f.Flags, f.NonUTF8, f.Modified, f.FileInfo())
		rc, err := f.Open()
		must(err)
		text, err := io.ReadAll(rc)
		fmt.Printf("%.20q %d %v %v\n", text, len(text), err, rc.Close())
	}
	must(fs.WalkDir(r, ".", func(path string, d fs.DirEntry, err error) error {
		fmt.Println(path, d, err)
		return nil
	}))
	text, err := fs.ReadFile(r, "b/größe")
	fmt.Printf("%s %v\n", text, err)
	_, err = r.Open("none")
	fmt.Println(err, errors.Is(err, fs.ErrNotExist))
	must(fstest.TestFS(r, "a/hello.txt", "b/größe", "dir"))

	var again bytes.Buffer
	w = zip.NewWriter(&again)
	must(w.Copy(r.File[0]))
	must(w.AddFS(fstest.MapFS{"x/y": {Data: []byte("Y"), Mode: 0o644}}))
	must(w.Close())
	must(os.WriteFile("/tmp/goweave-again.zip", again.Bytes(), 0o666))
	rc, err := zip.OpenReader("/tmp/goweave-again.zip")
	must(err)
	for _, f := range rc.File {
		fmt.Println(f.Name, f.UncompressedSize64, f.Mode())
	}
	must(rc.Close())
	os.Remove("/tmp/goweave-again.zip")

	stored := bytes.Index(data, []byte("stored"))
	data[stored]++
	r, err = zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(err)
	file, err := r.File[1].Open()
	must(err)
	_, err = io.ReadAll(file)
	fmt.Println(err)
	_, err = zip.NewReader(bytes.NewReader(data[:100]), 100)
	fmt.Println(err)
	_, err = zip.NewReader(strings.NewReader(""), -1)
	fmt.Println(err)
}
