package json

import (
	"unicode/utf16"
	"unicode/utf8"
)

// anyValue reads a value as an interface holds it.
func (d *decoder) anyValue() any {
	d.space()
	switch d.data[d.pos] {
	case '{':
		return d.anyObject()
	case '[':
		return d.anyArray()
	case '"':
		return unquote(d.skip())
	case 't':
		d.pos += len("true")
		return true
	case 'f':
		d.pos += len("false")
		return false
	case 'n':
		d.pos += len("null")
		return nil
	}
	n, ok := d.anyNumber(string(d.skip()))
	if !ok {
		return nil
	}
	return n
}

func (d *decoder) anyArray() []any {
	d.pos++
	list := []any{}
	for d.more(len(list), ']') {
		list = append(list, d.anyValue())
	}
	return list
}

func (d *decoder) anyObject() map[string]any {
	d.pos++
	m := map[string]any{}
	for n := 0; d.more(n, '}'); n++ {
		name := d.name()
		m[name] = d.anyValue()
	}
	return m
}

// unquote returns what a string literal stands for.
func unquote(lit []byte) string {
	lit = lit[1 : len(lit)-1]
	plain := true
	for _, c := range lit {
		if c == '\\' || c >= utf8.RuneSelf {
			plain = false
			break
		}
	}
	if plain {
		return string(lit)
	}
	out := make([]byte, 0, len(lit))
	for i := 0; i < len(lit); {
		c := lit[i]
		if c != '\\' {
			if c < utf8.RuneSelf {
				out = append(out, c)
				i++
				continue
			}
			r, n := utf8.DecodeRune(lit[i:])
			out = utf8.AppendRune(out, r)
			i += n
			continue
		}
		c = lit[i+1]
		i += 2
		switch c {
		case 'b':
			c = '\b'
		case 'f':
			c = '\f'
		case 'n':
			c = '\n'
		case 'r':
			c = '\r'
		case 't':
			c = '\t'
		case 'u':
			r := hexRune(lit[i:])
			i += 4
			if utf16.IsSurrogate(r) {
				pair := utf8.RuneError
				if i+6 <= len(lit) && lit[i] == '\\' && lit[i+1] == 'u' {
					pair = utf16.DecodeRune(r, hexRune(lit[i+2:]))
				}
				if r = pair; r != utf8.RuneError {
					i += 6
				}
			}
			out = utf8.AppendRune(out, r)
			continue
		}
		out = append(out, c)
	}
	return string(out)
}

func hexRune(b []byte) rune {
	r := rune(0)
	for _, c := range b[:4] {
		r = r<<4 | rune(hexDigit(c))
	}
	return r
}
