package bufio

import (
	"errors"
	"io"
	"unicode/utf8"
)

// MaxScanTokenSize is the size of the buffer of a Scanner, unless it is given one.
const MaxScanTokenSize = 64 * 1024

const startBufSize = 4096

var (
	// ErrTooLong means that a token does not fit the buffer.
	ErrTooLong = errors.New("bufio.Scanner: token too long")
	// ErrNegativeAdvance means that the split function went back.
	ErrNegativeAdvance = errors.New("bufio.Scanner: SplitFunc returns negative advance count")
	// ErrAdvanceTooFar means that the split function went beyond its data.
	ErrAdvanceTooFar = errors.New("bufio.Scanner: SplitFunc returns advance count beyond input")
	// ErrBadReadCount means that a Read returned an impossible count.
	ErrBadReadCount = errors.New("bufio.Scanner: Read returned impossible count")
	// ErrFinalToken is returned by a split function to end the scan, after its token if any.
	ErrFinalToken = errors.New("final token")
)

// SplitFunc finds the next token in data: how far to go, the token (nil: none yet), an error.
type SplitFunc func(data []byte, atEOF bool) (advance int, token []byte, err error)

// Scanner reads tokens: lines, words, or what its split function says.
type Scanner struct {
	r            io.Reader
	split        SplitFunc
	lines        bool // split is ScanLines
	maxTokenSize int
	token        []byte
	buf          []byte
	start, end   int   // not yet scanned is buf[start:end]
	err          error // of r or split; the first that is not EOF stays
	empties      int   // empty tokens in a row
	scanCalled   bool
	done         bool
}

// NewScanner returns a Scanner of the lines of r.
func NewScanner(r io.Reader) *Scanner {
	return &Scanner{r: r, split: ScanLines, lines: true, maxTokenSize: MaxScanTokenSize}
}

// Err returns the error that ended the scan, if it was not EOF.
func (s *Scanner) Err() error {
	if s.err == io.EOF {
		return nil
	}
	return s.err
}

// Bytes returns the token, until the next Scan.
func (s *Scanner) Bytes() []byte { return s.token }

// Text returns the token.
func (s *Scanner) Text() string { return string(s.token) }

// Buffer sets the buffer to begin with and the largest it may become.
func (s *Scanner) Buffer(buf []byte, max int) {
	if s.scanCalled {
		panic("Buffer called after Scan")
	}
	s.buf = buf[:cap(buf)]
	s.maxTokenSize = max
}

// Split sets the split function.
func (s *Scanner) Split(split SplitFunc) {
	if s.scanCalled {
		panic("Split called after Scan")
	}
	s.split = split
	s.lines = false
}

// Scan goes to the next token; false at the end or after an error.
func (s *Scanner) Scan() bool {
	if s.done {
		return false
	}
	s.scanCalled = true
	for {
		if s.start < s.end || s.err != nil {
			if s.lines {
				// The usual case, without the calls.
				if i := indexByte(s.buf[s.start:s.end], '\n'); i >= 0 {
					s.token = dropCR(s.buf[s.start : s.start+i])
					s.start += i + 1
					s.empties = 0
					return true
				}
			}
			if found, stop := s.take(); found || stop {
				return found
			}
		}
		if s.err != nil {
			s.start, s.end = 0, 0
			return false
		}
		if !s.makeRoom() {
			return false
		}
		s.read()
	}
}

// take asks the split function for a token.
func (s *Scanner) take() (found, stop bool) {
	advance, token, err := s.split(s.buf[s.start:s.end], s.err != nil)
	if err == ErrFinalToken {
		s.token = token
		s.done = true
		return token != nil, true
	}
	switch {
	case err != nil:
	case advance < 0:
		err = ErrNegativeAdvance
	case advance > s.end-s.start:
		err = ErrAdvanceTooFar
	}
	if err != nil {
		s.setErr(err)
		return false, true
	}
	s.start += advance
	s.token = token
	if token == nil {
		return false, false
	}
	if s.err == nil || advance > 0 {
		s.empties = 0
	} else if s.empties++; s.empties > maxEmptyReads {
		panic("bufio.Scan: too many empty tokens without progressing")
	}
	return true, true
}

// makeRoom moves what is left to the front of the buffer and enlarges it if it is full.
func (s *Scanner) makeRoom() bool {
	if s.start > 0 && (s.end == len(s.buf) || s.start > len(s.buf)/2) {
		s.end = copy(s.buf, s.buf[s.start:s.end])
		s.start = 0
	}
	if s.end < len(s.buf) {
		return true
	}
	if len(s.buf) >= s.maxTokenSize || len(s.buf) > int(^uint(0)>>2) {
		s.setErr(ErrTooLong)
		return false
	}
	size := 2 * len(s.buf)
	if size == 0 {
		size = startBufSize
	}
	buf := make([]byte, min(size, s.maxTokenSize))
	s.end = copy(buf, s.buf[s.start:s.end])
	s.start = 0
	s.buf = buf
	return true
}

// read reads something into the buffer, or sets err.
func (s *Scanner) read() {
	for range maxEmptyReads + 1 {
		n, err := s.r.Read(s.buf[s.end:])
		if n < 0 || n > len(s.buf)-s.end {
			s.setErr(ErrBadReadCount)
			return
		}
		s.end += n
		if err != nil {
			s.setErr(err)
			return
		}
		if n > 0 {
			s.empties = 0
			return
		}
	}
	s.setErr(io.ErrNoProgress)
}

func (s *Scanner) setErr(err error) {
	if s.err == nil || s.err == io.EOF {
		s.err = err
	}
}

// ScanBytes splits into bytes.
func ScanBytes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if atEOF && len(data) == 0 {
		return 0, nil, nil
	}
	return 1, data[:1], nil
}

// ScanRunes splits into characters; an invalid byte becomes U+FFFD.
func ScanRunes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if atEOF && len(data) == 0 {
		return 0, nil, nil
	}
	r, size := utf8.DecodeRune(data)
	if r != utf8.RuneError || size > 1 {
		return size, data[:size], nil
	}
	if !atEOF && !utf8.FullRune(data) {
		return 0, nil, nil
	}
	return 1, []byte(string(utf8.RuneError)), nil
}

// ScanLines splits into lines without their ends, "\n" or "\r\n".
func ScanLines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if i := indexByte(data, '\n'); i >= 0 {
		return i + 1, dropCR(data[:i]), nil
	}
	if atEOF && len(data) > 0 {
		return len(data), dropCR(data), nil
	}
	return 0, nil, nil
}

func dropCR(line []byte) []byte {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		return line[:n-1]
	}
	return line
}

// nextWord returns the first word of data: hi < 0 if it has no space after it, lo == len(data)
// if there is none; next is behind that space. Native.
func nextWord(data []byte) (lo, hi, next int)

// ScanWords splits into words, with space around them as unicode.IsSpace says.
func ScanWords(data []byte, atEOF bool) (advance int, token []byte, err error) {
	lo, hi, next := nextWord(data)
	if hi >= 0 {
		return next, data[lo:hi], nil
	}
	if atEOF && lo < len(data) {
		return len(data), data[lo:], nil
	}
	return lo, nil, nil
}
