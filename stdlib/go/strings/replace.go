package strings

import "io"

// Replacer replaces strings by others. Many goroutines may use one.
type Replacer struct{ oldnew []string }

// NewReplacer takes pairs of old and new; at each place the first old that fits is replaced.
func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	return &Replacer{append([]string(nil), oldnew...)}
}

// Replace returns s with all replacements done, from left to right without overlap.
func (r *Replacer) Replace(s string) string { return replacePairs(s, r.oldnew) }

// WriteString writes s with all replacements done.
func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	return io.WriteString(w, replacePairs(s, r.oldnew))
}
