// Package regexp searches for regular expressions, in time linear in the text.
package regexp

import (
	"io"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// compile translates an expression. names are those of the groups, joined by commas; problem says
// what is wrong, if something is, and part with what.
func compile(expr string, flags uint32) (code []uint32, names, prefix string, complete bool, problem, part string)

// find searches text from pos on for the first match, and writes its captures.
func find(code []uint32, prefix, text string, pos int, longest bool, captures []int) bool
func findBytes(code []uint32, prefix string, text []byte, pos int, longest bool, captures []int) bool

// A Regexp is a compiled expression.
type Regexp struct {
	expr     string
	code     []uint32
	names    []string // of the groups; the first is the whole
	prefix   string   // what every match starts with
	complete bool     // the prefix is all of it
	longest  bool
}

func (re *Regexp) String() string { return re.expr }

// Copy returns a copy.
//
// Deprecated: a Regexp may be shared.
func (re *Regexp) Copy() *Regexp {
	other := *re
	return &other
}

// Compile compiles an expression; of the matches that start first it prefers the one that
// backtracking would find first.
func Compile(expr string) (*Regexp, error) { return compiled(expr, syntax.Perl, false) }

// CompilePOSIX compiles an expression in egrep's syntax; it prefers longest matches.
func CompilePOSIX(expr string) (*Regexp, error) { return compiled(expr, syntax.POSIX, true) }

func compiled(expr string, flags syntax.Flags, longest bool) (*Regexp, error) {
	code, names, prefix, complete, problem, part := compile(expr, uint32(flags))
	if problem != "" {
		return nil, &syntax.Error{Code: syntax.ErrorCode(problem), Expr: part}
	}
	return &Regexp{expr, code, strings.Split(names, ","), prefix, complete, longest}, nil
}

// Longest makes re prefer longest matches.
func (re *Regexp) Longest() { re.longest = true }

// MustCompile is Compile that panics.
func MustCompile(str string) *Regexp {
	re, err := Compile(str)
	if err != nil {
		panic(`regexp: Compile(` + quote(str) + `): ` + err.Error())
	}
	return re
}

// MustCompilePOSIX is CompilePOSIX that panics.
func MustCompilePOSIX(str string) *Regexp {
	re, err := CompilePOSIX(str)
	if err != nil {
		panic(`regexp: CompilePOSIX(` + quote(str) + `): ` + err.Error())
	}
	return re
}

func quote(s string) string {
	if strconv.CanBackquote(s) {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

// NumSubexp returns how many groups there are.
func (re *Regexp) NumSubexp() int { return len(re.names) - 1 }

// SubexpNames returns the names of the groups; the first is that of the whole.
func (re *Regexp) SubexpNames() []string { return re.names }

// SubexpIndex returns the number of the first group with this name, or -1.
func (re *Regexp) SubexpIndex(name string) int {
	if name == "" {
		return -1
	}
	return slices.Index(re.names, name)
}

// LiteralPrefix returns what every match starts with, and whether that is all of it.
func (re *Regexp) LiteralPrefix() (prefix string, complete bool) { return re.prefix, re.complete }

// QuoteMeta returns an expression for s itself.
func QuoteMeta(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if strings.IndexByte(`\.+*?()|[]{}^$`, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// MarshalText, AppendText and UnmarshalText write and read the expression.
func (re *Regexp) MarshalText() ([]byte, error)        { return re.AppendText(nil) }
func (re *Regexp) AppendText(b []byte) ([]byte, error) { return append(b, re.String()...), nil }
func (re *Regexp) UnmarshalText(text []byte) error {
	other, err := Compile(string(text))
	if err == nil {
		*re = *other
	}
	return err
}

// A text is a string or bytes.
type text struct {
	s       string
	b       []byte
	isBytes bool
}

func (t text) len() int { return len(t.s) + len(t.b) }

// search returns the captures of the first match from pos on.
func (re *Regexp) search(t text, pos, slots int) []int {
	captures := make([]int, slots)
	var ok bool
	if t.isBytes {
		ok = findBytes(re.code, re.prefix, t.b, pos, re.longest, captures)
	} else {
		ok = find(re.code, re.prefix, t.s, pos, re.longest, captures)
	}
	if !ok {
		return nil
	}
	return captures
}

// matches reports whether t has a match.
func (re *Regexp) matches(t text) bool {
	if t.isBytes {
		return findBytes(re.code, re.prefix, t.b, 0, re.longest, nil)
	}
	return find(re.code, re.prefix, t.s, 0, re.longest, nil)
}

// slots returns the length of all captures.
func (re *Regexp) slots() int { return 2 * len(re.names) }

// readAll returns what r reads, its end included.
func readAll(r io.RuneReader) string {
	var b strings.Builder
	for {
		c, size, err := r.ReadRune()
		if err != nil {
			return b.String()
		}
		if c == utf8.RuneError && size == 1 {
			b.WriteByte(0xff) // as wide as what was read
		} else {
			b.WriteRune(c)
		}
	}
}

// MatchReader, MatchString and Match report whether there is a match.
func (re *Regexp) MatchReader(r io.RuneReader) bool { return re.MatchString(readAll(r)) }
func (re *Regexp) MatchString(s string) bool        { return re.matches(text{s: s}) }
func (re *Regexp) Match(b []byte) bool              { return re.matches(text{b: b, isBytes: true}) }

// MatchReader, MatchString and Match compile an expression and report whether it has a match.
func MatchReader(pattern string, r io.RuneReader) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchReader(r), nil
}
func MatchString(pattern string, s string) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchString(s), nil
}
func Match(pattern string, b []byte) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.Match(b), nil
}

// Find and the like return the first match; Index, where it is; Submatch, that of each group too.
func (re *Regexp) Find(b []byte) []byte {
	m := re.search(text{b: b, isBytes: true}, 0, 2)
	if m == nil {
		return nil
	}
	return b[m[0]:m[1]:m[1]]
}
func (re *Regexp) FindIndex(b []byte) (loc []int) {
	return re.search(text{b: b, isBytes: true}, 0, 2)
}
func (re *Regexp) FindString(s string) string {
	m := re.search(text{s: s}, 0, 2)
	if m == nil {
		return ""
	}
	return s[m[0]:m[1]]
}
func (re *Regexp) FindStringIndex(s string) (loc []int) { return re.search(text{s: s}, 0, 2) }
func (re *Regexp) FindReaderIndex(r io.RuneReader) (loc []int) {
	return re.FindStringIndex(readAll(r))
}
func (re *Regexp) FindSubmatch(b []byte) [][]byte {
	return bytesOf(b, re.FindSubmatchIndex(b))
}
func (re *Regexp) FindSubmatchIndex(b []byte) []int {
	return re.search(text{b: b, isBytes: true}, 0, re.slots())
}
func (re *Regexp) FindStringSubmatch(s string) []string {
	return stringsOf(s, re.FindStringSubmatchIndex(s))
}
func (re *Regexp) FindStringSubmatchIndex(s string) []int {
	return re.search(text{s: s}, 0, re.slots())
}
func (re *Regexp) FindReaderSubmatchIndex(r io.RuneReader) []int {
	return re.FindStringSubmatchIndex(readAll(r))
}

func bytesOf(b []byte, m []int) [][]byte {
	if m == nil {
		return nil
	}
	list := make([][]byte, len(m)/2)
	for i := range list {
		if lo, hi := m[2*i], m[2*i+1]; lo >= 0 {
			list[i] = b[lo:hi:hi]
		}
	}
	return list
}

func stringsOf(s string, m []int) []string {
	if m == nil {
		return nil
	}
	list := make([]string, len(m)/2)
	for i := range list {
		if lo, hi := m[2*i], m[2*i+1]; lo >= 0 {
			list[i] = s[lo:hi]
		}
	}
	return list
}

// all calls yield for the first n matches that do not overlap; an empty match right after a match
// is none.
func (re *Regexp) all(t text, n, slots int, yield func([]int)) {
	if n < 0 {
		n = t.len() + 1
	}
	for pos, i, last := 0, 0, -1; i < n && pos <= t.len(); {
		m := re.search(t, pos, slots)
		if m == nil {
			return
		}
		empty := m[1] == pos
		taken := !empty || m[0] != last
		if empty {
			pos += t.width(pos)
		} else {
			pos = m[1]
		}
		last = m[1]
		if taken {
			yield(m)
			i++
		}
	}
}

// width returns the length of the character at pos, at least 1.
func (t text) width(pos int) (n int) {
	if t.isBytes {
		_, n = utf8.DecodeRune(t.b[pos:])
	} else {
		_, n = utf8.DecodeRuneInString(t.s[pos:])
	}
	return max(n, 1)
}

// FindAll and the like return all matches, at most n of them if n >= 0.
func (re *Regexp) FindAll(b []byte, n int) (list [][]byte) {
	re.all(text{b: b, isBytes: true}, n, 2, func(m []int) { list = append(list, b[m[0]:m[1]:m[1]]) })
	return list
}
func (re *Regexp) FindAllIndex(b []byte, n int) (list [][]int) {
	re.all(text{b: b, isBytes: true}, n, 2, func(m []int) { list = append(list, m) })
	return list
}
func (re *Regexp) FindAllString(s string, n int) (list []string) {
	re.all(text{s: s}, n, 2, func(m []int) { list = append(list, s[m[0]:m[1]]) })
	return list
}
func (re *Regexp) FindAllStringIndex(s string, n int) (list [][]int) {
	re.all(text{s: s}, n, 2, func(m []int) { list = append(list, m) })
	return list
}
func (re *Regexp) FindAllSubmatch(b []byte, n int) (list [][][]byte) {
	re.all(text{b: b, isBytes: true}, n, re.slots(), func(m []int) { list = append(list, bytesOf(b, m)) })
	return list
}
func (re *Regexp) FindAllSubmatchIndex(b []byte, n int) (list [][]int) {
	re.all(text{b: b, isBytes: true}, n, re.slots(), func(m []int) { list = append(list, m) })
	return list
}
func (re *Regexp) FindAllStringSubmatch(s string, n int) (list [][]string) {
	re.all(text{s: s}, n, re.slots(), func(m []int) { list = append(list, stringsOf(s, m)) })
	return list
}
func (re *Regexp) FindAllStringSubmatchIndex(s string, n int) (list [][]int) {
	re.all(text{s: s}, n, re.slots(), func(m []int) { list = append(list, m) })
	return list
}

// Split returns what is between the matches, at most n parts if n >= 0.
func (re *Regexp) Split(s string, n int) []string {
	if n == 0 {
		return nil
	}
	if len(re.expr) > 0 && len(s) == 0 {
		return []string{""}
	}
	list := []string{}
	start, end := 0, 0
	for _, m := range re.FindAllStringIndex(s, n) {
		if n > 0 && len(list) == n-1 {
			break
		}
		end = m[0]
		if m[1] != 0 {
			list = append(list, s[start:end])
		}
		start = m[1]
	}
	if end != len(s) {
		list = append(list, s[start:])
	}
	return list
}
