package json

import (
	"errors"
	"io"
)

// RawMessage is a value that stays as it is written.
type RawMessage []byte

// MarshalJSON returns m.
func (m RawMessage) MarshalJSON() ([]byte, error) {
	if m == nil {
		return []byte("null"), nil
	}
	return m, nil
}

// UnmarshalJSON sets *m to a copy of data.
func (m *RawMessage) UnmarshalJSON(data []byte) error {
	if m == nil {
		return errors.New("json.RawMessage: UnmarshalJSON on nil pointer")
	}
	*m = append((*m)[:0], data...)
	return nil
}

// Token is a Delim, bool, float64, Number, string or nil.
type Token any

// Delim is one of the brackets [ ] { }.
type Delim rune

// String returns the bracket.
func (d Delim) String() string { return string(d) }

// Encoder writes values to a stream.
type Encoder struct {
	w              io.Writer
	err            error
	keepHTML       bool
	prefix, indent string
}

// NewEncoder returns an encoder that writes to w.
func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: w} }

// Encode writes v and a newline.
func (enc *Encoder) Encode(v any) error {
	if enc.err != nil {
		return enc.err
	}
	e := &encoder{escapeHTML: !enc.keepHTML, types: types{}}
	if err := e.marshal(v); err != nil {
		return err
	}
	out := e.out
	if enc.prefix != "" || enc.indent != "" {
		out = appendIndent(nil, out, enc.prefix, enc.indent)
	}
	_, enc.err = enc.w.Write(append(out, '\n'))
	return enc.err
}

// SetIndent makes the encoder put every element on a line of its own.
func (enc *Encoder) SetIndent(prefix, indent string) { enc.prefix, enc.indent = prefix, indent }

// SetEscapeHTML says whether <, > and & in strings are escaped.
func (enc *Encoder) SetEscapeHTML(on bool) { enc.keepHTML = !on }

// Decoder reads values from a stream.
type Decoder struct {
	r         io.Reader
	buf       []byte
	pos       int   // in buf
	base      int64 // of buf in the stream
	err       error
	useNumber bool
	strict    bool
	open      []byte // brackets that Token has gone into
	state     tokenState
}

// tokenState is what Token is in front of.
type tokenState int

const (
	atValue  tokenState = iota // also the top level
	atFirst                    // after an opening bracket
	atNext                     // after an element
	atColon                    // after a key
	atMember                   // after the colon
)

// NewDecoder returns a decoder that reads from r.
func NewDecoder(r io.Reader) *Decoder { return &Decoder{r: r} }

// UseNumber makes the decoder read numbers into interfaces as Number.
func (dec *Decoder) UseNumber() { dec.useNumber = true }

// DisallowUnknownFields makes names without a field an error.
func (dec *Decoder) DisallowUnknownFields() { dec.strict = true }

// Buffered returns what was read from the input but is not decoded.
func (dec *Decoder) Buffered() io.Reader { return &rest{dec.buf[dec.pos:]} }

type rest struct{ b []byte }

func (r *rest) Read(p []byte) (int, error) {
	if len(r.b) == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.b)
	r.b = r.b[n:]
	return n, nil
}

// InputOffset returns where in the input the decoder is.
func (dec *Decoder) InputOffset() int64 { return dec.base + int64(dec.pos) }

// fill reads more of the input.
func (dec *Decoder) fill() error {
	if dec.pos > 0 {
		n := copy(dec.buf, dec.buf[dec.pos:])
		dec.buf = dec.buf[:n]
		dec.base += int64(dec.pos)
		dec.pos = 0
	}
	if cap(dec.buf)-len(dec.buf) < 512 {
		grown := make([]byte, len(dec.buf), 2*cap(dec.buf)+512)
		copy(grown, dec.buf)
		dec.buf = grown
	}
	n, err := dec.r.Read(dec.buf[len(dec.buf):cap(dec.buf)])
	dec.buf = dec.buf[:len(dec.buf)+n]
	if n > 0 {
		return nil
	}
	return err
}

// peek returns the next byte that is no space.
func (dec *Decoder) peek() (byte, error) {
	for {
		for i := dec.pos; i < len(dec.buf); i++ {
			if c := dec.buf[i]; !isSpace(c) {
				dec.pos = i
				return c, nil
			}
		}
		if err := dec.more(); err != nil {
			return 0, err
		}
	}
}

func (dec *Decoder) more() error {
	for range 100 {
		n := len(dec.buf) - dec.pos
		if err := dec.fill(); err != nil {
			return err
		}
		if len(dec.buf) > n {
			return nil
		}
	}
	return io.ErrNoProgress
}

// read returns the next value's text.
func (dec *Decoder) read() ([]byte, error) {
	start := dec.InputOffset()
	if _, err := dec.peek(); err != nil {
		return nil, err
	}
	for {
		s := scanner{data: dec.buf, pos: dec.pos, depth: len(dec.open)}
		err := s.value()
		number := err == nil && s.pos == len(dec.buf) && kindOf(dec.buf[dec.pos]) == "number"
		if err == nil && !number {
			return dec.buf[dec.pos:s.pos], nil
		}
		if err != nil && err.msg != textEnds {
			err.Offset += dec.base
			dec.pos = max(0, int(start-dec.base))
			return nil, err
		}
		switch end := dec.more(); {
		case end == io.EOF && number:
			return dec.buf[dec.pos:], nil
		case end == io.EOF:
			return nil, io.ErrUnexpectedEOF
		case end != nil:
			return nil, end
		}
	}
}

// Decode reads the next value into what v points to.
func (dec *Decoder) Decode(v any) error {
	if dec.err != nil {
		return dec.err
	}
	if err := dec.toValue(); err != nil {
		return err
	}
	text, err := dec.read()
	if err != nil {
		dec.err = err
		return err
	}
	d := &decoder{
		data:      text,
		base:      dec.InputOffset(),
		useNumber: dec.useNumber,
		strict:    dec.strict,
		types:     types{},
	}
	dec.pos += len(text)
	dec.done()
	return d.unmarshal(v)
}

// toValue takes the comma or colon in front of a value.
func (dec *Decoder) toValue() error {
	switch dec.state {
	case atNext:
		c, err := dec.peek()
		if err != nil {
			return err
		}
		if c != ',' {
			return dec.wrong("expected comma after array element")
		}
		dec.pos++
		dec.state = atValue
	case atColon:
		c, err := dec.peek()
		if err != nil {
			return err
		}
		if c != ':' {
			return dec.wrong("expected colon after object key")
		}
		dec.pos++
		dec.state = atMember
	}
	return nil
}

func (dec *Decoder) wrong(msg string) error {
	return &SyntaxError{msg, dec.InputOffset()}
}

// done says that a value was read.
func (dec *Decoder) done() {
	dec.state = atValue
	if len(dec.open) > 0 {
		dec.state = atNext
	}
}

func (dec *Decoder) inObject() bool { return len(dec.open) > 0 && dec.open[len(dec.open)-1] == '{' }

// More reports whether the array or object at hand goes on.
func (dec *Decoder) More() bool {
	c, err := dec.peek()
	return err == nil && c != ']' && c != '}' || err != nil && len(dec.open) > 0
}

// Token returns the next token; io.EOF at the end.
func (dec *Decoder) Token() (Token, error) {
	start := dec.InputOffset()
	t, err := dec.token()
	if err != nil {
		dec.pos = max(0, int(start-dec.base))
	}
	return t, err
}

func (dec *Decoder) token() (Token, error) {
	comma := int64(-1) // where it is
	for {
		c, err := dec.peek()
		if err == io.EOF && len(dec.open) > 0 {
			return nil, &SyntaxError{textEnds, dec.InputOffset()}
		}
		if err != nil {
			return nil, err
		}
		switch c {
		case '[', '{':
			if dec.isKey() || dec.state == atNext || dec.state == atColon {
				return dec.unexpected(c)
			}
			dec.pos++
			dec.open = append(dec.open, c)
			dec.state = atFirst
			return Delim(c), nil
		case ']', '}':
			if comma >= 0 {
				return nil, &SyntaxError{"invalid character ',' looking for beginning of value", comma + 1}
			}
			if dec.state == atMember {
				return nil, &SyntaxError{"missing value after object key", dec.InputOffset() + 1}
			}
			if len(dec.open) == 0 || dec.open[len(dec.open)-1] != c-2 || dec.state != atFirst && dec.state != atNext {
				return dec.unexpected(c)
			}
			dec.pos++
			dec.open = dec.open[:len(dec.open)-1]
			dec.done()
			return Delim(c), nil
		case ':':
			if dec.state != atColon {
				return dec.unexpected(c)
			}
			dec.pos++
			dec.state = atMember
			continue
		case ',':
			if dec.state != atNext {
				return dec.unexpected(c)
			}
			comma = dec.InputOffset()
			dec.pos++
			dec.state = atValue
			continue
		}
		if dec.state == atNext || dec.state == atColon || dec.isKey() && c != '"' {
			return dec.unexpected(c)
		}
		text, err := dec.read()
		if err != nil {
			return nil, err
		}
		d := &decoder{data: text, useNumber: dec.useNumber, root: numberType}
		key := dec.isKey()
		v := d.anyValue()
		if d.saved != nil {
			return nil, d.saved
		}
		dec.pos += len(text)
		if key {
			dec.state = atColon
		} else {
			dec.done()
		}
		return v, nil
	}
}

// isKey reports whether an object's key comes next.
func (dec *Decoder) isKey() bool {
	return dec.inObject() && (dec.state == atFirst || dec.state == atValue)
}

func (dec *Decoder) unexpected(c byte) (Token, error) {
	context := " looking for beginning of value"
	if dec.isKey() && kindOf(c) != "object" && c != ',' {
		return nil, &SyntaxError{"object member name must be a string", dec.InputOffset() + 1}
	}
	switch {
	case dec.state == atColon:
		context = " after object key"
	case dec.state == atNext && dec.inObject():
		context = " after object key:value pair"
	case dec.state == atNext:
		context = " after array element"
	}
	return nil, &SyntaxError{"invalid character " + quoteChar(dec.buf, dec.pos) + context, dec.InputOffset() + 1}
}
