// Package gob writes and reads values with descriptions of their types.
package gob

import (
	"errors"
	"fmt"
	"io"
	"math"
	"math/bits"
)

// gobError is a panic that ends an operation with an error.
type gobError struct{ err error }

func fail(format string, args ...any) { failWith(fmt.Errorf("gob: "+format, args...)) }
func failWith(err error)              { panic(gobError{err}) }

// caught puts a gobError into *err.
func caught(err *error) {
	switch e := recover().(type) {
	case nil:
	case gobError:
		*err = e.err
	default:
		panic(e)
	}
}

var (
	errBadUint = errors.New("gob: encoded unsigned integer out of range")
	errBadType = errors.New("gob: unknown type id or corrupted data")
	errRange   = errors.New("gob: bad data: field numbers out of bounds")
)

// tooBig is a limit on the length of messages.
const tooBig = 1 << 33

// A buffer is what is written of a message.
type buffer struct{ data []byte }

// uint writes small numbers as a byte, others as the negated number of bytes and these.
func (b *buffer) uint(x uint64) {
	if x < 1<<7 {
		b.data = append(b.data, byte(x))
		return
	}
	n := (bits.Len64(x) + 7) / 8
	b.data = append(b.data, byte(-n))
	for i := n - 1; i >= 0; i-- {
		b.data = append(b.data, byte(x>>(8*i)))
	}
}

// int writes a number with the sign in the lowest bit.
func (b *buffer) int(x int64) {
	if x < 0 {
		b.uint(uint64(^x)<<1 | 1)
	} else {
		b.uint(uint64(x) << 1)
	}
}

// float writes a number with its bytes reversed: those at its end are often zero.
func (b *buffer) float(x float64) { b.uint(bits.ReverseBytes64(math.Float64bits(x))) }

func (b *buffer) string(s string) {
	b.uint(uint64(len(s)))
	b.data = append(b.data, s...)
}

// A cursor reads a message.
type cursor struct {
	data []byte
}

func (c *cursor) take(n uint64, what string) []byte {
	if n > uint64(len(c.data)) {
		fail("%s length %d: exceeds input size %d", what, n, len(c.data))
	}
	b := c.data[:n]
	c.data = c.data[n:]
	return b
}

func (c *cursor) uint() (x uint64) {
	if len(c.data) == 0 {
		failWith(io.ErrUnexpectedEOF)
	}
	first := c.data[0]
	c.data = c.data[1:]
	if first < 1<<7 {
		return uint64(first)
	}
	n := -int(int8(first))
	if n > 8 {
		failWith(errBadUint)
	}
	for _, b := range c.take(uint64(n), "invalid uint data") {
		x = x<<8 | uint64(b)
	}
	return x
}

func (c *cursor) int() int64 {
	x := c.uint()
	if x&1 != 0 {
		return ^int64(x >> 1)
	}
	return int64(x >> 1)
}

func (c *cursor) float() float64 { return math.Float64frombits(bits.ReverseBytes64(c.uint())) }

// readMessage reads the length of a message and the message.
func readMessage(r io.Reader) ([]byte, error) {
	var head [9]byte
	if _, err := io.ReadFull(r, head[:1]); err != nil {
		return nil, err
	}
	n := 1
	if head[0] >= 1<<7 {
		if n += -int(int8(head[0])); n > len(head) {
			return nil, errBadUint
		}
		if _, err := io.ReadFull(r, head[1:n]); err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
	}
	c := cursor{head[:n]}
	size := c.uint()
	if size >= tooBig {
		return nil, fmt.Errorf("gob: huge value for message length: %d", size)
	}
	// Not all at once: the length may be wrong.
	var data []byte
	for uint64(len(data)) < size {
		part := make([]byte, min(size-uint64(len(data)), 1<<20))
		got, err := io.ReadFull(r, part)
		data = append(data, part[:got]...)
		if err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
	}
	return data, nil
}
