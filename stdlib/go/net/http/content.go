package http

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// ServeContent answers with content, or the ranges of it that were asked for, unless the request's
// conditions say that there is no need (RFC 7232, RFC 7233).
func ServeContent(w ResponseWriter, r *Request, name string, modtime time.Time, content io.ReadSeeker) {
	lastModified(w, modtime)
	asked, done := preconditions(w, r, modtime)
	if done {
		return
	}
	size, err := content.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = content.Seek(0, io.SeekStart)
	}
	if err != nil {
		fmtError(w, "seeker can't seek", StatusInternalServerError)
		return
	}
	h := w.Header()
	kinds, typed := h["Content-Type"]
	kind := ""
	if typed && len(kinds) > 0 {
		kind = kinds[0]
	}
	if !typed {
		if kind = mime.TypeByExtension(filepath.Ext(name)); kind == "" {
			var begin [sniffed]byte
			n, _ := io.ReadFull(content, begin[:])
			kind = DetectContentType(begin[:n])
			if _, err := content.Seek(0, io.SeekStart); err != nil {
				fmtError(w, "seeker can't seek", StatusInternalServerError)
				return
			}
		}
		h.Set("Content-Type", kind)
	}
	ranges, err := parseRanges(asked, size)
	if err == errNoOverlap && size == 0 {
		// Some clients ask for a range of whatever there is.
		ranges, err = nil, nil
	}
	if err != nil {
		if err == errNoOverlap {
			h.Set("Content-Range", fmt.Sprintf("bytes */%d", size))
		}
		fmtError(w, err.Error(), StatusRequestedRangeNotSatisfiable)
		return
	}
	total := int64(0)
	for _, ra := range ranges {
		total += ra.length
	}
	if total > size {
		ranges = nil // an attack, or no better than the whole
	}
	code, body, length := StatusOK, io.Reader(content), size
	switch {
	case len(ranges) == 1:
		ra := ranges[0]
		if _, err := content.Seek(ra.start, io.SeekStart); err != nil {
			fmtError(w, err.Error(), StatusRequestedRangeNotSatisfiable)
			return
		}
		code, length = StatusPartialContent, ra.length
		h.Set("Content-Range", ra.text(size))
	case len(ranges) > 1:
		code, length = StatusPartialContent, partsLength(ranges, kind, size)
		reader, writer := io.Pipe()
		defer reader.Close()
		m := multipart.NewWriter(writer)
		h.Set("Content-Type", "multipart/byteranges; boundary="+m.Boundary())
		body = reader
		go func() {
			err := writeParts(m, ranges, kind, size, content)
			writer.CloseWithError(err)
		}()
	}
	h.Set("Accept-Ranges", "bytes")
	// With an encoding, the length is that of something else, unless it is a range.
	if len(ranges) > 0 || h.Get("Content-Encoding") == "" {
		h.Set("Content-Length", strconv.FormatInt(length, 10))
	}
	w.WriteHeader(code)
	if r.Method != MethodHead {
		io.CopyN(w, body, length)
	}
}

// A byteRange is a part of content.
type byteRange struct{ start, length int64 }

func (ra byteRange) text(size int64) string {
	return fmt.Sprintf("bytes %d-%d/%d", ra.start, ra.start+ra.length-1, size)
}

func (ra byteRange) header(kind string, size int64) textproto.MIMEHeader {
	return textproto.MIMEHeader{"Content-Range": {ra.text(size)}, "Content-Type": {kind}}
}

var errNoOverlap = errors.New("invalid range: failed to overlap")

// parseRanges reads a Range field; those behind the content's end are left out.
func parseRanges(s string, size int64) ([]byteRange, error) {
	if s == "" {
		return nil, nil
	}
	bad := errors.New("invalid range")
	specs, ok := strings.CutPrefix(s, "bytes=")
	if !ok {
		return nil, bad
	}
	var ranges []byteRange
	missed := false
	for spec := range strings.SplitSeq(specs, ",") {
		if spec = strings.Trim(spec, " \t"); spec == "" {
			continue
		}
		first, last, ok := strings.Cut(spec, "-")
		if !ok {
			return nil, bad
		}
		first, last = strings.Trim(first, " \t"), strings.Trim(last, " \t")
		if first == "" {
			// The last bytes.
			n, err := strconv.ParseUint(last, 10, 63)
			if err != nil {
				return nil, bad
			}
			n = min(n, uint64(size))
			ranges = append(ranges, byteRange{size - int64(n), int64(n)})
			continue
		}
		from, err := strconv.ParseUint(first, 10, 63)
		if err != nil {
			return nil, bad
		}
		start := int64(from)
		if start >= size {
			missed = true
			continue
		}
		end := size
		if last != "" {
			to, err := strconv.ParseUint(last, 10, 63)
			if err != nil || int64(to) < start {
				return nil, bad
			}
			end = min(int64(to)+1, size)
		}
		ranges = append(ranges, byteRange{start, end - start})
	}
	if missed && ranges == nil {
		return nil, errNoOverlap
	}
	return ranges, nil
}

// counted counts bytes.
type counted int64

func (c *counted) Write(p []byte) (int, error) {
	*c += counted(len(p))
	return len(p), nil
}

// partsLength is how long a message with these parts is.
func partsLength(ranges []byteRange, kind string, size int64) int64 {
	var n counted
	m := multipart.NewWriter(&n)
	for _, ra := range ranges {
		m.CreatePart(ra.header(kind, size))
		n += counted(ra.length)
	}
	m.Close()
	return int64(n)
}

func writeParts(m *multipart.Writer, ranges []byteRange, kind string, size int64, content io.ReadSeeker) error {
	for _, ra := range ranges {
		part, err := m.CreatePart(ra.header(kind, size))
		if err != nil {
			return err
		}
		if _, err := content.Seek(ra.start, io.SeekStart); err != nil {
			return err
		}
		if _, err := io.CopyN(part, content, ra.length); err != nil {
			return err
		}
	}
	return m.Close()
}

// An outcome is what a condition says.
type outcome int

const (
	absent outcome = iota // there is no condition
	yes
	no
)

// tag reads an entity tag at the beginning of a text.
func tag(s string) (etag, rest string) {
	s = strings.TrimLeft(s, " \t\r\n")
	from := 0
	if strings.HasPrefix(s, "W/") {
		from = 2
	}
	if len(s[from:]) < 2 || s[from] != '"' {
		return "", ""
	}
	for i := from + 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return s[:i+1], s[i+1:]
		case c == 0x21 || 0x23 <= c && c <= 0x7e || c >= 0x80:
		default:
			return "", ""
		}
	}
	return "", ""
}

// lists reports whether a list of tags has one that agrees.
func lists(field string, agrees func(etag string) bool) outcome {
	for {
		field = strings.TrimLeft(field, " \t\r\n")
		if strings.HasPrefix(field, ",") {
			field = field[1:]
			continue
		}
		if strings.HasPrefix(field, "*") {
			return yes
		}
		etag, rest := tag(field)
		if etag == "" {
			return no
		}
		if agrees(etag) {
			return yes
		}
		field = rest
	}
}

func strongly(a, b string) bool { return a == b && strings.HasPrefix(a, `"`) }

func weakly(a, b string) bool { return strings.TrimPrefix(a, "W/") == strings.TrimPrefix(b, "W/") }

// sinceUnchanged is what If-Modified-Since says: no if nothing changed since.
func sinceUnchanged(r *Request, modtime time.Time) outcome {
	since := r.Header.Get("If-Modified-Since")
	if r.Method != MethodGet && r.Method != MethodHead || since == "" || !known(modtime) {
		return absent
	}
	t, err := ParseTime(since)
	if err != nil {
		return absent
	}
	if modtime.Truncate(time.Second).After(t) {
		return yes
	}
	return no
}

func notSinceModified(r *Request, modtime time.Time) outcome {
	since := r.Header.Get("If-Unmodified-Since")
	if since == "" || !known(modtime) {
		return absent
	}
	t, err := ParseTime(since)
	if err != nil {
		return absent
	}
	if modtime.Truncate(time.Second).After(t) {
		return no
	}
	return yes
}

// unchanged answers that the client has the content already.
func unchanged(w ResponseWriter) {
	h := w.Header()
	for _, key := range []string{"Content-Type", "Content-Length", "Content-Encoding"} {
		delete(h, key)
	}
	if h.Get("Etag") != "" {
		delete(h, "Last-Modified")
	}
	w.WriteHeader(StatusNotModified)
}

// preconditions looks at the request's conditions: the ranges to be sent, or that it is answered.
func preconditions(w ResponseWriter, r *Request, modtime time.Time) (ranges string, done bool) {
	own := w.Header().Get("Etag")
	matches := absent
	if field := r.Header.Get("If-Match"); field != "" {
		matches = lists(field, func(etag string) bool { return strongly(etag, own) })
	}
	if matches == absent {
		matches = notSinceModified(r, modtime)
	}
	if matches == no {
		w.WriteHeader(StatusPreconditionFailed)
		return "", true
	}
	if field := r.Header.Get("If-None-Match"); field != "" {
		if lists(field, func(etag string) bool { return weakly(etag, own) }) == yes {
			if r.Method == MethodGet || r.Method == MethodHead {
				unchanged(w)
			} else {
				w.WriteHeader(StatusPreconditionFailed)
			}
			return "", true
		}
	} else if sinceUnchanged(r, modtime) == no {
		unchanged(w)
		return "", true
	}
	ranges = r.Header.Get("Range")
	if ranges != "" && rangeStillFits(r, own, modtime) == no {
		ranges = ""
	}
	return ranges, false
}

// rangeStillFits is what If-Range says.
func rangeStillFits(r *Request, own string, modtime time.Time) outcome {
	field := r.Header.Get("If-Range")
	if r.Method != MethodGet && r.Method != MethodHead || field == "" {
		return absent
	}
	if etag, _ := tag(field); etag != "" {
		if strongly(etag, own) {
			return yes
		}
		return no
	}
	if t, err := ParseTime(field); err == nil && !modtime.IsZero() && t.Unix() == modtime.Unix() {
		return yes
	}
	return no
}
