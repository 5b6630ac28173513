package http

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"
)

// A pattern is "[METHOD ][HOST]/[PATH]".
type pattern struct {
	text     string
	where    string // it was registered
	method   string
	host     string
	segments []segment
	handler  Handler
}

// A segment is what stands between two slashes: a text, a wildcard for one, or one for all the rest.
// `{$}` and a slash at the end are the empty text and a rest without a name.
type segment struct {
	text string // or the wildcard's name
	wild bool
	rest bool
}

func parsePattern(s string) (*pattern, error) {
	if s == "" {
		return nil, errors.New("empty pattern")
	}
	p := &pattern{text: s}
	rest, offset := s, 0
	fail := func(at int, format string, args ...any) (*pattern, error) {
		return nil, fmt.Errorf("at offset %d: %w", at, fmt.Errorf(format, args...))
	}
	if i := strings.IndexAny(s, " \t"); i >= 0 {
		p.method, rest = s[:i], strings.TrimLeft(s[i+1:], " \t")
		if !validToken(p.method) {
			return fail(0, "invalid method %q", p.method)
		}
		offset = len(s) - len(rest)
	}
	slash := strings.IndexByte(rest, '/')
	if slash < 0 {
		return fail(offset, "host/path missing /")
	}
	p.host, rest = rest[:slash], rest[slash:]
	if i := strings.IndexByte(p.host, '{'); i >= 0 {
		return fail(offset+i, "host contains '{' (missing initial '/'?)")
	}
	offset += slash
	if p.method != "" && p.method != MethodConnect && cleanPath(rest) != rest {
		return fail(offset, "non-CONNECT pattern with unclean path can never match")
	}
	seen := map[string]bool{}
	for rest != "" {
		rest, offset = rest[1:], offset+1 // the slash
		if rest == "" {
			p.segments = append(p.segments, segment{wild: true, rest: true})
			break
		}
		part := rest
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			part = rest[:i]
		}
		at := offset
		rest, offset = rest[len(part):], offset+len(part)
		open := strings.IndexByte(part, '{')
		switch {
		case open < 0:
			p.segments = append(p.segments, segment{text: unescaped(part)})
			continue
		case open > 0:
			return fail(at, "bad wildcard segment (must start with '{')")
		case part[len(part)-1] != '}':
			return fail(at, "bad wildcard segment (must end with '}')")
		}
		name := part[1 : len(part)-1]
		if name == "$" {
			if rest != "" {
				return fail(at, "{$} not at end")
			}
			p.segments = append(p.segments, segment{})
			break
		}
		name, all := strings.CutSuffix(name, "...")
		switch {
		case all && rest != "":
			return fail(at, "{...} wildcard not at end")
		case name == "":
			return fail(at, "empty wildcard")
		case !isName(name):
			return fail(at, "bad wildcard name %q", name)
		case seen[name]:
			return fail(at, "duplicate wildcard name %q", name)
		}
		seen[name] = true
		p.segments = append(p.segments, segment{text: name, wild: true, rest: all})
	}
	return p, nil
}

func isName(s string) bool {
	for i, r := range s {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return s != ""
}

func unescaped(s string) string {
	if text, err := url.PathUnescape(s); err == nil {
		return text
	}
	return s
}

// match compares the pattern with the segments of a path; the values of its wildcards.
func (p *pattern) match(path []string) (values []string, ok bool) {
	for i, s := range p.segments {
		switch {
		case i == len(path):
			return nil, false
		case s.rest:
			if s.text != "" {
				values = append(values, strings.Join(path[i:], "/"))
			}
			return values, true
		case s.wild && path[i] == "", !s.wild && s.text != path[i]:
			return nil, false
		case s.wild:
			values = append(values, path[i])
		}
	}
	return values, len(path) == len(p.segments)
}

// allows reports whether the pattern takes a method: GET takes HEAD too.
func (p *pattern) allows(method string) bool {
	return p.method == "" || p.method == method || p.method == MethodGet && method == MethodHead
}

func (p *pattern) names() (names []string) {
	for _, s := range p.segments {
		if s.wild && s.text != "" {
			names = append(names, s.text)
		}
	}
	return names
}

// A relation is how what one pattern matches lies to what another does.
type relation int

const (
	same relation = iota
	wider
	narrower
	crossing // each matches something that the other does not
	apart
)

// and is the relation of patterns whose parts have these two.
func (r relation) and(other relation) relation {
	switch {
	case r == apart || other == apart:
		return apart
	case r == same || r == other:
		return other
	case other == same:
		return r
	}
	return crossing
}

func (p *pattern) methods(q *pattern) relation {
	switch {
	case p.method == q.method:
		return same
	case p.allows(q.method) && q.method != "":
		return wider
	case p.method == "":
		return wider
	case q.allows(p.method):
		return narrower
	}
	return apart
}

func (s segment) compare(t segment) relation {
	switch {
	case s.wild && t.wild:
		return same
	case s.wild:
		if t.text == "" {
			return apart
		}
		return wider
	case t.wild:
		if s.text == "" {
			return apart
		}
		return narrower
	case s.text == t.text:
		return same
	}
	return apart
}

func (p *pattern) paths(q *pattern) relation {
	r := same
	for i := 0; ; i++ {
		switch {
		case i == len(p.segments) && i == len(q.segments):
			return r
		case i == len(p.segments) || i == len(q.segments):
			return apart
		case p.segments[i].rest && q.segments[i].rest:
			return r
		case p.segments[i].rest:
			return r.and(wider)
		case q.segments[i].rest:
			return r.and(narrower)
		}
		r = r.and(p.segments[i].compare(q.segments[i]))
	}
}

// over reports whether p is asked before q where both match.
func (p *pattern) over(q *pattern) bool {
	if (p.host == "") != (q.host == "") {
		return p.host != ""
	}
	return p.methods(q).and(p.paths(q)) == narrower
}

// conflict tells why neither pattern is asked before the other; empty if there is no need to.
func (p *pattern) conflict(q *pattern) string {
	if p.host != q.host {
		return ""
	}
	methods, paths := p.methods(q), p.paths(q)
	switch methods.and(paths) {
	case same:
		return fmt.Sprintf("%s matches the same requests as %s", p.text, q.text)
	case crossing:
	default:
		return ""
	}
	switch {
	case paths == crossing:
		return fmt.Sprintf("%s and %s both match some paths, like %q.\nBut neither is more specific than the other.\n"+
			"%s matches %q, but %s doesn't.\n%s matches %q, but %s doesn't.",
			p.text, q.text, p.sample(q, true), p.text, p.sample(q, false), q.text, q.text, q.sample(p, false), p.text)
	case methods == wider:
		return fmt.Sprintf("%s matches more methods than %s, but has a more specific path pattern", p.text, q.text)
	}
	return fmt.Sprintf("%s matches fewer methods than %s, but has a more general path pattern", p.text, q.text)
}

// sample is a path that p matches, and q too or q not.
func (p *pattern) sample(q *pattern, too bool) string {
	var b strings.Builder
	differs := too
	for i, s := range p.segments {
		var t segment
		if i < len(q.segments) {
			t = q.segments[i]
		}
		b.WriteByte('/')
		switch {
		case s.rest && too:
			// What q has there and after it.
			for j := i; j < len(q.segments); j++ {
				if j > i {
					b.WriteByte('/')
				}
				if !q.segments[j].rest {
					b.WriteString(q.segments[j].text)
				}
			}
			return b.String()
		case s.rest:
			if !t.wild && t.text == "" && i < len(q.segments) {
				// q ends there.
				b.WriteString(cmp.Or(s.text, "x"))
			}
			return b.String()
		case s.wild && !t.wild && too:
			b.WriteString(t.text)
		case s.wild && !t.wild && !differs:
			b.WriteString(s.text)
			if s.text == t.text {
				b.WriteByte('x')
			}
			differs = true
		default:
			b.WriteString(s.text)
		}
	}
	return b.String()
}
