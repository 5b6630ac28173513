package xml

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// An Encoder writes values and tokens.
type Encoder struct {
	w              *bufio.Writer
	prefix, indent string
	depth          int
	inner, begun   bool // the last thing was a start; there was something
	open           []Name
	// urls has by prefix what is bound, prefixes the other way; bound ends with the prefixes of
	// the open elements, "" between two of them.
	urls, prefixes map[string]string
	bound          []string
	seq            int
	closed         bool
	err            error
}

// NewEncoder returns an encoder that writes to w.
func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: bufio.NewWriter(w)} }

// Indent begins each element on a line of its own.
func (enc *Encoder) Indent(prefix, indent string) { enc.prefix, enc.indent = prefix, indent }

// Encode writes v as elements.
func (enc *Encoder) Encode(v any) error {
	return enc.flushed(enc.value(reflect.ValueOf(v), nil, nil))
}

// EncodeElement writes v with a start of the element that is given.
func (enc *Encoder) EncodeElement(v any, start StartElement) error {
	return enc.flushed(enc.value(reflect.ValueOf(v), nil, &start))
}

func (enc *Encoder) flushed(err error) error {
	if err != nil {
		return err
	}
	if enc.closed {
		return errClosed
	}
	return enc.w.Flush()
}

var errClosed = errors.New("use of closed Encoder")

// Flush writes what is still here.
func (enc *Encoder) Flush() error { return enc.w.Flush() }

// Close flushes; all elements must have ended.
func (enc *Encoder) Close() error {
	if enc.closed {
		return nil
	}
	enc.closed = true
	if err := enc.w.Flush(); err != nil {
		return err
	}
	if n := len(enc.open); n > 0 {
		return fmt.Errorf("unclosed tag <%s>", enc.open[n-1].Local)
	}
	return nil
}

// written returns what went wrong with writing so far.
func (e *Encoder) written() error {
	_, err := e.w.Write(nil)
	return err
}

// EncodeToken writes a token; Flush is left to the caller.
func (enc *Encoder) EncodeToken(t Token) error {
	switch t := t.(type) {
	case StartElement:
		if err := enc.start(&t); err != nil {
			return err
		}
	case EndElement:
		if err := enc.end(t.Name); err != nil {
			return err
		}
	case CharData:
		escape(enc.w, string(t), false)
	case Comment:
		if bytes.Contains(t, []byte("-->")) {
			return fmt.Errorf("xml: EncodeToken of Comment containing --> marker")
		}
		enc.w.WriteString("<!--" + string(t) + "-->")
	case ProcInst:
		switch {
		case t.Target == "xml" && enc.w.Buffered() != 0:
			return fmt.Errorf("xml: EncodeToken of ProcInst xml target only valid for xml declaration, first token encoded")
		case !isName(t.Target):
			return fmt.Errorf("xml: EncodeToken of ProcInst with invalid Target")
		case bytes.Contains(t.Inst, []byte("?>")):
			return fmt.Errorf("xml: EncodeToken of ProcInst containing ?> marker")
		}
		enc.w.WriteString("<?" + t.Target)
		if len(t.Inst) > 0 {
			enc.w.WriteString(" " + string(t.Inst))
		}
		enc.w.WriteString("?>")
	case Directive:
		if !isDirective(string(t)) {
			return fmt.Errorf("xml: EncodeToken of Directive containing wrong < or > markers")
		}
		enc.w.WriteString("<!" + string(t) + ">")
	default:
		return fmt.Errorf("xml: EncodeToken of invalid token type")
	}
	return enc.written()
}

// isDirective reports whether < and > match outside of quotes and comments.
func isDirective(s string) bool {
	depth := 0
	for s != "" {
		switch {
		case strings.HasPrefix(s, "<!--"):
			end := strings.Index(s[4:], "-->")
			if end < 0 {
				return false
			}
			s = s[4+end+3:]
			continue
		case s[0] == '"' || s[0] == '\'':
			end := strings.IndexByte(s[1:], s[0])
			if end < 0 {
				return false
			}
			s = s[1+end:]
		case s[0] == '<':
			depth++
		case s[0] == '>':
			if depth == 0 {
				return false
			}
			depth--
		}
		s = s[1:]
	}
	return depth == 0
}

// start writes the start of an element.
func (e *Encoder) start(s *StartElement) error {
	if s.Name.Local == "" {
		return fmt.Errorf("xml: start tag with no name")
	}
	e.open = append(e.open, s.Name)
	e.bound = append(e.bound, "")
	e.newline(1)
	e.w.WriteString("<" + s.Name.Local)
	if s.Name.Space != "" {
		e.attr(xmlns, s.Name.Space)
	}
	for _, a := range s.Attr {
		if a.Name.Local == "" {
			continue
		}
		name := a.Name.Local
		if a.Name.Space != "" {
			name = e.bind(a.Name.Space) + ":" + name
		}
		e.attr(name, a.Value)
	}
	e.w.WriteByte('>')
	return e.written()
}

func (e *Encoder) attr(name, value string) {
	e.w.WriteString(" " + name + `="`)
	escape(e.w, value, true)
	e.w.WriteByte('"')
}

// bind returns a prefix for a URL; a new one is made of the URL's end and written.
func (e *Encoder) bind(url string) string {
	if prefix := e.prefixes[url]; prefix != "" {
		return prefix
	}
	if url == xmlURL {
		return xmlPrefix
	}
	if e.prefixes == nil {
		e.urls, e.prefixes = make(map[string]string), make(map[string]string)
	}
	prefix := strings.TrimRight(url, "/")
	prefix = prefix[strings.LastIndex(prefix, "/")+1:]
	if !isName(prefix) || strings.Contains(prefix, ":") {
		prefix = "_"
	}
	if len(prefix) >= 3 && strings.EqualFold(prefix[:3], "xml") {
		prefix = "_" + prefix
	}
	if e.urls[prefix] != "" {
		base := prefix
		for e.seq++; ; e.seq++ {
			if prefix = base + "_" + strconv.Itoa(e.seq); e.urls[prefix] == "" {
				break
			}
		}
	}
	e.prefixes[url], e.urls[prefix] = prefix, url
	e.attr(xmlns+":"+prefix, url)
	e.bound = append(e.bound, prefix)
	return prefix
}

// end writes the end of an element.
func (e *Encoder) end(name Name) error {
	if name.Local == "" {
		return fmt.Errorf("xml: end tag with no name")
	}
	n := len(e.open)
	if n == 0 || e.open[n-1].Local == "" {
		return fmt.Errorf("xml: end tag </%s> without start tag", name.Local)
	}
	if top := e.open[n-1]; top != name {
		if top.Local != name.Local {
			return fmt.Errorf("xml: end tag </%s> does not match start tag <%s>", name.Local, top.Local)
		}
		return fmt.Errorf("xml: end tag </%s> in namespace %s does not match start tag <%s> in namespace %s", name.Local, name.Space, top.Local, top.Space)
	}
	e.open = e.open[:n-1]
	e.newline(-1)
	e.w.WriteString("</" + name.Local + ">")
	for {
		last := len(e.bound) - 1
		prefix := e.bound[last]
		e.bound = e.bound[:last]
		if prefix == "" {
			return e.written()
		}
		delete(e.prefixes, e.urls[prefix])
		delete(e.urls, prefix)
	}
}

// newline begins a line for a start (1), an end (-1) or a comment (0).
func (e *Encoder) newline(change int) {
	if e.prefix == "" && e.indent == "" {
		return
	}
	if change < 0 {
		e.depth--
		if e.inner {
			e.inner = false
			return
		}
	}
	if e.begun {
		e.w.WriteByte('\n')
	}
	e.begun = true
	e.w.WriteString(e.prefix + strings.Repeat(e.indent, e.depth))
	if change > 0 {
		e.depth++
	}
	e.inner = change > 0 || change == 0 && e.inner
}

// Escape writes text; EscapeText says what went wrong.
func Escape(w io.Writer, s []byte) { EscapeText(w, s) }
func EscapeText(w io.Writer, s []byte) error {
	return escape(w, string(s), true)
}

// escape writes text so that it is read as it is.
func escape(w io.Writer, s string, newlines bool) error {
	start := 0
	for i, r := range s {
		to, size := "", utf8.RuneLen(r)
		switch r {
		case '"':
			to = "&#34;"
		case '\'':
			to = "&#39;"
		case '&':
			to = "&amp;"
		case '<':
			to = "&lt;"
		case '>':
			to = "&gt;"
		case '\t':
			to = "&#x9;"
		case '\n':
			if newlines {
				to = "&#xA;"
			}
		case '\r':
			to = "&#xD;"
		default:
			if r == utf8.RuneError && !strings.HasPrefix(s[i:], "\ufffd") {
				to, size = "\ufffd", 1
			} else if !isChar(r) {
				to = "\ufffd"
			}
		}
		if to == "" {
			continue
		}
		if _, err := io.WriteString(w, s[start:i]+to); err != nil {
			return err
		}
		start = i + size
	}
	_, err := io.WriteString(w, s[start:])
	return err
}
