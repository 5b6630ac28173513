package flate

import (
	"errors"
	"fmt"
	"io"
)

// Levels of compression: from none to best; HuffmanOnly looks for no repetitions.
const (
	NoCompression      = 0
	BestSpeed          = 1
	BestCompression    = 9
	DefaultCompression = -1
	HuffmanOnly        = -2
)

// blockSize is how much is compressed at once; a stored block cannot be larger.
const blockSize = 1<<16 - 1

// chains has by level how many candidates are looked at.
var chains = [10]int{0, 1, 4, 8, 12, 16, 24, 48, 128, 512}

const hashBits = 14

var errClosed = errors.New("flate: closed writer")

// A Writer compresses what is written to it.
type Writer struct {
	w     bitWriter
	level int
	dict  []byte

	// data is the window, and from start on what is not yet compressed.
	data  []byte
	start int
	// head has by hash the last position in data plus 1, previous by position the one before it.
	head     []int32
	previous []int32
	hashed   int // positions below are in the table

	tokens []token
	err    error
}

// A token is a byte, or a copy: length<<16 | distance.
type token uint32

// NewWriter returns a writer that compresses to w.
func NewWriter(w io.Writer, level int) (*Writer, error) { return NewWriterDict(w, level, nil) }

// NewWriterDict starts with a dictionary that the reader must be given too.
func NewWriterDict(w io.Writer, level int, dict []byte) (*Writer, error) {
	if level < HuffmanOnly || level > BestCompression {
		return nil, fmt.Errorf("flate: invalid compression level %d: want value in range [-2, 9]", level)
	}
	if level == DefaultCompression {
		level = 6
	}
	z := &Writer{level: level, dict: append([]byte(nil), dict...), head: make([]int32, 1<<hashBits)}
	z.Reset(w)
	return z, nil
}

// Reset makes z start over with another destination.
func (z *Writer) Reset(dst io.Writer) {
	dict := z.dict[max(0, len(z.dict)-window):]
	*z = Writer{
		w: bitWriter{w: dst}, level: z.level, dict: z.dict, head: z.head,
		data: append(z.data[:0], dict...), start: len(dict), previous: z.previous[:0], tokens: z.tokens[:0],
	}
	clear(z.head)
}

// Write compresses data; it may stay in z until Flush or Close.
func (z *Writer) Write(data []byte) (n int, err error) {
	if z.err != nil {
		return 0, z.err
	}
	for n < len(data) {
		part := data[n:min(len(data), n+blockSize-(len(z.data)-z.start))]
		z.data = append(z.data, part...)
		n += len(part)
		if len(z.data)-z.start == blockSize {
			if z.block(); z.err != nil {
				return 0, z.err
			}
		}
	}
	return n, nil
}

// Flush writes all that is there, so that a reader can have it.
func (z *Writer) Flush() error {
	if z.err != nil {
		return z.err
	}
	if len(z.data) > z.start {
		z.block()
	}
	z.w.stored(nil)
	z.sent()
	return z.err
}

// Close flushes and ends the data.
func (z *Writer) Close() error {
	if z.err == errClosed {
		return nil
	}
	if z.err != nil {
		return z.err
	}
	if len(z.data) > z.start {
		z.block()
	}
	z.w.empty()
	if z.sent(); z.err != nil {
		return z.err
	}
	z.err = errClosed
	return nil
}

// sent hands the finished bytes on.
func (z *Writer) sent() {
	if err := z.w.send(); err != nil && z.err == nil {
		z.err = err
	}
}

// block writes what is not yet compressed as a block.
func (z *Writer) block() {
	raw := z.data[z.start:]
	if z.level == NoCompression {
		z.w.stored(raw)
	} else {
		z.tokens = z.tokens[:0]
		if z.level == HuffmanOnly {
			for _, c := range raw {
				z.tokens = append(z.tokens, token(c))
			}
		} else {
			z.search()
		}
		z.w.block(z.tokens, raw)
	}
	z.start = len(z.data)
	z.slide()
	z.sent()
}

// slide forgets what is behind the window.
func (z *Writer) slide() {
	drop := len(z.data) - window
	if drop < 4*window {
		return
	}
	z.data = z.data[:copy(z.data, z.data[drop:])]
	z.start -= drop
	clear(z.head)
	z.previous, z.hashed = z.previous[:0], 0
}

func (z *Writer) hash(i int) uint32 {
	d := z.data[i : i+minLength]
	return (uint32(d[0])<<16 | uint32(d[1])<<8 | uint32(d[2])) * 0x9e3779b1 >> (32 - hashBits)
}

// enter puts all positions below i in the table.
func (z *Writer) enter(i int) {
	for i = min(i, len(z.data)-minLength+1); z.hashed < i; z.hashed++ {
		h := z.hash(z.hashed)
		z.previous = append(z.previous, z.head[h])
		z.head[h] = int32(z.hashed + 1)
	}
}

// longest returns the longest copy for position i.
func (z *Writer) longest(i int) (length, distance int) {
	z.enter(i)
	if i+minLength > len(z.data) {
		return 0, 0
	}
	most := min(maxLength, len(z.data)-i)
	here := z.data[i : i+most]
	at := int(z.head[z.hash(i)]) - 1
	for range chains[z.level] {
		if at < 0 || i-at > window {
			break
		}
		there := z.data[at:]
		if length == 0 || there[length] == here[length] {
			n := 0
			for n < most && there[n] == here[n] {
				n++
			}
			if n > length {
				length, distance = n, i-at
				if n == most {
					break
				}
			}
		}
		at = int(z.previous[at]) - 1
	}
	if length < minLength || length == minLength && distance > 4096 {
		return 0, 0
	}
	return length, distance
}

// search makes tokens of what is not yet compressed. A copy is put off by a byte if a longer one
// starts there.
func (z *Writer) search() {
	i := z.start
	length, distance := z.longest(i)
	for i < len(z.data) {
		if length == 0 {
			z.tokens = append(z.tokens, token(z.data[i]))
			i++
			length, distance = z.longest(i)
			continue
		}
		if z.level > 3 && length < 32 {
			if next, far := z.longest(i + 1); next > length {
				z.tokens = append(z.tokens, token(z.data[i]))
				i++
				length, distance = next, far
				continue
			}
		}
		z.tokens = append(z.tokens, token(length<<16|distance))
		i += length
		length, distance = z.longest(i)
	}
}
