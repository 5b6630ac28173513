package fmt

import (
	"errors"
	"internal/stdio"
	"io"
	"strconv"
	"unicode/utf8"
)

// ScanState is where a Scanner reads from.
type ScanState interface {
	ReadRune() (r rune, size int, err error)
	UnreadRune() error
	SkipSpace()
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)
	Width() (wid int, ok bool)
	Read(buf []byte) (n int, err error)
}

// Scanner is a value that scans itself.
type Scanner interface {
	Scan(state ScanState, verb rune) error
}

// Natives.

// readIn reads from the process's standard input; 0 at its end.
func readIn(b []byte) int

// isSpace reports whether r is white space.
func isSpace(r rune) bool

// Scan scans standard input; newlines count as space.
func Scan(a ...any) (n int, err error) { return Fscan(stdin(), a...) }

// Scanln is Scan up to the end of the line.
func Scanln(a ...any) (n int, err error) { return Fscanln(stdin(), a...) }

// Scanf scans standard input by a format.
func Scanf(format string, a ...any) (n int, err error) { return Fscanf(stdin(), format, a...) }

// Sscan scans a string; newlines count as space.
func Sscan(str string, a ...any) (n int, err error) { return Fscan(&source{s: str}, a...) }

// Sscanln is Sscan up to the end of the line.
func Sscanln(str string, a ...any) (n int, err error) { return Fscanln(&source{s: str}, a...) }

// Sscanf scans a string by a format.
func Sscanf(str string, format string, a ...any) (n int, err error) {
	return Fscanf(&source{s: str}, format, a...)
}

// Fscan scans r; newlines count as space.
func Fscan(r io.Reader, a ...any) (n int, err error) {
	s := newScanner(r)
	s.crossLines = true
	return s.operands(a)
}

// Fscanln is Fscan up to the end of the line.
func Fscanln(r io.Reader, a ...any) (n int, err error) {
	s := newScanner(r)
	s.stopAtLine = true
	return s.operands(a)
}

// Fscanf scans r by a format.
func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	return newScanner(r).formatted(format, a)
}

// source is a string as a source of runes.
type source struct {
	s    string
	at   int
	last int // width of the rune read last
}

func (t *source) ReadRune() (rune, int, error) {
	if t.at == len(t.s) {
		t.last = 0
		return 0, 0, io.EOF
	}
	r, size := rune(t.s[t.at]), 1
	if r >= utf8.RuneSelf {
		r, size = utf8.DecodeRuneInString(t.s[t.at:])
	}
	t.at += size
	t.last = size
	return r, size, nil
}

func (t *source) UnreadRune() error {
	t.at -= t.last
	t.last = 0
	return nil
}

func (t *source) Read([]byte) (int, error) { return 0, errNoRead }

// bytewise reads runes from a Reader one byte at a time, so that it takes no more than it uses.
type bytewise struct {
	r      io.Reader
	queue  [utf8.UTFMax]byte // bytes read but not used
	queued int
	last   rune
	size   int  // of last
	again  bool // last was unread
}

func (b *bytewise) ReadRune() (rune, int, error) {
	if b.again {
		b.again = false
		return b.last, b.size, nil
	}
	for b.queued == 0 || b.queue[0] >= utf8.RuneSelf && !utf8.FullRune(b.queue[:b.queued]) {
		n, err := io.ReadFull(b.r, b.queue[b.queued:b.queued+1])
		b.queued += n
		if n == 0 {
			if err == io.EOF && b.queued > 0 {
				break
			}
			return 0, 0, err
		}
	}
	b.last, b.size = rune(b.queue[0]), 1
	if b.last >= utf8.RuneSelf {
		b.last, b.size = utf8.DecodeRune(b.queue[:b.queued])
	}
	copy(b.queue[:], b.queue[b.size:b.queued])
	b.queued -= b.size
	return b.last, b.size, nil
}

func (b *bytewise) UnreadRune() error {
	b.again = true
	return nil
}

// hostInput is standard input when package os is not there or did not change it.
type hostInput struct{}

func (hostInput) Read(b []byte) (int, error) {
	if n := readIn(b); n > 0 || len(b) == 0 {
		return n, nil
	}
	return 0, io.EOF
}

func stdin() io.Reader {
	if stdio.Stdin != nil {
		if r := stdio.Stdin(); r != nil {
			return r
		}
	}
	return hostInput{}
}

const (
	eof       = -1
	unlimited = 1 << 30
)

var (
	errNoRead  = errors.New("ScanState's Read should not be called. Use ReadRune")
	errBoolean = errors.New("syntax error scanning boolean")
	errComplex = errors.New("syntax error scanning complex number")
)

// scanner is one scan. The first failure stays in err; from then on there is no more input.
type scanner struct {
	in         io.RuneScanner
	err        error
	token      []byte
	used       int  // runes read
	limit      int  // runes that may be read for the operand
	width      int  // of the verb
	atEnd      bool // the input is at its end
	crossLines bool // newlines are space
	stopAtLine bool // a newline is the end
}

func newScanner(r io.Reader) *scanner {
	in, ok := r.(io.RuneScanner)
	if !ok {
		in = &bytewise{r: r}
	}
	return &scanner{in: in, limit: unlimited, width: unlimited}
}

func (s *scanner) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

func (s *scanner) failText(text string) {
	if s.err == nil {
		s.err = errors.New(text)
	}
}

// ReadRune, UnreadRune, SkipSpace, Token, Width and Read make a scanner a ScanState.

func (s *scanner) ReadRune() (r rune, size int, err error) {
	if s.atEnd || s.used >= s.limit {
		return 0, 0, io.EOF
	}
	r, size, err = s.in.ReadRune()
	if err == nil {
		s.used++
		if s.stopAtLine && r == '\n' {
			s.atEnd = true
		}
	} else if err == io.EOF {
		s.atEnd = true
	}
	return
}

func (s *scanner) UnreadRune() error {
	s.in.UnreadRune()
	s.atEnd = false
	s.used--
	return nil
}

func (s *scanner) Width() (int, bool) {
	if s.width == unlimited {
		return 0, false
	}
	return s.width, true
}

func (s *scanner) Read([]byte) (int, error) { return 0, errNoRead }

func (s *scanner) Token(skipSpace bool, f func(rune) bool) ([]byte, error) {
	before := s.err
	s.err = nil
	if f == nil {
		f = func(r rune) bool { return !isSpace(r) }
	}
	s.token = s.token[:0]
	if skipSpace {
		s.SkipSpace()
	}
	s.takeWhile(f)
	err := s.err
	s.err = before
	return s.token, err
}

func (s *scanner) SkipSpace() {
	for {
		r := s.next()
		switch {
		case r == eof:
			return
		case r == '\r' && s.peek('\n'):
		case r == '\n' && !s.crossLines:
			s.failText("unexpected newline")
			return
		case !isSpace(r):
			s.UnreadRune()
			return
		}
	}
}

// next reads a rune; eof at the end or after a failure.
func (s *scanner) next() rune {
	if s.err != nil {
		return eof
	}
	r, _, err := s.ReadRune()
	if err != nil {
		if err != io.EOF {
			s.fail(err)
		}
		return eof
	}
	return r
}

// must is next where the input must not end.
func (s *scanner) must() rune {
	r := s.next()
	if r == eof {
		s.fail(io.ErrUnexpectedEOF)
	}
	return r
}

func (s *scanner) peek(want rune) bool {
	r := s.next()
	if r != eof {
		s.UnreadRune()
	}
	return r == want
}

// more fails with EOF if nothing is left.
func (s *scanner) more() bool {
	if s.next() == eof {
		s.fail(io.EOF)
		return false
	}
	s.UnreadRune()
	return true
}

func among(set string, r rune) bool {
	for _, c := range set {
		if c == r {
			return true
		}
	}
	return false
}

// take adds a rune of the set to the token if one is next.
func (s *scanner) take(set string) bool {
	r := s.next()
	if r == eof {
		return false
	}
	if among(set, r) {
		s.token = utf8.AppendRune(s.token, r)
		return true
	}
	s.UnreadRune()
	return false
}

func (s *scanner) takeAll(set string) {
	for s.take(set) {
	}
}

func (s *scanner) takeWhile(f func(rune) bool) {
	for {
		r := s.next()
		if r == eof {
			return
		}
		if !f(r) {
			s.UnreadRune()
			return
		}
		s.token = utf8.AppendRune(s.token, r)
	}
}

// operands scans what stands between spaces.
func (s *scanner) operands(a []any) (n int, err error) {
	for _, arg := range a {
		s.operand('v', arg)
		if s.err != nil {
			return n, s.err
		}
		n++
	}
	if s.stopAtLine {
		for {
			r := s.next()
			if r == '\n' || r == eof {
				break
			}
			if !isSpace(r) {
				s.failText("expected newline")
			}
		}
	}
	return n, s.err
}

// formatted scans by a format.
func (s *scanner) formatted(format string, a []any) (n int, err error) {
	for format != "" {
		rest, matched := s.literal(format)
		if s.err != nil {
			return n, s.err
		}
		if len(rest) < len(format) && matched {
			format = rest
			continue
		}
		if format[0] != '%' {
			s.failText("input does not match format")
			return n, s.err
		}
		// A verb, or a %% that did not match: it may still do so after space.
		format = format[1:]
		s.width = unlimited
		if digits := countDigits(format); digits > 0 {
			s.width, _ = strconv.Atoi(format[:digits])
			format = format[digits:]
		}
		verb, size := utf8.DecodeRuneInString(format)
		if verb != 'c' {
			s.SkipSpace()
		}
		if verb == '%' {
			if s.more(); s.err == nil && !s.take("%") {
				s.failText("missing literal %")
			}
			format = format[size:]
			continue
		}
		s.limit = unlimited
		if s.width != unlimited {
			s.limit = s.used + s.width
		}
		if s.err == nil && n >= len(a) {
			s.failText("too few operands for format '%" + format + "'")
		}
		if s.err != nil {
			return n, s.err
		}
		format = format[size:]
		s.operand(verb, a[n])
		if s.err != nil {
			return n, s.err
		}
		n++
		s.limit = unlimited
	}
	if n < len(a) {
		s.failText("too many operands")
	}
	return n, s.err
}

func countDigits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// literal matches the format up to a verb with the input, and returns what is left of it.
func (s *scanner) literal(format string) (rest string, ok bool) {
	for format != "" && s.err == nil {
		c, size := utf8.DecodeRuneInString(format)
		if isSpace(c) {
			format = s.spaces(format)
			continue
		}
		if c == '%' {
			if len(format) == 1 {
				s.failText("missing verb: % at end of format string")
				return format, true
			}
			if format[1] != '%' {
				return format, true
			}
			format = format[1:]
		}
		r := s.must()
		if r != c {
			if r != eof {
				s.UnreadRune()
			}
			return format, false
		}
		format = format[size:]
	}
	return format, true
}

// spaces matches a run of space in the format: each newline asks for a newline or the end,
// other space for at least one space or the end.
func (s *scanner) spaces(format string) (rest string) {
	newlines, trailing := 0, false
	for format != "" {
		c, size := utf8.DecodeRuneInString(format)
		if !isSpace(c) {
			break
		}
		if c == '\n' {
			newlines++
		}
		trailing = c != '\n'
		format = format[size:]
	}
	blanks := func() rune {
		r := s.next()
		for isSpace(r) && r != '\n' {
			r = s.next()
		}
		return r
	}
	for range newlines {
		if r := blanks(); r != '\n' && r != eof {
			s.failText("newline in format does not match input")
		}
	}
	if !trailing {
		return format
	}
	r := s.next()
	if newlines == 0 {
		if !isSpace(r) && r != eof {
			s.failText("expected space in input to match format")
		}
		if r == '\n' {
			s.failText("newline in input does not match format")
		}
	}
	if isSpace(r) && r != '\n' {
		r = blanks()
	}
	if r != eof && s.err == nil {
		s.UnreadRune()
	}
	return format
}
