package tar

import (
	"io"
	"strconv"
	"strings"
)

// A fragment is where data of a sparse file are; zeros are between.
type fragment struct{ offset, length int64 }

func (f fragment) end() int64 { return f.offset + f.length }

// sparse looks whether an entry is a sparse file, and reads the map of it.
func (tr *Reader) sparse(h *Header, b *block) error {
	var list []fragment
	var err error
	if h.Typeflag == TypeGNUSparse {
		list, err = tr.oldMap(h, b)
	} else {
		list, err = tr.paxMap(h)
	}
	if err != nil || list == nil {
		return err
	}
	if hasNoData(h.Typeflag) || !isMap(list, h.Size) {
		return ErrHeader
	}
	tr.data = &holes{data: tr.data, list: list, size: h.Size}
	return nil
}

// isMap reports whether fragments are in order and within the file.
func isMap(list []fragment, size int64) bool {
	if size < 0 {
		return false
	}
	before := int64(0)
	for _, f := range list {
		if f.offset < before || f.length < 0 || f.offset > mostSize-f.length || f.end() > size {
			return false
		}
		before = f.end()
	}
	return true
}

// oldMap reads the map of GNU's format: four entries, and 21 in each block that follows.
func (tr *Reader) oldMap(h *Header, b *block) ([]fragment, error) {
	if b.format() != FormatGNU {
		return nil, ErrHeader
	}
	h.Format &= FormatGNU
	var p fieldParser
	h.Size = p.number(b.gnuReal())
	list := []fragment{}
	entries, more := b.gnuSparse(), b.gnuMore()
	for {
		for len(entries) >= 24 && entries[0] != 0 {
			list = append(list, fragment{p.number(entries[:12]), p.number(entries[12:24])})
			entries = entries[24:]
		}
		if p.err != nil {
			return nil, p.err
		}
		if !more {
			return list, nil
		}
		next := new(block)
		if _, err := io.ReadFull(tr.r, next[:]); err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
		entries, more = next[:504], next[504] != 0
	}
}

// paxMap returns the map that PAX records have or tell of, nil if there is none.
func (tr *Reader) paxMap(h *Header) ([]fragment, error) {
	major, minor := h.PAXRecords[paxSparse+"major"], h.PAXRecords[paxSparse+"minor"]
	inData := false
	switch {
	case major == "0" && (minor == "0" || minor == "1"):
	case major == "1" && minor == "0":
		inData = true
	case major != "" || minor != "":
		return nil, nil // of a version nobody knows
	case h.PAXRecords[paxSparse+"map"] == "":
		return nil, nil
	}
	h.Format &= FormatPAX
	if name := h.PAXRecords[paxSparse+"name"]; name != "" {
		h.Name = name
	}
	size := h.PAXRecords[paxSparse+"size"]
	if size == "" {
		size = h.PAXRecords[paxSparse+"realsize"]
	}
	if size != "" {
		n, err := strconv.ParseInt(size, 10, 64)
		if err != nil {
			return nil, ErrHeader
		}
		h.Size = n
	}
	if inData {
		return readMap(tr.data)
	}
	count, err := strconv.ParseInt(h.PAXRecords[paxSparse+"numblocks"], 10, 0)
	numbers := strings.Split(h.PAXRecords[paxSparse+"map"], ",")
	if len(numbers) == 1 && numbers[0] == "" {
		numbers = nil
	}
	if err != nil || count < 0 || int64(len(numbers)) != 2*count {
		return nil, ErrHeader
	}
	list := []fragment{}
	for i := 0; i < len(numbers); i += 2 {
		offset, err1 := strconv.ParseInt(numbers[i], 10, 64)
		length, err2 := strconv.ParseInt(numbers[i+1], 10, 64)
		if err1 != nil || err2 != nil {
			return nil, ErrHeader
		}
		list = append(list, fragment{offset, length})
	}
	return list, nil
}

// readMap reads the map in the first blocks of the data: numbers on lines.
func readMap(r io.Reader) ([]fragment, error) {
	var text []byte
	number := func() (int64, error) {
		for {
			if i := strings.IndexByte(string(text), '\n'); i >= 0 {
				n, err := strconv.ParseInt(string(text[:i]), 10, 64)
				text = text[i+1:]
				if err != nil {
					return 0, ErrHeader
				}
				return n, nil
			}
			var b block
			if _, err := io.ReadFull(r, b[:]); err != nil {
				if err == io.EOF {
					err = io.ErrUnexpectedEOF
				}
				return 0, err
			}
			if text = append(text, b[:]...); len(text) > mostMeta {
				return 0, ErrHeader
			}
		}
	}
	count, err := number()
	if err != nil || count < 0 || count > mostMeta {
		if err == nil {
			err = ErrHeader
		}
		return nil, err
	}
	list := []fragment{}
	for range count {
		offset, err := number()
		if err != nil {
			return nil, err
		}
		length, err := number()
		if err != nil {
			return nil, err
		}
		list = append(list, fragment{offset, length})
	}
	return list, nil
}

// A holes reader fills up the data of a sparse file with zeros.
type holes struct {
	data data
	list []fragment
	size int64
	at   int64
}

func (d *holes) left() int64    { return d.data.left() }
func (d *holes) logical() int64 { return d.size - d.at }

func (d *holes) skip(tr *Reader) error { return d.data.skip(tr) }

func (d *holes) Read(b []byte) (n int, err error) {
	finished := int64(len(b)) >= d.logical()
	if finished {
		b = b[:d.logical()]
	}
	for n < len(b) && err == nil {
		for len(d.list) > 0 && d.at >= d.list[0].end() {
			d.list = d.list[1:]
		}
		rest := b[n:]
		k := 0
		if len(d.list) > 0 && d.at >= d.list[0].offset {
			if left := d.list[0].end() - d.at; int64(len(rest)) > left {
				rest = rest[:left]
			}
			k, err = io.ReadFull(d.data, rest)
			if err == io.EOF || err == io.ErrUnexpectedEOF {
				err = errMissing
			}
		} else {
			if len(d.list) > 0 {
				if left := d.list[0].offset - d.at; int64(len(rest)) > left {
					rest = rest[:left]
				}
			}
			clear(rest)
			k = len(rest)
		}
		n += k
		d.at += int64(k)
	}
	if err != nil {
		return n, err
	}
	if finished {
		if d.data.left() > 0 {
			return n, errUnused
		}
		return n, io.EOF
	}
	return n, nil
}
