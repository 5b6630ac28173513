// Package chunked has what net/http and httputil share of chunked transfer encoding (RFC 9112,
// section 7.1).
package chunked

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Writer writes each Write as a chunk.
type Writer struct{ To io.Writer }

func (c Writer) Write(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if _, err := fmt.Fprintf(c.To, "%x\r\n", len(p)); err != nil {
		return 0, err
	}
	n, err := c.To.Write(p)
	if err == nil && n != len(p) {
		err = io.ErrShortWrite
	}
	if err == nil {
		_, err = io.WriteString(c.To, "\r\n")
	}
	return n, err
}

// Close writes the last chunk, without the trailer.
func (c Writer) Close() error {
	_, err := io.WriteString(c.To, "0\r\n")
	return err
}

// Size reads the line before a chunk; sizes have at most so many bits.
func Size(line string, bits int) (uint64, error) {
	size, _, _ := strings.Cut(line, ";")
	size = strings.TrimRight(size, " \t\r\n")
	if size == "" {
		return 0, errors.New("empty hex number for chunk length")
	}
	n, err := strconv.ParseUint(size, 16, bits)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return 0, errors.New("http chunk length too large")
	case err != nil:
		return 0, errors.New("invalid byte in chunk length")
	}
	return n, nil
}
