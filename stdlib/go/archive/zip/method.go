package zip

import (
	"compress/flate"
	"io"
	"sync"
)

// A Compressor returns a writer that compresses into w until it is closed.
type Compressor func(w io.Writer) (io.WriteCloser, error)

// A Decompressor returns a reader of what r compresses.
type Decompressor func(r io.Reader) io.ReadCloser

var methods struct {
	sync.Mutex
	in  map[uint16]Decompressor
	out map[uint16]Compressor
}

func init() {
	methods.in = map[uint16]Decompressor{Store: io.NopCloser, Deflate: flate.NewReader}
	methods.out = map[uint16]Compressor{
		Store:   func(w io.Writer) (io.WriteCloser, error) { return unclosed{w}, nil },
		Deflate: func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, 5) },
	}
}

// An unclosed writer is not closed.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }

// RegisterDecompressor adds a method; the two known ones are there.
func RegisterDecompressor(method uint16, dcomp Decompressor) {
	methods.Lock()
	defer methods.Unlock()
	if methods.in[method] != nil {
		panic("decompressor already registered")
	}
	methods.in[method] = dcomp
}

// RegisterCompressor adds a method; the two known ones are there.
func RegisterCompressor(method uint16, comp Compressor) {
	methods.Lock()
	defer methods.Unlock()
	if methods.out[method] != nil {
		panic("compressor already registered")
	}
	methods.out[method] = comp
}

func decompressor(method uint16) Decompressor {
	methods.Lock()
	defer methods.Unlock()
	return methods.in[method]
}

func compressor(method uint16) Compressor {
	methods.Lock()
	defer methods.Unlock()
	return methods.out[method]
}
