package template

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// Texts of these types are known to be safe where such text may stand; they must not come from
// somebody who is not trusted.
type (
	CSS      string // a stylesheet, a rule, a declaration or a value
	HTML     string // a piece of a document
	HTMLAttr string // an attribute
	JS       string // an expression
	JSStr    string // the inside of a string in a script
	URL      string // a URL or a part of one
	Srcset   string // the value of an attribute srcset
)

// A contentType is what a text is.
type contentType uint8

const (
	plain contentType = iota
	isCSS
	isHTML
	isHTMLAttr
	isJS
	isJSStr
	isURL
	isSrcset
	unsafe // an attribute's value that may not be written at all
)

// failsafe is written where nothing else is safe; it is rare enough to be looked for.
const failsafe = "ZgotmplZ"

var (
	errorType     = reflect.TypeFor[error]()
	stringerType  = reflect.TypeFor[fmt.Stringer]()
	marshalerType = reflect.TypeFor[json.Marshaler]()
)

// indirect follows pointers as long as the type is none of the interfaces.
func indirect(a any, stop ...reflect.Type) any {
	if a == nil {
		return nil
	}
	v := reflect.ValueOf(a)
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		for _, t := range stop {
			if v.Type().Implements(t) {
				return v.Interface()
			}
		}
		v = v.Elem()
	}
	return v.Interface()
}

// stringify returns the text of arguments, and what it is known to be.
func stringify(args ...any) (string, contentType) {
	if len(args) == 1 {
		switch s := indirect(args[0]).(type) {
		case string:
			return s, plain
		case CSS:
			return string(s), isCSS
		case HTML:
			return string(s), isHTML
		case HTMLAttr:
			return string(s), isHTMLAttr
		case JS:
			return string(s), isJS
		case JSStr:
			return string(s), isJSStr
		case URL:
			return string(s), isURL
		case Srcset:
			return string(s), isSrcset
		}
	}
	var values []any
	for _, arg := range args {
		if arg != nil {
			values = append(values, indirect(arg, stringerType, errorType))
		}
	}
	return fmt.Sprint(values...), plain
}

// evalArgs is the text of arguments of a predefined escaper, which then has it as the only one.
func evalArgs(args ...any) string {
	if len(args) == 1 {
		if s, ok := args[0].(string); ok {
			return s
		}
	}
	values := make([]any, len(args))
	for i, arg := range args {
		values[i] = indirect(arg, stringerType, errorType)
	}
	return fmt.Sprint(values...)
}

// A table has what to write for some characters.
type table map[rune]string

// with returns a table with more rows; an empty one takes the character out.
func (t table) with(more table) table {
	all := table{}
	for _, rows := range []table{t, more} {
		for r, s := range rows {
			if all[r] = s; s == "" {
				delete(all, r)
			}
		}
	}
	return all
}
