package textproto

import "strings"

// A MIMEHeader has the fields of a header by their canonical names.
type MIMEHeader map[string][]string

// Add adds a value to those of a field.
func (h MIMEHeader) Add(key, value string) {
	key = CanonicalMIMEHeaderKey(key)
	h[key] = append(h[key], value)
}

// Set makes a value the only one of a field.
func (h MIMEHeader) Set(key, value string) { h[CanonicalMIMEHeaderKey(key)] = []string{value} }

// Get is the first value of a field.
func (h MIMEHeader) Get(key string) string {
	if values := h.Values(key); len(values) > 0 {
		return values[0]
	}
	return ""
}

// Values are all values of a field; not a copy.
func (h MIMEHeader) Values(key string) []string {
	if h == nil {
		return nil
	}
	return h[CanonicalMIMEHeaderKey(key)]
}

// Del removes a field.
func (h MIMEHeader) Del(key string) { delete(h, CanonicalMIMEHeaderKey(key)) }

// CanonicalMIMEHeaderKey is the usual spelling of a field's name: "content-type" is "Content-Type".
// What is no valid name stays as it is.
func CanonicalMIMEHeaderKey(s string) string {
	start, same := true, true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !isToken(c) {
			return s
		}
		if start && 'a' <= c && c <= 'z' || !start && 'A' <= c && c <= 'Z' {
			same = false
		}
		start = c == '-'
	}
	if same {
		return s
	}
	b := []byte(s)
	start = true
	for i, c := range b {
		switch {
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

// fieldName makes a name canonical; names with blanks inside stay as they are.
func fieldName(s string) (string, bool) {
	if s == "" {
		return "", false
	}
	for i := 0; i < len(s); i++ {
		if !isToken(s[i]) && s[i] != ' ' {
			return s, false
		}
	}
	return CanonicalMIMEHeaderKey(s), true
}
