package xml

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A Marshaler writes itself as elements.
type Marshaler interface {
	MarshalXML(e *Encoder, start StartElement) error
}

// A MarshalerAttr makes an attribute of itself; the zero Attr is none.
type MarshalerAttr interface {
	MarshalXMLAttr(name Name) (Attr, error)
}

// An UnsupportedTypeError is a type that cannot be written.
type UnsupportedTypeError struct {
	Type reflect.Type
}

func (e *UnsupportedTypeError) Error() string { return "xml: unsupported type: " + e.Type.String() }

// Marshal returns v as elements.
func Marshal(v any) ([]byte, error) { return MarshalIndent(v, "", "") }

// MarshalIndent begins each element on a line that is indented.
func MarshalIndent(v any, prefix, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := NewEncoder(&b)
	e.Indent(prefix, indent)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	if err := e.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// value writes a value; f is the field it is in, template the start of the element if it is given.
func (e *Encoder) value(v reflect.Value, f *field, template *StartElement) error {
	if template != nil && template.Name.Local == "" {
		return fmt.Errorf("xml: EncodeElement of StartElement with missing name")
	}
	if !v.IsValid() || f != nil && f.mode&omitEmpty != 0 && isEmpty(v) {
		return nil
	}
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		if m, ok := v.Interface().(Marshaler); ok && v.Kind() == reflect.Pointer && !implements[Marshaler](v.Type().Elem()) {
			return e.own(m, plainStart(v.Type().Elem(), f, template))
		}
		v = v.Elem()
	}
	t := v.Type()
	if v.CanInterface() && implements[Marshaler](t) {
		return e.own(v.Interface().(Marshaler), plainStart(t, f, template))
	}
	if m, ok := as[Marshaler](v); ok {
		return e.own(m, plainStart(reflect.PointerTo(t), f, template))
	}
	if v.CanInterface() && implements[encoding.TextMarshaler](t) {
		return e.textElement(v.Interface().(encoding.TextMarshaler), plainStart(t, f, template))
	}
	if m, ok := as[encoding.TextMarshaler](v); ok {
		return e.textElement(m, plainStart(reflect.PointerTo(t), f, template))
	}
	if (v.Kind() == reflect.Slice || v.Kind() == reflect.Array) && t.Elem().Kind() != reflect.Uint8 {
		for i := range v.Len() {
			if err := e.value(v.Index(i), f, template); err != nil {
				return err
			}
		}
		return nil
	}
	l, err := layoutOf(t)
	if err != nil {
		return err
	}
	start, err := l.start(v, f, template)
	if err != nil {
		return err
	}
	for i := range l.fields {
		if err := l.fields[i].attribute(&start, v); err != nil {
			return err
		}
	}
	// What is in no name space must say so where another one is the default.
	if x := l.xmlName; x != nil && start.Name.Space == "" && x.space == "" && x.name == "" && len(e.open) > 0 && e.open[len(e.open)-1].Space != "" {
		start.Attr = append(start.Attr, Attr{Name{Local: xmlns}, ""})
	}
	if err := e.start(&start); err != nil {
		return err
	}
	if v.Kind() == reflect.Struct {
		err = e.fields(l, v)
	} else {
		var text string
		if text, err = simple(v); err == nil {
			escape(e.w, text, true)
		}
	}
	if err != nil {
		return err
	}
	return e.end(start.Name)
}

func implements[T any](t reflect.Type) bool { return t.Implements(reflect.TypeFor[T]()) }

// start returns the start of an element: as given, as the struct says, as the field, as the type.
func (l *layout) start(v reflect.Value, f *field, template *StartElement) (start StartElement, err error) {
	if template != nil {
		start.Name = template.Name
		start.Attr = append(start.Attr, template.Attr...)
	} else if x := l.xmlName; x != nil {
		if x.name != "" {
			start.Name = Name{x.space, x.name}
		} else if field := x.of(v, false); field.IsValid() {
			if name, ok := field.Interface().(Name); ok && name.Local != "" {
				start.Name = name
			}
		}
	}
	if start.Name.Local == "" && f != nil {
		start.Name = Name{f.space, f.name}
	}
	if start.Name.Local == "" {
		name, _, _ := strings.Cut(v.Type().Name(), "[")
		if name == "" {
			return start, &UnsupportedTypeError{v.Type()}
		}
		start.Name.Local = name
	}
	return start, nil
}

// plainStart returns the start of an element for a value that writes itself.
func plainStart(t reflect.Type, f *field, template *StartElement) (start StartElement) {
	switch {
	case template != nil:
		start.Name = template.Name
		start.Attr = append(start.Attr, template.Attr...)
	case f != nil && f.name != "":
		start.Name = Name{f.space, f.name}
	case t.Name() != "":
		start.Name.Local = t.Name()
	default:
		start.Name.Local = t.Elem().Name()
	}
	return start
}

// own lets a value write itself.
func (e *Encoder) own(m Marshaler, start StartElement) error {
	// The value cannot end elements that it has not started.
	e.open = append(e.open, Name{})
	n := len(e.open)
	if err := m.MarshalXML(e, start); err != nil {
		return err
	}
	if len(e.open) > n {
		return fmt.Errorf("xml: %s.MarshalXML wrote invalid XML: <%s> not closed", typeName(m), e.open[len(e.open)-1].Local)
	}
	e.open = e.open[:n-1]
	return nil
}

// textElement writes a value that makes text of itself.
func (e *Encoder) textElement(m encoding.TextMarshaler, start StartElement) error {
	if err := e.start(&start); err != nil {
		return err
	}
	text, err := m.MarshalText()
	if err != nil {
		return err
	}
	escape(e.w, string(text), true)
	return e.end(start.Name)
}

// attribute adds a field of v to the start of an element.
func (f *field) attribute(start *StartElement, v reflect.Value) error {
	if f.mode&isAttr == 0 {
		return nil
	}
	v = f.of(v, false)
	if !v.IsValid() || f.mode&omitEmpty != 0 && isEmpty(v) || v.Kind() == reflect.Interface && v.IsNil() {
		return nil
	}
	return addAttr(start, Name{f.space, f.name}, v)
}

func addAttr(start *StartElement, name Name, v reflect.Value) error {
	for {
		nilPointer := v.Kind() == reflect.Pointer && v.IsNil()
		if m, ok := as[MarshalerAttr](v); ok && !nilPointer {
			attr, err := m.MarshalXMLAttr(name)
			if err == nil && attr.Name.Local != "" {
				start.Attr = append(start.Attr, attr)
			}
			return err
		}
		if m, ok := as[encoding.TextMarshaler](v); ok && !nilPointer {
			text, err := m.MarshalText()
			if err == nil {
				start.Attr = append(start.Attr, Attr{name, string(text)})
			}
			return err
		}
		if v.Kind() != reflect.Pointer && v.Kind() != reflect.Interface {
			break
		}
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() != reflect.Uint8 {
		for i := range v.Len() {
			if err := addAttr(start, name, v.Index(i)); err != nil {
				return err
			}
		}
		return nil
	}
	if v.Type() == attrType {
		start.Attr = append(start.Attr, v.Interface().(Attr))
		return nil
	}
	text, err := simple(v)
	if err == nil {
		start.Attr = append(start.Attr, Attr{name, text})
	}
	return err
}

// simple returns the text of a value that has no parts.
func simple(v reflect.Value) (string, error) {
	switch v.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return strconv.FormatUint(v.Uint(), 10), nil
	case reflect.Float32, reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits()), nil
	case reflect.String:
		return v.String(), nil
	case reflect.Bool:
		return strconv.FormatBool(v.Bool()), nil
	case reflect.Array, reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			var b []byte
			for i := range v.Len() {
				b = append(b, byte(v.Index(i).Uint()))
			}
			return string(b), nil
		}
	}
	return "", &UnsupportedTypeError{v.Type()}
}

func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Bool, reflect.Float32, reflect.Float64, reflect.Interface, reflect.Pointer,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return v.IsZero()
	}
	return false
}

// inside follows one pointer or interface.
func inside(v reflect.Value) reflect.Value {
	if (v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer) && !v.IsNil() {
		return v.Elem()
	}
	return v
}

// fields writes what is inside the element of a struct.
func (e *Encoder) fields(l *layout, v reflect.Value) error {
	var parents []string // that are open
	for i := range l.fields {
		f := &l.fields[i]
		if f.mode&isAttr != 0 {
			continue
		}
		part := f.of(v, false)
		if !part.IsValid() {
			continue
		}
		if f.mode&isInnerXML == 0 {
			if err := e.parents(&parents, f.parents, part); err != nil {
				return err
			}
		}
		switch f.mode & modes {
		case isCDATA, isCharData:
			if err := e.charData(part, f.mode&isCDATA != 0); err != nil {
				return err
			}
			continue
		case isComment:
			if err := e.comment(inside(part), v.Type()); err != nil {
				return err
			}
			continue
		case isInnerXML:
			switch raw := inside(part).Interface().(type) {
			case []byte:
				e.w.Write(raw)
				continue
			case string:
				e.w.WriteString(raw)
				continue
			}
		}
		if err := e.value(part, f, nil); err != nil {
			return err
		}
	}
	return e.parents(&parents, nil, reflect.Value{})
}

// parents ends and starts elements around fields: those of open that are not wanted, and those
// that a value, unless nil, needs.
func (e *Encoder) parents(open *[]string, wanted []string, v reflect.Value) error {
	same := 0
	for same < min(len(*open), len(wanted)) && (*open)[same] == wanted[same] {
		same++
	}
	for _, name := range slices.Backward((*open)[same:]) {
		if err := e.end(Name{Local: name}); err != nil {
			return err
		}
	}
	*open = (*open)[:same]
	if len(wanted) == same || (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && v.IsNil() {
		return nil
	}
	for _, name := range wanted[same:] {
		if err := e.start(&StartElement{Name: Name{Local: name}}); err != nil {
			return err
		}
	}
	*open = append(*open, wanted[same:]...)
	return nil
}

// charData writes a field as text.
func (e *Encoder) charData(v reflect.Value, cdata bool) error {
	text := ""
	if m, ok := as[encoding.TextMarshaler](v); ok {
		b, err := m.MarshalText()
		if err != nil {
			return err
		}
		text = string(b)
	} else {
		v = inside(v)
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface, reflect.Array:
			return nil
		}
		text, _ = simple(v)
	}
	if !cdata {
		escape(e.w, text, true)
	} else if text != "" {
		// The end of a section cannot be in one.
		e.w.WriteString("<![CDATA[" + strings.ReplaceAll(text, "]]>", "]]]]><![CDATA[>") + "]]>")
	}
	return nil
}

// comment writes a field of a struct of type t as a comment.
func (e *Encoder) comment(v reflect.Value, t reflect.Type) error {
	if v.Kind() != reflect.String && !(v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8) {
		return fmt.Errorf("xml: bad type for comment field of %s", t)
	}
	text, _ := simple(v)
	if text == "" {
		return nil
	}
	e.newline(0)
	if strings.Contains(text, "--") {
		return errors.New(`xml: comments must not contain "--"`)
	}
	if strings.HasSuffix(text, "-") {
		text += " "
	}
	e.w.WriteString("<!--" + text + "-->")
	return nil
}
