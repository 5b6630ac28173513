package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
)

func main() {
	cuts()
	lists()
	changes()
	callbacks()
	sequences()
	builder()
	reader()
	replacer()
}

func cuts() {
	fmt.Println(strings.Cut("a=b=c", "="))
	fmt.Println(strings.Cut("abc", "="))
	fmt.Println(strings.Cut("abc", ""))
	fmt.Println(strings.CutLast("a=b=c", "="))
	fmt.Println(strings.CutPrefix("prefix-x", "prefix-"))
	fmt.Println(strings.CutPrefix("x", "prefix-"))
	fmt.Println(strings.CutSuffix("x.go", ".go"))
	fmt.Println(strings.TrimPrefix("x.go", "x"), strings.TrimSuffix("x.go", ".go"), strings.TrimSuffix("x", ".go"))
	fmt.Printf("%q %q %q\n", strings.Trim("¡¡Hello!!", "!¡"), strings.TrimLeft("xxabc", "x"), strings.TrimRight("abcxx", "cx"))
	fmt.Printf("%q %q\n", strings.TrimSpace("\t a b \u2003\n"), strings.TrimSpace(" \n "))
	fmt.Println(strings.HasPrefix("golang", "go"), strings.HasSuffix("golang", "go"), strings.HasPrefix("go", "golang"))
	fmt.Println(strings.Index("chicken", "ken"), strings.Index("chicken", "dmr"), strings.LastIndex("go gopher", "go"), strings.LastIndex("go", ""))
	fmt.Println(strings.IndexByte("golang", 'g'), strings.LastIndexByte("golang", 'g'), strings.IndexByte("golang", 'x'))
	fmt.Println(strings.IndexRune("chicken☺", '☺'), strings.IndexRune("a\xff", unicode.ReplacementChar), strings.IndexRune("a", -1), strings.IndexRune("a\xed\xa0\x80", 0xD800))
	fmt.Println(strings.IndexAny("golang", "ny☺"), strings.LastIndexAny("go gopher", "go"), strings.ContainsAny("x", ""), strings.ContainsRune("aé", 'é'))
	fmt.Println(strings.Compare("a", "b"), strings.Compare("a", "a"), strings.Compare("b", "a"), strings.Compare("a", "ab"))
	fmt.Println(strings.EqualFold("Go", "GO"), strings.EqualFold("ſK", "sk"), strings.EqualFold("σς", "ΣΣ"), strings.EqualFold("a", "ab"))
	fmt.Println(strings.Count("cheese", "e"), strings.Count("five", ""), strings.Count("aaaa", "aa"), strings.Clone("x") == "x")
}

func lists() {
	for _, s := range []string{"", "a,b,c", ",", "a,,b"} {
		p := strings.Split(s, ",")
		fmt.Printf("%q %d %d\n", p, len(p), cap(p))
	}
	fmt.Printf("%q %q %q\n", strings.Split("aé\xff", ""), strings.SplitN("a,b,c,d", ",", 2), strings.SplitN("abc", "", 2))
	fmt.Println(strings.SplitN("a", ",", 0) == nil, cap(strings.SplitN("a,b", ",", 5)), strings.Split("", "") == nil)
	fmt.Printf("%q %q\n", strings.SplitAfter("a,b,c", ","), strings.SplitAfterN("a,b,c", ",", 2))
	f := strings.Fields("  foo bar\u00a0baz\u3000  ")
	fmt.Printf("%q %d %d %t\n", f, len(f), cap(f), strings.Fields(" ") == nil)
	fmt.Println(strings.Join([]string{"x", "y", "z"}, ", "), strings.Join(nil, "-"), strings.Join([]string{"one"}, "-"), strings.Join([]string{"", ""}, "-"))
	parts := strings.Split("shared memory", " ")
	parts = append(parts[:1], "more")
	fmt.Println(parts)
}

func changes() {
	fmt.Println(strings.ToUpper("hello, ßǆ ﬁ é"), strings.ToLower("HELLO İ É"), strings.ToTitle("ǆ loud"), strings.ToUpper("SAME"))
	fmt.Printf("%q %q\n", strings.ToUpper("a\xffb"), strings.ToLower("\xff"))
	fmt.Println(strings.ToUpperSpecial(unicode.TurkishCase, "iı"), strings.ToLowerSpecial(unicode.TurkishCase, "Iİ"), strings.ToTitleSpecial(unicode.AzeriCase, "i"))
	fmt.Println(strings.Title("hello wOrld o'neil"))
	fmt.Println(strings.Replace("oink oink oink", "k", "ky", 2), strings.Replace("abc", "", "-", -1), strings.Replace("abc", "", "-", 2), strings.ReplaceAll("aaa", "a", ""))
	fmt.Printf("%q %q\n", strings.ToValidUTF8("a\xff\xfeb\xc0", "?"), strings.ToValidUTF8("\xffok", ""))
	fmt.Println(strings.Repeat("na", 3)+"!", strings.Repeat("x", 0) == "", len(strings.Repeat("-", 100000)))
	defer func() { fmt.Println("recovered:", recover()) }()
	fmt.Println(strings.Repeat("x", -1))
}

func callbacks() {
	rot := func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return 'a' + (r-'a'+13)%26
		}
		if r == ' ' {
			return -1
		}
		return r
	}
	fmt.Println(strings.Map(rot, "hello gopher é"))
	fmt.Printf("%q\n", strings.FieldsFunc("a1b2c3", unicode.IsDigit))
	fmt.Println(strings.IndexFunc("Hello, 世界", unicode.IsUpper), strings.LastIndexFunc("go123", unicode.IsLetter), strings.ContainsFunc("abc", unicode.IsDigit))
	fmt.Printf("%q %q %q\n", strings.TrimFunc("123abc456", unicode.IsDigit), strings.TrimLeftFunc("12a", unicode.IsDigit), strings.TrimRightFunc("a12", unicode.IsDigit))
}

func sequences() {
	fmt.Printf("%q\n", slices.Collect(strings.SplitSeq("a-b-c", "-")))
	fmt.Printf("%q\n", slices.Collect(strings.SplitAfterSeq("a-b-c", "-")))
	fmt.Printf("%q\n", slices.Collect(strings.FieldsSeq(" a  b ")))
	fmt.Printf("%q\n", slices.Collect(strings.FieldsFuncSeq("a1b", unicode.IsDigit)))
	fmt.Printf("%q\n", slices.Collect(strings.Lines("one\ntwo\nthree")))
	for s := range strings.SplitSeq("x,y,z", ",") {
		if s == "y" {
			break
		}
		fmt.Println(s)
	}
}

func builder() {
	var b strings.Builder
	b.Grow(10)
	b.WriteString("abc")
	b.WriteByte('d')
	b.WriteRune('é')
	b.Write([]byte("fg"))
	fmt.Fprintf(&b, "%03d", 7)
	fmt.Println(b.String(), b.Len(), b.Cap() >= b.Len())
	b.Reset()
	fmt.Printf("%q %d\n", b.String(), b.Len())
}

func reader() {
	r := strings.NewReader("héllo")
	buf := make([]byte, 2)
	n, err := r.Read(buf)
	fmt.Println(n, err, buf)
	fmt.Println(r.ReadRune())
	fmt.Println(r.UnreadByte(), r.UnreadRune())
	r.Seek(1, io.SeekStart)
	fmt.Println(r.ReadRune())
	fmt.Println(r.UnreadRune(), r.Len(), r.Size())
	all, err := io.ReadAll(r)
	fmt.Printf("%q %v\n", all, err)
	fmt.Println(r.ReadByte())
	n, err = r.ReadAt(buf, 4)
	fmt.Printf("%d %v %q\n", n, err, buf)
	_, err = r.Seek(-1, io.SeekStart)
	fmt.Println(err)
}

func replacer() {
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;", "a", "1", "aa", "2", "", "X")
	fmt.Println(r.Replace("<aa>"))
	fmt.Println(strings.NewReplacer("a", "1", "b", "2").Replace("abc"), strings.NewReplacer("hello", "bye", "hell", "heaven").Replace("hello hell"))
	var b strings.Builder
	strings.NewReplacer("x", "yy").WriteString(&b, "axb")
	fmt.Println(b.String())
	defer func() { fmt.Println("recovered:", recover()) }()
	strings.NewReplacer("odd")
}
