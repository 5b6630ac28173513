package reflect

import "strconv"

func isNumber(k Kind) bool { return k.in(signed | unsigned | floats) }

// isText reports whether t is a slice of bytes or of runes.
func isText(t rtype) bool {
	if t.Kind() != Slice {
		return false
	}
	e := elemOf(t)
	return (e.Kind() == Uint8 || e.Kind() == Int32) && e.PkgPath() == ""
}

// convertible reports whether values of type from convert to type to, but for lengths.
func convertible(to, from rtype) bool {
	t, f := to.Kind(), from.Kind()
	switch {
	case isNumber(f) && (isNumber(t) || t == String && f.in(signed|unsigned)):
		return true
	case f.in(complexes) && t.in(complexes):
		return true
	case f == String && isText(to), isText(from) && t == String:
		return true
	case f == Slice && t == Array && elemOf(to) == elemOf(from):
		return true
	case f == Slice && t == Pointer && to.Name() == "" && elemOf(to).Kind() == Array && elemOf(elemOf(to)) == elemOf(from):
		return true
	case f == Chan && t == Chan && assignable(to, from):
		return true
	case sameUnderlying(to, from, false):
		return true
	case f == Pointer && t == Pointer && from.Name() == "" && to.Name() == "" && sameUnderlying(elemOf(to), elemOf(from), false):
		return true
	}
	return t == Interface && implements(from, to)
}

// CanConvert reports whether Convert would not panic.
func (v Value) CanConvert(t Type) bool {
	if !v.Type().ConvertibleTo(t) {
		return false
	}
	if v.kind() == Slice {
		switch n := length(v); {
		case t.Kind() == Array && t.Len() > n:
			return false
		case t.Kind() == Pointer && t.Elem().Kind() == Array && t.Elem().Len() > n:
			return false
		}
	}
	return true
}

// Convert converts v to a type.
func (v Value) Convert(t Type) Value {
	v = v.plain()
	to := t.number()
	if v.flag == 0 || !convertible(to, v.typ()) {
		panic("reflect.Value.Convert: value of type " + v.Type().String() + " cannot be converted to type " + t.String())
	}
	made := v.converted(to)
	made.flag |= v.flag & readOnly
	return made
}

func (v Value) converted(to rtype) Value {
	k, f := to.Kind(), v.kind()
	switch {
	case isNumber(k) && isNumber(f):
		return v.number(to, k, f)
	case k.in(complexes) && f.in(complexes):
		w := newVar(to)
		w.SetComplex(v.Complex())
		return copied(w)
	case k == String && f.in(signed):
		s := "\uFFFD"
		if n := v.Int(); int64(rune(n)) == n {
			s = string(rune(n))
		}
		return retype(ValueOf(s), to)
	case k == String && f.in(unsigned):
		s := "\uFFFD"
		if n := v.Uint(); uint64(rune(n)) == n {
			s = string(rune(n))
		}
		return retype(ValueOf(s), to)
	case k == String && f == Slice:
		if elemOf(v.typ()).Kind() == Uint8 {
			return retype(ValueOf(textOf(v)), to)
		}
		runes := make([]rune, 0, length(v))
		for i := range length(v) {
			runes = append(runes, rune(v.Index(i).Int()))
		}
		return retype(ValueOf(string(runes)), to)
	case k == Slice && f == String:
		if elemOf(to).Kind() == Uint8 {
			return retype(ValueOf([]byte(text(v))), to)
		}
		return retype(ValueOf([]rune(text(v))), to)
	case k == Array && f == Slice:
		if length(v) < lenOf(to) {
			panic("reflect: cannot convert slice with length " + strconv.Itoa(length(v)) + " to array with length " + strconv.Itoa(lenOf(to)))
		}
		if lenOf(to) == 0 {
			return zero(to)
		}
		return copied(arrayAt(v, to))
	case k == Pointer && f == Slice:
		n := lenOf(elemOf(to))
		if length(v) < n {
			panic("reflect: cannot convert slice with length " + strconv.Itoa(length(v)) + " to pointer to array with length " + strconv.Itoa(n))
		}
		if v.IsNil() {
			return zero(to)
		}
		return address(arrayAt(v, elemOf(to)), to)
	case k == Interface:
		if f == Interface && v.IsNil() {
			return zero(to)
		}
		return inInterface(v, to)
	}
	return retype(v, to)
}

// number converts between numbers of kinds k (to) and f (from).
func (v Value) number(to rtype, k, f Kind) Value {
	w := newVar(to)
	switch {
	case k == f, k.in(signed) && f.in(signed), k.in(unsigned) && f.in(unsigned), k.in(signed) && f.in(unsigned), k.in(unsigned) && f.in(signed):
		setBits(w, bits(v))
	case k.in(signed):
		setBits(w, uint64(int64(v.Float())))
	case k.in(unsigned):
		setBits(w, uint64(v.Float()))
	case f.in(signed):
		w.SetFloat(float64(v.Int()))
	case f.in(unsigned):
		w.SetFloat(float64(v.Uint()))
	default:
		w.SetFloat(v.Float())
	}
	return copied(w)
}
