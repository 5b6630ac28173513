package template

import (
	"fmt"
	"text/template/parse"
)

// An Error says why a template cannot be made safe.
type Error struct {
	ErrorCode   ErrorCode
	Node        parse.Node // where, if that is known
	Name        string     // the template
	Line        int
	Description string
}

// An ErrorCode is a kind of error.
type ErrorCode int

const (
	OK ErrorCode = iota
	ErrAmbigContext
	ErrBadHTML
	ErrBranchEnd
	ErrEndContext
	ErrNoSuchTemplate
	ErrOutputContext
	ErrPartialCharset
	ErrPartialEscape
	ErrRangeLoopReentry
	ErrSlashAmbig
	ErrPredefinedEscaper
	ErrJSTemplate // never returned
)

func (e *Error) Error() string {
	switch {
	case e.Node != nil:
		place, _ := (*parse.Tree)(nil).ErrorContext(e.Node)
		return fmt.Sprintf("html/template:%s: %s", place, e.Description)
	case e.Line != 0:
		return fmt.Sprintf("html/template:%s:%d: %s", e.Name, e.Line, e.Description)
	case e.Name != "":
		return fmt.Sprintf("html/template:%s: %s", e.Name, e.Description)
	}
	return "html/template: " + e.Description
}
