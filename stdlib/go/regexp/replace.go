package regexp

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// replace returns t with its matches replaced by what repl appends; nil if there is none.
func (re *Regexp) replace(t text, slots int, repl func(dst []byte, m []int) []byte) []byte {
	var out []byte
	end := 0 // of the last match
	for pos := 0; pos <= t.len(); {
		m := re.search(t, pos, slots)
		if m == nil {
			break
		}
		out = t.appendPart(out, end, m[0])
		// An empty match right after a match is none.
		if m[1] > end || m[0] == 0 {
			out = repl(out, m)
		}
		end = m[1]
		// The next search starts behind the match and at least one character on.
		if width := t.width(pos); pos+width > m[1] {
			pos += width
		} else {
			pos = m[1]
		}
		if out == nil {
			out = []byte{}
		}
	}
	if out == nil {
		return nil
	}
	return t.appendPart(out, end, t.len())
}

func (t text) appendPart(dst []byte, lo, hi int) []byte {
	if t.isBytes {
		return append(dst, t.b[lo:hi]...)
	}
	return append(dst, t.s[lo:hi]...)
}

// ReplaceAll and the like replace all matches: by repl expanded, by repl itself, or by what it
// returns.
func (re *Regexp) ReplaceAllString(src, repl string) string {
	t := text{s: src}
	slots := 2
	if strings.IndexByte(repl, '$') >= 0 {
		slots = re.slots()
	}
	out := re.replace(t, slots, func(dst []byte, m []int) []byte { return re.expand(dst, repl, t, m) })
	if out == nil {
		return src
	}
	return string(out)
}
func (re *Regexp) ReplaceAllLiteralString(src, repl string) string {
	out := re.replace(text{s: src}, 2, func(dst []byte, m []int) []byte { return append(dst, repl...) })
	if out == nil {
		return src
	}
	return string(out)
}
func (re *Regexp) ReplaceAllStringFunc(src string, repl func(string) string) string {
	out := re.replace(text{s: src}, 2, func(dst []byte, m []int) []byte {
		return append(dst, repl(src[m[0]:m[1]])...)
	})
	if out == nil {
		return src
	}
	return string(out)
}
func (re *Regexp) ReplaceAll(src, repl []byte) []byte {
	t := text{b: src, isBytes: true}
	template := string(repl)
	slots := 2
	if strings.IndexByte(template, '$') >= 0 {
		slots = re.slots()
	}
	return re.orCopy(src, re.replace(t, slots, func(dst []byte, m []int) []byte {
		return re.expand(dst, template, t, m)
	}))
}
func (re *Regexp) ReplaceAllLiteral(src, repl []byte) []byte {
	return re.orCopy(src, re.replace(text{b: src, isBytes: true}, 2, func(dst []byte, m []int) []byte {
		return append(dst, repl...)
	}))
}
func (re *Regexp) ReplaceAllFunc(src []byte, repl func([]byte) []byte) []byte {
	return re.orCopy(src, re.replace(text{b: src, isBytes: true}, 2, func(dst []byte, m []int) []byte {
		return append(dst, repl(src[m[0]:m[1]])...)
	}))
}

// orCopy returns out, or a copy of src if that is nil.
func (re *Regexp) orCopy(src, out []byte) []byte {
	if out == nil {
		return append([]byte(nil), src...)
	}
	return out
}

// Expand and ExpandString append a template whose $name, ${name} and $1 stand for the groups of a
// match in src.
func (re *Regexp) Expand(dst []byte, template []byte, src []byte, match []int) []byte {
	return re.expand(dst, string(template), text{b: src, isBytes: true}, match)
}
func (re *Regexp) ExpandString(dst []byte, template string, src string, match []int) []byte {
	return re.expand(dst, template, text{s: src}, match)
}

func (re *Regexp) expand(dst []byte, template string, t text, m []int) []byte {
	for {
		before, after, ok := strings.Cut(template, "$")
		dst = append(dst, before...)
		if !ok {
			return dst
		}
		template = after
		if strings.HasPrefix(template, "$") {
			dst = append(dst, '$')
			template = template[1:]
			continue
		}
		name, rest, ok := groupName(template)
		if !ok {
			dst = append(dst, '$')
			continue
		}
		template = rest
		if i, ok := groupNumber(name); ok {
			dst = t.appendGroup(dst, m, i)
			continue
		}
		for i, other := range re.names {
			if name == other && 2*i+1 < len(m) && m[2*i] >= 0 {
				dst = t.appendGroup(dst, m, i)
				break
			}
		}
	}
}

func (t text) appendGroup(dst []byte, m []int, i int) []byte {
	if 2*i+1 < len(m) && m[2*i] >= 0 {
		return t.appendPart(dst, m[2*i], m[2*i+1])
	}
	return dst
}

// groupName cuts a name, perhaps in braces, from the start of s.
func groupName(s string) (name, rest string, ok bool) {
	braced := strings.HasPrefix(s, "{")
	if braced {
		s = s[1:]
	}
	n := 0
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' {
			break
		}
		n += size
	}
	if n == 0 {
		return "", "", false
	}
	name, rest = s[:n], s[n:]
	if braced {
		if rest, ok = strings.CutPrefix(rest, "}"); !ok {
			return "", "", false
		}
	}
	return name, rest, true
}

// groupNumber reads a name that is a number without leading zeros.
func groupNumber(name string) (int, bool) {
	if len(name) > 1 && name[0] == '0' {
		return 0, false
	}
	n, err := strconv.ParseUint(name, 10, 31)
	if err != nil || n >= 1e8 {
		return 0, false
	}
	return int(n), true
}
