package xml

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// A mode is what a field is in a document, and whether it may be left out.
type mode int

const (
	isElement mode = 1 << iota
	isAttr
	isCDATA
	isCharData
	isInnerXML
	isComment
	isAny
	omitEmpty

	modes = isElement | isAttr | isCDATA | isCharData | isInnerXML | isComment | isAny
)

var modeNames = map[string]mode{
	"attr": isAttr, "cdata": isCDATA, "chardata": isCharData, "innerxml": isInnerXML,
	"comment": isComment, "any": isAny, "omitempty": omitEmpty,
}

// A field of a struct, perhaps of an embedded one.
type field struct {
	index   []int
	name    string
	space   string
	mode    mode
	parents []string
}

// A layout is how a struct is written.
type layout struct {
	xmlName *field
	fields  []field
}

var (
	layouts  sync.Map // map[reflect.Type]*layout
	nameType = reflect.TypeFor[Name]()
	attrType = reflect.TypeFor[Attr]()
)

const nameField = "XMLName"

// A TagPathError says that two fields want to be the same element.
type TagPathError struct {
	Struct       reflect.Type
	Field1, Tag1 string
	Field2, Tag2 string
}

func (e *TagPathError) Error() string {
	return fmt.Sprintf("%s field %q with tag %q conflicts with field %q with tag %q", e.Struct, e.Field1, e.Tag1, e.Field2, e.Tag2)
}

// layoutOf returns how values of a type are written.
func layoutOf(t reflect.Type) (*layout, error) {
	if known, ok := layouts.Load(t); ok {
		return known.(*layout), nil
	}
	l := new(layout)
	if t.Kind() == reflect.Struct && t != nameType {
		for i := range t.NumField() {
			if err := l.add(t, i); err != nil {
				return nil, err
			}
		}
	}
	known, _ := layouts.LoadOrStore(t, l)
	return known.(*layout), nil
}

// add adds field i of struct t.
func (l *layout) add(t reflect.Type, i int) error {
	f := t.Field(i)
	if !f.IsExported() && !f.Anonymous || f.Tag.Get("xml") == "-" {
		return nil
	}
	if f.Anonymous {
		inner := f.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct {
			below, err := layoutOf(inner)
			if err != nil {
				return err
			}
			if l.xmlName == nil {
				l.xmlName = below.xmlName
			}
			for _, field := range below.fields {
				field.index = append([]int{i}, field.index...)
				if err := l.enter(t, field); err != nil {
					return err
				}
			}
			return nil
		}
	}
	field, err := parseField(t, f)
	if err != nil {
		return err
	}
	if f.Name == nameField {
		l.xmlName = &field
		return nil
	}
	return l.enter(t, field)
}

// parseField reads a field's tag.
func parseField(t reflect.Type, f reflect.StructField) (field, error) {
	whole := f.Tag.Get("xml")
	result := field{index: f.Index}
	tag := whole
	if space, rest, ok := strings.Cut(tag, " "); ok {
		result.space, tag = space, rest
	}
	tag, options, more := strings.Cut(tag, ",")
	if !more {
		result.mode = isElement
	} else {
		for option := range strings.SplitSeq(options, ",") {
			result.mode |= modeNames[option]
		}
		valid := true
		switch kind := result.mode & modes; kind {
		case 0:
			result.mode |= isElement
		case isAttr, isCDATA, isCharData, isInnerXML, isComment, isAny, isAny | isAttr:
			valid = f.Name != nameField && (tag == "" || kind == isAttr)
		default:
			valid = false
		}
		if result.mode&modes == isAny {
			result.mode |= isElement
		}
		if result.mode&omitEmpty != 0 && result.mode&(isElement|isAttr) == 0 {
			valid = false
		}
		if !valid {
			return result, fmt.Errorf("xml: invalid tag in field %s of type %s: %q", f.Name, t, whole)
		}
	}
	if result.space != "" && tag == "" {
		return result, fmt.Errorf("xml: namespace without name in field %s of type %s: %q", f.Name, t, whole)
	}
	if f.Name == nameField {
		result.name = tag
		return result, nil
	}
	own := ownName(f.Type)
	if tag == "" {
		result.name = f.Name
		if own != nil {
			result.space, result.name = own.space, own.name
		}
		return result, nil
	}
	path := strings.Split(tag, ">")
	if path[0] == "" {
		path[0] = f.Name
	}
	last := len(path) - 1
	if path[last] == "" {
		return result, fmt.Errorf("xml: trailing '>' in field %s of type %s", f.Name, t)
	}
	result.name = path[last]
	if last > 0 {
		if result.mode&isElement == 0 {
			return result, fmt.Errorf("xml: %s chain not valid with %s flag", tag, options)
		}
		result.parents = path[:last]
	}
	if result.mode&isElement != 0 && own != nil && own.name != result.name {
		return result, fmt.Errorf("xml: name %q in tag of %s.%s conflicts with name %q in %s.XMLName", result.name, t, f.Name, own.name, f.Type)
	}
	return result, nil
}

// ownName returns the name that a struct's XMLName field gives it, or nil.
func ownName(t reflect.Type) *field {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.Name == nameField {
			if own, err := parseField(t, f); err == nil && own.name != "" {
				return &own
			}
			return nil
		}
	}
	return nil
}

// clashes reports whether two fields want the same place.
func (f *field) clashes(x *field) bool {
	if f.mode&modes != x.mode&modes || f.space != "" && x.space != "" && f.space != x.space {
		return false
	}
	n := min(len(f.parents), len(x.parents))
	if !slices.Equal(f.parents[:n], x.parents[:n]) {
		return false
	}
	switch {
	case len(f.parents) > n:
		return f.parents[n] == x.name
	case len(x.parents) > n:
		return x.parents[n] == f.name
	}
	return f.name == x.name && f.space == x.space
}

// enter adds a field; the outer one of two that clash wins.
func (l *layout) enter(t reflect.Type, f field) error {
	var clash []int
	for i := range l.fields {
		if l.fields[i].clashes(&f) {
			clash = append(clash, i)
		}
	}
	for _, i := range clash {
		if len(l.fields[i].index) < len(f.index) {
			return nil
		}
	}
	for _, i := range clash {
		if old := &l.fields[i]; len(old.index) == len(f.index) {
			a, b := t.FieldByIndex(old.index), t.FieldByIndex(f.index)
			return &TagPathError{t, a.Name, a.Tag.Get("xml"), b.Name, b.Tag.Get("xml")}
		}
	}
	for _, i := range slices.Backward(clash) {
		l.fields = slices.Delete(l.fields, i, i+1)
	}
	l.fields = append(l.fields, f)
	return nil
}

// of returns the field of a struct. Embedded pointers that are nil are made, or there is no value.
func (f *field) of(v reflect.Value, make bool) reflect.Value {
	for i, x := range f.index {
		if i > 0 && v.Kind() == reflect.Pointer && v.Type().Elem().Kind() == reflect.Struct {
			if v.IsNil() {
				if !make {
					return reflect.Value{}
				}
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}
