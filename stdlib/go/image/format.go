package image

import (
	"bufio"
	"errors"
	"io"
	"sync"
)

// ErrFormat is the error of data that no registered format knows.
var ErrFormat = errors.New("image: unknown format")

type format struct {
	name, magic string
	decode      func(io.Reader) (Image, error)
	config      func(io.Reader) (Config, error)
}

var formats struct {
	sync.Mutex
	all []format
}

// RegisterFormat makes a format known to Decode: magic is how its data begins, where a question
// mark stands for any byte.
func RegisterFormat(name, magic string, decode func(io.Reader) (Image, error), decodeConfig func(io.Reader) (Config, error)) {
	formats.Lock()
	formats.all = append(formats.all, format{name, magic, decode, decodeConfig})
	formats.Unlock()
}

// A peeker can look at what comes.
type peeker interface {
	io.Reader
	Peek(int) ([]byte, error)
}

// recognized returns a reader of the same data, and the format of what comes.
func recognized(r io.Reader) (peeker, format) {
	p, ok := r.(peeker)
	if !ok {
		p = bufio.NewReader(r)
	}
	formats.Lock()
	all := formats.all
	formats.Unlock()
	for _, f := range all {
		head, err := p.Peek(len(f.magic))
		if err == nil && f.begins(head) {
			return p, f
		}
	}
	return p, format{}
}

func (f format) begins(head []byte) bool {
	for i, b := range head {
		if f.magic[i] != b && f.magic[i] != '?' {
			return false
		}
	}
	return true
}

// Decode decodes an image of any registered format, whose name it returns too.
func Decode(r io.Reader) (Image, string, error) {
	p, f := recognized(r)
	if f.decode == nil {
		return nil, "", ErrFormat
	}
	m, err := f.decode(p)
	return m, f.name, err
}

// DecodeConfig decodes the head of an image.
func DecodeConfig(r io.Reader) (Config, string, error) {
	p, f := recognized(r)
	if f.config == nil {
		return Config{}, "", ErrFormat
	}
	c, err := f.config(p)
	return c, f.name, err
}
