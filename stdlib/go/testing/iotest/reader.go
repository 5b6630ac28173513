// Package iotest provides readers and writers for tests: slow ones, and ones that fail.
package iotest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
)

// ErrTimeout is the error of TimeoutReader.
var ErrTimeout = errors.New("timeout")

type readFunc func(p []byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }

// OneByteReader reads r byte by byte.
func OneByteReader(r io.Reader) io.Reader {
	return readFunc(func(p []byte) (int, error) {
		if len(p) == 0 {
			return 0, nil
		}
		return r.Read(p[:1])
	})
}

// HalfReader reads half of what is asked for.
func HalfReader(r io.Reader) io.Reader {
	return readFunc(func(p []byte) (int, error) { return r.Read(p[:(len(p)+1)/2]) })
}

// DataErrReader returns the last error of r together with the last data, not after it.
func DataErrReader(r io.Reader) io.Reader {
	var ahead []byte
	var failed error
	buf := make([]byte, 1024)
	return readFunc(func(p []byte) (n int, err error) {
		// Another look is needed as long as it is not known whether more comes.
		for {
			if len(ahead) == 0 {
				read, err := r.Read(buf)
				ahead, failed = buf[:read], err
			}
			if n > 0 || failed != nil && len(ahead) == 0 {
				break
			}
			n = copy(p, ahead)
			ahead = ahead[n:]
			if failed == nil && len(ahead) == 0 {
				continue
			}
			break
		}
		if len(ahead) == 0 {
			err = failed
		}
		return n, err
	})
}

// TimeoutReader fails with ErrTimeout at the second read that has room, and goes on after that.
func TimeoutReader(r io.Reader) io.Reader {
	reads := 0
	return readFunc(func(p []byte) (int, error) {
		if reads++; reads == 2 {
			return 0, ErrTimeout
		}
		return r.Read(p)
	})
}

// ErrReader fails.
func ErrReader(err error) io.Reader {
	return readFunc(func(p []byte) (int, error) { return 0, err })
}

// NewReadLogger logs what is read from r.
func NewReadLogger(prefix string, r io.Reader) io.Reader {
	return readFunc(func(p []byte) (n int, err error) {
		n, err = r.Read(p)
		if err != nil {
			log.Printf("%s %x: %v", prefix, p[:n], err)
		} else {
			log.Printf("%s %x", prefix, p[:n])
		}
		return
	})
}

type writeFunc func(p []byte) (int, error)

func (f writeFunc) Write(p []byte) (int, error) { return f(p) }

// NewWriteLogger logs what is written to w.
func NewWriteLogger(prefix string, w io.Writer) io.Writer {
	return writeFunc(func(p []byte) (n int, err error) {
		n, err = w.Write(p)
		if err != nil {
			log.Printf("%s %x: %v", prefix, p[:n], err)
		} else {
			log.Printf("%s %x", prefix, p[:n])
		}
		return
	})
}

// TruncateWriter writes n bytes to w and drops the rest silently.
func TruncateWriter(w io.Writer, n int64) io.Writer {
	return writeFunc(func(p []byte) (int, error) {
		if n <= 0 {
			return len(p), nil
		}
		part := p[:min(int64(len(p)), n)]
		written, err := w.Write(part)
		n -= int64(written)
		if err == nil {
			written = len(p)
		}
		return written, err
	})
}

// TestReader checks that r reads content and keeps the rules of io.Reader, and
// those of io.ReaderAt and io.Seeker if it is one.
func TestReader(r io.Reader, content []byte) error {
	if len(content) > 0 {
		if n, err := r.Read(nil); n != 0 || err != nil {
			return fmt.Errorf("Read(0) = %d, %v, want 0, nil", n, err)
		}
	}
	got, err := io.ReadAll(&checkedReader{r: r})
	if err != nil {
		return err
	}
	if !bytes.Equal(got, content) {
		return fmt.Errorf("ReadAll(small amounts) = %q\n\twant %q", got, content)
	}
	if n, err := r.Read(make([]byte, 10)); n != 0 || err != io.EOF {
		return fmt.Errorf("Read(10) at EOF = %v, %v, want 0, EOF", n, err)
	}
	if s, ok := r.(io.ReadSeeker); ok {
		if err := testSeeker(s, content); err != nil {
			return err
		}
	}
	if at, ok := r.(io.ReaderAt); ok {
		return testReaderAt(at, content)
	}
	return nil
}

// checkedReader reads pieces of growing size and checks each.
type checkedReader struct {
	r    io.Reader
	size int
}

func (c *checkedReader) Read(p []byte) (int, error) {
	c.size = c.size%7 + 1
	p = p[:min(c.size, len(p))]
	n, err := c.r.Read(p)
	switch {
	case n < 0 || n > len(p):
		return 0, fmt.Errorf("Read(%d) = %d, %v", len(p), n, err)
	case err != nil && err != io.EOF:
		return n, fmt.Errorf("Read(%d) = %d, %v, want data or EOF", len(p), n, err)
	}
	return n, err
}

func testSeeker(r io.ReadSeeker, content []byte) error {
	size := int64(len(content))
	for _, try := range []struct {
		offset int64
		whence int
		want   int64
	}{
		{0, io.SeekCurrent, size},
		{0, io.SeekStart, 0},
		{size / 2, io.SeekCurrent, size / 2},
		{0, io.SeekCurrent, size / 2},
		{-(size / 3), io.SeekEnd, size - size/3},
	} {
		at, err := r.Seek(try.offset, try.whence)
		if at != try.want || err != nil {
			return fmt.Errorf("Seek(%d, %d) = %d, %v, want %d, nil", try.offset, try.whence, at, err, try.want)
		}
	}
	rest, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("ReadAll after Seek: %v", err)
	}
	if want := content[size-size/3:]; !bytes.Equal(rest, want) {
		return fmt.Errorf("ReadAll after Seek = %q\n\twant %q", rest, want)
	}
	for _, whence := range []int{io.SeekStart, io.SeekCurrent, io.SeekEnd} {
		if at, err := r.Seek(-1-size-size, whence); err == nil {
			return fmt.Errorf("Seek(%d, %d) = %d, nil, want error", -1-size-size, whence, at)
		}
	}
	return nil
}

func testReaderAt(r io.ReaderAt, content []byte) error {
	size := len(content)
	all := make([]byte, size)
	if n, err := r.ReadAt(all, 0); n != size || err != nil && err != io.EOF {
		return fmt.Errorf("ReadAt(%d, 0) = %v, %v, want %d, nil or EOF", size, n, err, size)
	}
	if !bytes.Equal(all, content) {
		return fmt.Errorf("ReadAt(%d, 0) = %q\n\twant %q", size, all, content)
	}
	if n, err := r.ReadAt(make([]byte, 1), int64(size)); n != 0 || err != io.EOF {
		return fmt.Errorf("ReadAt(1, %d) = %v, %v, want 0, EOF", size, n, err)
	}
	if n, err := r.ReadAt(make([]byte, size+1), 0); n != size || err != io.EOF {
		return fmt.Errorf("ReadAt(%d, 0) = %v, %v, want %d, EOF", size+1, n, err, size)
	}
	if _, err := r.ReadAt(make([]byte, 1), -1); err == nil {
		return errors.New("ReadAt(1, -1) without error")
	}
	for i := range content {
		for _, n := range []int{1, 2, size / 2} {
			if n == 0 || i+n > size {
				continue
			}
			piece := make([]byte, n)
			if read, err := r.ReadAt(piece, int64(i)); read != n || err != nil && err != io.EOF {
				return fmt.Errorf("ReadAt(%d, %d) = %v, %v, want %d, nil", n, i, read, err, n)
			}
			if !bytes.Equal(piece, content[i:i+n]) {
				return fmt.Errorf("ReadAt(%d, %d) = %q\n\twant %q", n, i, piece, content[i:i+n])
			}
		}
	}
	return nil
}
