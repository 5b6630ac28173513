package json

import (
	"encoding"
	"encoding/base64"
	"errors"
	"reflect"
	"strconv"
	"strings"
)

// Unmarshaler is a value that reads itself from JSON.
type Unmarshaler interface {
	UnmarshalJSON([]byte) error
}

// Number is a number as it is written.
type Number string

// String returns the number's text.
func (n Number) String() string { return string(n) }

// Float64 returns the number as a float64.
func (n Number) Float64() (float64, error) { return strconv.ParseFloat(string(n), 64) }

// Int64 returns the number as an int64.
func (n Number) Int64() (int64, error) { return strconv.ParseInt(string(n), 10, 64) }

// Unmarshal reads a text into what v points to.
func Unmarshal(data []byte, v any) error {
	if err := check(data); err != nil {
		return err
	}
	d := &decoder{data: data, types: types{}}
	return d.unmarshal(v)
}

// decoder reads one value of a text whose syntax is right.
type decoder struct {
	data      []byte
	pos       int
	base      int64 // of the data in the input
	useNumber bool
	strict    bool
	types     types
	path      []string
	root      reflect.Type
	saved     error // the first value that did not fit
}

func (d *decoder) unmarshal(v any) error {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.Pointer || rv.IsNil() {
		return &InvalidUnmarshalError{reflect.TypeOf(v)}
	}
	d.root = rv.Type().Elem()
	if err := d.value(rv); err != nil {
		return err
	}
	return d.saved
}

func (d *decoder) space() {
	for d.pos < len(d.data) && isSpace(d.data[d.pos]) {
		d.pos++
	}
}

// skip reads a value and returns its text.
func (d *decoder) skip() []byte {
	d.space()
	start := d.pos
	s := scanner{data: d.data, pos: d.pos}
	s.value()
	d.pos = s.pos
	return d.data[start:d.pos]
}

// kindOf says what kind of value starts with c.
func kindOf(c byte) string {
	switch c {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 't', 'f':
		return "bool"
	case 'n':
		return "null"
	}
	return "number"
}

// misfit notes down that a value does not fit.
func (d *decoder) misfit(value string, t reflect.Type, pos int, err error) {
	if d.saved != nil {
		return
	}
	e := &UnmarshalTypeError{Value: value, Type: t, Offset: d.base + int64(pos), Err: err}
	if len(d.path) > 0 {
		e.Struct = d.root.Name()
		e.Field = strings.Join(d.path, ".")
	}
	d.saved = e
}

// target follows pointers, making what they point to, as far as a value that reads itself.
func target(v reflect.Value, null bool) (Unmarshaler, encoding.TextUnmarshaler, reflect.Value) {
	start, addressed := v, false
	if v.Kind() != reflect.Pointer && v.Type().Name() != "" && v.CanAddr() {
		addressed = true
		v = v.Addr()
	}
	for {
		if v.Kind() == reflect.Interface && !v.IsNil() {
			e := v.Elem()
			if e.Kind() == reflect.Pointer && !e.IsNil() && (!null || e.Elem().Kind() == reflect.Pointer) {
				addressed = false
				v = e
				continue
			}
		}
		if v.Kind() != reflect.Pointer || null && v.CanSet() {
			break
		}
		// A pointer that points to itself through an interface ends the search.
		if e := v.Elem(); e.Kind() == reflect.Interface && e.Elem().IsValid() && e.Elem().Kind() == reflect.Pointer && e.Elem().Pointer() == v.Pointer() {
			v = e
			break
		}
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		if v.Type().NumMethod() > 0 && v.CanInterface() {
			i := v.Interface()
			if u, ok := i.(Unmarshaler); ok {
				return u, nil, reflect.Value{}
			}
			if !null {
				if u, ok := i.(encoding.TextUnmarshaler); ok {
					return nil, u, reflect.Value{}
				}
			}
		}
		if addressed {
			v, addressed = start, false
		} else {
			v = v.Elem()
		}
	}
	return nil, nil, v
}

// value reads the next value into v.
func (d *decoder) value(v reflect.Value) error {
	d.space()
	c := d.data[d.pos]
	u, text, v := target(v, c == 'n')
	if u != nil {
		return u.UnmarshalJSON(d.skip())
	}
	if text != nil {
		if c == '"' {
			return text.UnmarshalText([]byte(unquote(d.skip())))
		}
		start := d.pos
		d.skip()
		pos := d.pos
		if c == '{' || c == '[' {
			pos = start + 1
		}
		d.misfit(kindOf(c), reflect.TypeOf(text).Elem(), pos, errors.New("JSON value must be string type"))
		return nil
	}
	switch c {
	case '{':
		return d.object(v)
	case '[':
		return d.array(v)
	case 'n':
		d.pos += len("null")
		switch v.Kind() {
		case reflect.Interface, reflect.Pointer, reflect.Map, reflect.Slice:
			v.SetZero()
		}
		return nil
	case 't', 'f':
		d.boolean(v, c == 't')
		return nil
	case '"':
		return d.string(v)
	}
	return d.number(v)
}

// isAny reports whether v is a variable that holds any value.
func isAny(v reflect.Value) bool { return v.Kind() == reflect.Interface && v.NumMethod() == 0 }

func (d *decoder) boolean(v reflect.Value, b bool) {
	if b {
		d.pos += len("true")
	} else {
		d.pos += len("false")
	}
	switch {
	case v.Kind() == reflect.Bool:
		v.SetBool(b)
	case isAny(v):
		v.Set(reflect.ValueOf(b))
	default:
		d.misfit("bool", v.Type(), d.pos, nil)
	}
}

func (d *decoder) string(v reflect.Value) error {
	s := unquote(d.skip())
	switch {
	case v.Kind() == reflect.String:
		if v.Type() == numberType && !isNumber(s) {
			return errors.New("json: invalid number literal, trying to unmarshal " + strconv.Quote(strconv.Quote(s)) + " into Number")
		}
		v.SetString(s)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8:
		b, err := base64.StdEncoding.DecodeString(s)
		if err != nil {
			d.misfit("string", v.Type(), d.pos, err)
			return nil
		}
		v.SetBytes(b)
	case isAny(v):
		v.Set(reflect.ValueOf(s))
	default:
		d.misfit("string", v.Type(), d.pos, nil)
	}
	return nil
}

func (d *decoder) number(v reflect.Value) error {
	s := string(d.skip())
	switch k := v.Kind(); {
	case v.CanInt():
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || v.OverflowInt(n) {
			d.misfit("number "+s, v.Type(), d.pos, nil)
			break
		}
		v.SetInt(n)
	case v.CanUint():
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil || v.OverflowUint(n) {
			d.misfit("number "+s, v.Type(), d.pos, nil)
			break
		}
		v.SetUint(n)
	case v.CanFloat():
		n, err := strconv.ParseFloat(s, v.Type().Bits())
		if err != nil || v.OverflowFloat(n) {
			d.misfit("number "+s, v.Type(), d.pos, nil)
			break
		}
		v.SetFloat(n)
	case k == reflect.String && v.Type() == numberType:
		v.SetString(s)
	case isAny(v):
		if n, ok := d.anyNumber(s); ok {
			v.Set(reflect.ValueOf(n))
		}
	default:
		d.misfit("number", v.Type(), d.pos, nil)
	}
	return nil
}

func (d *decoder) anyNumber(s string) (any, bool) {
	if d.useNumber {
		return Number(s), true
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		d.misfit("number "+s, reflect.TypeFor[float64](), d.pos, nil)
	}
	return f, err == nil
}

// quoted reads a value that stands in a string.
func (d *decoder) quoted(v reflect.Value, t reflect.Type) error {
	d.space()
	c := d.data[d.pos]
	if c == 'n' {
		return d.value(v)
	}
	if c != '"' {
		start := d.pos
		d.skip()
		pos := d.pos
		if c == '{' || c == '[' {
			pos = start + 1
		}
		d.misfit(kindOf(c), t, pos, nil)
		return nil
	}
	s := unquote(d.skip())
	if s == "null" {
		if k := v.Kind(); k == reflect.Pointer || k == reflect.Interface {
			v.SetZero()
		}
		return nil
	}
	in := &decoder{data: []byte(s), types: d.types, root: t}
	wrong := check(in.data)
	bad := func() error {
		switch {
		case t == numberType, t.Kind() == reflect.Bool:
			d.misfit("string "+strconv.Quote(s), t, d.pos, strconv.ErrSyntax)
		case t.Kind() == reflect.String && wrong != nil:
			d.misfit("string", t, d.pos, wrong)
		case t.Kind() == reflect.String:
			d.misfit("string", t, d.pos, nil)
		default:
			d.misfit("number "+s, t, d.pos, nil)
		}
		return nil
	}
	if wrong != nil || s != strings.TrimSpace(s) {
		return bad()
	}
	switch k := kindOf(s[0]); {
	case k == "string" && t.Kind() == reflect.String && t != numberType:
	case k == "bool" && t.Kind() == reflect.Bool:
	case k == "number" && (t == numberType || t.Kind() != reflect.Bool && t.Kind() != reflect.String):
	default:
		return bad()
	}
	if err := in.value(v); err != nil {
		return err
	}
	if in.saved != nil {
		return bad()
	}
	return nil
}

func (d *decoder) array(v reflect.Value) error {
	k := v.Kind()
	if isAny(v) {
		v.Set(reflect.ValueOf(d.anyArray()))
		return nil
	}
	if k != reflect.Array && k != reflect.Slice {
		start := d.pos + 1
		d.skip()
		d.misfit("array", v.Type(), start, nil)
		return nil
	}
	d.pos++
	n := 0
	for d.more(n, ']') {
		d.path = append(d.path, strconv.Itoa(n))
		if k == reflect.Slice {
			if n >= v.Cap() {
				v.Grow(1)
			}
			if n >= v.Len() {
				v.SetLen(n + 1)
			}
		}
		if n < v.Len() {
			if err := d.value(v.Index(n)); err != nil {
				return err
			}
		} else {
			d.skip()
		}
		d.path = d.path[:len(d.path)-1]
		n++
	}
	if k == reflect.Array {
		for ; n < v.Len(); n++ {
			v.Index(n).SetZero()
		}
		return nil
	}
	if n == 0 {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	}
	v.SetLen(n)
	return nil
}

// more goes to the next of the elements; n have been read. At the end it takes the bracket.
func (d *decoder) more(n int, closing byte) bool {
	d.space()
	if d.data[d.pos] == closing {
		d.pos++
		return false
	}
	if n > 0 {
		d.pos++ // the comma
		d.space()
	}
	return true
}

// name reads an object's key and the colon.
func (d *decoder) name() string {
	name := unquote(d.skip())
	d.space()
	d.pos++
	return name
}

var textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()

func (d *decoder) object(v reflect.Value) error {
	if isAny(v) {
		v.Set(reflect.ValueOf(d.anyObject()))
		return nil
	}
	t := v.Type()
	switch {
	case v.Kind() == reflect.Struct:
		return d.structure(v, t)
	case v.Kind() == reflect.Map && isKey(t.Key()):
		return d.mapping(v, t)
	}
	start := d.pos + 1
	d.skip()
	d.misfit("object", t, start, nil)
	return nil
}

// isKey reports whether JSON names can be keys of type t.
func isKey(t reflect.Type) bool {
	k := t.Kind()
	return k == reflect.String || reflect.Int <= k && k <= reflect.Uintptr || reflect.PointerTo(t).Implements(textUnmarshalerType)
}

func (d *decoder) mapping(v reflect.Value, t reflect.Type) error {
	if v.IsNil() {
		v.Set(reflect.MakeMap(t))
	}
	elem := reflect.New(t.Elem()).Elem()
	d.pos++
	for n := 0; d.more(n, '}'); n++ {
		nameAt := d.pos
		name := d.name()
		d.path = append(d.path, name)
		elem.SetZero()
		if err := d.value(elem); err != nil {
			return err
		}
		key, ok, err := d.key(t.Key(), name, nameAt)
		if err != nil {
			return err
		}
		if ok {
			v.SetMapIndex(key, elem)
		}
		d.path = d.path[:len(d.path)-1]
	}
	return nil
}

// key makes a map's key of a name.
func (d *decoder) key(t reflect.Type, name string, at int) (reflect.Value, bool, error) {
	k := reflect.New(t)
	if reflect.PointerTo(t).Implements(textUnmarshalerType) {
		err := k.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(name))
		return k.Elem(), err == nil, err
	}
	k = k.Elem()
	switch {
	case t.Kind() == reflect.String:
		k.SetString(name)
	case k.CanInt():
		n, err := strconv.ParseInt(name, 10, 64)
		if err != nil || k.OverflowInt(n) {
			d.misfit("number "+name, t, at+len(name)+2, nil)
			return k, false, nil
		}
		k.SetInt(n)
	default:
		n, err := strconv.ParseUint(name, 10, 64)
		if err != nil || k.OverflowUint(n) {
			d.misfit("number "+name, t, at+len(name)+2, nil)
			return k, false, nil
		}
		k.SetUint(n)
	}
	return k, true, nil
}

// find returns the field of that name, or one whose name differs only in case.
func find(fields []field, name string) *field {
	for i := range fields {
		if fields[i].name == name {
			return &fields[i]
		}
	}
	for i := range fields {
		if strings.EqualFold(fields[i].name, name) {
			return &fields[i]
		}
	}
	return nil
}

func (d *decoder) structure(v reflect.Value, t reflect.Type) error {
	fields := d.types.fields(t)
	d.pos++
	for n := 0; d.more(n, '}'); n++ {
		name := d.name()
		f := find(fields, name)
		if f == nil {
			if d.strict && d.saved == nil {
				d.saved = errors.New("json: unknown field " + strconv.Quote(name))
			}
			d.skip()
			continue
		}
		d.path = append(d.path, name)
		fv, err := d.reach(v, f.index)
		switch {
		case err != nil:
			at := d.pos
			d.space()
			kind := kindOf(d.data[d.pos])
			d.skip()
			d.misfit(kind, t, at, err)
		case f.quoted:
			ft := f.typ
			if ft.Kind() == reflect.Pointer {
				ft = ft.Elem()
			}
			if err := d.quoted(fv, ft); err != nil {
				return err
			}
		default:
			if err := d.value(fv); err != nil {
				return err
			}
		}
		d.path = d.path[:len(d.path)-1]
	}
	return nil
}

// reach returns a field of v, making structs that embedded pointers should point to.
func (d *decoder) reach(v reflect.Value, index []int) (reflect.Value, error) {
	for i, x := range index {
		if i > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				if !v.CanSet() {
					return v, errors.New("cannot set embedded pointer to unexported struct type")
				}
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v, nil
}
