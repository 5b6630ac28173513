package reflect

import (
	"iter"
	"strconv"
	"unicode"
)

// StructField is a field of a struct type.
type StructField struct {
	Name      string
	PkgPath   string // of a field that is not exported
	Type      Type
	Tag       StructTag
	Offset    uintptr
	Index     []int
	Anonymous bool
}

// IsExported reports whether the field is exported.
func (f StructField) IsExported() bool { return f.PkgPath == "" }

// StructTag is the tag of a field: key:"value" pairs.
type StructTag string

// Get returns the value of a key, or "".
func (tag StructTag) Get(key string) string {
	v, _ := tag.Lookup(key)
	return v
}

// Lookup returns the value of a key and whether it is there.
func (tag StructTag) Lookup(key string) (value string, ok bool) {
	rest := string(tag)
	for {
		for rest != "" && rest[0] == ' ' {
			rest = rest[1:]
		}
		// The key.
		n := 0
		for n < len(rest) && rest[n] > ' ' && rest[n] != ':' && rest[n] != '"' && rest[n] != 0x7f {
			n++
		}
		if n == 0 || n+1 >= len(rest) || rest[n] != ':' || rest[n+1] != '"' {
			return "", false
		}
		name := rest[:n]
		rest = rest[n+1:]
		// The quoted value.
		n = 1
		for n < len(rest) && rest[n] != '"' {
			if rest[n] == '\\' {
				n++
			}
			n++
		}
		if n >= len(rest) {
			return "", false
		}
		quoted := rest[:n+1]
		rest = rest[n+1:]
		if name == key {
			value, err := strconv.Unquote(quoted)
			return value, err == nil
		}
	}
}

func isName(name string) bool {
	for i, r := range name {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return name != ""
}

func (t rtype) Field(i int) StructField {
	if t.Kind() != Struct {
		panic("reflect: Field of non-struct type " + t.String())
	}
	if i < 0 || i >= lenOf(t) {
		panic("reflect: Field index out of bounds")
	}
	name, pkg, tag, typ, offset, embedded := fieldOf(t, i)
	return StructField{name, pkg, typ, StructTag(tag), offset, []int{i}, embedded}
}

func (t rtype) Fields() iter.Seq[StructField] {
	if t.Kind() != Struct {
		panic("reflect: Fields of non-struct type " + t.String())
	}
	return func(yield func(StructField) bool) {
		for i := range lenOf(t) {
			if !yield(t.Field(i)) {
				return
			}
		}
	}
}

func (t rtype) FieldByIndex(index []int) StructField {
	if t.Kind() != Struct {
		panic("reflect: FieldByIndex of non-struct type " + t.String())
	}
	var f StructField
	at := t
	for i, x := range index {
		if i > 0 {
			at = f.Type.number()
			if at.Kind() == Pointer && elemOf(at).Kind() == Struct {
				at = elemOf(at)
			}
		}
		f = at.Field(x)
	}
	f.Index = append([]int(nil), index...)
	return f
}

func (t rtype) FieldByName(name string) (StructField, bool) {
	if t.Kind() != Struct {
		panic("reflect: FieldByName of non-struct type " + t.String())
	}
	if name == "" {
		return StructField{}, false
	}
	if i := fieldIndex(t, name); i >= 0 {
		return t.Field(i), true
	}
	return t.promoted(func(s string) bool { return s == name })
}

func (t rtype) FieldByNameFunc(match func(string) bool) (StructField, bool) {
	if t.Kind() != Struct {
		panic("reflect: FieldByNameFunc of non-struct type " + t.String())
	}
	return t.promoted(match)
}

// embedding is a struct type found at some depth, and how to get there.
type embedding struct {
	typ      rtype
	index    []int
	multiple bool // found more than once at its depth
}

// promoted looks for the one field that matches at the least depth where any does.
func (t rtype) promoted(match func(string) bool) (found StructField, ok bool) {
	level := []embedding{{typ: t}}
	seen := map[rtype]bool{t: true}
	for len(level) > 0 {
		var next []embedding
		at := map[rtype]int{} // in next
		matches := 0
		for _, e := range level {
			for i := range lenOf(e.typ) {
				f := e.typ.Field(i)
				index := append(append([]int(nil), e.index...), i)
				if match(f.Name) {
					matches++
					if e.multiple {
						matches++
					}
					found = f
					found.Index = index
				}
				if !f.Anonymous {
					continue
				}
				ft := f.Type.number()
				if ft.Kind() == Pointer {
					ft = elemOf(ft)
				}
				if ft.Kind() != Struct || seen[ft] {
					continue
				}
				if j, twice := at[ft]; twice {
					next[j].multiple = true
					continue
				}
				at[ft] = len(next)
				next = append(next, embedding{ft, index, e.multiple})
			}
		}
		if matches > 0 {
			if matches > 1 {
				return StructField{}, false
			}
			return found, true
		}
		for _, e := range next {
			seen[e.typ] = true
		}
		level = next
	}
	return StructField{}, false
}

// VisibleFields returns all fields of a struct type, those of embedded structs after them and but for
// those that are hidden.
func VisibleFields(t Type) []StructField {
	if t == nil {
		panic("reflect: VisibleFields(nil)")
	}
	if t.Kind() != Struct {
		panic("reflect.VisibleFields of non-struct type")
	}
	w := &visible{byName: map[string]int{}, walking: map[Type]bool{}}
	w.walk(t)
	var out []StructField
	for _, f := range w.fields {
		if f.Name != "" {
			out = append(out, f)
		}
	}
	return out
}

// visible collects fields; hidden ones lose their names.
type visible struct {
	fields  []StructField
	byName  map[string]int
	walking map[Type]bool
	index   []int
}

func (w *visible) walk(t Type) {
	if w.walking[t] {
		return
	}
	w.walking[t] = true
	for i := range t.NumField() {
		f := t.Field(i)
		w.index = append(w.index, i)
		add := true
		if old, ok := w.byName[f.Name]; ok {
			switch o := &w.fields[old]; {
			case len(w.index) == len(o.Index):
				// Two at one depth hide each other, and all below.
				o.Name = ""
				add = false
			case len(w.index) < len(o.Index):
				o.Name = ""
			default:
				add = false
			}
		}
		if add {
			f.Index = append([]int(nil), w.index...)
			w.byName[f.Name] = len(w.fields)
			w.fields = append(w.fields, f)
		}
		if f.Anonymous {
			ft := f.Type
			if ft.Kind() == Pointer {
				ft = ft.Elem()
			}
			if ft.Kind() == Struct {
				w.walk(ft)
			}
		}
		w.index = w.index[:len(w.index)-1]
	}
	delete(w.walking, t)
}
