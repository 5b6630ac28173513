package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"slices"
	"strings"
)

func mediaTypes() {
	for _, s := range []string{
		"text/html; charset=utf-8", `form-data; name="file"; filename="C:\dev\go\foo.txt"`, "text/plain;", "TEXT/HTML; Charset=\"a b\"",
		"text/html; charset=", "a b", "/x", "text/", "text/x y; q=1", "x; a=1; a=2", "x; a=1; A=1",
		"attachment; filename*=utf-8''%e2%82%ac%20rates", "x; t*0=ab; t*1=cd; t*2*=%20e", "x; t*=latin9''a", `x; a="b`, "x; =1",
	} {
		t, p, err := mime.ParseMediaType(s)
		fmt.Printf("%q: %q %v %v\n", s, t, p, err)
	}
	fmt.Println(mime.FormatMediaType("Text/HTML", map[string]string{"b": "x y", "a": "ü", "C": `q"\`}))
	fmt.Printf("%q %q\n", mime.FormatMediaType("a b", nil), mime.FormatMediaType("x", map[string]string{"a b": ""}))
	for _, e := range []string{".html", ".JSON", ".png", ".js", ".wasm", ".css", ".svg", ".nosuch"} {
		fmt.Printf("%s=%q ", e, mime.TypeByExtension(e))
	}
	fmt.Println()
	fmt.Println(mime.AddExtensionType("goweave", "text/x"), mime.AddExtensionType(".goweave", "text/x-goweave"))
	fmt.Println(mime.TypeByExtension(".GOWEAVE"))
	all, err := mime.ExtensionsByType("text/x-goweave")
	fmt.Println(all, err)
}

func words() {
	for _, s := range []string{"plain", "Café", strings.Repeat("ü", 40), "日本語、テスト"} {
		q, b := mime.QEncoding.Encode("utf-8", s), mime.BEncoding.Encode("UTF-8", s)
		fmt.Println(q)
		fmt.Println(b)
		var d mime.WordDecoder
		t, err := d.DecodeHeader(q + " and " + b)
		fmt.Println(t == s+" and "+s, err)
	}
	var d mime.WordDecoder
	for _, s := range []string{"=?UTF-8?Q?a_b=20c?=", "=?ISO-8859-1?q?caf=E9?=", "=?x?q?a?=", "=?utf-8?z?a?=", "=?utf-8?q?=4?=", "=?utf-8?q?=4x?=", "=?utf-8?b?!?=", "no"} {
		t, err := d.Decode(s)
		h, err2 := d.DecodeHeader("<" + s + "> " + s + "  " + s)
		fmt.Printf("%q %v; %q %v\n", t, err, h, err2)
	}
}

func printable() {
	var b strings.Builder
	w := quotedprintable.NewWriter(&b)
	fmt.Fprintf(w, "tab at end\t\nümläut = 1\r\n%s\nlast ", strings.Repeat("long line ", 12))
	fmt.Println(w.Close())
	fmt.Printf("%q\n", b.String())
	for _, s := range []string{b.String(), "a=3Db= \nc", "x\x01", "a=\rb", "=4", "foo=", "="} {
		text, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(s)))
		fmt.Printf("%q %v\n", text, err)
	}
}

func forms() {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	fmt.Println(len(w.Boundary()), w.SetBoundary(""), w.SetBoundary("a!"), w.SetBoundary("bound ary"))
	fmt.Println(w.FormDataContentType())
	fmt.Println(w.WriteField("name", "gopher"), w.WriteField(`odd"name`, "x\r\ny"), w.SetBoundary("late"))
	f, err := w.CreateFormFile("file", "dir/a.txt")
	fmt.Fprint(f, strings.Repeat("0123456789", 20))
	fmt.Println(err)
	part, _ := w.CreatePart(textproto.MIMEHeader{"Content-Transfer-Encoding": {"quoted-printable"}, "B": {"1", "2"}})
	fmt.Fprint(part, "=C3=BC")
	fmt.Println(w.Close())
	_, err = f.Write([]byte("late"))
	fmt.Println(err)
	fmt.Printf("%q\n", b.String())

	r := multipart.NewReader(bytes.NewReader(b.Bytes()), w.Boundary())
	for {
		p, err := r.NextPart()
		if err != nil {
			fmt.Println(err)
			break
		}
		text, err := io.ReadAll(p)
		fmt.Println(p.FormName(), p.FileName(), len(p.Header), len(text), err)
	}
	for _, memory := range []int64{0, 1 << 20} {
		form, err := multipart.NewReader(bytes.NewReader(b.Bytes()), w.Boundary()).ReadForm(memory)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(form.Value["name"], len(form.Value), len(form.File["file"]))
		h := form.File["file"][0]
		file, err := h.Open()
		fmt.Println(h.Filename, h.Size, h.Header, err)
		file.Seek(195, io.SeekStart)
		text, err := io.ReadAll(file)
		fmt.Println(string(text), err, file.Close(), form.RemoveAll())
	}
	for _, s := range []string{"", "--x", "--x\r\n", "--x\r\n\r\nabc", "--x\n\na\n--x--", "pre\r\n--x\r\nA: 1\r\n\r\n\r\n--x--\r\npost", "--x\r\n\r\n--x--\r\n", "--x\r\n\r\na\r\n--xy\r\nb\r\n--x  \r\n\r\nc\r\n--x--"} {
		r := multipart.NewReader(strings.NewReader(s), "x")
		fmt.Printf("%q:", s)
		for {
			p, err := r.NextPart()
			if err != nil {
				fmt.Println(err)
				break
			}
			text, err := io.ReadAll(p)
			fmt.Printf(" %v %q %v;", p.Header, text, err)
		}
	}
}

func protocols() {
	r := textproto.NewReader(bufio.NewReader(strings.NewReader("my-key: Value 1  \r\nLong-Key: Even \n\t Longer Value\r\nMy-Key: Value 2\r\n\r\n" +
		"220-first\r\n220-second\r\n220 third\r\n550 no\r\n.a\r\n..b\r\nc\r\n.\r\nrest\r\n bad\r\nx\r\n")))
	h, err := r.ReadMIMEHeader()
	var keys []string
	for key := range h {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	fmt.Println(keys, h["My-Key"], h.Get("long-key"), err)
	fmt.Println(r.ReadResponse(2))
	code, message, err := r.ReadCodeLine(220)
	fmt.Println(code, message, err)
	text, err := r.ReadDotBytes()
	fmt.Printf("%q %v\n", text, err)
	fmt.Println(r.ReadLine())
	_, err = r.ReadMIMEHeader()
	fmt.Println(err)
	_, err = r.ReadMIMEHeader()
	fmt.Println(err)
	_, err = r.ReadLine()
	fmt.Println(err)

	var b bytes.Buffer
	w := textproto.NewWriter(bufio.NewWriter(&b))
	w.PrintfLine("HELO %s", "there")
	d := w.DotWriter()
	fmt.Fprint(d, ".dot\nline\r\nend")
	fmt.Println(d.Close())
	fmt.Printf("%q\n", b.String())
	fmt.Println(textproto.CanonicalMIMEHeaderKey("content-TYPE"), textproto.CanonicalMIMEHeaderKey("a b"), textproto.TrimString(" \tx\r\n"))

	var p textproto.Pipeline
	first, second := p.Next(), p.Next()
	done := make(chan bool)
	go func() {
		p.StartRequest(second)
		fmt.Println("second")
		p.EndRequest(second)
		close(done)
	}()
	p.StartRequest(first)
	fmt.Println("first")
	p.EndRequest(first)
	<-done
}

func main() {
	mediaTypes()
	words()
	printable()
	forms()
	protocols()
}
