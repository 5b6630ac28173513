package http

import (
	"io"
	"slices"
	"strings"
	"time"
)

// A Header has the fields of a message by their canonical names.
type Header map[string][]string

// CanonicalHeaderKey is the usual spelling of a field's name: "content-type" is "Content-Type".
// What is no valid name stays as it is.
func CanonicalHeaderKey(s string) string {
	b := []byte(s)
	start := true
	for i, c := range b {
		switch {
		case !isToken(c):
			return s
		case start && 'a' <= c && c <= 'z':
			b[i] = c - 'a' + 'A'
		case !start && 'A' <= c && c <= 'Z':
			b[i] = c - 'A' + 'a'
		}
		start = c == '-'
	}
	return string(b)
}

// isToken reports whether a byte may stand in a token (RFC 7230 section 3.2.6).
func isToken(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

func validToken(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isToken(s[i]) {
			return false
		}
	}
	return s != ""
}

// Add adds a value to those of a field.
func (h Header) Add(key, value string) {
	key = CanonicalHeaderKey(key)
	h[key] = append(h[key], value)
}

// Set makes a value the only one of a field.
func (h Header) Set(key, value string) { h[CanonicalHeaderKey(key)] = []string{value} }

// Get is the first value of a field.
func (h Header) Get(key string) string {
	if values := h.Values(key); len(values) > 0 {
		return values[0]
	}
	return ""
}

// Values are all values of a field, not copied.
func (h Header) Values(key string) []string { return h[CanonicalHeaderKey(key)] }

// Del removes a field.
func (h Header) Del(key string) { delete(h, CanonicalHeaderKey(key)) }

// has reports whether a field is there, even without values.
func (h Header) has(key string) bool {
	_, ok := h[key]
	return ok
}

// Clone is a copy.
func (h Header) Clone() Header {
	if h == nil {
		return nil
	}
	out := make(Header, len(h))
	for key, values := range h {
		out[key] = slices.Clone(values)
	}
	return out
}

// Write writes the fields, sorted, as they travel.
func (h Header) Write(w io.Writer) error { return h.WriteSubset(w, nil) }

// WriteSubset leaves out some fields.
func (h Header) WriteSubset(w io.Writer, exclude map[string]bool) error {
	return h.writeSubset(w, exclude, func(key, value string) {})
}

var oneLine = strings.NewReplacer("\n", " ", "\r", " ")

// writeSubset tells of each value that it wrote.
func (h Header) writeSubset(w io.Writer, exclude map[string]bool, wrote func(key, value string)) error {
	keys := make([]string, 0, len(h))
	for key := range h {
		if !exclude[key] && validToken(key) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		for _, value := range h[key] {
			value = strings.Trim(oneLine.Replace(value), " \t")
			if _, err := io.WriteString(w, key+": "+value+"\r\n"); err != nil {
				return err
			}
			wrote(key, value)
		}
	}
	return nil
}

// contains reports whether one of a field's comma-separated words is `word`, in any case.
func (h Header) contains(key, word string) bool {
	for _, value := range h.Values(key) {
		for part := range strings.SplitSeq(value, ",") {
			if strings.EqualFold(strings.TrimSpace(part), word) {
				return true
			}
		}
	}
	return false
}

// TimeFormat is how times stand in fields; always UTC.
const TimeFormat = "Mon, 02 Jan 2006 15:04:05 GMT"

// ParseTime reads a time in one of the three forms that HTTP knows.
func ParseTime(text string) (t time.Time, err error) {
	for _, layout := range []string{TimeFormat, time.RFC850, time.ANSIC} {
		if t, err = time.Parse(layout, text); err == nil {
			break
		}
	}
	return t, err
}
