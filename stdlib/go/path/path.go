// Package path works on paths whose elements are separated by slashes.
package path

import (
	"errors"
	"unicode/utf8"
)

// ErrBadPattern says that a pattern is malformed.
var ErrBadPattern = errors.New("syntax error in pattern")

// Clean returns the shortest path that means the same.
func Clean(path string) string {
	if path == "" {
		return "."
	}
	rooted := path[0] == '/'
	out := make([]byte, 0, len(path))
	if rooted {
		out = append(out, '/')
	}
	fixed := len(out) // what .. cannot take back
	for i := 0; i < len(path); {
		if path[i] == '/' {
			i++
			continue
		}
		end := i
		for end < len(path) && path[end] != '/' {
			end++
		}
		elem := path[i:end]
		i = end
		switch {
		case elem == ".":
		case elem == ".." && len(out) > fixed:
			n := len(out) - 1
			for n > fixed && out[n] != '/' {
				n--
			}
			out = out[:n]
		case elem == ".." && rooted:
		default:
			if len(out) > 0 && out[len(out)-1] != '/' {
				out = append(out, '/')
			}
			out = append(out, elem...)
			if elem == ".." {
				fixed = len(out)
			}
		}
	}
	if len(out) == 0 {
		return "."
	}
	if string(out) == path {
		return path
	}
	return string(out)
}

// lastSlash returns where the last slash is, or -1.
func lastSlash(s string) int {
	i := len(s) - 1
	for i >= 0 && s[i] != '/' {
		i--
	}
	return i
}

// Split splits path after its last slash.
func Split(path string) (dir, file string) {
	i := lastSlash(path)
	return path[:i+1], path[i+1:]
}

// Join joins the elements that are not empty and cleans the result.
func Join(elem ...string) string {
	var out []byte
	for _, e := range elem {
		if e == "" {
			continue
		}
		if len(out) > 0 {
			out = append(out, '/')
		}
		out = append(out, e...)
	}
	if len(out) == 0 {
		return ""
	}
	return Clean(string(out))
}

// Ext returns the suffix from the last dot of the last element.
func Ext(path string) string {
	for i := len(path) - 1; i >= 0 && path[i] != '/'; i-- {
		if path[i] == '.' {
			return path[i:]
		}
	}
	return ""
}

// Base returns the last element of path.
func Base(path string) string {
	if path == "" {
		return "."
	}
	for len(path) > 0 && path[len(path)-1] == '/' {
		path = path[:len(path)-1]
	}
	if path == "" {
		return "/"
	}
	return path[lastSlash(path)+1:]
}

// IsAbs reports whether path starts at the root.
func IsAbs(path string) bool { return len(path) > 0 && path[0] == '/' }

// Dir returns everything but the last element of path, cleaned.
func Dir(path string) string {
	dir, _ := Split(path)
	return Clean(dir)
}

// Match reports whether name matches the shell pattern.
func Match(pattern, name string) (matched bool, err error) {
	matched, err = match(pattern, name)
	if err == nil && !matched {
		// A pattern is checked to its end, whatever the name.
		err = check(pattern)
	}
	return matched, err
}

// match tries the pattern from the start; * is retried at every later place.
func match(pattern, name string) (bool, error) {
	star, from := -1, 0 // the pattern after the last *, and where the rest of name was tried
	p, n := 0, 0
	for {
		if p < len(pattern) && pattern[p] == '*' {
			for p < len(pattern) && pattern[p] == '*' {
				p++
			}
			star, from = p, n
			continue
		}
		if p == len(pattern) && n == len(name) {
			return true, nil
		}
		if p < len(pattern) && n < len(name) {
			ok, np, nn, err := one(pattern, p, name, n)
			if err != nil {
				return false, err
			}
			if ok {
				p, n = np, nn
				continue
			}
		}
		if star < 0 || from >= len(name) || name[from] == '/' {
			return false, nil
		}
		from++
		p, n = star, from
	}
}

// one matches a pattern's next item, no star, with the next character of name.
func one(pattern string, p int, name string, n int) (ok bool, np, nn int, err error) {
	r, size := utf8.DecodeRuneInString(name[n:])
	switch pattern[p] {
	case '?':
		return r != '/', p + 1, n + size, nil
	case '[':
		ok, np, err = class(pattern, p, r)
		return ok, np, n + size, err
	case '\\':
		p++
		if p == len(pattern) {
			return false, p, n, ErrBadPattern
		}
	}
	return pattern[p] == name[n], p + 1, n + 1, nil
}

// class matches the character class that starts at p.
func class(pattern string, p int, r rune) (ok bool, np int, err error) {
	p++
	negated := p < len(pattern) && pattern[p] == '^'
	if negated {
		p++
	}
	for ranges := 0; ; ranges++ {
		if p < len(pattern) && pattern[p] == ']' && ranges > 0 {
			return ok != negated, p + 1, nil
		}
		lo, next, err := classRune(pattern, p)
		if err != nil {
			return false, p, err
		}
		p = next
		hi := lo
		if pattern[p] == '-' {
			if hi, p, err = classRune(pattern, p+1); err != nil {
				return false, p, err
			}
		}
		ok = ok || lo <= r && r <= hi
	}
}

// classRune reads one character of a class; something must follow it.
func classRune(pattern string, p int) (r rune, next int, err error) {
	if p >= len(pattern) || pattern[p] == '-' || pattern[p] == ']' {
		return 0, p, ErrBadPattern
	}
	if pattern[p] == '\\' {
		p++
		if p == len(pattern) {
			return 0, p, ErrBadPattern
		}
	}
	r, size := utf8.DecodeRuneInString(pattern[p:])
	if r == utf8.RuneError && size == 1 || p+size >= len(pattern) {
		return 0, p, ErrBadPattern
	}
	return r, p + size, nil
}

// check returns what is wrong with a pattern.
func check(pattern string) error {
	for p := 0; p < len(pattern); {
		switch pattern[p] {
		case '\\':
			if p+1 == len(pattern) {
				return ErrBadPattern
			}
			p += 2
		case '[':
			_, next, err := class(pattern, p, 0)
			if err != nil {
				return err
			}
			p = next
		default:
			p++
		}
	}
	return nil
}
