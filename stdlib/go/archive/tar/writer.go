package tar

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// A Writer writes entries one after the other, and the data of the current one.
type Writer struct {
	w    io.Writer
	pad  int64 // behind the data
	left int64 // of the data
	err  error
}

// NewWriter returns a writer of an archive.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Flush fills up the last block of the entry, which must be complete.
func (tw *Writer) Flush() error {
	if tw.err != nil {
		return tw.err
	}
	if tw.left > 0 {
		return fmt.Errorf("archive/tar: missed writing %d bytes", tw.left)
	}
	if _, tw.err = tw.w.Write(make([]byte, tw.pad)); tw.err != nil {
		return tw.err
	}
	tw.pad = 0
	return nil
}

// WriteHeader begins an entry.
func (tw *Writer) WriteHeader(hdr *Header) error {
	if err := tw.Flush(); err != nil {
		return err
	}
	h := *hdr
	if h.Format == FormatUnknown {
		h.ModTime = h.ModTime.Round(time.Second)
		h.AccessTime, h.ChangeTime = time.Time{}, time.Time{}
	}
	if h.Typeflag == TypeRegA {
		h.Typeflag = TypeReg
		if strings.HasSuffix(h.Name, "/") {
			h.Typeflag = TypeDir
		}
	}
	formats, records, err := h.allowed()
	switch {
	case formats.has(FormatUSTAR):
		tw.err = tw.writeUSTAR(&h)
	case formats.has(FormatPAX):
		tw.err = tw.writePAX(&h, records)
	case formats.has(FormatGNU):
		tw.err = tw.writeGNU(&h)
	default:
		return err // which is not the archive's
	}
	return tw.err
}

func (tw *Writer) writeUSTAR(h *Header) error {
	prefix := ""
	if first, rest, ok := splitPath(h.Name); ok {
		prefix, h.Name = first, rest
	}
	b, w := h.block((*fieldWriter).text, (*fieldWriter).octal)
	w.text(b.prefix(), prefix)
	if w.err != nil {
		return w.err
	}
	return tw.writeBlock(b, FormatUSTAR, h.Size, h.Typeflag)
}

func (tw *Writer) writePAX(h *Header, records map[string]string) error {
	global := h.Typeflag == TypeXGlobalHeader
	if len(records) > 0 || global {
		var text strings.Builder
		for _, key := range slices.Sorted(maps.Keys(records)) {
			text.WriteString(formatRecord(key, records[key]))
		}
		if text.Len() > mostMeta {
			return ErrFieldTooLong
		}
		name, kind := h.Name, byte(TypeXHeader)
		if global {
			kind = TypeXGlobalHeader
			if name == "" {
				name = "GlobalHead.0.0"
			}
		} else {
			dir, file := path.Split(name)
			name = path.Join(dir, "PaxHeaders.0", file)
		}
		if err := tw.writeMeta(name, text.String(), kind, FormatPAX); err != nil || global {
			return err
		}
	}
	// What does not fit is in the records: other readers see at least a part of it.
	b, _ := h.block(func(w *fieldWriter, b []byte, s string) { w.text(b, toASCII(s)) }, (*fieldWriter).octal)
	return tw.writeBlock(b, FormatPAX, h.Size, h.Typeflag)
}

func (tw *Writer) writeGNU(h *Header) error {
	const link = "././@LongLink"
	if len(h.Name) > 100 {
		if err := tw.writeMeta(link, h.Name+"\x00", TypeGNULongName, FormatGNU); err != nil {
			return err
		}
	}
	if len(h.Linkname) > 100 {
		if err := tw.writeMeta(link, h.Linkname+"\x00", TypeGNULongLink, FormatGNU); err != nil {
			return err
		}
	}
	b, w := h.block((*fieldWriter).text, (*fieldWriter).number)
	if !h.AccessTime.IsZero() {
		w.number(b.gnuAccess(), h.AccessTime.Unix())
	}
	if !h.ChangeTime.IsZero() {
		w.number(b.gnuChange(), h.ChangeTime.Unix())
	}
	return tw.writeBlock(b, FormatGNU, h.Size, h.Typeflag)
}

// block fills in the fields that all formats have.
func (h *Header) block(text func(*fieldWriter, []byte, string), number func(*fieldWriter, []byte, int64)) (*block, *fieldWriter) {
	b, w := new(block), new(fieldWriter)
	modTime := h.ModTime
	if modTime.IsZero() {
		modTime = time.Unix(0, 0)
	}
	b.kind()[0] = h.Typeflag
	text(w, b.name(), h.Name)
	text(w, b.linkname(), h.Linkname)
	number(w, b.mode(), h.Mode)
	number(w, b.uid(), int64(h.Uid))
	number(w, b.gid(), int64(h.Gid))
	number(w, b.size(), h.Size)
	number(w, b.modTime(), modTime.Unix())
	text(w, b.uname(), h.Uname)
	text(w, b.gname(), h.Gname)
	number(w, b.devmajor(), h.Devmajor)
	number(w, b.devminor(), h.Devminor)
	return b, w
}

// writeMeta writes an entry that is part of a header.
func (tw *Writer) writeMeta(name, text string, kind byte, format Format) error {
	b, w := new(block), new(fieldWriter)
	name = toASCII(name)
	if len(name) > 100 {
		name = name[:100]
	}
	w.text(b.name(), strings.TrimRight(name, "/"))
	b.kind()[0] = kind
	for _, field := range [][]byte{b.mode(), b.uid(), b.gid(), b.modTime()} {
		w.octal(field, 0)
	}
	w.octal(b.size(), int64(len(text)))
	if err := tw.writeBlock(b, format, int64(len(text)), kind); err != nil {
		return err
	}
	if _, err := io.WriteString(tw, text); err != nil {
		return err
	}
	return tw.Flush()
}

func (tw *Writer) writeBlock(b *block, format Format, size int64, kind byte) error {
	if err := tw.Flush(); err != nil {
		return err
	}
	b.setFormat(format)
	if _, err := tw.w.Write(b[:]); err != nil {
		return err
	}
	if hasNoData(kind) {
		size = 0
	}
	tw.left, tw.pad = size, padding(size)
	return nil
}

// Write writes data of the current entry.
func (tw *Writer) Write(b []byte) (int, error) {
	if tw.err != nil {
		return 0, tw.err
	}
	tooLong := int64(len(b)) > tw.left
	if tooLong {
		b = b[:tw.left]
	}
	n, err := 0, error(nil)
	if len(b) > 0 {
		n, err = tw.w.Write(b)
		tw.left -= int64(n)
	}
	if err == nil && tooLong {
		return n, ErrWriteTooLong
	}
	tw.err = err
	return n, err
}

// Close writes the two empty blocks at the end.
func (tw *Writer) Close() error {
	if tw.err == ErrWriteAfterClose {
		return nil
	}
	if tw.left > 0 {
		return fmt.Errorf("archive/tar: missed writing %d bytes", tw.left)
	}
	err := tw.Flush()
	for i := 0; i < 2 && err == nil; i++ {
		_, err = tw.w.Write(make([]byte, blockSize))
	}
	tw.err = ErrWriteAfterClose
	return err
}

// AddFS adds the files and folders of a file system.
func (tw *Writer) AddFS(fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		link := ""
		if kind := d.Type(); kind == fs.ModeSymlink {
			if link, err = fs.ReadLink(fsys, name); err != nil {
				return err
			}
		} else if !kind.IsRegular() && kind != fs.ModeDir {
			return errors.New("tar: cannot add non-regular file")
		}
		h, err := FileInfoHeader(info, link)
		if err != nil {
			return err
		}
		h.Name = name
		if d.IsDir() {
			h.Name += "/"
		}
		if err := tw.WriteHeader(h); err != nil || !d.Type().IsRegular() {
			return err
		}
		f, err := fsys.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = io.Copy(tw, f)
		return err
	})
}
