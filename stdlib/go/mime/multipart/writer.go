package multipart

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/textproto"
	"slices"
	"strings"
)

// A Writer writes parts.
type Writer struct {
	w        io.Writer
	boundary string
	last     *partWriter
}

// NewWriter makes one with a random boundary.
func NewWriter(w io.Writer) *Writer {
	var b [30]byte
	if _, err := io.ReadFull(rand.Reader, b[:]); err != nil {
		panic(err)
	}
	return &Writer{w: w, boundary: fmt.Sprintf("%x", b[:])}
}

// Boundary is what stands between parts.
func (w *Writer) Boundary() string { return w.boundary }

// SetBoundary sets it, before the first part.
func (w *Writer) SetBoundary(boundary string) error {
	if w.last != nil {
		return errors.New("mime: SetBoundary called after write")
	}
	if len(boundary) == 0 || len(boundary) > 70 {
		return errors.New("mime: invalid boundary length")
	}
	for i := 0; i < len(boundary); i++ {
		c := boundary[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
		if !letter && strings.IndexByte("'()+_,-./:=?", c) < 0 && (c != ' ' || i == len(boundary)-1) {
			return errors.New("mime: invalid boundary character")
		}
	}
	w.boundary = boundary
	return nil
}

// FormDataContentType is the Content-Type of a form with these parts.
func (w *Writer) FormDataContentType() string {
	b := w.boundary
	if strings.ContainsAny(b, `()<>@,;:\"/[]?= `) {
		b = `"` + b + `"`
	}
	return "multipart/form-data; boundary=" + b
}

// CreatePart begins a part, which ends the one before.
func (w *Writer) CreatePart(header textproto.MIMEHeader) (io.Writer, error) {
	var b bytes.Buffer
	if w.last != nil {
		if err := w.last.end(); err != nil {
			return nil, err
		}
		b.WriteString("\r\n")
	}
	b.WriteString("--" + w.boundary + "\r\n")
	for _, key := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[key] {
			b.WriteString(key + ": " + value + "\r\n")
		}
	}
	b.WriteString("\r\n")
	if _, err := w.w.Write(b.Bytes()); err != nil {
		return nil, err
	}
	w.last = &partWriter{w: w}
	return w.last, nil
}

// quoted is how a name stands between quotes.
var quoted = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\r", "%0D", "\n", "%0A")

// FileContentDisposition is the Content-Disposition of a file in a form.
func FileContentDisposition(fieldname, filename string) string {
	return `form-data; name="` + quoted.Replace(fieldname) + `"; filename="` + quoted.Replace(filename) + `"`
}

// CreateFormFile begins a part with a file of a form.
func (w *Writer) CreateFormFile(fieldname, filename string) (io.Writer, error) {
	return w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {FileContentDisposition(fieldname, filename)},
		"Content-Type":        {"application/octet-stream"},
	})
}

// CreateFormField begins a part with a field of a form.
func (w *Writer) CreateFormField(fieldname string) (io.Writer, error) {
	return w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="` + quoted.Replace(fieldname) + `"`},
	})
}

// WriteField writes a field of a form.
func (w *Writer) WriteField(fieldname, value string) error {
	p, err := w.CreateFormField(fieldname)
	if err != nil {
		return err
	}
	_, err = io.WriteString(p, value)
	return err
}

// Close ends the last part and the message.
func (w *Writer) Close() error {
	if w.last != nil {
		if err := w.last.end(); err != nil {
			return err
		}
		w.last = nil
	}
	_, err := io.WriteString(w.w, "\r\n--"+w.boundary+"--\r\n")
	return err
}

type partWriter struct {
	w     *Writer
	ended bool
	err   error
}

func (p *partWriter) end() error {
	p.ended = true
	return p.err
}

func (p *partWriter) Write(b []byte) (n int, err error) {
	if p.ended {
		return 0, errors.New("multipart: can't write to finished part")
	}
	if n, err = p.w.w.Write(b); err != nil {
		p.err = err
	}
	return n, err
}
