// Strings: bytes, runes, slicing, range, conversions, comparison, concatenation.
package main

import "fmt"

func main() {
	s := "Grüße, 世界"
	fmt.Println(len(s), len([]rune(s)), s[2], s[:2], s[7:], s[len(s)-3:])
	for i, r := range s {
		fmt.Print(i, ":", string(r), " ")
	}
	fmt.Println()
	bad := "a\xffb\xc3"
	for i, r := range bad {
		fmt.Print(i, "=", r, " ")
	}
	fmt.Println()
	b := []byte("abc")
	t := string(b)
	b[0] = 'X'
	fmt.Println(t, string(b), string([]rune{72, 105, 0x1F600, -1}), string(rune(65)))
	fmt.Println("a" < "b", "a" < "B", "abc" < "abd", "" < "a", "é" == "\u00e9", "x" >= "x", s != t)
	raw := `raw \n "quoted"
second line`
	fmt.Println(raw, len(raw))
	u := ""
	for i := 0; i < 5; i++ {
		u += string(rune('a' + i))
	}
	u = u + "-" + u
	fmt.Println(u, len(u))
	fmt.Printf("%q %x % x %s %v %c %U\n", s, "hi", "hi", []string{"a", "b"}, []byte("hi"), 'ß', 'ß')
	var empty string
	fmt.Println(empty == "", len(empty), empty+"x")
	copied := make([]byte, 3)
	n := copy(copied, "hello")
	fmt.Println(n, string(copied), string(append([]byte("x"), "yz"...)))
	switch s[0] {
	case 'G':
		fmt.Println("starts with G")
	}
	type text string
	w := text("defined")
	fmt.Println(w[1:3], string(w), []byte(w)[0], "\a\b\t\\\"\x41\101\u0041\U00000041"[5:])
	for range "abc" {
		fmt.Print(".")
	}
	fmt.Println()
}
