package json

import (
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// field is a field of a struct as JSON has it.
type field struct {
	name      string
	index     []int
	typ       reflect.Type
	tagged    bool
	omitEmpty bool
	omitZero  bool
	hasIsZero bool // it says itself whether it is zero
	quoted    bool
}

// isTagName reports whether a tag gives a field this name.
func isTagName(s string) bool {
	for _, c := range s {
		if !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", c) && !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return false
		}
	}
	return s != ""
}

// types remembers the fields of struct types during one call.
type types map[reflect.Type][]field

func (m types) fields(t reflect.Type) []field {
	list, ok := m[t]
	if !ok {
		list = fieldsOf(t)
		m[t] = list
	}
	return list
}

type isZeroer interface{ IsZero() bool }

var zeroerType = reflect.TypeFor[isZeroer]()

// fieldsOf collects a struct's fields and those of embedded structs; of several with one name the
// least deep stays, then the tagged one, if it is the only one.
func fieldsOf(t reflect.Type) []field {
	type level struct {
		typ   reflect.Type
		index []int
	}
	next := []level{{typ: t}}
	visited := map[reflect.Type]bool{}
	var count map[reflect.Type]int
	nextCount := map[reflect.Type]int{}
	var all []field
	for len(next) > 0 {
		current := next
		next = nil
		count, nextCount = nextCount, map[reflect.Type]int{}
		for _, l := range current {
			if visited[l.typ] {
				continue
			}
			visited[l.typ] = true
			for i := range l.typ.NumField() {
				sf := l.typ.Field(i)
				ft := sf.Type
				if sf.Anonymous {
					if ft.Kind() == reflect.Pointer {
						ft = ft.Elem()
					}
					if !sf.IsExported() && ft.Kind() != reflect.Struct {
						continue
					}
				} else if !sf.IsExported() {
					continue
				}
				tag := sf.Tag.Get("json")
				if tag == "-" {
					continue
				}
				name, options, _ := strings.Cut(tag, ",")
				if !isTagName(name) {
					name = ""
				}
				index := append(slices.Clone(l.index), i)
				ft = sf.Type
				if ft.Name() == "" && ft.Kind() == reflect.Pointer {
					ft = ft.Elem()
				}
				if name == "" && sf.Anonymous && ft.Kind() == reflect.Struct {
					nextCount[ft]++
					if nextCount[ft] == 1 {
						next = append(next, level{ft, index})
					}
					continue
				}
				f := field{name: name, index: index, typ: sf.Type, tagged: name != ""}
				if name == "" {
					f.name = sf.Name
				}
				for option := range strings.SplitSeq(options, ",") {
					switch option {
					case "omitempty":
						f.omitEmpty = true
					case "omitzero":
						f.omitZero = true
						f.hasIsZero = sf.Type.Implements(zeroerType) || reflect.PointerTo(sf.Type).Implements(zeroerType)
					case "string":
						f.quoted = isQuotable(ft.Kind())
					}
				}
				all = append(all, f)
				if count[l.typ] > 1 {
					// Found more than once at this depth: it hides itself.
					all = append(all, f)
				}
			}
		}
	}
	return dominant(all)
}

func isQuotable(k reflect.Kind) bool {
	return reflect.Bool <= k && k <= reflect.Float64 || k == reflect.String
}

// dominant drops the fields that others of the same name hide.
func dominant(all []field) []field {
	byName := map[string][]field{}
	for _, f := range all {
		byName[f.name] = append(byName[f.name], f)
	}
	var out []field
	for _, f := range all {
		same := byName[f.name]
		if same == nil {
			continue
		}
		delete(byName, f.name)
		best, twice := same[0], false
		for _, g := range same[1:] {
			switch {
			case len(g.index) > len(best.index):
			case g.tagged == best.tagged:
				twice = true
			case g.tagged:
				best, twice = g, false
			}
		}
		if !twice {
			out = append(out, best)
		}
	}
	slices.SortFunc(out, func(a, b field) int { return slices.Compare(a.index, b.index) })
	return out
}

// fieldByIndex returns a field of v; not valid if it is behind a nil pointer.
func fieldByIndex(v reflect.Value, index []int) reflect.Value {
	for i, x := range index {
		if i > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return reflect.Value{}
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}
