package json

import (
	"reflect"
	"strconv"
	"strings"
)

// UnmarshalTypeError says that a JSON value does not fit a Go type.
type UnmarshalTypeError struct {
	Value  string // what it was
	Type   reflect.Type
	Offset int64  // after the value, or after the bracket it starts with
	Struct string // name of the type of the whole
	Field  string // path to the value, elements separated by dots
	Err    error
}

func (e *UnmarshalTypeError) Error() string {
	s := "json: cannot unmarshal " + e.Value + " into Go value of type "
	if e.Struct != "" || e.Field != "" {
		what := "Go struct field "
		if last := e.Field[strings.LastIndexByte(e.Field, '.')+1:]; last != "" && strings.Trim(last, "0123456789") == "" {
			what = ""
		}
		s = "json: cannot unmarshal " + e.Value + " into " + what + e.Struct + "." + e.Field + " of type "
	}
	s += e.Type.String()
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the error that a method or conversion gave.
func (e *UnmarshalTypeError) Unwrap() error { return e.Err }

// UnmarshalFieldError is no longer used.
type UnmarshalFieldError struct {
	Key   string
	Type  reflect.Type
	Field reflect.StructField
}

func (e *UnmarshalFieldError) Error() string {
	return "json: cannot unmarshal object key " + strconv.Quote(e.Key) + " into unexported field " + e.Field.Name + " of type " + e.Type.String()
}

// InvalidUnmarshalError says that a value cannot be read into: it is no pointer, or nil.
type InvalidUnmarshalError struct{ Type reflect.Type }

func (e *InvalidUnmarshalError) Error() string {
	switch {
	case e.Type == nil:
		return "json: Unmarshal(nil)"
	case e.Type.Kind() != reflect.Pointer:
		return "json: Unmarshal(non-pointer " + e.Type.String() + ")"
	}
	return "json: Unmarshal(nil " + e.Type.String() + ")"
}
