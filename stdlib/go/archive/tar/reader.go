package tar

import (
	"io"
	"maps"
	"strconv"
	"strings"
	"time"
)

// A Reader reads entries one after the other, and the data of the current one.
type Reader struct {
	r    io.Reader
	pad  int64 // behind the data
	data data
	err  error // that ended the reading
}

// A data reader has what is left of an entry.
type data interface {
	io.Reader
	left() int64    // in the archive
	logical() int64 // that Read returns
	skip(*Reader) error
}

// NewReader returns a reader of an archive.
func NewReader(r io.Reader) *Reader { return &Reader{r: r, data: &plain{r, 0}} }

// mostMeta is the most that a header over several blocks has.
const mostMeta = 1 << 20

// Next goes on to the next entry; at the end it returns io.EOF.
func (tr *Reader) Next() (*Header, error) {
	if tr.err != nil {
		return nil, tr.err
	}
	h, err := tr.next()
	tr.err = err
	return h, err
}

func (tr *Reader) next() (*Header, error) {
	var records map[string]string
	longName, longLink := "", ""
	format := FormatUSTAR | FormatPAX | FormatGNU
	for {
		if err := tr.data.skip(tr); err != nil {
			return nil, err
		}
		// The last padding may be missing.
		if _, err := io.CopyN(io.Discard, tr.r, tr.pad); err != nil {
			return nil, err
		}
		tr.pad = 0
		h, raw, err := tr.header()
		if err != nil {
			return nil, err
		}
		if err := tr.begin(h); err != nil {
			return nil, err
		}
		format &= h.Format
		switch h.Typeflag {
		case TypeXHeader, TypeXGlobalHeader:
			format &= FormatPAX
			if records, err = tr.records(); err != nil {
				return nil, err
			}
			if h.Typeflag == TypeXGlobalHeader {
				merge(h, records)
				return &Header{Name: h.Name, Typeflag: h.Typeflag, Xattrs: h.Xattrs, PAXRecords: h.PAXRecords, Format: format}, nil
			}
		case TypeGNULongName, TypeGNULongLink:
			format &= FormatGNU
			text, err := tr.meta()
			if err != nil {
				return nil, err
			}
			var p fieldParser
			if h.Typeflag == TypeGNULongName {
				longName = p.text(text)
			} else {
				longLink = p.text(text)
			}
		default:
			if err := merge(h, records); err != nil {
				return nil, err
			}
			if longName != "" {
				h.Name = longName
			}
			if longLink != "" {
				h.Linkname = longLink
			}
			if h.Typeflag == TypeRegA {
				h.Typeflag = TypeReg
				if strings.HasSuffix(h.Name, "/") {
					h.Typeflag = TypeDir
				}
			}
			// The records may have given another size.
			if err := tr.begin(h); err != nil {
				return nil, err
			}
			if err := tr.sparse(h, raw); err != nil {
				return nil, err
			}
			if format.has(FormatUSTAR) && format.has(FormatPAX) {
				format &= FormatUSTAR
			}
			h.Format = format
			return h, nil
		}
	}
}

// begin prepares for the data of an entry.
func (tr *Reader) begin(h *Header) error {
	size := h.Size
	if hasNoData(h.Typeflag) {
		size = 0
	}
	if size < 0 {
		return ErrHeader
	}
	tr.pad = padding(size)
	tr.data = &plain{tr.r, size}
	return nil
}

// discard skips bytes, which must be there.
func (tr *Reader) discard(n int64) error {
	done, err := io.CopyN(io.Discard, tr.r, n)
	if err == io.EOF && done < n {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// meta reads the data of an entry that is part of a header.
func (tr *Reader) meta() ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(tr, mostMeta+1))
	if len(text) > mostMeta {
		return nil, ErrFieldTooLong
	}
	return text, err
}

func (tr *Reader) records() (map[string]string, error) {
	text, err := tr.meta()
	if err != nil {
		return nil, err
	}
	records := make(map[string]string)
	var sparse []string // old versions of GNU tar wrote several of the same key
	for rest := string(text); rest != ""; {
		var key, value string
		if key, value, rest, err = parseRecord(rest); err != nil {
			return nil, ErrHeader
		}
		switch key {
		case paxSparse + "offset", paxSparse + "numbytes":
			if even := len(sparse)%2 == 0; even != (key == paxSparse+"offset") || strings.Contains(value, ",") {
				return nil, ErrHeader
			}
			sparse = append(sparse, value)
		default:
			records[key] = value
		}
	}
	if len(sparse) > 0 {
		records[paxSparse+"map"] = strings.Join(sparse, ",")
	}
	return records, nil
}

// merge sets fields from PAX records.
func merge(h *Header, records map[string]string) (err error) {
	for key, value := range records {
		if value == "" {
			continue // the field stays
		}
		var n int64
		switch key {
		case paxPath:
			h.Name = value
		case paxLinkpath:
			h.Linkname = value
		case paxUname:
			h.Uname = value
		case paxGname:
			h.Gname = value
		case paxUid:
			n, err = strconv.ParseInt(value, 10, 64)
			h.Uid = int(n)
		case paxGid:
			n, err = strconv.ParseInt(value, 10, 64)
			h.Gid = int(n)
		case paxAtime:
			h.AccessTime, err = parseTime(value)
		case paxMtime:
			h.ModTime, err = parseTime(value)
		case paxCtime:
			h.ChangeTime, err = parseTime(value)
		case paxSize:
			h.Size, err = strconv.ParseInt(value, 10, 64)
		default:
			if name, ok := strings.CutPrefix(key, paxXattr); ok {
				if h.Xattrs == nil {
					h.Xattrs = make(map[string]string)
				}
				h.Xattrs[name] = value
			}
		}
		if err != nil {
			return ErrHeader
		}
	}
	h.PAXRecords = maps.Clone(records)
	return nil
}

// header reads a block; two empty ones, or nothing, are the end.
func (tr *Reader) header() (*Header, *block, error) {
	b := new(block)
	if _, err := io.ReadFull(tr.r, b[:]); err != nil {
		return nil, nil, err
	}
	if *b == (block{}) {
		if _, err := io.ReadFull(tr.r, b[:]); err != nil {
			return nil, nil, err
		}
		if *b == (block{}) {
			return nil, nil, io.EOF
		}
		return nil, nil, ErrHeader
	}
	format := b.format()
	if format == FormatUnknown {
		return nil, nil, ErrHeader
	}
	var p fieldParser
	h := &Header{
		Typeflag: b.kind()[0],
		Name:     p.text(b.name()),
		Linkname: p.text(b.linkname()),
		Size:     p.number(b.size()),
		Mode:     p.number(b.mode()),
		Uid:      int(p.number(b.uid())),
		Gid:      int(p.number(b.gid())),
		ModTime:  time.Unix(p.number(b.modTime()), 0),
	}
	if format > formatV7 {
		h.Uname, h.Gname = p.text(b.uname()), p.text(b.gname())
		h.Devmajor, h.Devminor = p.number(b.devmajor()), p.number(b.devminor())
		prefix := ""
		switch {
		case format.has(FormatUSTAR | FormatPAX):
			h.Format = format
			prefix = p.text(b.prefix())
			// What is no ASCII, or not ended, was not written by the book.
			if !isASCII(strings.ReplaceAll(string(b[:]), "\x00", " ")) {
				h.Format = FormatUnknown
			}
			for _, field := range [][]byte{b.size(), b.mode(), b.uid(), b.gid(), b.modTime(), b.devmajor(), b.devminor()} {
				if field[len(field)-1] != 0 {
					h.Format = FormatUnknown
				}
			}
		case format.has(formatSTAR):
			prefix = p.text(b.starPrefix())
			h.AccessTime = time.Unix(p.number(b.starAccess()), 0)
			h.ChangeTime = time.Unix(p.number(b.starChange()), 0)
		case format.has(FormatGNU):
			h.Format = format
			prefix = b.gnuTimes(h)
		}
		if prefix != "" {
			h.Name = prefix + "/" + h.Name
		}
	}
	return h, b, p.err
}

// gnuTimes sets the times of GNU's format. Go once wrote a prefix there; if that is what it is,
// it is returned.
func (b *block) gnuTimes(h *Header) (prefix string) {
	var p fieldParser
	if b.gnuAccess()[0] != 0 {
		h.AccessTime = time.Unix(p.number(b.gnuAccess()), 0)
	}
	if b.gnuChange()[0] != 0 {
		h.ChangeTime = time.Unix(p.number(b.gnuChange()), 0)
	}
	if p.err != nil {
		h.AccessTime, h.ChangeTime = time.Time{}, time.Time{}
		if s := p.text(b.prefix()); isASCII(s) {
			prefix = s
		}
		h.Format = FormatUnknown
	}
	return prefix
}

// Read reads the data of the current entry.
func (tr *Reader) Read(b []byte) (int, error) {
	if tr.err != nil {
		return 0, tr.err
	}
	n, err := tr.data.Read(b)
	if err != nil && err != io.EOF {
		tr.err = err
	}
	return n, err
}

// A plain reader has the data of an ordinary file.
type plain struct {
	r io.Reader
	n int64
}

func (d *plain) left() int64    { return d.n }
func (d *plain) logical() int64 { return d.n }

func (d *plain) Read(b []byte) (n int, err error) {
	if int64(len(b)) > d.n {
		b = b[:d.n]
	}
	if len(b) > 0 {
		n, err = d.r.Read(b)
		d.n -= int64(n)
	}
	switch {
	case err == io.EOF && d.n > 0:
		return n, io.ErrUnexpectedEOF
	case err == nil && d.n == 0:
		return n, io.EOF
	}
	return n, err
}

func (d *plain) skip(tr *Reader) error {
	n := d.n
	d.n = 0
	return tr.discard(n)
}
