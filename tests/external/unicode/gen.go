// Writes the Unicode facts that goweave's package unicode is made from, as text, to
// stdlib/src/unicode. Run in the root of the repository with the release of Go that goweave
// follows:
//
//	go run tests/external/unicode/gen.go
//
// The facts are those of the Unicode Character Database, asked of Go's package unicode one
// character at a time; the range tables that programs see are made from them at run time.
package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode"
)

func main() {
	leaves := maps.Clone(unicode.Categories)
	maps.DeleteFunc(leaves, func(name string, _ *unicode.RangeTable) bool {
		return len(name) == 1 || name == "LC" || name == "Cn" // unions, and the rest
	})
	sets("category.txt", "General categories; all other characters are Cn.", leaves)
	sets("script.txt", "Scripts.", unicode.Scripts)
	properties := maps.Clone(unicode.Properties)
	delete(properties, "STerm")
	sets("property.txt", "Properties.", properties)
	cases()
}

// sets writes the members of each table as ranges.
func sets(file, what string, tables map[string]*unicode.RangeTable) {
	var b strings.Builder
	header(&b, what+"\n# A name, then first and last character of each range (or the only one).")
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		line := name
		flush := func(word string) {
			if len(line)+1+len(word) > 99 {
				b.WriteString(line + "\n")
				line = ""
			}
			line += " " + word
		}
		for r := rune(0); r <= unicode.MaxRune; r++ {
			if !unicode.Is(tables[name], r) {
				continue
			}
			lo := r
			for r < unicode.MaxRune && unicode.Is(tables[name], r+1) {
				r++
			}
			if lo == r {
				flush(fmt.Sprintf("%X", lo))
			} else {
				flush(fmt.Sprintf("%X-%X", lo, r))
			}
		}
		b.WriteString(line + "\n")
	}
	write(file, b.String())
}

// cases writes the simple case mappings and the foldings that do not follow from them.
func cases() {
	var b strings.Builder
	header(&b, "Case mappings: first and last character, then how far upper, lower and title case are\n"+
		"# (* if upper and lower case alternate). After an =, characters that are equal but for case,\n"+
		"# where the mappings do not tell.")
	for _, in := range unicode.CaseRanges {
		fmt.Fprintf(&b, "%X %X", in.Lo, in.Hi)
		for _, delta := range in.Delta {
			if delta == unicode.UpperLower {
				b.WriteString(" *")
			} else {
				fmt.Fprintf(&b, " %d", delta)
			}
		}
		b.WriteByte('\n')
	}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		told := cmp.Or(unicode.ToLower(r)-r, unicode.ToUpper(r)-r) + r
		orbit := []rune{r}
		for s := unicode.SimpleFold(r); s != r; s = unicode.SimpleFold(s) {
			orbit = append(orbit, s)
		}
		if slices.Min(orbit) == r && slices.ContainsFunc(orbit, odd) || len(orbit) == 1 && told != r {
			b.WriteByte('=')
			for _, s := range orbit {
				fmt.Fprintf(&b, " %X", s)
			}
			b.WriteByte('\n')
		}
	}
	write("case.txt", b.String())
}

// odd reports whether folding r is not mapping it to its other case.
func odd(r rune) bool {
	return unicode.SimpleFold(r) != cmp.Or(unicode.ToLower(r)-r, unicode.ToUpper(r)-r)+r
}

func header(b *strings.Builder, what string) {
	fmt.Fprintf(b, "# Unicode %s. Written by tests/external/unicode/gen.go.\n# %s\n", unicode.Version, what)
}

func write(file, text string) {
	if err := os.WriteFile("stdlib/src/unicode/"+file, []byte(text), 0o644); err != nil {
		panic(err)
	}
}
