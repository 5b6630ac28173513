// Each function of package strings over random texts: a hash of its results. The unit tests of
// the natives make the same texts and read the same hashes.
package main

import (
	"fmt"
	"strconv"
	"strings"
)

var state uint64 = 1

func random(n uint64) uint64 {
	state = state*6364136223846793005 + 1442695040888963407
	return (state >> 33) % n
}

var alphabet = []string{"a", "b", "A", "k", "K", "s", " ", "\t", "é", "É", "ß", "ſ", "\u212A", "İ", "ǆ", "ǅ",
	"\u2003", "\u0085", "\ufffd", "\xff", "\xe2\x82", "😀", "a", "b"}

func text(most uint64) string {
	s := ""
	for n := random(most + 1); n > 0; n-- {
		s += alphabet[random(uint64(len(alphabet)))]
	}
	return s
}

type hash uint64

func (h *hash) add(s string) {
	for i := 0; i < len(s); i++ {
		*h = (*h ^ hash(s[i])) * 0x100000001b3
	}
	*h = (*h ^ 0x3b) * 0x100000001b3
}

var names []string
var hashes = map[string]*hash{}

func of(name string) *hash {
	if hashes[name] == nil {
		names = append(names, name)
		hashes[name] = new(hash)
		*hashes[name] = 0xcbf29ce484222325
	}
	return hashes[name]
}

func number(name string, n int) { of(name).add(strconv.Itoa(n)) }
func str(name string, s string) { of(name).add(s) }
func truth(name string, b bool) { of(name).add(strconv.FormatBool(b)) }
func list(name string, l []string) {
	number(name, len(l))
	for _, s := range l {
		str(name, s)
	}
}

func main() {
	for range 1000 {
		s, t, u := text(10), text(2), text(2)
		n := int(random(5)) - 1
		number("Compare", strings.Compare(s, t))
		truth("Contains", strings.Contains(s, t))
		number("Count", strings.Count(s, t))
		truth("EqualFold", strings.EqualFold(t, u))
		list("Fields", strings.Fields(s))
		number("Index", strings.Index(s, t))
		number("IndexAny", strings.IndexAny(s, t))
		for _, r := range t {
			number("IndexRune", strings.IndexRune(s, r))
		}
		number("LastIndex", strings.LastIndex(s, t))
		number("LastIndexAny", strings.LastIndexAny(s, t))
		str("Replace", strings.Replace(s, t, u, n))
		list("SplitN", strings.SplitN(s, t, n))
		list("SplitAfterN", strings.SplitAfterN(s, t, n))
		str("ToLower", strings.ToLower(s))
		str("ToTitle", strings.ToTitle(s))
		str("ToUpper", strings.ToUpper(s))
		str("ToValidUTF8", strings.ToValidUTF8(s, u))
		str("Trim", strings.Trim(s, t+u))
		str("TrimLeft", strings.TrimLeft(s, t+u))
		str("TrimRight", strings.TrimRight(s, t+u))
		str("TrimSpace", strings.TrimSpace(s))
		str("Replacer", strings.NewReplacer(t, "1", u, "2", t+u, "3", "b", "4").Replace(s))
	}
	for _, name := range names {
		fmt.Printf("%s %x\n", name, uint64(*of(name)))
	}
}
