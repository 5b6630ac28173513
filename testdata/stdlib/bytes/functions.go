package main

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"unicode"
)

func main() {
	searches()
	slicesOf()
	changes()
	buffer()
	reader()
}

func searches() {
	s := []byte("go gopher é☺")
	fmt.Println(bytes.Index(s, []byte("go")), bytes.LastIndex(s, []byte("go")), bytes.Index(s, nil), bytes.LastIndex(s, nil), bytes.Index(s, []byte("x")))
	fmt.Println(bytes.IndexByte(s, 'p'), bytes.LastIndexByte(s, 'g'), bytes.IndexRune(s, '☺'), bytes.IndexAny(s, "☺é"), bytes.LastIndexAny(s, "é "), bytes.IndexAny([]byte("\xff"), "\xfe"))
	fmt.Println(bytes.Contains(s, []byte("pher")), bytes.ContainsAny(s, "xyz"), bytes.ContainsRune(s, 'é'), bytes.Count(s, []byte("o")), bytes.Count(s, nil))
	fmt.Println(bytes.Equal(nil, []byte{}), bytes.Equal(s, s[1:]), bytes.EqualFold([]byte("É"), []byte("é")), bytes.Compare([]byte("a"), []byte("b")), bytes.Compare(nil, nil))
	fmt.Println(bytes.HasPrefix(s, []byte("go")), bytes.HasSuffix(s, []byte("☺")), bytes.IndexFunc(s, unicode.IsSpace), bytes.LastIndexFunc(s, unicode.IsSpace), bytes.ContainsFunc(s, unicode.IsUpper))
}

func show(parts ...[]byte) {
	for _, p := range parts {
		fmt.Printf("%q nil=%t | ", p, p == nil)
	}
	fmt.Println()
}

func slicesOf() {
	s := []byte(" a,b,,c ")
	show(bytes.Split(s, []byte(","))...)
	show(bytes.SplitN(s, []byte(","), 2)...)
	show(bytes.SplitAfter(s, []byte(","))...)
	show(bytes.SplitAfterN(s, []byte(","), 2)...)
	show(bytes.Fields([]byte(" x  y\u00a0z "))...)
	show(bytes.FieldsFunc(s, unicode.IsPunct)...)
	show(bytes.Trim(s, " c"), bytes.TrimLeft(s, " "), bytes.TrimRight(s, " "), bytes.TrimSpace(s), bytes.TrimSpace([]byte(" ")), bytes.Trim([]byte("xx"), "x"), bytes.TrimLeft([]byte("xx"), "x"))
	show(bytes.TrimPrefix(s, []byte(" a")), bytes.TrimSuffix(s, []byte("c ")), bytes.TrimFunc(s, unicode.IsSpace))
	before, after, found := bytes.Cut([]byte("k=v"), []byte("="))
	show(before, after)
	fmt.Println(found)
	rest, found := bytes.CutPrefix([]byte("k=v"), []byte("k"))
	show(rest)
	fmt.Println(found)
	shared := []byte("x y")
	f := bytes.Fields(shared)
	f[0][0] = 'Z'
	f[0] = append(f[0], '!')
	fmt.Printf("%s %s\n", shared, f)
	for part := range bytes.SplitSeq([]byte("1;2"), []byte(";")) {
		fmt.Printf("%s ", part)
	}
	for line := range bytes.Lines([]byte("one\ntwo")) {
		fmt.Printf("%q ", line)
	}
	fmt.Println(len(slices.Collect(bytes.FieldsSeq([]byte(" a b ")))))
}

func changes() {
	s := []byte("Héllo ß")
	show(bytes.ToUpper(s), bytes.ToLower(s), bytes.ToTitle(s), bytes.ToUpper(nil), bytes.ToLower([]byte("x")), bytes.Title([]byte("a bc")))
	show(bytes.Replace(s, []byte("l"), []byte("LL"), 1), bytes.ReplaceAll(s, []byte("l"), nil), bytes.Replace(nil, []byte("x"), nil, -1), bytes.Replace([]byte("ab"), nil, []byte("-"), -1), bytes.ReplaceAll([]byte("a"), []byte("a"), nil))
	show(bytes.Repeat([]byte("ab"), 3), bytes.Repeat(nil, 2), bytes.Clone(nil), bytes.Clone([]byte{}), bytes.ToValidUTF8([]byte("a\xffb"), []byte("?")), bytes.ToValidUTF8(nil, nil))
	show(bytes.Map(func(r rune) rune {
		if r == 'l' {
			return -1
		}
		return r + 1
	}, s), bytes.Join([][]byte{[]byte("a"), []byte("b")}, []byte(", ")), bytes.Join(nil, nil))
	fmt.Println(bytes.Runes([]byte("aé\xff")))
	up := bytes.ToUpper(s)
	up[0] = 'J'
	fmt.Printf("%s %s\n", s, up)
}

func buffer() {
	var b bytes.Buffer
	b.WriteString("hello ")
	b.Write([]byte("world\nline two\nrest"))
	b.WriteByte('!')
	b.WriteRune('é')
	fmt.Fprintf(&b, " %d", 42)
	fmt.Println(b.Len(), b.String() == string(b.Bytes()))
	p := make([]byte, 5)
	n, err := b.Read(p)
	fmt.Printf("%d %v %q\n", n, err, p)
	fmt.Println(b.ReadByte())
	fmt.Println(b.UnreadByte(), b.UnreadByte())
	line, err := b.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	bs, err := b.ReadBytes('\n')
	fmt.Printf("%q %v\n", bs, err)
	fmt.Printf("%q\n", b.Next(2))
	fmt.Println(b.ReadRune())
	fmt.Println(b.UnreadRune())
	peek, err := b.Peek(3)
	fmt.Printf("%q %v\n", peek, err)
	b.Truncate(4)
	fmt.Printf("%q\n", b.String())
	fmt.Println(b.WriteTo(io.Discard))
	fmt.Println(b.ReadFrom(bytes.NewReader([]byte("from reader"))))
	fmt.Println(b.String(), bytes.NewBufferString("x").Len(), b.Available() >= 0)
	b.Reset()
	_, err = b.ReadByte()
	fmt.Println(err, b.Len())
	var big bytes.Buffer
	for i := range 1000 {
		fmt.Fprintln(&big, i)
	}
	fmt.Println(big.Len())
}

func reader() {
	r := bytes.NewReader([]byte("reader"))
	p := make([]byte, 4)
	fmt.Println(r.Read(p))
	fmt.Println(r.Seek(-2, io.SeekEnd))
	fmt.Println(r.Read(p))
	fmt.Println(r.Read(p))
	fmt.Println(r.ReadAt(p, 1))
	fmt.Println(r.Len(), r.Size(), string(p))
}
