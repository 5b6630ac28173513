package zip

import (
	"bufio"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"strings"
)

// A Writer writes an archive.
type Writer struct {
	out     *bufio.Writer
	at      int64 // offset in the archive
	dir     []*record
	last    *fileWriter
	closed  bool
	methods map[uint16]Compressor
	comment string
}

// A record is a file that was begun.
type record struct {
	*FileHeader
	offset uint64
	raw    bool // sizes and checksum are the caller's
}

// NewWriter returns a writer of an archive.
func NewWriter(w io.Writer) *Writer { return &Writer{out: bufio.NewWriter(w)} }

// SetOffset says where in its file the archive starts.
func (w *Writer) SetOffset(n int64) {
	if w.at != 0 {
		panic("zip: SetOffset called after data was written")
	}
	w.at = n
}

// Flush writes what is buffered.
func (w *Writer) Flush() error { return w.out.Flush() }

// SetComment sets the comment of the archive.
func (w *Writer) SetComment(comment string) error {
	if len(comment) > most16 {
		return errors.New("zip: Writer.Comment too long")
	}
	w.comment = comment
	return nil
}

// RegisterCompressor sets how to write a method in this archive.
func (w *Writer) RegisterCompressor(method uint16, comp Compressor) {
	if w.methods == nil {
		w.methods = make(map[uint16]Compressor)
	}
	w.methods[method] = comp
}

// Write writes to the archive itself.
func (w *Writer) write(b []byte) error {
	n, err := w.out.Write(b)
	w.at += int64(n)
	return err
}

// finish ends the file that is being written.
func (w *Writer) finish() error {
	if w.last != nil && !w.last.closed {
		if err := w.last.close(); err != nil {
			return err
		}
	}
	w.last = nil
	return nil
}

// Close writes the directory.
func (w *Writer) Close() error {
	if err := w.finish(); err != nil {
		return err
	}
	if w.closed {
		return errors.New("zip: writer closed twice")
	}
	w.closed = true
	start := w.at
	for _, r := range w.dir {
		if err := w.write(r.entry()); err != nil {
			return err
		}
	}
	if err := w.write(w.ending(start)); err != nil {
		return err
	}
	return w.out.Flush()
}

// entry returns the file's entry in the directory.
func (r *record) entry() []byte {
	h := r.FileHeader
	compressed, size, offset := uint32(h.CompressedSize64), uint32(h.UncompressedSize64), uint32(r.offset)
	if h.is64() || r.offset >= most32 {
		compressed, size, offset = most32, most32, most32
		var b []byte
		b = le.AppendUint16(b, extra64)
		b = le.AppendUint16(b, 24)
		b = le.AppendUint64(b, h.UncompressedSize64)
		b = le.AppendUint64(b, h.CompressedSize64)
		b = le.AppendUint64(b, r.offset)
		h.Extra = append(h.Extra, b...)
		h.ReaderVersion = max(h.ReaderVersion, version45)
	} else {
		h.CompressedSize, h.UncompressedSize = compressed, size
	}
	b := le.AppendUint32(nil, entryMark)
	for _, n := range []uint16{h.CreatorVersion, h.ReaderVersion, h.Flags, h.Method, h.ModifiedTime, h.ModifiedDate} {
		b = le.AppendUint16(b, n)
	}
	for _, n := range []uint32{h.CRC32, compressed, size} {
		b = le.AppendUint32(b, n)
	}
	for _, n := range []int{len(h.Name), len(h.Extra), len(h.Comment), 0, 0} {
		b = le.AppendUint16(b, uint16(n))
	}
	b = le.AppendUint32(b, h.ExternalAttrs)
	b = le.AppendUint32(b, offset)
	b = append(b, h.Name...)
	b = append(b, h.Extra...)
	return append(b, h.Comment...)
}

// ending returns what follows a directory that started at an offset.
func (w *Writer) ending(start int64) (b []byte) {
	count, size, offset := uint64(len(w.dir)), uint64(w.at-start), uint64(start)
	if count >= most16 || size >= most32 || offset >= most32 {
		b = le.AppendUint32(b, end64Mark)
		b = le.AppendUint64(b, end64Size-12)
		b = le.AppendUint16(b, version45)
		b = le.AppendUint16(b, version45)
		b = le.AppendUint64(b, 0) // disks
		for _, n := range []uint64{count, count, size, offset} {
			b = le.AppendUint64(b, n)
		}
		b = le.AppendUint32(b, locate64)
		b = le.AppendUint32(b, 0)
		b = le.AppendUint64(b, uint64(w.at))
		b = le.AppendUint32(b, 1)
		count, size, offset = most16, most32, most32
	}
	b = le.AppendUint32(b, endMark)
	b = le.AppendUint32(b, 0)
	b = le.AppendUint16(b, uint16(count))
	b = le.AppendUint16(b, uint16(count))
	b = le.AppendUint32(b, uint32(size))
	b = le.AppendUint32(b, uint32(offset))
	b = le.AppendUint16(b, uint16(len(w.comment)))
	return append(b, w.comment...)
}

// Create begins a file, to be written to the writer it returns until the next one is begun.
func (w *Writer) Create(name string) (io.Writer, error) {
	return w.CreateHeader(&FileHeader{Name: name, Method: Deflate})
}

// prepare ends the file before and checks the header of the next.
func (w *Writer) prepare(h *FileHeader) error {
	if err := w.finish(); err != nil {
		return err
	}
	if n := len(w.dir); n > 0 && w.dir[n-1].FileHeader == h {
		return errors.New("archive/zip: invalid duplicate FileHeader")
	}
	return nil
}

// CreateHeader begins a file with a header, which belongs to the writer then.
func (w *Writer) CreateHeader(h *FileHeader) (io.Writer, error) {
	if err := w.prepare(h); err != nil {
		return nil, err
	}
	h.Flags |= flagSummary
	validName, nameNeeds := classify(h.Name)
	validComment, commentNeeds := classify(h.Comment)
	if h.NonUTF8 {
		h.Flags &^= flagUTF8
	} else if (nameNeeds || commentNeeds) && validName && validComment {
		h.Flags |= flagUTF8
	}
	h.CreatorVersion = h.CreatorVersion&0xff00 | version20
	h.ReaderVersion = version20
	if !h.Modified.IsZero() {
		h.ModifiedDate, h.ModifiedTime = toDOS(h.Modified)
		var b []byte
		b = le.AppendUint16(b, extraTime)
		b = le.AppendUint16(b, 5)
		b = append(b, 1)
		b = le.AppendUint32(b, uint32(h.Modified.Unix()))
		h.Extra = append(h.Extra, b...)
	}
	r := &record{FileHeader: h, offset: uint64(w.at)}
	var file io.Writer
	if strings.HasSuffix(h.Name, "/") {
		h.Method = Store
		h.Flags &^= flagSummary
		h.CompressedSize, h.CompressedSize64, h.UncompressedSize, h.UncompressedSize64 = 0, 0, 0, 0
		file = dirWriter{}
	} else {
		comp := w.methods[h.Method]
		if comp == nil {
			comp = compressor(h.Method)
		}
		if comp == nil {
			return nil, ErrAlgorithm
		}
		fw := &fileWriter{zip: w, record: r, hash: crc32.NewIEEE()}
		var err error
		if fw.comp, err = comp(&counted{w: w, n: &fw.compressed}); err != nil {
			return nil, err
		}
		w.last = fw
		file = fw
	}
	w.dir = append(w.dir, r)
	return file, w.write(r.local())
}

// CreateRaw begins a file whose data the caller has compressed.
func (w *Writer) CreateRaw(h *FileHeader) (io.Writer, error) {
	if err := w.prepare(h); err != nil {
		return nil, err
	}
	h.CompressedSize = uint32(min(h.CompressedSize64, most32))
	h.UncompressedSize = uint32(min(h.UncompressedSize64, most32))
	r := &record{FileHeader: h, offset: uint64(w.at), raw: true}
	w.dir = append(w.dir, r)
	if err := w.write(r.local()); err != nil {
		return nil, err
	}
	if strings.HasSuffix(h.Name, "/") {
		return dirWriter{}, nil
	}
	w.last = &fileWriter{zip: w, record: r}
	return w.last, nil
}

// local returns the header before the data.
func (r *record) local() []byte {
	h := r.FileHeader
	if len(h.Name) > most16 || len(h.Extra) > most16 {
		return nil
	}
	var crc, compressed, size uint32
	if r.raw && !h.hasSummary() {
		crc = h.CRC32
		compressed, size = uint32(min(h.CompressedSize64, most32)), uint32(min(h.UncompressedSize64, most32))
	}
	b := le.AppendUint32(nil, localMark)
	for _, n := range []uint16{h.ReaderVersion, h.Flags, h.Method, h.ModifiedTime, h.ModifiedDate} {
		b = le.AppendUint16(b, n)
	}
	for _, n := range []uint32{crc, compressed, size} {
		b = le.AppendUint32(b, n)
	}
	b = le.AppendUint16(b, uint16(len(h.Name)))
	b = le.AppendUint16(b, uint16(len(h.Extra)))
	b = append(b, h.Name...)
	return append(b, h.Extra...)
}

// Copy adds a file of another archive as it is.
func (w *Writer) Copy(f *File) error {
	r, err := f.OpenRaw()
	if err != nil {
		return err
	}
	h := f.FileHeader
	out, err := w.CreateRaw(&h)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, r)
	return err
}

// AddFS adds the files and folders of a file system.
func (w *Writer) AddFS(fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if !d.IsDir() && !info.Mode().IsRegular() {
			return errors.New("zip: cannot add non-regular file")
		}
		h, err := FileInfoHeader(info)
		if err != nil {
			return err
		}
		h.Name, h.Method = name, Deflate
		if d.IsDir() {
			h.Name += "/"
		}
		out, err := w.CreateHeader(h)
		if err != nil || d.IsDir() {
			return err
		}
		f, err := fsys.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = io.Copy(out, f)
		return err
	})
}

// A dirWriter refuses data.
type dirWriter struct{}

func (dirWriter) Write(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, nil
	}
	return 0, errors.New("zip: write to directory")
}

// A counted writer counts what is written to the archive.
type counted struct {
	w *Writer
	n *uint64
}

func (c *counted) Write(b []byte) (int, error) {
	if err := c.w.write(b); err != nil {
		return 0, err
	}
	*c.n += uint64(len(b))
	return len(b), nil
}

// A fileWriter takes the data of a file.
type fileWriter struct {
	zip        *Writer
	record     *record
	comp       io.WriteCloser // nil if the data are written as they are
	hash       hash.Hash32
	size       uint64
	compressed uint64
	closed     bool
}

func (w *fileWriter) Write(b []byte) (int, error) {
	if w.closed {
		return 0, errors.New("zip: write to closed file")
	}
	if w.comp == nil {
		return len(b), w.zip.write(b)
	}
	w.hash.Write(b)
	w.size += uint64(len(b))
	return w.comp.Write(b)
}

// close writes what follows the data.
func (w *fileWriter) close() error {
	w.closed = true
	h := w.record.FileHeader
	if w.comp != nil {
		if err := w.comp.Close(); err != nil {
			return err
		}
		h.CRC32 = w.hash.Sum32()
		h.CompressedSize64, h.UncompressedSize64 = w.compressed, w.size
		h.CompressedSize = uint32(min(w.compressed, most32))
		h.UncompressedSize = uint32(min(w.size, most32))
		if h.is64() {
			h.ReaderVersion = version45
		}
	}
	if !h.hasSummary() {
		return nil
	}
	b := le.AppendUint32(nil, summaryMark)
	b = le.AppendUint32(b, h.CRC32)
	if h.is64() {
		b = le.AppendUint64(b, h.CompressedSize64)
		b = le.AppendUint64(b, h.UncompressedSize64)
	} else {
		b = le.AppendUint32(b, h.CompressedSize)
		b = le.AppendUint32(b, h.UncompressedSize)
	}
	return w.zip.write(b)
}
