// Package doc shows documentation; it does not collect it from sources.
package doc

import (
	"go/token"
	"internal/doctext"
	"io"
	"strings"
	"unicode/utf8"
)

// IllegalPrefixes are what a synopsis does not start with, in lower case.
var IllegalPrefixes = []string{"copyright", "all rights", "author"}

const predeclared = ` any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune
 string uint uint8 uint16 uint32 uint64 uintptr append cap clear close complex copy delete imag len make max min
 new panic print println real recover false iota nil true `

// IsPredeclared reports whether a name is known without a declaration.
func IsPredeclared(s string) bool {
	for name := range strings.FieldsSeq(predeclared) {
		if name == s {
			return true
		}
	}
	return false
}

// Synopsis returns the first sentence of a text on one line.
func Synopsis(text string) string {
	text = firstSentence(text)
	lower := strings.ToLower(text)
	for _, prefix := range IllegalPrefixes {
		if strings.HasPrefix(lower, prefix) {
			return ""
		}
	}
	text = doctext.Normalize(strings.Split(text, "\n"))
	if text == "" || text[0] == '\t' || text[0] == ' ' || strings.HasPrefix(text, "# ") {
		return ""
	}
	text, _, _ = strings.Cut(text, "\n\n")
	return strings.Join(linked(strings.Fields(text)), " ")
}

// linked takes the brackets off words that are links to names of packages.
func linked(words []string) []string {
	for i, word := range words {
		open := strings.IndexByte(word, '[')
		end := strings.IndexByte(word, ']')
		if open < 0 || end < open {
			continue
		}
		name := word[open+1 : end]
		pkg, symbol, ok := strings.Cut(strings.TrimPrefix(name, "*"), ".")
		if ok && pkg != "" && strings.ToLower(pkg) == pkg && token.IsIdentifier(strings.ReplaceAll(symbol, ".", "")) && token.IsExported(symbol) {
			words[i] = word[:open] + name + word[end+1:]
		}
	}
	return words
}

// firstSentence ends at a period that a blank follows, unless it is behind a single capital letter,
// or at an empty line.
func firstSentence(text string) string {
	text = strings.TrimLeft(text, " \t\n\r")
	var a, b, c rune // the characters before
	for i, r := range text {
		if c == '\n' && r == '\n' {
			return text[:i]
		}
		blank := r == ' ' || r == '\n' || r == '\t' || r == '\r'
		isUpper := func(r rune) bool { return 'A' <= r && r <= 'Z' }
		if blank && c == '.' && (!isUpper(b) || isUpper(a)) || c == '。' || c == '．' {
			return text[:i]
		}
		a, b, c = b, c, r
	}
	return text
}

// ToText writes a text with lines of at most width characters behind a prefix; code is not broken.
func ToText(w io.Writer, text string, prefix, codePrefix string, width int) {
	if width == 0 {
		width = 80 - utf8.RuneCountInString(prefix)
	}
	lines := strings.Split(doctext.Normalize(strings.Split(text, "\n")), "\n")
	lines = lines[:len(lines)-1]
	for len(lines) > 0 && (isLink(lines[len(lines)-1]) || lines[len(lines)-1] == "") { // they come last
		lines = lines[:len(lines)-1]
	}
	out := &strings.Builder{}
	empty := strings.TrimRight(prefix, " \t")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		switch {
		case line == "" && strings.HasPrefix(lines[i-1], "\t") && strings.HasPrefix(lines[i+1], "\t"):
			out.WriteByte('\n') // within code
		case line == "":
			out.WriteString(empty + "\n")
		case line[0] == '\t':
			out.WriteString(codePrefix + line[1:] + "\n")
		case strings.HasPrefix(line, "# "):
			out.WriteString(prefix + line + "\n")
		default:
			// A paragraph, of a list item if it is indented by four characters.
			indent, first := "", ""
			if line[0] == ' ' || '0' <= line[0] && line[0] <= '9' && len(line) > 4 && strings.HasSuffix(line[:4], ". ") && isItem(lines, i) {
				indent, first = "    ", line[:4]
				line = line[4:]
			}
			words := strings.Fields(line)
			for i+1 < len(lines) && lines[i+1] != "" && continues(lines[i+1], indent) {
				i++
				words = append(words, strings.Fields(lines[i])...)
			}
			words = linked(words)
			start := 0
			for j, end := range wrap(words, width-len(indent)) {
				if j > 0 {
					first = indent
				}
				out.WriteString(prefix + first + strings.Join(words[start:end], " ") + "\n")
				start = end
			}
		}
	}
	io.WriteString(w, out.String())
}

// isItem reports whether a line with a number of two digits starts a list item.
func isItem(lines []string, i int) bool {
	return i > 0 && (lines[i-1] == "" || strings.HasPrefix(lines[i-1], " "))
}

// isLink reports whether a line defines a link.
func isLink(line string) bool {
	return strings.HasPrefix(line, "[") && strings.Contains(line, "]: ")
}

// continues reports whether a line is part of the same paragraph.
func continues(line, indent string) bool {
	if indent == "" {
		return line[0] != ' ' && line[0] != '\t'
	}
	return strings.HasPrefix(line, indent)
}

// wrap returns where lines of words end so that the squares of what is missing to max are least;
// lines that are too long are worse than anything else, and the last one may be short.
func wrap(words []string, most int) (ends []int) {
	type cost struct{ over, short int }
	less := func(a, b cost) bool { return a.over < b.over || a.over == b.over && a.short < b.short }
	n := len(words)
	best := make([]cost, n+1) // of the words from here on
	next := make([]int, n+1)
	for i := n - 1; i >= 0; i-- {
		size := -1
		for j := i + 1; j <= n; j++ {
			size += 1 + utf8.RuneCountInString(words[j-1])
			c := best[j]
			switch left := most - size; {
			case left < 0:
				c.over += left * left
				c.short += penalty(words[j-1])
			case j < n:
				c.short += left*left + penalty(words[j-1])
			}
			if next[i] == 0 || less(c, best[i]) {
				best[i], next[i] = c, j
			}
			if size > most {
				break
			}
		}
	}
	for i := 0; i < n; i = next[i] {
		ends = append(ends, next[i])
	}
	return ends
}

// penalty is for breaking a line behind a word that ends no phrase.
func penalty(word string) int {
	switch word[len(word)-1] {
	case ',', '.', ':', ';':
		return 0
	}
	return 64
}
