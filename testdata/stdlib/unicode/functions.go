package main

import (
	"fmt"
	"slices"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

func main() {
	fmt.Println(unicode.Version)
	predicates()
	mappings()
	tables()
	encodings()
}

func predicates() {
	all := []func(rune) bool{unicode.IsControl, unicode.IsDigit, unicode.IsGraphic, unicode.IsLetter, unicode.IsLower, unicode.IsMark, unicode.IsNumber,
		unicode.IsPrint, unicode.IsPunct, unicode.IsSpace, unicode.IsSymbol, unicode.IsTitle, unicode.IsUpper}
	for _, r := range []rune{-1, 0, ' ', '\n', '5', 'a', 'Z', '_', '$', 0x7f, 0x85, 0xa0, 0xad, 'é', 'ª', '½', 'ǅ', 'Σ', '٣', '\u0301', '\u2003', '世', '€', '😀', 0xd800, 0xe000, 0x10ffff, 0x110000} {
		fmt.Printf("%U", r)
		for _, is := range all {
			if is(r) {
				fmt.Print(" 1")
			} else {
				fmt.Print(" 0")
			}
		}
		fmt.Println()
	}
}

func mappings() {
	for _, r := range []rune{-5, 'a', 'Z', '1', 'k', 'K', '\u212a', 'ß', 'ẞ', 'ǆ', 'ǅ', 'Ǆ', 'σ', 'ς', 'Σ', 'ı', 'İ', 'Ā', 'ā', 'ᏸ', 'ꭰ', '𐐀', 0x110000} {
		fmt.Printf("%U %U %U %U %U %U\n", r, unicode.ToUpper(r), unicode.ToLower(r), unicode.ToTitle(r), unicode.SimpleFold(r), unicode.To(unicode.LowerCase, r))
	}
	fmt.Println(string(unicode.TurkishCase.ToUpper('i')), string(unicode.TurkishCase.ToLower('I')), string(unicode.AzeriCase.ToTitle('i')), unicode.To(9, 'a'))
	fmt.Println(len(unicode.CaseRanges), unicode.CaseRanges[0], unicode.CaseRanges[len(unicode.CaseRanges)-1])
}

func tables() {
	sum := func(t *unicode.RangeTable) (n, h uint64) {
		add := func(lo, hi, stride uint64) {
			n += (hi-lo)/stride + 1
			h = h*31 + lo*7 + hi*3 + stride
		}
		for _, r := range t.R16 {
			add(uint64(r.Lo), uint64(r.Hi), uint64(r.Stride))
		}
		for _, r := range t.R32 {
			add(uint64(r.Lo), uint64(r.Hi), uint64(r.Stride))
		}
		return
	}
	for _, m := range []map[string]*unicode.RangeTable{unicode.Categories, unicode.Scripts, unicode.Properties, unicode.FoldCategory, unicode.FoldScript} {
		var names []string
		for name := range m {
			names = append(names, name)
		}
		slices.Sort(names)
		var n, h uint64
		for _, name := range names {
			count, hash := sum(m[name])
			n += count
			h = h*1000003 + hash + uint64(m[name].LatinOffset)
		}
		fmt.Println(len(m), n, h)
	}
	fmt.Println(unicode.Is(unicode.Han, '世'), unicode.Is(unicode.Latin, 'é'), unicode.Is(unicode.Greek, 'é'), unicode.In('д', unicode.Latin, unicode.Cyrillic), unicode.IsOneOf(unicode.PrintRanges, ' '))
	fmt.Println(unicode.Is(unicode.White_Space, '\u2003'), unicode.Is(unicode.STerm, '.'), unicode.Is(unicode.Cn, 0x378), unicode.Is(unicode.Cn, 0x110000), unicode.Is(unicode.Letter, -1))
	own := &unicode.RangeTable{R16: []unicode.Range16{{'a', 'e', 2}}, R32: []unicode.Range32{{0x1f600, 0x1f610, 1}}, LatinOffset: 1}
	fmt.Println(unicode.Is(own, 'c'), unicode.Is(own, 'd'), unicode.Is(own, '😀'))
	fmt.Println(unicode.CategoryAliases["Uppercase_Letter"], unicode.Upper == unicode.Lu, unicode.Categories["Lu"] == unicode.Lu)
}

func encodings() {
	for _, s := range []string{"", "a", "é", "世", "😀", "\xff", "\xe4\xb8", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\x80", "a\xffé"} {
		r, n := utf8.DecodeRuneInString(s)
		l, m := utf8.DecodeLastRune([]byte(s))
		fmt.Printf("%q %U %d %U %d %d %t %t\n", s, r, n, l, m, utf8.RuneCountInString(s), utf8.ValidString(s), utf8.FullRune([]byte(s)))
	}
	for _, r := range []rune{0, 'é', 0xd800, 0xffff, 0x10000, 0x10ffff, 0x110000, -1} {
		fmt.Println(utf8.RuneLen(r), utf8.ValidRune(r), utf8.AppendRune(nil, r), utf16.IsSurrogate(r), utf16.RuneLen(r))
	}
	var b [4]byte
	fmt.Println(utf8.EncodeRune(b[:], '世'), b, utf8.RuneStart(b[1]))
	u := utf16.Encode([]rune("a😀\U0010ffff"))
	fmt.Printf("%x %q\n", u, string(utf16.Decode(u)))
	fmt.Println(utf16.EncodeRune('😀'))
	fmt.Println(utf16.DecodeRune(0xd83d, 0xde00), utf16.Decode([]uint16{0xd800, 'a'}), utf16.AppendRune(nil, '😀'))
}
