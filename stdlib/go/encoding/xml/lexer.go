package xml

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// rawToken reads a token.
func (d *Decoder) rawToken() (Token, error) {
	if d.tokens != nil {
		return d.tokens.Token()
	}
	if d.err != nil {
		return nil, d.err
	}
	if d.closing != nil {
		end := EndElement{*d.closing}
		d.closing = nil
		return end, nil
	}
	c, ok := d.byte()
	if !ok {
		return nil, d.err
	}
	if c != '<' {
		d.unread(c)
		if text, ok := d.text(-1, false); ok {
			return CharData(text), nil
		}
		return nil, d.err
	}
	if c, ok = d.must(); !ok {
		return nil, d.err
	}
	var t Token
	switch c {
	case '/':
		t, ok = d.endElement()
	case '?':
		t, ok = d.instruction()
	case '!':
		t, ok = d.declaration()
	default:
		d.unread(c)
		t, ok = d.startElement()
	}
	if !ok {
		return nil, d.err
	}
	return t, nil
}

func (d *Decoder) endElement() (Token, bool) {
	name, ok := d.spacedName()
	if !ok {
		d.fail("expected element name after </")
		return nil, false
	}
	d.space()
	c, ok := d.must()
	if !ok {
		return nil, false
	}
	if c != '>' {
		d.fail("invalid characters between </" + name.Local + " and >")
		return nil, false
	}
	return EndElement{name}, true
}

// until reads up to a text of two bytes and one more byte, which is the result without them.
func (d *Decoder) until(end string) ([]byte, bool) {
	d.buf.Reset()
	for {
		c, ok := d.must()
		if !ok {
			return nil, false
		}
		d.buf.WriteByte(c)
		if data := d.buf.Bytes(); c == end[len(end)-1] && strings.HasSuffix(string(data[max(0, len(data)-len(end)):]), end) {
			return data[:len(data)-len(end)], true
		}
	}
}

func (d *Decoder) instruction() (Token, bool) {
	target, ok := d.name()
	if !ok {
		d.fail("expected target name after <?")
		return nil, false
	}
	d.space()
	data, ok := d.until("?>")
	if !ok {
		return nil, false
	}
	if target == "xml" && !d.declares(string(data)) {
		return nil, false
	}
	return ProcInst{target, data}, true
}

// declares does what the XML declaration says.
func (d *Decoder) declares(content string) bool {
	if version := declared("version", content); version != "" && version != "1.0" {
		d.err = fmt.Errorf("xml: unsupported version %q; only version 1.0 is supported", version)
		return false
	}
	encoding := declared("encoding", content)
	if encoding == "" || strings.EqualFold(encoding, "utf-8") {
		return true
	}
	if d.CharsetReader == nil {
		d.err = fmt.Errorf("xml: encoding %q declared but Decoder.CharsetReader is nil", encoding)
		return false
	}
	r, err := d.CharsetReader(encoding, d.r.(io.Reader))
	if err != nil {
		d.err = fmt.Errorf("xml: opening charset %q: %w", encoding, err)
		return false
	}
	if r == nil {
		panic("CharsetReader returned a nil Reader for charset " + encoding)
	}
	d.read(r)
	return true
}

// declaration reads what starts with <!.
func (d *Decoder) declaration() (Token, bool) {
	c, ok := d.must()
	if !ok {
		return nil, false
	}
	switch c {
	case '-':
		if c, ok = d.must(); !ok {
			return nil, false
		}
		if c != '-' {
			d.fail("invalid sequence <!- not part of <!--")
			return nil, false
		}
		data, ok := d.until("--")
		if !ok {
			return nil, false
		}
		if c, ok = d.must(); !ok {
			return nil, false
		}
		if c != '>' {
			d.fail(`invalid sequence "--" not allowed in comments`)
			return nil, false
		}
		return Comment(data), true
	case '[':
		for _, want := range []byte("CDATA[") {
			if c, ok = d.must(); !ok {
				return nil, false
			}
			if c != want {
				d.fail("invalid <![ sequence")
				return nil, false
			}
		}
		text, ok := d.text(-1, true)
		return CharData(text), ok
	}
	return d.directive(c)
}

// directive reads up to the > that closes it; comments in it become a space.
func (d *Decoder) directive(c byte) (Token, bool) {
	const open = "<!--"
	d.buf.Reset()
	quote, depth := byte(0), 0
	ok := true
	for first := true; ; first = false {
		if !first {
			if c, ok = d.must(); !ok {
				return nil, false
			}
		}
		if quote == 0 && c == '>' && depth == 0 && !first {
			return Directive(d.buf.Bytes()), true
		}
		d.buf.WriteByte(c)
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case first:
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			depth--
		case c == '<':
			// Either nested, or a comment.
			matched := 1
			for matched < len(open) {
				if c, ok = d.must(); !ok {
					return nil, false
				}
				if c != open[matched] {
					d.buf.WriteString(open[1:matched])
					d.unread(c)
					depth++
					break
				}
				matched++
			}
			if matched < len(open) {
				continue
			}
			d.buf.Truncate(d.buf.Len() - 1)
			c = 0
			for last := [2]byte{}; last != [2]byte{'-', '-'} || c != '>'; {
				last[0], last[1] = last[1], c
				if c, ok = d.must(); !ok {
					return nil, false
				}
			}
			d.buf.WriteByte(' ')
		}
	}
}

func (d *Decoder) startElement() (Token, bool) {
	name, ok := d.spacedName()
	if !ok {
		d.fail("expected element name after <")
		return nil, false
	}
	e := StartElement{name, []Attr{}}
	for {
		d.space()
		c, ok := d.must()
		if !ok {
			return nil, false
		}
		if c == '>' {
			return e, true
		}
		if c == '/' {
			if c, ok = d.must(); !ok {
				return nil, false
			}
			if c != '>' {
				d.fail("expected /> in element")
				return nil, false
			}
			d.closing = &name
			return e, true
		}
		d.unread(c)
		a, ok := d.attribute()
		if !ok {
			return nil, false
		}
		e.Attr = append(e.Attr, a)
	}
}

func (d *Decoder) attribute() (a Attr, ok bool) {
	if a.Name, ok = d.spacedName(); !ok {
		d.fail("expected attribute name in element")
		return a, false
	}
	d.space()
	c, ok := d.must()
	if !ok {
		return a, false
	}
	if c != '=' {
		if d.Strict {
			d.fail("attribute name without = in element")
			return a, false
		}
		d.unread(c)
		a.Value = a.Name.Local
		return a, true
	}
	d.space()
	if c, ok = d.must(); !ok {
		return a, false
	}
	if c == '"' || c == '\'' {
		text, ok := d.text(int(c), false)
		a.Value = string(text)
		return a, ok
	}
	if d.Strict {
		d.fail("unquoted or missing attribute value in element")
		return a, false
	}
	d.buf.Reset()
	for isNameByte(c) && c != '.' {
		d.buf.WriteByte(c)
		if c, ok = d.must(); !ok {
			return a, false
		}
	}
	d.unread(c)
	a.Value = d.buf.String()
	return a, true
}

var entities = map[string]string{"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": `"`}

// text reads text up to a quote, an element, or the end of a CDATA section.
func (d *Decoder) text(quote int, cdata bool) ([]byte, bool) {
	d.buf.Reset()
	var before [2]byte
	cut := 0
	for {
		c, ok := d.byte()
		if !ok {
			if cdata {
				if d.err == io.EOF {
					d.err = d.syntaxError("unexpected EOF in CDATA section")
				}
				return nil, false
			}
			break
		}
		if quote < 0 && before == [2]byte{']', ']'} && c == '>' {
			if cdata {
				cut = 2
				break
			}
			d.err = d.syntaxError("unescaped ]]> not in CDATA section")
			return nil, false
		}
		if c == '<' && !cdata {
			if quote >= 0 {
				d.err = d.syntaxError("unescaped < inside quoted string")
				return nil, false
			}
			d.unread('<')
			break
		}
		if quote >= 0 && c == byte(quote) {
			break
		}
		if c == '&' && !cdata {
			if !d.entity() {
				return nil, false
			}
			before = [2]byte{}
			continue
		}
		switch {
		case c == '\r':
			d.buf.WriteByte('\n')
		case c == '\n' && before[1] == '\r':
		default:
			d.buf.WriteByte(c)
		}
		before[0], before[1] = before[1], c
	}
	data := d.buf.Bytes()
	data = data[:len(data)-cut]
	for rest := data; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			d.err = d.syntaxError("invalid UTF-8")
			return nil, false
		}
		if !isChar(r) {
			d.err = d.syntaxError(fmt.Sprintf("illegal character code %U", r))
			return nil, false
		}
		rest = rest[size:]
	}
	return data, true
}

// entity reads what follows & and puts what it stands for into buf.
func (d *Decoder) entity() bool {
	start := d.buf.Len()
	d.buf.WriteByte('&')
	c, ok := d.must()
	if !ok {
		return false
	}
	text, known := "", false
	if c == '#' {
		if text, known, ok = d.character(); !ok {
			return false
		}
	} else {
		d.unread(c)
		if !d.collect() && d.err != nil {
			return false
		}
		if c, ok = d.must(); !ok {
			return false
		}
		if c != ';' {
			d.unread(c)
		} else {
			name := d.buf.String()[start+1:]
			d.buf.WriteByte(';')
			if isName(name) {
				if text, known = entities[name]; !known {
					text, known = d.Entity[name]
				}
			}
		}
	}
	switch {
	case known:
		d.buf.Truncate(start)
		d.buf.WriteString(text)
	case d.Strict:
		whole := d.buf.String()[start:]
		if !strings.HasSuffix(whole, ";") {
			whole += " (no semicolon)"
		}
		d.err = d.syntaxError("invalid character entity " + whole)
		return false
	}
	return true
}

// character reads the number of a character behind &#.
func (d *Decoder) character() (text string, known, ok bool) {
	d.buf.WriteByte('#')
	c, ok := d.must()
	if !ok {
		return "", false, false
	}
	base := 10
	if c == 'x' {
		base = 16
		d.buf.WriteByte(c)
		if c, ok = d.must(); !ok {
			return "", false, false
		}
	}
	start := d.buf.Len()
	for '0' <= c && c <= '9' || base == 16 && 'a' <= c|0x20 && c|0x20 <= 'f' {
		d.buf.WriteByte(c)
		if c, ok = d.must(); !ok {
			return "", false, false
		}
	}
	if c != ';' {
		d.unread(c)
		return "", false, true
	}
	n, err := strconv.ParseUint(d.buf.String()[start:], base, 64)
	d.buf.WriteByte(';')
	if err != nil || n > utf8.MaxRune {
		return "", false, true
	}
	return string(rune(n)), true, true
}
