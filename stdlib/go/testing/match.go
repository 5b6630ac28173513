package testing

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
)

type matchFunc = func(pattern, text string) (bool, error)

// A matcher names subtests and says which tests run.
type matcher struct {
	match matchFunc
	run   pattern
	skip  pattern

	mu   sync.Mutex
	used map[string]int32 // how often a name was asked for
}

// A pattern is what stands between `|`s outside of brackets: one expression
// for each level of subtests.
type pattern [][]string

func newMatcher(match matchFunc, run, flag, skip string) *matcher {
	m := &matcher{match: match, used: make(map[string]int32)}
	if run == "" {
		m.run = pattern{nil}
	} else {
		m.run = m.parse(run, flag)
	}
	if skip != "" {
		m.skip = m.parse(skip, "-test.skip")
	}
	return m
}

// parse cuts a flag's value into expressions and ends the program if one is invalid.
func (m *matcher) parse(text, flag string) pattern {
	p := split(text)
	for i, levels := range p {
		for j, expr := range levels {
			levels[j] = rewrite(expr)
		}
		for j, expr := range levels {
			if _, err := m.match(expr, "non-empty"); err != nil {
				where := fmt.Sprintf("element %d of %s (%q): %s", j, flag, expr, err)
				if len(p) > 1 {
					where = fmt.Sprintf("alternation %d of %s", i, where)
				}
				fmt.Fprintf(os.Stderr, "testing: invalid regexp for %s\n", where)
				os.Exit(1)
			}
		}
	}
	return p
}

// split cuts a pattern at `|` and `/`, as far as they are not in brackets.
func split(text string) pattern {
	p := pattern{nil}
	brackets, parens, from := 0, 0, 0
	cut := func(to int) {
		p[len(p)-1] = append(p[len(p)-1], text[from:to])
		from = to + 1
	}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '[':
			brackets++
		case ']':
			brackets = max(brackets-1, 0)
		case '(':
			if brackets == 0 {
				parens++
			}
		case ')':
			if brackets == 0 {
				parens--
			}
		case '/', '|':
			if brackets == 0 && parens == 0 {
				cut(i)
				if text[i] == '|' {
					p = append(p, nil)
				}
			}
		}
	}
	cut(len(text))
	return p
}

// matches reports whether a test of this name matches, and whether only its
// subtests can.
func (p pattern) matches(match matchFunc, name []string) (ok, partial bool) {
next:
	for _, levels := range p {
		for i, expr := range levels[:min(len(levels), len(name))] {
			if ok, _ := match(expr, name[i]); !ok {
				continue next
			}
		}
		return true, len(name) < len(levels)
	}
	return false, false
}

// fullName returns the name of a subtest of c, and whether it is to run.
func (m *matcher) fullName(c *common, name string) (full string, ok, partial bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if c != nil && c.level > 0 {
		name = m.unique(c.name, rewrite(name))
	}
	levels := strings.Split(name, "/")
	ok, partial = m.run.matches(m.match, levels)
	if !ok {
		return name, false, false
	}
	if skip, onlySub := m.skip.matches(m.match, levels); skip && !onlySub {
		return name, false, false
	}
	return name, ok, partial
}

// unique makes a subtest's name different from those before it.
func (m *matcher) unique(parent, name string) string {
	base := parent + "/" + name
	for {
		n := m.used[base]
		if n < 0 {
			panic("subtest count overflow")
		}
		m.used[base] = n + 1
		if n == 0 && name != "" {
			// It may look like one that was numbered before.
			if prefix, number := numbered(base); len(prefix) == len(base) || number >= m.used[prefix] {
				return base
			}
			continue
		}
		if full := fmt.Sprintf("%s#%02d", base, n); m.used[full] == 0 {
			return full
		}
	}
}

// numbered cuts off a number that unique could have added.
func numbered(s string) (prefix string, n int32) {
	i := strings.LastIndexByte(s, '#')
	if i < 0 {
		return s, 0
	}
	prefix, digits := s[:i], s[i+1:]
	switch {
	case len(digits) < 2, len(digits) > 2 && digits[0] == '0':
		return s, 0
	case digits == "00" && !strings.HasSuffix(prefix, "/"):
		return s, 0
	}
	number, err := strconv.ParseInt(digits, 10, 32)
	if err != nil || number < 0 {
		return s, 0
	}
	return prefix, int32(number)
}

// rewrite makes a name without spaces and what cannot be printed.
func rewrite(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case isSpace(r):
			b.WriteByte('_')
		case !strconv.IsPrint(r):
			quoted := strconv.QuoteRune(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isSpace(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', ' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return 0x2000 <= r && r <= 0x200a
}
