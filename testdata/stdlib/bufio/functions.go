package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

func main() {
	scanners()
	readers()
	writers()
}

func scan(text string, split bufio.SplitFunc) {
	s := bufio.NewScanner(strings.NewReader(text))
	s.Split(split)
	for s.Scan() {
		fmt.Printf("%q ", s.Text())
	}
	fmt.Println(s.Err())
}

func scanners() {
	scan("one\ntwo\r\n\nlast", bufio.ScanLines)
	scan("", bufio.ScanLines)
	scan("\n", bufio.ScanLines)
	scan("  some  words\u2003here\u00a0\xff x ", bufio.ScanWords)
	scan(" \t", bufio.ScanWords)
	scan("aé\xff世", bufio.ScanRunes)
	scan("abé", bufio.ScanBytes)
	scan("a,b,stop,c", func(data []byte, atEOF bool) (int, []byte, error) {
		if i := bytes.IndexByte(data, ','); i >= 0 {
			if string(data[:i]) == "stop" {
				return i + 1, data[:i], bufio.ErrFinalToken
			}
			return i + 1, data[:i], nil
		}
		if atEOF && len(data) > 0 {
			return len(data), data, nil
		}
		return 0, nil, nil
	})
	s := bufio.NewScanner(strings.NewReader(strings.Repeat("x", 100)))
	s.Buffer(make([]byte, 10), 20)
	fmt.Println(s.Scan(), s.Err(), errors.Is(s.Err(), bufio.ErrTooLong))
	s = bufio.NewScanner(strings.NewReader(strings.Repeat("word ", 50000)))
	s.Split(bufio.ScanWords)
	n := 0
	for s.Scan() {
		n += len(s.Bytes())
	}
	fmt.Println(n)
}

func readers() {
	r := bufio.NewReaderSize(strings.NewReader("first line\nsecond, a longer line\nthird\nend"), 16)
	line, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	peek, err := r.Peek(6)
	fmt.Printf("%q %v %d\n", peek, err, r.Buffered())
	part, prefix, err := r.ReadLine()
	fmt.Printf("%q %t %v\n", part, prefix, err)
	rest, err := r.ReadBytes('\n')
	fmt.Printf("%q %v\n", rest, err)
	_, err = r.Peek(20)
	fmt.Println(err)
	b, err := r.ReadByte()
	fmt.Println(b, err, r.UnreadByte())
	c, size, err := r.ReadRune()
	fmt.Println(c, size, err, r.UnreadRune(), r.UnreadRune())
	n, err := r.Discard(2)
	fmt.Println(n, err)
	slice, err := r.ReadSlice('\n')
	fmt.Printf("%q %v\n", slice, err)
	all, err := io.ReadAll(r)
	fmt.Printf("%q %v\n", all, err)
	_, err = r.ReadByte()
	fmt.Println(err)
	var w strings.Builder
	r.Reset(strings.NewReader("copied"))
	fmt.Println(r.WriteTo(&w))
	fmt.Println(w.String(), r.Size())
}

type chunks struct{ sizes []int }

func (c *chunks) Write(p []byte) (int, error) {
	c.sizes = append(c.sizes, len(p))
	if len(c.sizes) > 3 {
		return 0, errors.New("full")
	}
	return len(p), nil
}

func writers() {
	c := &chunks{}
	w := bufio.NewWriterSize(c, 16)
	w.WriteString("0123456789")
	w.WriteByte('x')
	w.WriteRune('世')
	fmt.Println(w.Buffered(), w.Available(), w.Size())
	fmt.Fprintf(w, "%s", strings.Repeat("y", 40))
	fmt.Println(w.Flush(), c.sizes)
	w.WriteString("z")
	fmt.Println(w.Flush(), c.sizes)
	_, err := w.WriteString("more")
	fmt.Println(err, w.Flush())
	var b strings.Builder
	rw := bufio.NewReadWriter(bufio.NewReader(strings.NewReader("in")), bufio.NewWriter(&b))
	s, err := rw.ReadString(0)
	rw.WriteString("out")
	rw.Flush()
	fmt.Println(s, err, b.String())
}
