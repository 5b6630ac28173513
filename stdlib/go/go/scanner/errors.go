package scanner

import (
	"cmp"
	"fmt"
	"go/token"
	"io"
	"slices"
	"strings"
)

// An Error is a mistake in a source and where it stands.
type Error struct {
	Pos token.Position
	Msg string
}

func (e Error) Error() string {
	if e.Pos.Filename == "" && !e.Pos.IsValid() {
		return e.Msg
	}
	return e.Pos.String() + ": " + e.Msg
}

// An ErrorList is a list of errors; it is an error itself.
type ErrorList []*Error

// Add appends an error.
func (p *ErrorList) Add(pos token.Position, msg string) { *p = append(*p, &Error{pos, msg}) }

// Reset empties the list.
func (p *ErrorList) Reset() { *p = (*p)[:0] }

func (p ErrorList) Len() int           { return len(p) }
func (p ErrorList) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }
func (p ErrorList) Less(i, j int) bool { return order(p[i], p[j]) < 0 }

// order compares errors by file, line, column and text; the offset does not count.
func order(a, b *Error) int {
	return cmp.Or(
		strings.Compare(a.Pos.Filename, b.Pos.Filename),
		cmp.Compare(a.Pos.Line, b.Pos.Line),
		cmp.Compare(a.Pos.Column, b.Pos.Column),
		strings.Compare(a.Msg, b.Msg),
	)
}

// Sort sorts the errors by where they stand.
func (p ErrorList) Sort() { slices.SortFunc(p, order) }

// RemoveMultiples sorts the errors and keeps the first of each line.
func (p *ErrorList) RemoveMultiples() {
	p.Sort()
	*p = slices.CompactFunc(*p, func(a, b *Error) bool {
		return a.Pos.Filename == b.Pos.Filename && a.Pos.Line == b.Pos.Line
	})
}

func (p ErrorList) Error() string {
	switch len(p) {
	case 0:
		return "no errors"
	case 1:
		return p[0].Error()
	}
	return fmt.Sprintf("%s (and %d more errors)", p[0], len(p)-1)
}

// Err returns the list as an error, nil if it is empty.
func (p ErrorList) Err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

// PrintError writes an error, those of a list on a line each.
func PrintError(w io.Writer, err error) {
	if list, ok := err.(ErrorList); ok {
		for _, e := range list {
			fmt.Fprintf(w, "%s\n", e)
		}
	} else if err != nil {
		fmt.Fprintf(w, "%s\n", err)
	}
}
