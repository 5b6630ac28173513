package xml

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// An Unmarshaler reads itself from an element, all of which it must read.
type Unmarshaler interface {
	UnmarshalXML(d *Decoder, start StartElement) error
}

// An UnmarshalerAttr reads itself from an attribute.
type UnmarshalerAttr interface {
	UnmarshalXMLAttr(attr Attr) error
}

// An UnmarshalError is an element that is not the one that was expected.
type UnmarshalError string

func (e UnmarshalError) Error() string { return string(e) }

// maxDepth is how deep elements may nest.
const maxDepth = 10000

var errDepth = errors.New("exceeded max depth")

// Unmarshal stores the first element of data in what v points to.
func Unmarshal(data []byte, v any) error { return NewDecoder(bytes.NewReader(data)).Decode(v) }

// Decode stores the next element in what v points to.
func (d *Decoder) Decode(v any) error { return d.DecodeElement(v, nil) }

// DecodeElement stores the element whose start was read.
func (d *Decoder) DecodeElement(v any, start *StartElement) error {
	val := reflect.ValueOf(v)
	if val.Kind() != reflect.Pointer {
		return errors.New("non-pointer passed to Unmarshal")
	}
	if val.IsNil() {
		return errors.New("nil pointer passed to Unmarshal")
	}
	return d.unmarshal(val.Elem(), start, d.depth)
}

// Skip reads the rest of the innermost element.
func (d *Decoder) Skip() error {
	for depth := 0; depth >= 0; {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t.(type) {
		case StartElement:
			depth++
		case EndElement:
			depth--
		}
	}
	return nil
}

// as returns v or a pointer to it as a T, if one of them is.
func as[T any](v reflect.Value) (t T, ok bool) {
	if v.CanInterface() {
		if t, ok = v.Interface().(T); ok {
			return t, true
		}
	}
	if v.CanAddr() {
		if p := v.Addr(); p.CanInterface() {
			t, ok = p.Interface().(T)
		}
	}
	return t, ok
}

// unmarshalOwn lets a value read its element.
func (d *Decoder) unmarshalOwn(u Unmarshaler, start *StartElement, depth int) error {
	d.pushEnd()
	outer := d.depth
	d.depth = depth + 1
	err := u.UnmarshalXML(d, *start)
	d.depth = outer
	if err != nil {
		d.popEnd()
		return err
	}
	if !d.popEnd() {
		return fmt.Errorf("xml: %s.UnmarshalXML did not consume entire <%s> element", typeName(u), start.Name.Local)
	}
	return nil
}

// typeName names the type of a method's receiver.
func typeName(v any) string {
	t := reflect.TypeOf(v)
	if t.Name() != "" {
		return t.String()
	}
	return "(" + t.String() + ")"
}

// unmarshalText hands the text of an element on.
func (d *Decoder) unmarshalText(u encoding.TextUnmarshaler) error {
	var text []byte
	for depth := 1; depth > 0; {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case CharData:
			if depth == 1 {
				text = append(text, t...)
			}
		case StartElement:
			depth++
		case EndElement:
			depth--
		}
	}
	return u.UnmarshalText(text)
}

// element is where the parts of an element go.
type element struct {
	layout                    *layout
	fields                    reflect.Value // the struct
	text, comment, inner, any reflect.Value
	innerFrom                 int
}

func (d *Decoder) unmarshal(v reflect.Value, start *StartElement, depth int) error {
	if depth >= maxDepth {
		return errDepth
	}
	for start == nil {
		t, err := d.Token()
		if err != nil {
			return err
		}
		if t, ok := t.(StartElement); ok {
			start = &t
		}
	}
	if v.Kind() == reflect.Interface && !v.IsNil() {
		if inner := v.Elem(); inner.Kind() == reflect.Pointer && !inner.IsNil() {
			v = inner
		}
	}
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	if u, ok := as[Unmarshaler](v); ok {
		return d.unmarshalOwn(u, start, depth)
	}
	if u, ok := as[encoding.TextUnmarshaler](v); ok {
		return d.unmarshalText(u)
	}
	var e element
	switch t := v.Type(); v.Kind() {
	default:
		return errors.New("unknown type " + t.String())
	case reflect.Interface:
		return d.Skip()
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			e.text = v
			break
		}
		return extend(v, func(last reflect.Value) error { return d.unmarshal(last, start, depth+1) })
	case reflect.Bool, reflect.Float32, reflect.Float64, reflect.String,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		e.text = v
	case reflect.Struct:
		if t == nameType {
			v.Set(reflect.ValueOf(start.Name))
			break
		}
		if err := d.begin(&e, v, start); err != nil {
			return err
		}
	}
	return d.content(&e, depth)
}

// extend adds an element to a slice and takes it away again if it cannot be read.
func extend(v reflect.Value, read func(last reflect.Value) error) error {
	n := v.Len()
	v.Grow(1)
	v.SetLen(n + 1)
	if err := read(v.Index(n)); err != nil {
		v.SetLen(n)
		return err
	}
	return nil
}

// begin checks the name of an element, stores its attributes, and finds where its parts go.
func (d *Decoder) begin(e *element, v reflect.Value, start *StartElement) (err error) {
	if e.layout, err = layoutOf(v.Type()); err != nil {
		return err
	}
	e.fields = v
	if f := e.layout.xmlName; f != nil {
		if f.name != "" && f.name != start.Name.Local {
			return UnmarshalError("expected element type <" + f.name + "> but have <" + start.Name.Local + ">")
		}
		if f.space != "" && f.space != start.Name.Space {
			have := start.Name.Space
			if have == "" {
				have = "no name space"
			}
			return UnmarshalError("expected element <" + f.name + "> in name space " + f.space + " but have " + have)
		}
		if name := f.of(v, true); name.Type() == nameType {
			name.Set(reflect.ValueOf(start.Name))
		}
	}
	for _, a := range start.Attr {
		handled := false
		var rest *field
		for i := range e.layout.fields {
			switch f := &e.layout.fields[i]; f.mode & modes {
			case isAttr:
				if a.Name.Local == f.name && (f.space == "" || f.space == a.Name.Space) {
					if err := unmarshalAttr(f.of(v, true), a); err != nil {
						return err
					}
					handled = true
				}
			case isAny | isAttr:
				if rest == nil {
					rest = f
				}
			}
		}
		if !handled && rest != nil {
			if err := unmarshalAttr(rest.of(v, true), a); err != nil {
				return err
			}
		}
	}
	for i := range e.layout.fields {
		f := &e.layout.fields[i]
		var to *reflect.Value
		switch f.mode & modes {
		case isCDATA, isCharData:
			to = &e.text
		case isComment:
			to = &e.comment
		case isAny, isAny | isElement:
			to = &e.any
		case isInnerXML:
			to = &e.inner
			if !to.IsValid() {
				if d.saved == nil {
					e.innerFrom, d.saved = 0, new(bytes.Buffer)
				} else {
					e.innerFrom = d.savedLen()
				}
			}
		default:
			continue
		}
		if !to.IsValid() {
			*to = f.of(v, true)
		}
	}
	return nil
}

// content reads an element up to its end and stores its parts.
func (d *Decoder) content(e *element, depth int) error {
	var text, comment, inner []byte
	for done := false; !done; {
		saved := 0
		if e.inner.IsValid() {
			saved = d.savedLen()
		}
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case StartElement:
			stored := false
			if e.fields.IsValid() {
				if stored, err = d.path(e, nil, &t, depth); err == nil && !stored && e.any.IsValid() {
					stored, err = true, d.unmarshal(e.any, &t, depth+1)
				}
			}
			if err == nil && !stored {
				err = d.Skip()
			}
			if err != nil {
				return err
			}
		case EndElement:
			if e.inner.IsValid() {
				inner = d.saved.Bytes()[e.innerFrom:saved]
				if e.innerFrom == 0 {
					d.saved = nil
				}
			}
			done = true
		case CharData:
			if e.text.IsValid() {
				text = append(text, t...)
			}
		case Comment:
			if e.comment.IsValid() {
				comment = append(comment, t...)
			}
		}
	}
	if e.text.IsValid() {
		if u, ok := as[encoding.TextUnmarshaler](e.text); ok {
			if err := u.UnmarshalText(text); err != nil {
				return err
			}
		} else if err := store(e.text, text); err != nil {
			return err
		}
	}
	for _, part := range []struct {
		to   reflect.Value
		data []byte
	}{{e.comment, comment}, {e.inner, inner}} {
		if !part.to.IsValid() {
			continue
		}
		switch t := part.to; t.Kind() {
		case reflect.String:
			t.SetString(string(part.data))
		case reflect.Slice:
			if t.Type().Elem().Kind() == reflect.Uint8 {
				t.SetBytes(bytes.Clone(part.data))
			}
		}
	}
	return nil
}

// path stores an element below others if a field wants it; parents are those above it.
func (d *Decoder) path(e *element, parents []string, start *StartElement, depth int) (stored bool, err error) {
	var deeper []string
	for i := range e.layout.fields {
		f := &e.layout.fields[i]
		if f.mode&isElement == 0 || len(f.parents) < len(parents) || f.space != "" && f.space != start.Name.Space {
			continue
		}
		same := true
		for j, name := range parents {
			same = same && name == f.parents[j]
		}
		if !same {
			continue
		}
		if len(f.parents) == len(parents) && f.name == start.Name.Local {
			return true, d.unmarshal(f.of(e.fields, true), start, depth+1)
		}
		if len(f.parents) > len(parents) && f.parents[len(parents)] == start.Name.Local {
			deeper = f.parents[:len(parents)+1]
			break
		}
	}
	if deeper == nil {
		return false, nil
	}
	for {
		t, err := d.Token()
		if err != nil {
			return true, err
		}
		switch t := t.(type) {
		case StartElement:
			stored, err := d.path(e, deeper, &t, depth)
			if err == nil && !stored {
				err = d.Skip()
			}
			if err != nil {
				return true, err
			}
		case EndElement:
			return true, nil
		}
	}
}

func unmarshalAttr(v reflect.Value, a Attr) error {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	if u, ok := as[UnmarshalerAttr](v); ok {
		return u.UnmarshalXMLAttr(a)
	}
	if u, ok := as[encoding.TextUnmarshaler](v); ok {
		return u.UnmarshalText([]byte(a.Value))
	}
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() != reflect.Uint8 {
		return extend(v, func(last reflect.Value) error { return unmarshalAttr(last, a) })
	}
	if v.Type() == attrType {
		v.Set(reflect.ValueOf(a))
		return nil
	}
	return store(v, []byte(a.Value))
}

// store makes a value of text.
func store(v reflect.Value, text []byte) (err error) {
	outer := v.Type()
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	trimmed := strings.TrimSpace(string(text))
	switch v.Kind() {
	case reflect.Invalid:
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n := int64(0)
		if len(text) > 0 {
			n, err = strconv.ParseInt(trimmed, 10, v.Type().Bits())
		}
		if err == nil {
			v.SetInt(n)
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		n := uint64(0)
		if len(text) > 0 {
			n, err = strconv.ParseUint(trimmed, 10, v.Type().Bits())
		}
		if err == nil {
			v.SetUint(n)
		}
	case reflect.Float32, reflect.Float64:
		f := 0.0
		if len(text) > 0 {
			f, err = strconv.ParseFloat(trimmed, v.Type().Bits())
		}
		if err == nil {
			v.SetFloat(f)
		}
	case reflect.Bool:
		b := false
		if len(text) > 0 {
			b, err = strconv.ParseBool(trimmed)
		}
		if err == nil {
			v.SetBool(b)
		}
	case reflect.String:
		v.SetString(string(text))
	case reflect.Slice:
		if text == nil {
			text = []byte{}
		}
		v.SetBytes(text)
	default:
		return errors.New("cannot unmarshal into " + outer.String())
	}
	return err
}
