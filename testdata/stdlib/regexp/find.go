package main

import (
	"fmt"
	"regexp"
	"strings"
)

var texts = []string{"", "a", "b", "ab", "aab", "abab", "xabcx", "a\nb", "aaa", "日本語", "foo.bar@baz.com", "2024-01-02", "  x  y ", "A_b C", "Ⅷa\xffb", "aabbccdd", "kK\u212a", "((a)(b))", "abcabc", "123abc456"}

var exprs = []string{"", "a", "a*", "a+", "a?", "a*?", "a+?", "a??", "(a)", "(a*)*", "(a*)+", "(a|b)*", "(a|ab)(c|bcd)?", "(|a)*", "(|a)+", "(a|)+", "a|ab", "ab|a", "^a", "a$", "^$", "^", "$", "(?m)^b", "(?m)a$", "(?s)a.b", "a.b", ".", "..", "[a-c]", "[^a-c]", "[^\\n]",
	"[[:alpha:]]+", "[[:^alpha:]]", "\\d+", "\\D+", "\\w+", "\\W", "\\s", "\\S+", "\\bx", "\\Bb", "(?i)AB", "(?i)k", "(?i:a)b", "(?U)a+", "(?U)a+?", "\\pL+", "\\p{Greek}", "\\P{L}", "\\p{Lu}", "\\p{^Lu}", "(?i)\\p{Lu}+", "\\x61", "\\x{65e5}", "\\141", "\\.", "\\Qa.b\\E", "(\\d+)-(\\d+)-(\\d+)",
	"(?P<y>\\d{4})-(?P<m>\\d{2})", "(?<n>b)", "a{2}", "a{2,}", "a{1,2}", "a{0,1}", "a{0}", "(ab){2}", "x{,2}", "{", "a{", "a{1", "(a+)(b+)", "((a)|(b))*", "(.*)(.*)", "(.*?)(.*)", "(a?)*?", "(?:(a)|b)*", "[ab]*c", "(foo|bar|baz)", "b|", "()|b", "(?:)", "[a]", "[a\\]]", "[]a]", "[-a]", "[a-]", "[\\d\\s]+", "[[:word:]]", "\\A\\w", "\\w\\z", "(?i)ſ", "[^\\x00-\\x{10FFFF}]", "(?i)[a-z]+", "a**?b", "日", "[日-語]+", "(a|b|c|d)+", "(?:a|b)+c?", "x*", "(x*)(a|b)", "(a)(b)?(c)?", "(^|b)a", "\\(|\\)", "(?-s).", "(?s:.)+", "(?is)A.B", "[[:upper:]][[:lower:]]*"}

func main() {
	for _, e := range exprs {
		for _, posix := range []bool{false, true} {
			compile := regexp.Compile
			if posix {
				compile = regexp.CompilePOSIX
			}
			re, err := compile(e)
			if err != nil {
				fmt.Println(e, posix, err)
				continue
			}
			fmt.Printf("%s %v %q %d\n", re, posix, re.SubexpNames(), re.NumSubexp())
			for _, t := range texts {
				fmt.Println(re.MatchString(t), re.FindStringSubmatchIndex(t), re.FindAllStringIndex(t, -1), re.FindAllSubmatchIndex([]byte(t), 2))
				fmt.Printf("%q %q %q\n", re.ReplaceAllString(t, "<$1>"), re.Split(t, -1), re.Split(t, 2))
			}
			if !posix {
				re.Longest()
				for _, t := range texts {
					fmt.Println(re.FindStringSubmatchIndex(t))
				}
			}
		}
	}
	for _, e := range []string{"(", ")", "a)", "(a", "[", "[a", "[]", "[^", "[z-a]", "[a-\\d]", "*", "+a", "a|*", "(*)", "a**", "a*+", "a+*?", "a{2}{3}", "a{2}*", "a{1001}", "a{2,1}", "a{1,1001}", "a{99999999999}", "((a{100}){100}){100}", "(?", "(?i", "(?i-", "(?i-)", "(?z)", "(?P<", "(?P<n", "(?P<n>", "(?P<>a)", "(?P<n-m>a)", "(?P=n)", "(?<n", "(?<!a)", "(?=a)", "(?#x)", "(?i)(?s", "\\", "a\\", "\\q", "\\8", "\\1", "\\C", "\\x", "\\xz", "\\x{", "\\x{110000}", "\\x{}", "\\x1", "\\pZZ", "\\p", "\\p{", "\\p{Foo}", "\\p{^Foo}", "[\\q]", "[[:foo:]]", "[[:alpha:]", "[[:", "[a-b-c]", "\xff", "a\xffb", "[\xff]", "\\Q\xff", "(?P<\xff>a)", "[\\", "x(?i)*", "\\_", "\\é", "(?P<a>x)(?P<a>y)", strings.Repeat("(", 1001) + strings.Repeat(")", 1001), strings.Repeat("(", 999) + strings.Repeat(")", 999), "(?:x{1000}){1000}", "((((x{10}){10}){10}){10})"} {
		_, err := regexp.Compile(e)
		_, err2 := regexp.CompilePOSIX(e)
		if len(e) > 200 {
			fmt.Println(err == nil, err2 == nil)
			continue
		}
		fmt.Printf("%q %v %v\n", e, err, err2)
	}
	for _, e := range []string{"a(", "`", "a\nb("} {
		func() {
			defer func() { fmt.Println(recover()) }()
			regexp.MustCompile(e)
		}()
	}
}
