package json

import (
	"encoding"
	"encoding/base64"
	"errors"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Marshaler is a value that writes itself as JSON.
type Marshaler interface {
	MarshalJSON() ([]byte, error)
}

// UnsupportedTypeError says that values of a type cannot be written.
type UnsupportedTypeError struct{ Type reflect.Type }

func (e *UnsupportedTypeError) Error() string { return "json: unsupported type: " + e.Type.String() }

// UnsupportedValueError says that a value cannot be written.
type UnsupportedValueError struct {
	Value reflect.Value
	Str   string
}

func (e *UnsupportedValueError) Error() string { return "json: unsupported value: " + e.Str }

// InvalidUTF8Error is no longer used.
type InvalidUTF8Error struct{ S string }

func (e *InvalidUTF8Error) Error() string {
	return "json: invalid UTF-8 in string: " + strconv.Quote(e.S)
}

// MarshalerError is the error of a method of a value.
type MarshalerError struct {
	Type       reflect.Type
	Err        error
	sourceFunc string
}

func (e *MarshalerError) Error() string {
	method := e.sourceFunc
	if method == "" {
		method = "MarshalJSON"
	}
	return "json: error calling " + method + " for type " + e.Type.String() + ": " + e.Err.Error()
}

// Unwrap returns the method's error.
func (e *MarshalerError) Unwrap() error { return e.Err }

// Marshal returns v as JSON.
func Marshal(v any) ([]byte, error) {
	e := &encoder{escapeHTML: true, types: types{}}
	if err := e.marshal(v); err != nil {
		return nil, err
	}
	return e.out, nil
}

// MarshalIndent is Marshal with every element on a line of its own.
func MarshalIndent(v any, prefix, indent string) ([]byte, error) {
	b, err := Marshal(v)
	if err != nil {
		return nil, err
	}
	return appendIndent(nil, b, prefix, indent), nil
}

// encoder writes one value.
type encoder struct {
	out        []byte
	escapeHTML bool
	types      types
	depth      int
	seen       map[any]bool // pointers that are being written, when it is deep
}

// failure is how writing stops.
type failure struct{ err error }

func (e *encoder) fail(err error) { panic(failure{err}) }

func (e *encoder) marshal(v any) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case failure:
			err = r.err
		default:
			panic(r)
		}
	}()
	e.value(reflect.ValueOf(v), false)
	return nil
}

var (
	marshalerType     = reflect.TypeFor[Marshaler]()
	textMarshalerType = reflect.TypeFor[encoding.TextMarshaler]()
	numberType        = reflect.TypeFor[Number]()
)

func (e *encoder) text(s string) { e.out = append(e.out, s...) }

// value writes a value; numbers, booleans and strings in quotes if quoted.
func (e *encoder) value(v reflect.Value, quoted bool) {
	if !v.IsValid() {
		e.text("null")
		return
	}
	t := v.Type()
	if e.methods(v, t) {
		return
	}
	if quoted && t.Kind() != reflect.String && isQuotable(t.Kind()) {
		e.text(`"`)
		defer e.text(`"`)
	}
	switch k := t.Kind(); k {
	case reflect.Bool:
		e.out = strconv.AppendBool(e.out, v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		e.out = strconv.AppendInt(e.out, v.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		e.out = strconv.AppendUint(e.out, v.Uint(), 10)
	case reflect.Float32:
		e.float(v, 32)
	case reflect.Float64:
		e.float(v, 64)
	case reflect.String:
		e.stringValue(v, t, quoted)
	case reflect.Interface:
		e.value(v.Elem(), false)
	case reflect.Pointer:
		e.pointer(v, quoted)
	case reflect.Struct:
		e.object(v, t)
	case reflect.Map:
		e.mapping(v, t)
	case reflect.Slice:
		e.slice(v, t)
	case reflect.Array:
		e.list(v)
	default:
		e.fail(&UnsupportedTypeError{t})
	}
}

// methods writes the value by a method of its own, if it has one.
func (e *encoder) methods(v reflect.Value, t reflect.Type) bool {
	switch k := t.Kind(); {
	case k == reflect.Interface && v.IsNil():
		return false
	case t.Name() == "" && k != reflect.Interface && k != reflect.Pointer && k != reflect.Struct:
		return false
	}
	if k := t.Kind(); k != reflect.Pointer && v.CanAddr() && reflect.PointerTo(t).Implements(marshalerType) {
		e.marshaler(v.Addr())
		return true
	}
	if t.Implements(marshalerType) {
		e.marshaler(v)
		return true
	}
	if k := t.Kind(); k != reflect.Pointer && v.CanAddr() && reflect.PointerTo(t).Implements(textMarshalerType) {
		e.textMarshaler(v.Addr())
		return true
	}
	if t.Implements(textMarshalerType) {
		e.textMarshaler(v)
		return true
	}
	return false
}

func (e *encoder) marshaler(v reflect.Value) {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		e.text("null")
		return
	}
	m, ok := v.Interface().(Marshaler)
	if !ok {
		e.text("null")
		return
	}
	b, err := m.MarshalJSON()
	if err == nil {
		if wrong := check(b); wrong != nil {
			err = wrong
		} else {
			e.out = appendCompact(e.out, b, e.escapeHTML)
		}
	}
	if err != nil {
		e.fail(&MarshalerError{v.Type(), err, "MarshalJSON"})
	}
}

func (e *encoder) textMarshaler(v reflect.Value) {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		e.text("null")
		return
	}
	m, ok := v.Interface().(encoding.TextMarshaler)
	if !ok {
		e.text("null")
		return
	}
	b, err := m.MarshalText()
	if err != nil {
		e.fail(&MarshalerError{v.Type(), err, "MarshalText"})
	}
	e.out = appendQuoted(e.out, string(b), e.escapeHTML)
}

func (e *encoder) float(v reflect.Value, size int) {
	f := v.Float()
	if math.IsInf(f, 0) || math.IsNaN(f) {
		e.fail(&UnsupportedValueError{v, strconv.FormatFloat(f, 'g', -1, size)})
	}
	// As ECMAScript writes numbers.
	format := byte('f')
	if a := math.Abs(f); a != 0 {
		if size == 64 && (a < 1e-6 || a >= 1e21) || size == 32 && (float32(a) < 1e-6 || float32(a) >= 1e21) {
			format = 'e'
		}
	}
	e.out = strconv.AppendFloat(e.out, f, format, -1, size)
	if n := len(e.out); format == 'e' && n >= 4 && e.out[n-4] == 'e' && e.out[n-3] == '-' && e.out[n-2] == '0' {
		e.out[n-2] = e.out[n-1]
		e.out = e.out[:n-1]
	}
}

func (e *encoder) stringValue(v reflect.Value, t reflect.Type, quoted bool) {
	s := v.String()
	if t == numberType {
		if s == "" {
			s = "0"
		}
		if !isNumber(s) {
			e.fail(errors.New("json: invalid number literal " + strconv.Quote(s)))
		}
		if quoted {
			s = `"` + s + `"`
		}
		e.text(s)
		return
	}
	if quoted {
		s = string(appendQuoted(nil, s, e.escapeHTML))
	}
	e.out = appendQuoted(e.out, s, e.escapeHTML)
}

// isNumber reports whether s is a number.
func isNumber(s string) bool {
	if s == "" || s[0] != '-' && (s[0] < '0' || s[0] > '9') {
		return false
	}
	n := &scanner{data: []byte(s)}
	return n.number() == nil && n.pos == len(s)
}

// enter goes into what a pointer refers to; deep down it looks for cycles.
func (e *encoder) enter(v reflect.Value, p any) (leave func()) {
	e.depth++
	if e.depth <= 1000 {
		return func() { e.depth-- }
	}
	if e.seen[p] {
		e.fail(&UnsupportedValueError{v, "encountered a cycle via " + v.Type().String()})
	}
	if e.seen == nil {
		e.seen = map[any]bool{}
	}
	e.seen[p] = true
	return func() {
		e.depth--
		delete(e.seen, p)
	}
}

func (e *encoder) pointer(v reflect.Value, quoted bool) {
	if v.IsNil() {
		e.text("null")
		return
	}
	leave := e.enter(v, v.Interface())
	e.value(v.Elem(), quoted)
	leave()
}

func (e *encoder) object(v reflect.Value, t reflect.Type) {
	open := byte('{')
	for _, f := range e.types.fields(t) {
		fv := fieldByIndex(v, f.index)
		if !fv.IsValid() || f.omitEmpty && isEmpty(fv) || f.omitZero && isZero(fv, f.hasIsZero) {
			continue
		}
		e.out = append(e.out, open)
		open = ','
		e.out = appendQuoted(e.out, f.name, e.escapeHTML)
		e.out = append(e.out, ':')
		e.value(fv, f.quoted)
	}
	if open == '{' {
		e.out = append(e.out, '{')
	}
	e.out = append(e.out, '}')
}

func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Interface, reflect.Pointer:
		return v.IsNil()
	case reflect.Struct:
		return false
	}
	return v.Kind() <= reflect.Float64 && v.IsZero()
}

func isZero(v reflect.Value, asks bool) bool {
	if !asks {
		return v.IsZero()
	}
	switch k := v.Kind(); {
	case (k == reflect.Pointer || k == reflect.Interface) && v.IsNil():
		return true
	case k == reflect.Interface && v.Elem().Kind() == reflect.Pointer && v.Elem().IsNil():
		return true
	}
	if z, ok := v.Interface().(isZeroer); ok {
		return z.IsZero()
	}
	if !v.CanAddr() {
		w := reflect.New(v.Type()).Elem()
		w.Set(v)
		v = w
	}
	return v.Addr().Interface().(isZeroer).IsZero()
}

func (e *encoder) mapping(v reflect.Value, t reflect.Type) {
	switch k := t.Key().Kind(); {
	case k == reflect.String, reflect.Int <= k && k <= reflect.Uintptr:
	case t.Key().Implements(textMarshalerType):
	default:
		e.fail(&UnsupportedTypeError{t})
	}
	if v.IsNil() {
		e.text("null")
		return
	}
	leave := e.enter(v, v.Pointer())
	type entry struct {
		name string
		v    reflect.Value
	}
	list := make([]entry, 0, v.Len())
	for it := v.MapRange(); it.Next(); {
		list = append(list, entry{e.keyName(it.Key()), it.Value()})
	}
	slices.SortFunc(list, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	e.out = append(e.out, '{')
	for i, x := range list {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		e.out = appendQuoted(e.out, x.name, e.escapeHTML)
		e.out = append(e.out, ':')
		e.value(x.v, false)
	}
	e.out = append(e.out, '}')
	leave()
}

func (e *encoder) keyName(k reflect.Value) string {
	if k.Kind() == reflect.String {
		return k.String()
	}
	if m, ok := k.Interface().(encoding.TextMarshaler); ok {
		if k.Kind() == reflect.Pointer && k.IsNil() {
			return ""
		}
		b, err := m.MarshalText()
		if err != nil {
			e.fail(&MarshalerError{k.Type(), err, "MarshalText"})
		}
		return string(b)
	}
	if k.CanInt() {
		return strconv.FormatInt(k.Int(), 10)
	}
	return strconv.FormatUint(k.Uint(), 10)
}

func (e *encoder) slice(v reflect.Value, t reflect.Type) {
	if v.IsNil() {
		e.text("null")
		return
	}
	if t.Elem().Kind() == reflect.Uint8 {
		if p := reflect.PointerTo(t.Elem()); !p.Implements(marshalerType) && !p.Implements(textMarshalerType) {
			e.out = append(e.out, '"')
			e.out = base64.StdEncoding.AppendEncode(e.out, v.Bytes())
			e.out = append(e.out, '"')
			return
		}
	}
	type header struct {
		at  uintptr
		len int
	}
	leave := e.enter(v, header{v.Pointer(), v.Len()})
	e.list(v)
	leave()
}

func (e *encoder) list(v reflect.Value) {
	e.out = append(e.out, '[')
	for i := range v.Len() {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		e.value(v.Index(i), false)
	}
	e.out = append(e.out, ']')
}

const hexDigits = "0123456789abcdef"

// appendQuoted appends a string in quotes.
func appendQuoted(out []byte, s string, escapeHTML bool) []byte {
	out = append(out, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' && !(escapeHTML && (c == '<' || c == '>' || c == '&')) {
				i++
				continue
			}
			out = append(out, s[start:i]...)
			switch c {
			case '"', '\\':
				out = append(out, '\\', c)
			case '\b':
				out = append(out, `\b`...)
			case '\f':
				out = append(out, `\f`...)
			case '\n':
				out = append(out, `\n`...)
			case '\r':
				out = append(out, `\r`...)
			case '\t':
				out = append(out, `\t`...)
			default:
				out = append(out, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
			}
			i++
			start = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			out = append(append(out, s[start:i]...), "\uFFFD"...)
			start = i + n
		case r == '\u2028' || r == '\u2029':
			out = append(append(out, s[start:i]...), `\u202`...)
			out = append(out, hexDigits[r&15])
			start = i + n
		}
		i += n
	}
	return append(append(out, s[start:]...), '"')
}
