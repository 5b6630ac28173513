package multipart

import (
	"bytes"
	"errors"
	"io"
	"math"
	"net/textproto"
	"os"
)

// ErrMessageTooLarge says that what is no file takes too much memory.
var ErrMessageTooLarge = errors.New("multipart: message too large")

// A Form has the values and the files of a form by their names.
type Form struct {
	Value map[string][]string
	File  map[string][]*FileHeader
}

// A File is a file of a form, in memory or in a temporary file.
type File interface {
	io.Reader
	io.ReaderAt
	io.Seeker
	io.Closer
}

// A FileHeader tells about a file of a form.
type FileHeader struct {
	Filename string
	Header   textproto.MIMEHeader
	Size     int64

	content []byte
	path    string // of a temporary file with the content
}

// Open opens the file.
func (fh *FileHeader) Open() (File, error) {
	if fh.path != "" {
		return os.Open(fh.path)
	}
	return inMemory{bytes.NewReader(fh.content)}, nil
}

type inMemory struct{ *bytes.Reader }

func (inMemory) Close() error { return nil }

// RemoveAll removes temporary files.
func (f *Form) RemoveAll() error {
	var err error
	for _, files := range f.File {
		for _, file := range files {
			if file.path == "" {
				continue
			}
			if e := os.Remove(file.path); e != nil && !errors.Is(e, os.ErrNotExist) && err == nil {
				err = e
			}
		}
	}
	return err
}

// Room for what is no file, the cost of a part and of each field of its header, and most parts.
const (
	valueRoom  = 10 << 20
	partCost   = 400
	fieldCost  = 100
	mostParts  = 1000
	mostFields = 10000
)

// ReadForm reads all parts. Files that have no room in maxMemory go to temporary files.
func (r *Reader) ReadForm(maxMemory int64) (f *Form, err error) {
	form := &Form{Value: map[string][]string{}, File: map[string][]*FileHeader{}}
	defer func() {
		if err != nil {
			form.RemoveAll()
		}
	}()
	left := maxMemory + valueRoom // for everything in memory
	if left < maxMemory {
		left = math.MaxInt64
	}
	fileRoom := min(maxMemory, math.MaxInt64-1)
	fields := 0
	for parts := 0; ; parts++ {
		p, err := r.NextPart()
		if err == io.EOF {
			return form, nil
		}
		if err != nil {
			return nil, err
		}
		fields += len(p.Header)
		if parts >= mostParts || fields > mostFields {
			return nil, ErrMessageTooLarge
		}
		name := p.FormName()
		if name == "" {
			continue
		}
		left -= int64(len(name)) + partCost
		for key, values := range p.Header {
			left -= int64(len(key)) + fieldCost
			for _, value := range values {
				left -= int64(len(value))
			}
		}
		if left < 0 {
			return nil, ErrMessageTooLarge
		}
		filename := p.FileName()
		var b bytes.Buffer
		if filename == "" {
			n, err := io.CopyN(&b, p, min(left, math.MaxInt64-1)+1)
			if err != nil && err != io.EOF {
				return nil, err
			}
			if left -= n; left < 0 {
				return nil, ErrMessageTooLarge
			}
			form.Value[name] = append(form.Value[name], b.String())
			continue
		}
		fh := &FileHeader{Filename: filename, Header: p.Header}
		n, err := io.CopyN(&b, p, fileRoom+1)
		if err != nil && err != io.EOF {
			return nil, err
		}
		if n > fileRoom {
			if n, err = fh.spill(io.MultiReader(&b, p)); err != nil {
				return nil, err
			}
		} else {
			fh.content = b.Bytes()
			fileRoom -= n
			left -= n
		}
		fh.Size = n
		form.File[name] = append(form.File[name], fh)
	}
}

// spill puts the content into a temporary file.
func (fh *FileHeader) spill(r io.Reader) (int64, error) {
	file, err := os.CreateTemp("", "multipart-")
	if err != nil {
		return 0, err
	}
	fh.path = file.Name()
	n, err := io.Copy(file, r)
	if e := file.Close(); err == nil {
		err = e
	}
	if err != nil {
		os.Remove(fh.path)
	}
	return n, err
}
