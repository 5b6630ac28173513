// Package fmt formats and scans text.
//
// Formatting itself is native. Natives cannot call methods, so they answer which calls they
// need; these are made here, and their answers are handed in.
package fmt

import (
	"internal/stdio"
	"io"
)

// Stringer is a value that says how it looks.
type Stringer interface {
	String() string
}

// GoStringer is a value that says how it looks under %#v.
type GoStringer interface {
	GoString() string
}

// Formatter is a value that formats itself.
type Formatter interface {
	Format(f State, verb rune)
}

// State is where a Formatter writes to, and what it is asked for.
type State interface {
	Write(b []byte) (n int, err error)
	Width() (wid int, ok bool)
	Precision() (prec int, ok bool)
	Flag(c int) bool
}

// How operands are put together; known to the natives.
const (
	plain = iota
	line
	formatted
	wrapping
)

// Natives.

// render formats. If methods must be called first, missing says how many, and as many as fit
// are written to calls; if made, calls has what they answered. wrapped has the indexes of the
// operands of %w.
func render(mode int, format string, a []any, calls []call, made bool) (text string, missing int, wrapped string)

// output formats to standard output; if methods must be called first, it only answers -1.
func output(mode int, format string, a []any) int

// writeOut writes to standard output.
func writeOut(text string)

func text(mode int, format string, a []any) string {
	s, missing, _ := render(mode, format, a, nil, false)
	if missing > 0 {
		s, _ = withMethods(mode, format, a, missing, false)
	}
	return s
}

func withMethods(mode int, format string, a []any, missing int, panicking bool) (text, wrapped string) {
	calls := make([]call, missing)
	render(mode, format, a, calls, false)
	for i := range calls {
		calls[i].make(panicking)
	}
	text, _, wrapped = render(mode, format, a, calls, true)
	return text, wrapped
}

func toStdout(mode int, format string, a []any) (int, error) {
	if stdio.Stdout != nil {
		if w := stdio.Stdout(); w != nil {
			return w.Write([]byte(text(mode, format, a)))
		}
	}
	n := output(mode, format, a)
	if n < 0 {
		s := text(mode, format, a)
		writeOut(s)
		n = len(s)
	}
	return n, nil
}

func toWriter(w io.Writer, mode int, format string, a []any) (int, error) {
	return w.Write([]byte(text(mode, format, a)))
}

// Print prints its operands, with spaces between those that are not strings.
func Print(a ...any) (n int, err error) { return toStdout(plain, "", a) }

// Println prints its operands with spaces between them and a newline.
func Println(a ...any) (n int, err error) { return toStdout(line, "", a) }

// Printf prints by a format.
func Printf(format string, a ...any) (n int, err error) { return toStdout(formatted, format, a) }

// Sprint returns what Print prints.
func Sprint(a ...any) string { return text(plain, "", a) }

// Sprintln returns what Println prints.
func Sprintln(a ...any) string { return text(line, "", a) }

// Sprintf returns what Printf prints.
func Sprintf(format string, a ...any) string { return text(formatted, format, a) }

// Fprint is Print to w.
func Fprint(w io.Writer, a ...any) (n int, err error) { return toWriter(w, plain, "", a) }

// Fprintln is Println to w.
func Fprintln(w io.Writer, a ...any) (n int, err error) { return toWriter(w, line, "", a) }

// Fprintf is Printf to w.
func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	return toWriter(w, formatted, format, a)
}

// Append appends what Print prints.
func Append(b []byte, a ...any) []byte { return append(b, text(plain, "", a)...) }

// Appendln appends what Println prints.
func Appendln(b []byte, a ...any) []byte { return append(b, text(line, "", a)...) }

// Appendf appends what Printf prints.
func Appendf(b []byte, format string, a ...any) []byte {
	return append(b, text(formatted, format, a)...)
}
