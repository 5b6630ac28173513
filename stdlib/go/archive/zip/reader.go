package zip

import (
	"bufio"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

var le = binary.LittleEndian

// A Reader serves the files of an archive.
type Reader struct {
	File    []*File
	Comment string

	r      io.ReaderAt
	start  int64 // of the archive: what is before it belongs to something else
	in     map[uint16]Decompressor
	listed sync.Once
	tree   []entry
}

// A ReadCloser is a Reader of a file that must be closed.
type ReadCloser struct {
	Reader
	f *os.File
}

// A File is a file of an archive.
type File struct {
	FileHeader
	zip    *Reader
	offset int64 // of the header
}

// OpenReader opens an archive.
func OpenReader(name string) (*ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	rc := &ReadCloser{f: f}
	if err := rc.init(f, info.Size()); err != nil {
		f.Close()
		return nil, err
	}
	return rc, nil
}

// Close closes the file.
func (rc *ReadCloser) Close() error { return rc.f.Close() }

// NewReader returns a reader of an archive of a size.
func NewReader(r io.ReaderAt, size int64) (*Reader, error) {
	if size < 0 {
		return nil, errors.New("zip: size cannot be negative")
	}
	zr := new(Reader)
	if err := zr.init(r, size); err != nil {
		return nil, err
	}
	return zr, nil
}

// RegisterDecompressor sets how to read a method in this archive.
func (r *Reader) RegisterDecompressor(method uint16, dcomp Decompressor) {
	if r.in == nil {
		r.in = make(map[uint16]Decompressor)
	}
	r.in[method] = dcomp
}

// A directory is what the end of an archive says.
type directory struct {
	count        uint64
	size, offset uint64
	comment      string
}

func (r *Reader) init(ra io.ReaderAt, size int64) error {
	dir, start, err := findDirectory(ra, size)
	if err != nil {
		return err
	}
	r.r, r.start, r.Comment = ra, start, dir.comment
	if dir.size < uint64(size) && (uint64(size)-dir.size)/localSize >= dir.count {
		r.File = make([]*File, 0, dir.count)
	}
	from := start + int64(dir.offset)
	buf := bufio.NewReader(io.NewSectionReader(ra, from, size-from))
	for {
		f := &File{zip: r}
		err = f.readEntry(buf)
		if err == ErrFormat || err == io.ErrUnexpectedEOF {
			break // the end, or what is told below
		}
		if err != nil {
			return err
		}
		f.offset += start
		r.File = append(r.File, f)
	}
	if uint16(len(r.File)) != uint16(dir.count) { // more than 64 K may be counted modulo that
		return err
	}
	return nil
}

// findDirectory looks for the record at the end, which a comment may follow, and returns where
// the archive starts, too.
func findDirectory(r io.ReaderAt, size int64) (dir directory, start int64, err error) {
	var buf []byte
	at := int64(-1)
	for _, tail := range []int64{1024, 65 * 1024} {
		tail = min(tail, size)
		buf = make([]byte, tail)
		if _, err := r.ReadAt(buf, size-tail); err != nil && err != io.EOF {
			return dir, 0, err
		}
		if i := findEnd(buf); i >= 0 {
			buf = buf[i:]
			at = size - tail + int64(i)
			break
		}
		if tail == size {
			break
		}
	}
	if at < 0 {
		return dir, 0, ErrFormat
	}
	comment := int(le.Uint16(buf[20:]))
	if comment > len(buf)-endSize {
		return dir, 0, errors.New("zip: invalid comment length")
	}
	dir = directory{
		count:   uint64(le.Uint16(buf[10:])),
		size:    uint64(le.Uint32(buf[12:])),
		offset:  uint64(le.Uint32(buf[16:])),
		comment: string(buf[endSize : endSize+comment]),
	}
	if dir.count == most16 || dir.size == most16 || dir.offset == most32 {
		found, err := find64(r, at)
		if err != nil {
			return dir, 0, err
		}
		if found >= 0 {
			at = found
			if err := dir.read64(r, found); err != nil {
				return dir, 0, err
			}
		}
	}
	const most = 1<<63 - 1
	if dir.size > most || dir.offset > most {
		return dir, 0, ErrFormat
	}
	start = at - int64(dir.size) - int64(dir.offset)
	if o := start + int64(dir.offset); o < 0 || o >= size {
		return dir, 0, ErrFormat
	}
	// Where offsets count from the start of the file although something is before the archive,
	// the directory is found there.
	if start > 0 {
		f := new(File)
		off := int64(dir.offset)
		if f.readEntry(io.NewSectionReader(r, off, size-off)) == nil {
			start = 0
		}
	}
	return dir, start, nil
}

// findEnd returns where the last record of the archive starts, or -1.
func findEnd(b []byte) int {
	for i := len(b) - endSize; i >= 0; i-- {
		if le.Uint32(b[i:]) == endMark {
			if n := int(le.Uint16(b[i+endSize-2:])); n+endSize+i > len(b) {
				return -1 // a comment that is cut off
			}
			return i
		}
	}
	return -1
}

// find64 returns where the ZIP64 record is that one before the end tells of, or -1.
func find64(r io.ReaderAt, end int64) (int64, error) {
	at := end - locate64Size
	if at < 0 {
		return -1, nil
	}
	var b [locate64Size]byte
	if _, err := r.ReadAt(b[:], at); err != nil {
		return -1, err
	}
	if le.Uint32(b[:]) != locate64 || le.Uint32(b[4:]) != 0 || le.Uint32(b[16:]) != 1 {
		return -1, nil
	}
	return int64(le.Uint64(b[8:])), nil
}

func (dir *directory) read64(r io.ReaderAt, at int64) error {
	var b [end64Size]byte
	if _, err := r.ReadAt(b[:], at); err != nil {
		return err
	}
	if le.Uint32(b[:]) != end64Mark {
		return ErrFormat
	}
	dir.count, dir.size, dir.offset = le.Uint64(b[32:]), le.Uint64(b[40:]), le.Uint64(b[48:])
	return nil
}

// classify reports whether a text is valid UTF-8, and whether it is not also valid in the usual
// other encodings.
func classify(s string) (valid, needed bool) {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		// Some encodings have other characters for the backslash and the tilde.
		if r < 0x20 || r > 0x7d || r == 0x5c {
			if r == utf8.RuneError && size == 1 {
				return false, false
			}
			needed = true
		}
	}
	return true, needed
}

// readEntry reads an entry of the directory.
func (f *File) readEntry(r io.Reader) error {
	var b [entrySize]byte
	if _, err := io.ReadFull(r, b[:]); err != nil {
		return err
	}
	if le.Uint32(b[:]) != entryMark {
		return ErrFormat
	}
	f.CreatorVersion, f.ReaderVersion = le.Uint16(b[4:]), le.Uint16(b[6:])
	f.Flags, f.Method = le.Uint16(b[8:]), le.Uint16(b[10:])
	f.ModifiedTime, f.ModifiedDate = le.Uint16(b[12:]), le.Uint16(b[14:])
	f.CRC32 = le.Uint32(b[16:])
	f.CompressedSize, f.UncompressedSize = le.Uint32(b[20:]), le.Uint32(b[24:])
	f.CompressedSize64, f.UncompressedSize64 = uint64(f.CompressedSize), uint64(f.UncompressedSize)
	name, extra, comment := int(le.Uint16(b[28:])), int(le.Uint16(b[30:])), int(le.Uint16(b[32:]))
	f.ExternalAttrs = le.Uint32(b[38:])
	f.offset = int64(le.Uint32(b[42:]))
	texts := make([]byte, name+extra+comment)
	if _, err := io.ReadFull(r, texts); err != nil {
		return err
	}
	f.Name, f.Extra, f.Comment = string(texts[:name]), texts[name:name+extra], string(texts[name+extra:])

	validName, nameNeeds := classify(f.Name)
	validComment, commentNeeds := classify(f.Comment)
	switch {
	case !validName || !validComment:
		f.NonUTF8 = true
	case !nameNeeds && !commentNeeds:
		f.NonUTF8 = false
	default:
		f.NonUTF8 = f.Flags&flagUTF8 == 0
	}
	return f.readExtra()
}

// readExtra looks for large sizes and precise times.
func (f *File) readExtra() error {
	needSize := f.UncompressedSize == ^uint32(0)
	needCompressed := f.CompressedSize == ^uint32(0)
	needOffset := f.offset == most32
	var modified time.Time
	for extra := f.Extra; len(extra) >= 4; {
		tag, size := le.Uint16(extra), int(le.Uint16(extra[2:]))
		extra = extra[4:]
		if len(extra) < size {
			break
		}
		field := extra[:size]
		extra = extra[size:]
		if tag != extra64 {
			if t, ok := extraModified(tag, field); ok {
				modified = t
			}
			continue
		}
		for _, large := range []struct {
			need *bool
			set  func(uint64)
		}{
			{&needSize, func(n uint64) { f.UncompressedSize64 = n }},
			{&needCompressed, func(n uint64) { f.CompressedSize64 = n }},
			{&needOffset, func(n uint64) { f.offset = int64(n) }},
		} {
			if !*large.need {
				continue
			}
			*large.need = false
			if len(field) < 8 {
				return ErrFormat
			}
			large.set(le.Uint64(field))
			field = field[8:]
		}
	}
	f.Modified = f.ModTime()
	if !modified.IsZero() {
		f.Modified = modified.UTC()
		// The difference to the local time is the zone.
		if f.ModifiedTime != 0 || f.ModifiedDate != 0 {
			f.Modified = modified.In(zoneBetween(f.ModTime(), modified))
		}
	}
	// Zeros were written for unknown sizes by old versions of some programs.
	if needCompressed || needOffset {
		return ErrFormat
	}
	return nil
}

// extraModified returns the time that an extra field has.
func extraModified(tag uint16, field []byte) (t time.Time, ok bool) {
	switch tag {
	case extraNTFS:
		if len(field) < 4 {
			return t, false
		}
		for attrs := field[4:]; len(attrs) >= 4; {
			tag, size := le.Uint16(attrs), int(le.Uint16(attrs[2:]))
			attrs = attrs[4:]
			if len(attrs) < size {
				break
			}
			if tag == 1 && size == 24 {
				const ticks = 1e7 // in a second, from the year 1601
				n := int64(le.Uint64(attrs))
				epoch := time.Date(1601, time.January, 1, 0, 0, 0, 0, time.UTC)
				t, ok = time.Unix(epoch.Unix()+n/ticks, (1e9/ticks)*(n%ticks)), true
			}
			attrs = attrs[size:]
		}
	case extraUnix, extraInfoUnix:
		if len(field) >= 8 {
			return time.Unix(int64(le.Uint32(field[4:])), 0), true
		}
	case extraTime:
		if len(field) >= 5 && field[0]&1 != 0 {
			return time.Unix(int64(le.Uint32(field[1:])), 0), true
		}
	}
	return t, ok
}

// zoneBetween returns the zone in which a time shows as local does, UTC if there is none.
func zoneBetween(local, t time.Time) *time.Location {
	offset := local.Sub(t).Round(15 * time.Minute)
	if offset < -12*time.Hour || offset > 14*time.Hour {
		return time.UTC
	}
	return time.FixedZone("", int(offset/time.Second))
}

// DataOffset returns where the data of the file starts.
func (f *File) DataOffset() (int64, error) {
	body, err := f.body()
	if err != nil {
		return 0, err
	}
	return f.offset + body, nil
}

// body returns the size of the header before the data.
func (f *File) body() (int64, error) {
	var b [localSize]byte
	if _, err := f.zip.r.ReadAt(b[:], f.offset); err != nil {
		return 0, err
	}
	if le.Uint32(b[:]) != localMark {
		return 0, ErrFormat
	}
	return localSize + int64(le.Uint16(b[26:])) + int64(le.Uint16(b[28:])), nil
}

// OpenRaw returns the data as it is in the archive.
func (f *File) OpenRaw() (io.Reader, error) {
	body, err := f.body()
	if err != nil {
		return nil, err
	}
	return io.NewSectionReader(f.zip.r, f.offset+body, int64(f.CompressedSize64)), nil
}

// Open returns the data.
func (f *File) Open() (io.ReadCloser, error) {
	body, err := f.body()
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(f.Name, "/") && f.UncompressedSize64 == 0 {
		// Some programs write something for folders, which is nothing.
		return io.NopCloser(strings.NewReader("")), nil
	} else if strings.HasSuffix(f.Name, "/") {
		return &failing{ErrFormat}, nil
	}
	size := int64(f.CompressedSize64)
	open := f.zip.in[f.Method]
	if open == nil {
		open = decompressor(f.Method)
	}
	if open == nil {
		return nil, ErrAlgorithm
	}
	rc := &checked{rc: open(io.NewSectionReader(f.zip.r, f.offset+body, size)), hash: crc32.NewIEEE(), f: f}
	if f.hasSummary() {
		rc.summary = io.NewSectionReader(f.zip.r, f.offset+body+size, summary64)
	}
	return rc, nil
}

// A failing reader only returns an error.
type failing struct{ err error }

func (r *failing) Read([]byte) (int, error) { return 0, r.err }
func (r *failing) Close() error             { return nil }

// A checked reader compares size and checksum at the end.
type checked struct {
	rc      io.ReadCloser
	hash    hash.Hash32
	n       uint64
	f       *File
	summary io.Reader
	err     error
}

// Stat returns the header.
func (r *checked) Stat() (fs.FileInfo, error) { return r.f.FileInfo(), nil }

func (r *checked) Read(b []byte) (n int, err error) {
	if r.err != nil {
		return 0, r.err
	}
	n, err = r.rc.Read(b)
	r.hash.Write(b[:n])
	r.n += uint64(n)
	if r.n > r.f.UncompressedSize64 {
		return 0, ErrFormat
	}
	if err == nil {
		return n, nil
	}
	if err == io.EOF {
		err = r.check()
	}
	r.err = err
	return n, err
}

// check returns io.EOF if all is well.
func (r *checked) check() error {
	if r.n != r.f.UncompressedSize64 {
		return io.ErrUnexpectedEOF
	}
	if r.summary != nil {
		if err := readSummary(r.summary, r.f); err == io.EOF {
			return io.ErrUnexpectedEOF
		} else if err != nil {
			return err
		}
		if r.hash.Sum32() != r.f.CRC32 {
			return ErrChecksum
		}
	} else if r.f.CRC32 != 0 && r.hash.Sum32() != r.f.CRC32 { // some programs do not write it
		return ErrChecksum
	}
	return io.EOF
}

func (r *checked) Close() error { return r.rc.Close() }

// readSummary reads what follows the data, which the mark may be missing from, and compares the checksum.
// The sizes are left out: how large they are is not clear.
func readSummary(r io.Reader, f *File) error {
	var b [summarySize - 4]byte
	if _, err := io.ReadFull(r, b[:4]); err != nil {
		return err
	}
	at := 0
	if le.Uint32(b[:]) != summaryMark {
		at = 4 // it was the checksum
	}
	if _, err := io.ReadFull(r, b[at:]); err != nil {
		return err
	}
	if le.Uint32(b[:]) != f.CRC32 {
		return ErrChecksum
	}
	return nil
}
