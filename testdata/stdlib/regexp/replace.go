package main

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
)

func main() {
	for _, c := range [][3]string{{"", "", "x"}, {"", "x", ""}, {"", "x", "日本"}, {"b", "", "ab"}, {"b", "yes", "ab"}, {"[a-c]*", "x", "\u65e5"}, {"[a-c]*", "x", "abcbcdcdedef"}, {"a+", "<$0>", "baaab"}, {"(a)(b)?", "[$1|$2]", "abaac"}, {"(?P<x>a)", "${x}x $x $xx ${y} $$ $ ${ ${x", "ba"}, {"a", "$1a $0 ${0}a $00 $01 ${1", "a"}, {"(.)(.)", "$2$1", "abcde"}, {"^[a-c]*$", "x", ""}, {"a*", "-", "baac"}, {"\\b", "|", "foo bar"}, {"(x)?", "<$1>", "axb"}, {"(?i)hello", "bye", "Hello hELLO"}, {"é*", "E", "ééxé"}} {
		re := regexp.MustCompile(c[0])
		fmt.Printf("%q %q %q\n", re.ReplaceAllString(c[2], c[1]), re.ReplaceAllLiteralString(c[2], c[1]), re.ReplaceAllStringFunc(c[2], func(s string) string { return "{" + s + "}" }))
		b := []byte(c[2])
		fmt.Printf("%q %q %q\n", re.ReplaceAll(b, []byte(c[1])), re.ReplaceAllLiteral(b, []byte(c[1])), re.ReplaceAllFunc(b, bytes.ToUpper))
	}
	re := regexp.MustCompile(`(?P<key>\w+):\s*(?P<val>\w+)`)
	src := "a: 1, b: 2\n"
	var out []byte
	for _, m := range re.FindAllStringSubmatchIndex(src, -1) {
		out = re.ExpandString(out, "$key=$val;", src, m)
	}
	out = re.Expand(out, []byte("${val}!"), []byte(src), re.FindSubmatchIndex([]byte(src)))
	fmt.Println(string(out), re.SubexpIndex("val"), re.SubexpIndex("nope"), re.SubexpIndex(""))
	fmt.Println(regexp.QuoteMeta("a.b*c[d]{e}^$|()\\+?-é"), regexp.QuoteMeta("abc"))
	for _, e := range []string{"abc", "abc+", "a|b", "(abc)", "^abc", "", "(?i)abc", "日本", "a.c", "(?i)1"} {
		if e != "^abc" && e != "(abc)" {
			fmt.Println(regexp.MustCompile(e).LiteralPrefix())
		}
	}
	fmt.Println(re.MatchReader(strings.NewReader("x: y")), re.FindReaderIndex(strings.NewReader("-- x: y")), re.FindReaderSubmatchIndex(strings.NewReader("x: y")))
	fmt.Println(regexp.MatchString("a(", "x"))
	fmt.Println(regexp.Match("a", []byte("cab")))
	fmt.Printf("%q %q %q\n", re.FindString("none"), re.Find([]byte("q: r")), re.FindSubmatch([]byte("q: r")))
	fmt.Printf("%q %q %q\n", re.FindStringSubmatch("none") == nil, re.FindAllString(src, 1), re.FindAll([]byte(src), -1))
	fmt.Printf("%q %q\n", re.FindAllStringSubmatch(src, -1), re.FindAllSubmatch([]byte(src), -1))
	fmt.Println(re.FindAllString(src, 0) == nil, re.FindAllString("", -1) == nil)
	for _, c := range [][2]string{{"a", "foo:and:bar"}, {":", ":x:y:"}, {"", "abc"}, {"x*", "axbxc"}, {"o+", "foo boo"}, {"z", ""}, {"", ""}, {"b*", "abbbc"}} {
		for _, n := range []int{-1, 0, 1, 2, 3} {
			fmt.Printf("%q ", regexp.MustCompile(c[0]).Split(c[1], n))
		}
		fmt.Println()
	}
	_, err := regexp.Compile("a)")
	var se *syntax.Error
	fmt.Println(errors.As(err, &se), se.Code == syntax.ErrUnexpectedParen, se.Expr)
	text, _ := re.MarshalText()
	var other regexp.Regexp
	fmt.Println(string(text), other.UnmarshalText([]byte("x+")), other.String(), other.MatchString("axx"), fmt.Sprint(re), other.UnmarshalText([]byte("(")))
	big := strings.Repeat("ab", 5000) + "c"
	fmt.Println(regexp.MustCompile("(a|b)*c").FindStringSubmatchIndex(big), regexp.MustCompile("(x+x+)+y").MatchString(strings.Repeat("x", 2000)))
}
