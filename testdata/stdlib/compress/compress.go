// compress/flate, gzip and zlib: what is written is read again, and what is wrong is told.
package main

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"
)

func text() []byte {
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, "line %d of a text that repeats itself\n", i*i)
	}
	return []byte(b.String())
}

func levels() {
	data := text()
	for level := flate.HuffmanOnly; level <= flate.BestCompression; level += 3 {
		var b bytes.Buffer
		w, err := flate.NewWriter(&b, level)
		n, _ := w.Write(data[:100])
		w.Flush()
		early := make([]byte, 100)
		_, readErr := io.ReadFull(flate.NewReader(bytes.NewReader(b.Bytes())), early)
		w.Write(data[100:])
		fmt.Println(level, err, n, readErr, bytes.Equal(early, data[:100]), w.Close(), w.Close())
		_, closed := w.Write(nil)
		source := bytes.NewBufferString(b.String() + "rest")
		got, err := io.ReadAll(flate.NewReader(source))
		fmt.Println(closed, bytes.Equal(got, data), err, source.String(), level == 0 || b.Len() < len(data)*3/4)
	}
	_, err := flate.NewWriter(nil, 10)
	fmt.Println(err)
	var b bytes.Buffer
	w, _ := flate.NewWriterDict(&b, 9, []byte("a text that repeats itself"))
	w.Write(data[:40])
	w.Close()
	got, err := io.ReadAll(flate.NewReaderDict(&b, []byte("a text that repeats itself")))
	fmt.Println(string(got) == string(data[:40]), err)
}

// What real Go writes: at level 6, and with codes of its own at 9.
const (
	fixed   = "f348cdc9c95728cf2fca495148cd2bc9cc4d55482cc9cc4bcd4b2f4a4d2d4e0500"
	dynamic = "04c00901c0300803404be10f725a58fd4bd84128d751bb94280574db3e86590ed8712e579f001033911cca992bcfa1aeabddd4c7b2046cd1ee873e9f450ce2796417cbe3110027a59b3c55f7a663627733f8d5ad7f00"
)

func corrupt() {
	for _, s := range []string{fixed, dynamic, "07", "0300", "010100feff41", "010100ffff41", "0101", "04c0", "ffffff", "4b040000ffff"} {
		data, _ := hex.DecodeString(s)
		got, err := io.ReadAll(flate.NewReader(bytes.NewReader(data)))
		fmt.Printf("%.12s %q %v\n", s, got, err)
	}
}

func files() {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Name, w.Comment, w.Extra, w.ModTime = "größe.txt", "a comment", []byte{1, 2}, time.Unix(1700000000, 0)
	w.Write([]byte("first"))
	fmt.Println(w.Close())
	fmt.Printf("%x\n", b.Bytes()[:10])
	w.Reset(&b)
	io.WriteString(w, " second")
	w.Close()
	all := bytes.Clone(b.Bytes())
	r, err := gzip.NewReader(&b)
	fmt.Println(r.Name, r.Comment, r.Extra, r.ModTime.Unix(), r.OS, err)
	got, err := io.ReadAll(r)
	fmt.Println(string(got), err, r.Close())
	source := bytes.NewReader(all)
	r.Reset(source)
	for {
		r.Multistream(false)
		got, err = io.ReadAll(r)
		fmt.Printf("%q %v\n", got, err)
		if err = r.Reset(source); err != nil {
			fmt.Println(err)
			break
		}
	}
	for _, change := range []func(b []byte) []byte{
		func(b []byte) []byte { b[0] = 0; return b },
		func(b []byte) []byte { b[len(b)-1]++; return b },
		func(b []byte) []byte { b[len(b)-5]++; return b },
		func(b []byte) []byte { return b[:len(b)-3] },
		func(b []byte) []byte { return b[:5] },
		func(b []byte) []byte { return nil },
		func(b []byte) []byte { return append(b, "junk that follows"...) },
	} {
		r, err := gzip.NewReader(bytes.NewReader(change(bytes.Clone(all))))
		if err != nil {
			fmt.Println(err)
			continue
		}
		got, err := io.ReadAll(r)
		fmt.Printf("%q %v\n", got, err)
	}
	w = gzip.NewWriter(io.Discard)
	w.Name = "\u4e16"
	_, err = w.Write([]byte("x"))
	fmt.Println(err, w.Close())
}

func streams() {
	dict := []byte("dictionary of words")
	var b bytes.Buffer
	w, err := zlib.NewWriterLevelDict(&b, 7, dict)
	io.WriteString(w, "words of the dictionary")
	fmt.Println(err, w.Close(), hex.EncodeToString(b.Bytes()[:6]))
	for _, d := range [][]byte{dict, nil} {
		r, err := zlib.NewReaderDict(bytes.NewReader(b.Bytes()), d)
		if err != nil {
			fmt.Println(err)
			continue
		}
		got, err := io.ReadAll(r)
		fmt.Println(string(got), err, r.Close())
	}
	for _, s := range []string{"789c010500faff68656c6c6f062c0215", "789c010500faff68656c6c6f062c0216", "789d", "78", "7801"} {
		data, _ := hex.DecodeString(s)
		r, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			fmt.Println(err)
			continue
		}
		got, err := io.ReadAll(r)
		fmt.Printf("%q %v\n", got, err)
	}
	_, err = zlib.NewWriterLevel(nil, -3)
	fmt.Println(err)
}

func main() {
	levels()
	corrupt()
	files()
	streams()
}
