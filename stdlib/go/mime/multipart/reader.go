// Package multipart reads and writes messages of several parts (RFC 2046), forms with files among them
// (RFC 2388).
package multipart

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/textproto"
	"path/filepath"
	"strings"
)

// A Part is one part, to be read.
type Part struct {
	Header textproto.MIMEHeader

	r           *Reader
	src         io.Reader // decoded
	read        bool      // something
	err         error
	parsed      bool
	disposition string
	params      map[string]string
}

// peeked is how much is looked at for the end of a part.
const peeked = 4096

// A Reader reads parts.
type Reader struct {
	br      *bufio.Reader
	between []byte // the end of a line and two hyphens and the boundary
	newline string // as the message ends its lines
	current *Part
	count   int
}

// NewReader makes one for a boundary.
func NewReader(r io.Reader, boundary string) *Reader {
	return &Reader{
		br:      bufio.NewReaderSize(r, max(peeked+len(boundary)+8, peeked)),
		between: []byte("\r\n--" + boundary),
		newline: "\r\n",
	}
}

// dash is two hyphens and the boundary.
func (r *Reader) dash() []byte { return r.between[len(r.newline):] }

// NextPart finds the next part. What is encoded as quoted-printable is decoded, which nobody sees.
func (r *Reader) NextPart() (*Part, error) {
	p, err := r.NextRawPart()
	if err != nil {
		return nil, err
	}
	const encoding = "Content-Transfer-Encoding"
	if strings.EqualFold(p.Header.Get(encoding), "quoted-printable") {
		p.Header.Del(encoding)
		p.src = quotedprintable.NewReader(p.src)
	}
	return p, nil
}

// NextRawPart finds the next part and decodes nothing.
func (r *Reader) NextRawPart() (*Part, error) {
	if r.current != nil {
		r.current.Close()
	}
	if len(r.dash()) == 2 {
		return nil, errors.New("multipart: boundary is empty")
	}
	expected := false // a part must follow
	for {
		line, err := r.br.ReadSlice('\n')
		if err == io.EOF && r.isLast(line) {
			return nil, io.EOF // without an end of line
		}
		if err != nil {
			return nil, fmt.Errorf("multipart: NextPart: %w", err)
		}
		switch {
		case r.isBoundary(line):
			return r.begin()
		case r.isLast(line):
			return nil, io.EOF
		case expected:
			return nil, fmt.Errorf("multipart: expecting a new Part; got line %q", string(line))
		case r.count == 0:
			// What stands before the first part is nobody's.
		case string(line) == r.newline:
			expected = true
		default:
			return nil, fmt.Errorf("multipart: unexpected line in Next(): %q", line)
		}
	}
}

// isBoundary reports whether a line begins a part. The first one shows how lines end.
func (r *Reader) isBoundary(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, r.dash())
	if !ok {
		return false
	}
	rest = bytes.TrimLeft(rest, " \t")
	if r.count == 0 && string(rest) == "\n" {
		r.between, r.newline = r.between[1:], "\n"
	}
	return string(rest) == r.newline
}

// isLast reports whether a line ends the message.
func (r *Reader) isLast(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, r.dash())
	if !ok {
		return false
	}
	if rest, ok = bytes.CutPrefix(rest, []byte("--")); !ok {
		return false
	}
	rest = bytes.TrimLeft(rest, " \t")
	return len(rest) == 0 || string(rest) == r.newline
}

func (r *Reader) begin() (*Part, error) {
	r.count++
	text, err := r.headerText()
	if err != nil {
		return nil, err
	}
	header, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(text))).ReadMIMEHeader()
	if err != nil {
		return nil, err
	}
	p := &Part{Header: header, r: r}
	p.src = bare{p}
	r.current = p
	return p, nil
}

// longestHeader is how long the header of a part may be.
const longestHeader = 10 << 20

// headerText reads up to an empty line.
func (r *Reader) headerText() (text []byte, err error) {
	for start := true; ; {
		part, err := r.br.ReadSlice('\n')
		text = append(text, part...)
		switch {
		case len(text) > longestHeader:
			return nil, ErrMessageTooLarge
		case err == bufio.ErrBufferFull:
			start = false
			continue
		case err != nil:
			return nil, err
		case start && len(bytes.TrimRight(part, "\r\n")) == 0:
			return text, nil
		}
		start = true
	}
}

// disposed reads the Content-Disposition.
func (p *Part) disposed() {
	if p.parsed {
		return
	}
	p.parsed = true
	var err error
	p.disposition, p.params, err = mime.ParseMediaType(p.Header.Get("Content-Disposition"))
	if err != nil {
		p.params = map[string]string{}
	}
}

// FormName is the name of the form's field that the part is.
func (p *Part) FormName() string {
	if p.disposed(); p.disposition != "form-data" {
		return ""
	}
	return p.params["name"]
}

// FileName is the name of the file that the part is, without folders.
func (p *Part) FileName() string {
	p.disposed()
	name := p.params["filename"]
	if name == "" {
		return ""
	}
	return filepath.Base(name)
}

// Read reads the part's content.
func (p *Part) Read(d []byte) (n int, err error) { return p.src.Read(d) }

// Close reads what is left.
func (p *Part) Close() error {
	io.Copy(io.Discard, p.src)
	return nil
}

// bare reads a part without decoding.
type bare struct{ p *Part }

func (b bare) Read(d []byte) (int, error) {
	p, br := b.p, b.p.r.br
	if p.err != nil || len(d) == 0 {
		return 0, p.err
	}
	var err error // of getting more than is at hand
	for {
		window, _ := br.Peek(br.Buffered())
		n, end := p.ready(window, err)
		switch {
		case n > 0:
			p.read = true
			return br.Read(d[:min(n, len(d))])
		case end != nil:
			p.err = end
			return 0, end
		}
		_, err = br.Peek(len(window) + 1)
	}
}

// ready is how many bytes of what is at hand belong to the part for sure; io.EOF if the part ends.
func (p *Part) ready(window []byte, err error) (int, error) {
	r := p.r
	if !p.read && bytes.HasPrefix(window, r.dash()) {
		// A part without content may have no end of line either.
		switch ends(window[len(r.dash()):], err) {
		case yes:
			return 0, io.EOF
		case maybe:
			return 0, nil
		}
	}
	from := 0
	for {
		i := bytes.Index(window[from:], r.between)
		if i < 0 {
			break
		}
		at := from + i
		switch ends(window[at+len(r.between):], err) {
		case yes:
			if at == 0 {
				return 0, io.EOF
			}
			return at, nil
		case maybe:
			return at, nil
		}
		from = at + 1
	}
	if err == io.EOF {
		if len(window) == 0 {
			return 0, io.ErrUnexpectedEOF
		}
		if cut := bytes.LastIndex(window, []byte(r.newline)); cut >= 0 && bytes.HasPrefix(r.between, window[cut:]) {
			if cut == 0 {
				return 0, io.ErrUnexpectedEOF
			}
			return cut, nil
		}
		return len(window), nil
	}
	if err != nil && err != bufio.ErrBufferFull {
		return len(window), err
	}
	// The end of what is at hand may be the beginning of a boundary.
	for i := max(from, len(window)-len(r.between)+1); i < len(window); i++ {
		if bytes.HasPrefix(r.between, window[i:]) {
			return i, nil
		}
	}
	if !p.read && len(window) < len(r.dash()) && bytes.HasPrefix(r.dash(), window) {
		return 0, nil
	}
	return len(window), nil
}

type answer int

const (
	no answer = iota
	maybe
	yes
)

// ends reports whether what follows a boundary makes it one.
func ends(after []byte, err error) answer {
	if len(after) == 0 {
		if err != nil {
			return yes
		}
		return maybe
	}
	switch after[0] {
	case ' ', '\t', '\r', '\n':
		return yes
	case '-':
		if len(after) > 1 && after[1] == '-' {
			return yes
		}
		if len(after) == 1 && err == nil {
			return maybe
		}
	}
	return no
}
