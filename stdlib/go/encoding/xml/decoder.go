package xml

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
)

// A Decoder reads tokens from a document in UTF-8.
type Decoder struct {
	// Strict refuses what XML does not allow; without it, missing ends of elements and
	// entities that are not known are accepted.
	Strict bool
	// AutoClose names elements that have no end; only without Strict.
	AutoClose []string
	// Entity has entities beside lt, gt, amp, apos and quot.
	Entity map[string]string
	// CharsetReader makes UTF-8 of another character set.
	CharsetReader func(charset string, input io.Reader) (io.Reader, error)
	// DefaultSpace is the name space of names without one.
	DefaultSpace string

	r        io.ByteReader
	tokens   TokenReader
	buf      bytes.Buffer
	saved    *bytes.Buffer // what is read, for innerxml
	frames   []frame
	spaces   map[string]string
	closing  *Name // an element that was closed at its start
	next     Token
	last     int // the byte that was put back, or -1
	err      error
	line     int
	lineAt   int64
	offset   int64
	depth    int // of the element whose UnmarshalXML is running
}

// A frame is an element that is open, or an end of the tokens for UnmarshalXML.
type frame struct {
	end  bool
	name Name
	// hidden has the name spaces that prefixes had outside.
	hidden []binding
}

type binding struct {
	prefix, url string
	bound       bool
}

// NewDecoder returns a decoder that reads r.
func NewDecoder(r io.Reader) *Decoder {
	d := &Decoder{spaces: make(map[string]string), last: -1, line: 1, Strict: true}
	d.read(r)
	return d
}

// NewTokenDecoder returns a decoder of tokens that another one reads.
func NewTokenDecoder(t TokenReader) *Decoder {
	if d, ok := t.(*Decoder); ok {
		return d
	}
	return &Decoder{spaces: make(map[string]string), tokens: t, last: -1, line: 1, Strict: true}
}

func (d *Decoder) read(r io.Reader) {
	if byByte, ok := r.(io.ByteReader); ok {
		d.r = byByte
	} else {
		d.r = bufio.NewReader(r)
	}
}

// InputOffset returns where the last token ends, InputPos in which line and column.
func (d *Decoder) InputOffset() int64 { return d.offset }
func (d *Decoder) InputPos() (line, column int) {
	return d.line, int(d.offset-d.lineAt) + 1
}

// Token returns the next token; starts and ends of elements match, and names have their spaces.
func (d *Decoder) Token() (Token, error) {
	if n := len(d.frames); n > 0 && d.frames[n-1].end {
		return nil, io.EOF
	}
	var t Token
	if d.next != nil {
		t, d.next = d.next, nil
	} else {
		var err error
		if t, err = d.rawToken(); t == nil && err != nil {
			if n := len(d.frames); err == io.EOF && n > 0 && !d.frames[n-1].end {
				err = d.syntaxError("unexpected EOF")
			}
			return nil, err
		}
	}
	if !d.Strict {
		if end, ok := d.implied(t); ok {
			d.next, t = t, end
		}
	}
	switch x := t.(type) {
	case StartElement:
		d.push(x)
		d.translate(&x.Name, true)
		for i := range x.Attr {
			d.translate(&x.Attr[i].Name, false)
		}
		t = x
	case EndElement:
		if !d.pop(&x) {
			return nil, d.err
		}
		t = x
	}
	return t, nil
}

// implied returns the end of an element that has none, unless t is it.
func (d *Decoder) implied(t Token) (Token, bool) {
	n := len(d.frames)
	if n == 0 || d.frames[n-1].end {
		return nil, false
	}
	name := d.frames[n-1].name
	for _, s := range d.AutoClose {
		if strings.EqualFold(s, name.Local) {
			end, ok := t.(EndElement)
			return EndElement{name}, !ok || !strings.EqualFold(end.Name.Local, name.Local)
		}
	}
	return nil, false
}

// push opens an element and binds its prefixes.
func (d *Decoder) push(e StartElement) {
	f := frame{name: e.Name}
	for _, a := range e.Attr {
		prefix := a.Name.Local
		if a.Name.Space == "" && a.Name.Local == xmlns {
			prefix = ""
		} else if a.Name.Space != xmlns {
			continue
		}
		url, bound := d.spaces[prefix]
		f.hidden = append(f.hidden, binding{prefix, url, bound})
		d.spaces[prefix] = a.Value
	}
	d.frames = append(d.frames, f)
}

// pop closes an element.
func (d *Decoder) pop(t *EndElement) bool {
	n := len(d.frames)
	if n == 0 || d.frames[n-1].end {
		d.err = d.syntaxError("unexpected end element </" + t.Name.Local + ">")
		return false
	}
	f := d.frames[n-1]
	switch {
	case f.name.Local != t.Name.Local && !d.Strict:
		closing := t.Name
		d.closing, t.Name = &closing, f.name
	case f.name.Local != t.Name.Local:
		d.err = d.syntaxError("element <" + f.name.Local + "> closed by </" + t.Name.Local + ">")
		return false
	case f.name.Space != t.Name.Space:
		space := t.Name.Space
		if space == "" {
			space = `""`
		}
		d.err = d.syntaxError("element <" + f.name.Local + "> in space " + f.name.Space + " closed by </" + t.Name.Local + "> in space " + space)
		return false
	}
	d.frames = d.frames[:n-1]
	d.translate(&t.Name, true)
	for i := len(f.hidden) - 1; i >= 0; i-- {
		if b := f.hidden[i]; b.bound {
			d.spaces[b.prefix] = b.url
		} else {
			delete(d.spaces, b.prefix)
		}
	}
	return true
}

// pushEnd makes the tokens end behind the innermost element; popEnd goes on, if they have ended.
func (d *Decoder) pushEnd() {
	n := len(d.frames)
	inner := d.frames[n-1]
	d.frames[n-1] = frame{end: true}
	d.frames = append(d.frames, inner)
}
func (d *Decoder) popEnd() bool {
	n := len(d.frames)
	if n == 0 || !d.frames[n-1].end {
		return false
	}
	d.frames = d.frames[:n-1]
	return true
}

// translate makes a URL of a prefix.
func (d *Decoder) translate(n *Name, element bool) {
	switch {
	case n.Space == xmlns, n.Space == "" && !element, n.Space == "" && n.Local == xmlns:
		return
	case n.Space == xmlPrefix:
		n.Space = xmlURL
		return
	}
	if url, ok := d.spaces[n.Space]; ok {
		n.Space = url
	} else if n.Space == "" {
		n.Space = d.DefaultSpace
	}
}

func (d *Decoder) syntaxError(msg string) error { return &SyntaxError{Msg: msg, Line: d.line} }

// fail notes an error, unless there is one.
func (d *Decoder) fail(msg string) {
	if d.err == nil {
		d.err = d.syntaxError(msg)
	}
}

var errRawToken = errors.New("xml: cannot use RawToken from UnmarshalXML method")

// RawToken is Token without looking at what matches and at name spaces.
func (d *Decoder) RawToken() (Token, error) {
	if d.depth > 0 {
		return nil, errRawToken
	}
	return d.rawToken()
}

// byte reads a byte; at the end it reports false.
func (d *Decoder) byte() (byte, bool) {
	if d.err != nil {
		return 0, false
	}
	var c byte
	if d.last >= 0 {
		c, d.last = byte(d.last), -1
	} else {
		if c, d.err = d.r.ReadByte(); d.err != nil {
			return 0, false
		}
		if d.saved != nil {
			d.saved.WriteByte(c)
		}
	}
	d.offset++
	if c == '\n' {
		d.line++
		d.lineAt = d.offset
	}
	return c, true
}

// must is byte where the document must go on.
func (d *Decoder) must() (byte, bool) {
	c, ok := d.byte()
	if !ok && d.err == io.EOF {
		d.err = d.syntaxError("unexpected EOF")
	}
	return c, ok
}

// unread puts a byte back.
func (d *Decoder) unread(c byte) {
	if c == '\n' {
		d.line--
	}
	d.last = int(c)
	d.offset--
}

// savedLen returns how much of what is saved was taken.
func (d *Decoder) savedLen() int {
	n := d.saved.Len()
	if d.last >= 0 {
		n--
	}
	return n
}

func (d *Decoder) space() {
	for {
		c, ok := d.byte()
		if !ok {
			return
		}
		if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			d.unread(c)
			return
		}
	}
}

// collect reads what looks like a name into buf.
func (d *Decoder) collect() bool {
	c, ok := d.must()
	if !ok {
		return false
	}
	if c < 0x80 && !isNameByte(c) {
		d.unread(c)
		return false
	}
	for c >= 0x80 || isNameByte(c) {
		d.buf.WriteByte(c)
		if c, ok = d.must(); !ok {
			return false
		}
	}
	d.unread(c)
	return true
}

// name reads a name with its prefix.
func (d *Decoder) name() (string, bool) {
	d.buf.Reset()
	if !d.collect() {
		return "", false
	}
	s := d.buf.String()
	if !isName(s) {
		d.err = d.syntaxError("invalid XML name: " + s)
		return "", false
	}
	return s, true
}

// spacedName reads a name and cuts off its prefix.
func (d *Decoder) spacedName() (Name, bool) {
	s, ok := d.name()
	if !ok || strings.Count(s, ":") > 1 {
		return Name{}, false
	}
	if prefix, local, ok := strings.Cut(s, ":"); ok && prefix != "" && local != "" {
		return Name{prefix, local}, true
	}
	return Name{Local: s}, true
}
