// Package csv reads and writes values separated by commas (RFC 4180).
package csv

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"
)

// A ParseError says where a record is wrong.
type ParseError struct {
	StartLine int // where the record starts
	Line      int
	Column    int // in bytes, from 1
	Err       error
}

func (e *ParseError) Error() string {
	switch {
	case e.Err == ErrFieldCount:
		return fmt.Sprintf("record on line %d: %v", e.Line, e.Err)
	case e.StartLine != e.Line:
		return fmt.Sprintf("record on line %d; parse error on line %d, column %d: %v", e.StartLine, e.Line, e.Column, e.Err)
	}
	return fmt.Sprintf("parse error on line %d, column %d: %v", e.Line, e.Column, e.Err)
}

func (e *ParseError) Unwrap() error { return e.Err }

// What can be wrong.
var (
	ErrBareQuote  = errors.New(`bare " in non-quoted-field`)
	ErrQuote      = errors.New(`extraneous or missing " in quoted-field`)
	ErrFieldCount = errors.New("wrong number of fields")

	// Deprecated: nobody returns it.
	ErrTrailingComma = errors.New("extra delimiter at end of line")
)

var errInvalidDelim = errors.New("csv: invalid field or comment delimiter")

func validDelim(r rune) bool {
	return r != 0 && r != '"' && r != '\r' && r != '\n' && utf8.ValidRune(r) && r != utf8.RuneError
}

// A Reader reads records.
type Reader struct {
	Comma            rune // between fields
	Comment          rune // at the start of lines to skip, if not 0
	FieldsPerRecord  int  // 0: as many as the first record has; negative: any
	LazyQuotes       bool // quotes may stand anywhere
	TrimLeadingSpace bool
	ReuseRecord      bool // Read may return the same slice again

	// Deprecated: does nothing.
	TrailingComma bool

	r      *bufio.Reader
	line   int   // of the line read last
	offset int64 // bytes read
	raw    []byte
	text   []byte     // fields of the record, one after the other
	ends   []int      // of the fields in text
	starts []position // of the fields in the input
	last   []string
}

type position struct{ line, col int }

// NewReader returns a Reader.
func NewReader(r io.Reader) *Reader { return &Reader{Comma: ',', r: bufio.NewReader(r)} }

// Read reads a record.
func (r *Reader) Read() (record []string, err error) {
	if r.ReuseRecord {
		record, err = r.readRecord(r.last)
		r.last = record
		return record, err
	}
	return r.readRecord(nil)
}

// FieldPos returns where a field of the last record starts.
func (r *Reader) FieldPos(field int) (line, column int) {
	if field < 0 || field >= len(r.starts) {
		panic("out of range index passed to FieldPos")
	}
	p := r.starts[field]
	return p.line, p.col
}

// InputOffset returns how many bytes were read.
func (r *Reader) InputOffset() int64 { return r.offset }

// ReadAll reads all records.
func (r *Reader) ReadAll() (records [][]string, err error) {
	for {
		record, err := r.readRecord(nil)
		if err == io.EOF {
			return records, nil
		}
		if err != nil {
			return nil, err
		}
		records = append(records, record)
	}
}

// readLine reads a line, its end as \n.
func (r *Reader) readLine() ([]byte, error) {
	line, err := r.r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		r.raw = append(r.raw[:0], line...)
		for err == bufio.ErrBufferFull {
			line, err = r.r.ReadSlice('\n')
			r.raw = append(r.raw, line...)
		}
		line = r.raw
	}
	size := len(line)
	if size > 0 && err == io.EOF {
		err = nil
		// A \r before the end of the input is dropped.
		if line[size-1] == '\r' {
			line = line[:size-1]
		}
	}
	r.line++
	r.offset += int64(size)
	if n := len(line); n >= 2 && line[n-2] == '\r' && line[n-1] == '\n' {
		line[n-2] = '\n'
		line = line[:n-1]
	}
	return line, err
}

// lineEnd returns 1 if the line ends in \n.
func lineEnd(b []byte) int {
	if len(b) > 0 && b[len(b)-1] == '\n' {
		return 1
	}
	return 0
}

// scanning is the state of a record under construction.
type scanning struct {
	r         *Reader
	line      []byte // what is left of the present line
	pos       position
	startLine int
	readErr   error // of the line read last
}

func (r *Reader) readRecord(dst []string) ([]string, error) {
	if r.Comma == r.Comment || !validDelim(r.Comma) || r.Comment != 0 && !validDelim(r.Comment) {
		return nil, errInvalidDelim
	}
	s := &scanning{r: r}
	for s.readErr == nil {
		s.line, s.readErr = r.readLine()
		if r.Comment != 0 {
			if first, _ := utf8.DecodeRune(s.line); first == r.Comment && len(s.line) > 0 {
				s.line = nil
				continue
			}
		}
		if s.readErr == nil && len(s.line) == lineEnd(s.line) {
			s.line = nil
			continue
		}
		break
	}
	if s.readErr == io.EOF {
		return nil, s.readErr
	}
	s.startLine = r.line
	s.pos = position{r.line, 1}
	r.text, r.ends, r.starts = r.text[:0], r.ends[:0], r.starts[:0]
	var err error
	for more := true; more && err == nil; {
		more, err = s.field()
	}
	if err == nil {
		err = s.readErr
	}
	text := string(r.text)
	if cap(dst) < len(r.ends) {
		dst = make([]string, len(r.ends))
	}
	dst = dst[:len(r.ends)]
	from := 0
	for i, end := range r.ends {
		dst[i] = text[from:end]
		from = end
	}
	if r.FieldsPerRecord > 0 {
		if len(dst) != r.FieldsPerRecord && err == nil {
			err = &ParseError{s.startLine, s.startLine, 1, ErrFieldCount}
		}
	} else if r.FieldsPerRecord == 0 {
		r.FieldsPerRecord = len(dst)
	}
	return dst, err
}

func (s *scanning) fail(err error, col int) error {
	return &ParseError{StartLine: s.startLine, Line: s.pos.line, Column: col, Err: err}
}

// end ends a field.
func (s *scanning) end() { s.r.ends = append(s.r.ends, len(s.r.text)) }

// skip goes n bytes on.
func (s *scanning) skip(n int) {
	s.line = s.line[n:]
	s.pos.col += n
}

// field reads a field; more reports whether a comma follows.
func (s *scanning) field() (more bool, err error) {
	r := s.r
	if r.TrimLeadingSpace {
		rest := bytes.TrimLeftFunc(s.line, unicode.IsSpace)
		if len(rest) == 0 {
			s.pos.col -= lineEnd(s.line)
		}
		s.skip(len(s.line) - len(rest))
	}
	comma := utf8.RuneLen(r.Comma)
	if len(s.line) > 0 && s.line[0] == '"' {
		return s.quoted(comma)
	}
	r.starts = append(r.starts, s.pos)
	i := bytes.IndexRune(s.line, r.Comma)
	field := s.line
	if i >= 0 {
		field = field[:i]
	} else {
		field = field[:len(field)-lineEnd(field)]
	}
	if !r.LazyQuotes {
		if j := bytes.IndexByte(field, '"'); j >= 0 {
			return false, s.fail(ErrBareQuote, s.pos.col+j)
		}
	}
	r.text = append(r.text, field...)
	s.end()
	if i >= 0 {
		s.skip(i + comma)
	}
	return i >= 0, nil
}

// quoted reads a field in quotes.
func (s *scanning) quoted(comma int) (more bool, err error) {
	r := s.r
	r.starts = append(r.starts, s.pos)
	s.skip(1)
	for {
		i := bytes.IndexByte(s.line, '"')
		if i < 0 {
			if len(s.line) == 0 {
				return s.unclosed()
			}
			// The field goes on in the next line.
			r.text = append(r.text, s.line...)
			s.pos.col += len(s.line)
			before := s.pos
			if s.readErr != nil {
				s.line = nil
				return s.unclosed()
			}
			s.line, s.readErr = r.readLine()
			s.pos = position{before.line + 1, 1}
			if len(s.line) == 0 {
				s.pos = before
			}
			if s.readErr == io.EOF {
				s.readErr = nil
			}
			continue
		}
		r.text = append(r.text, s.line[:i]...)
		s.skip(i + 1)
		next, _ := utf8.DecodeRune(s.line)
		switch {
		case len(s.line) > 0 && next == '"':
			r.text = append(r.text, '"')
			s.skip(1)
		case len(s.line) > 0 && next == r.Comma:
			s.skip(comma)
			s.end()
			return true, nil
		case len(s.line) == lineEnd(s.line):
			s.end()
			return false, nil
		case r.LazyQuotes:
			r.text = append(r.text, '"')
		default:
			return false, s.fail(ErrQuote, s.pos.col-1)
		}
	}
}

// unclosed ends a field in quotes at the end of the input.
func (s *scanning) unclosed() (more bool, err error) {
	if !s.r.LazyQuotes && s.readErr == nil {
		return false, s.fail(ErrQuote, s.pos.col)
	}
	s.end()
	return false, nil
}
