package reflect

import "unsafe"

// Natives.

func makeSlice(t rtype, len, cap int) Value
func grow(v Value, n int) Value
func slice(v Value, t rtype, i, j, k int) Value
func setLen(v Value, len, cap int)
func copyElems(to, from Value) int
func bytesOf(v Value) []byte
func textOf(v Value) string
func makeMap(t rtype, n int) Value
func mapIndex(m, key Value) Value
func setMap(m, key, elem Value)
func deleteMap(m, key Value)
func clearMap(m Value)
func iterate(m Value) *byte
func next(m Value, iter *byte) (key, elem Value)
func makeChan(t rtype, n int) Value
func arrayAt(v Value, t rtype) Value

var uint8Type = typeOf(uint8(0))

// toArray returns the array that a pointer points to; other values themselves.
func (v Value) toArray(method string) Value {
	if v.kind() != Pointer {
		return v
	}
	if elemOf(v.typ()).Kind() != Array {
		panic("reflect: call of reflect.Value." + method + " on ptr to non-array Value")
	}
	return v.Elem()
}

// Len returns the length of an array, channel, map, slice or string.
func (v Value) Len() int {
	switch v.kind() {
	case Array, Chan, Map, Slice, String:
		return length(v)
	case Pointer:
		if elemOf(v.typ()).Kind() == Array {
			return lenOf(elemOf(v.typ()))
		}
		panic("reflect: call of reflect.Value.Len on ptr to non-array Value")
	}
	panic(&ValueError{"reflect.Value.Len", v.kind()})
}

// Cap returns the capacity of an array, channel or slice.
func (v Value) Cap() int {
	switch v.kind() {
	case Array, Chan, Slice:
		return capacity(v)
	case Pointer:
		if elemOf(v.typ()).Kind() == Array {
			return lenOf(elemOf(v.typ()))
		}
		panic("reflect: call of reflect.Value.Cap on ptr to non-array Value")
	}
	panic(&ValueError{"reflect.Value.Cap", v.kind()})
}

// Index returns an element of an array, slice or string.
func (v Value) Index(i int) Value {
	switch v.kind() {
	case Slice, Array, String:
		if i < 0 || i >= length(v) {
			panic("reflect: " + v.kind().String() + " index out of range")
		}
		return elemAt(v, i, uint8Type)
	}
	panic(&ValueError{"reflect.Value.Index", v.kind()})
}

// Slice returns v[i:j].
func (v Value) Slice(i, j int) Value {
	if v.kind() == String {
		if i < 0 || j < i || j > length(v) {
			panic("reflect.Value.Slice: string slice index out of bounds")
		}
		return slice(v, v.typ(), i, j, j)
	}
	t, n := v.sliced("Slice")
	if i < 0 || j < i || j > n {
		panic("reflect.Value.Slice: slice index out of bounds")
	}
	return slice(v, t, i, j, n)
}

// Slice3 returns v[i:j:k].
func (v Value) Slice3(i, j, k int) Value {
	if v.kind() == String {
		panic(&ValueError{"reflect.Value.Slice3", String})
	}
	t, n := v.sliced("Slice3")
	if i < 0 || j < i || k < j || k > n {
		panic("reflect.Value.Slice3: slice index out of bounds")
	}
	return slice(v, t, i, j, k)
}

// sliced returns the type of slices of v, and its capacity.
func (v Value) sliced(method string) (rtype, int) {
	switch v.kind() {
	case Array:
		if !v.CanAddr() {
			panic("reflect.Value." + method + ": slice of unaddressable array")
		}
		return sliceOf(elemOf(v.typ())), length(v)
	case Slice:
		return v.typ(), capacity(v)
	}
	panic(&ValueError{"reflect.Value." + method, v.kind()})
}

// SetLen sets the length of a slice variable.
func (v Value) SetLen(n int) {
	v.mustBeAssignable("SetLen")
	v.mustBe(Slice, "SetLen")
	if n < 0 || n > capacity(v) {
		panic("reflect: slice length out of range in SetLen")
	}
	setLen(v, n, capacity(v))
}

// SetCap sets the capacity of a slice variable.
func (v Value) SetCap(n int) {
	v.mustBeAssignable("SetCap")
	v.mustBe(Slice, "SetCap")
	if n < length(v) || n > capacity(v) {
		panic("reflect: slice capacity out of range in SetCap")
	}
	setLen(v, length(v), n)
}

// Grow makes room for n more elements in a slice variable.
func (v Value) Grow(n int) {
	v.mustBeAssignable("Grow")
	v.mustBe(Slice, "Grow")
	if n < 0 {
		panic("reflect.Value.Grow: negative len")
	}
	if length(v)+n < 0 {
		panic("reflect.Value.Grow: slice overflow")
	}
	if length(v)+n > capacity(v) {
		set(v, grow(v, n))
	}
}

// Clear clears a map or slice.
func (v Value) Clear() {
	switch v.kind() {
	case Slice:
		for i := range length(v) {
			setZero(elemAt(v, i, 0))
		}
	case Map:
		clearMap(v)
	default:
		panic(&ValueError{"reflect.Value.Clear", v.kind()})
	}
}

// Bytes returns the bytes of a slice of bytes or an array variable of them.
func (v Value) Bytes() []byte {
	switch v.kind() {
	case Slice:
		if elemOf(v.typ()).Kind() != Uint8 {
			panic("reflect.Value.Bytes of non-byte slice")
		}
		return bytesOf(v)
	case Array:
		if elemOf(v.typ()).Kind() != Uint8 {
			panic("reflect.Value.Bytes of non-byte array")
		}
		if !v.CanAddr() {
			panic("reflect.Value.Bytes of unaddressable byte array")
		}
		return bytesOf(v)
	}
	panic(&ValueError{"reflect.Value.Bytes", v.kind()})
}

// MakeSlice makes a slice.
func MakeSlice(t Type, len, cap int) Value {
	switch {
	case t.number().Kind() != Slice:
		panic("reflect.MakeSlice of non-slice type")
	case len < 0:
		panic("reflect.MakeSlice: negative len")
	case cap < 0:
		panic("reflect.MakeSlice: negative cap")
	case len > cap:
		panic("reflect.MakeSlice: len > cap")
	}
	return makeSlice(t.number(), len, cap)
}

// SliceAt makes a slice of n variables of type t at p.
func SliceAt(t Type, p unsafe.Pointer, n int) Value {
	array := NewAt(ArrayOf(n, t), p)
	return array.Elem().Slice(0, n)
}

// Append returns s with more elements.
func Append(s Value, x ...Value) Value {
	s.mustBe(Slice, "Append")
	s.mustBeExported("Append")
	n := length(s)
	s = extended(s, len(x))
	for i, v := range x {
		s.Index(n + i).Set(v)
	}
	return s
}

// extended returns a slice with n more elements.
func extended(s Value, n int) Value {
	have, room := length(s), capacity(s)
	if have+n > room {
		s = grow(s, n)
		room = capacity(s)
	}
	return slice(s, s.typ(), 0, have+n, room)
}

// AppendSlice returns s with the elements of t.
func AppendSlice(s, t Value) Value {
	s.mustBe(Slice, "AppendSlice")
	t.mustBe(Slice, "AppendSlice")
	s.mustBeExported("AppendSlice")
	t.mustBeExported("AppendSlice")
	mustMatch("reflect.AppendSlice", s.typ(), t.typ())
	n, more := length(s), length(t)
	s = extended(s, more)
	copyElems(slice(s, s.typ(), n, n+more, n+more), t)
	return s
}

func mustMatch(what string, t, u rtype) {
	if t != u {
		panic(what + ": " + t.String() + " != " + u.String())
	}
}

// Copy copies elements as far as both go.
func Copy(to, from Value) int {
	if k := to.kind(); k != Array && k != Slice {
		panic(&ValueError{"reflect.Copy", k})
	}
	if to.kind() == Array {
		to.mustBeAssignable("Copy")
	}
	to.mustBeExported("Copy")
	k := from.kind()
	if k == String && elemOf(to.typ()).Kind() == Uint8 {
		return copyElems(to, from)
	}
	if k != Array && k != Slice {
		panic(&ValueError{"reflect.Copy", k})
	}
	from.mustBeExported("Copy")
	mustMatch("reflect.Copy", elemOf(to.typ()), elemOf(from.typ()))
	return copyElems(to, from)
}

// Swapper returns a function that swaps elements of a slice.
func Swapper(s any) func(i, j int) {
	v := ValueOf(s)
	if v.kind() != Slice {
		panic(&ValueError{"Swapper", v.kind()})
	}
	tmp := newVar(elemOf(v.typ()))
	return func(i, j int) {
		a, b := v.Index(i), v.Index(j)
		set(tmp, a)
		set(a, b)
		set(b, tmp)
	}
}

// MakeMap makes a map.
func MakeMap(t Type) Value { return MakeMapWithSize(t, 0) }

// MakeMapWithSize makes a map with room for n entries.
func MakeMapWithSize(t Type, n int) Value {
	if t.number().Kind() != Map {
		panic("reflect.MakeMapWithSize of non-map type")
	}
	return makeMap(t.number(), max(n, 0))
}

// MapIndex returns the value of a key, or the zero Value.
func (v Value) MapIndex(key Value) Value {
	v.mustBe(Map, "MapIndex")
	return mapIndex(v, key.assignTo("reflect.Value.MapIndex", keyOf(v.typ())))
}

// SetMapIndex sets the value of a key; the zero Value deletes it.
func (v Value) SetMapIndex(key, elem Value) {
	v.mustBe(Map, "SetMapIndex")
	v.mustBeExported("SetMapIndex")
	key.mustBeExported("SetMapIndex")
	key = key.assignTo("reflect.Value.SetMapIndex", keyOf(v.typ()))
	if elem.flag == 0 {
		deleteMap(v, key)
		return
	}
	elem.mustBeExported("SetMapIndex")
	setMap(v, key, elem.assignTo("reflect.Value.SetMapIndex", elemOf(v.typ())))
}

// MapKeys returns the keys of a map.
func (v Value) MapKeys() []Value {
	v.mustBe(Map, "MapKeys")
	keys := make([]Value, 0, length(v))
	for it, k := iterate(v), (Value{}); ; {
		if k, _ = next(v, it); k.flag == 0 {
			return keys
		}
		keys = append(keys, k)
	}
}

// MapIter iterates over a map.
type MapIter struct {
	m         Value
	iter      *byte
	key, elem Value
	done      bool
}

// MapRange returns an iterator over a map.
func (v Value) MapRange() *MapIter {
	if v.kind() != Map {
		panic(&ValueError{"reflect.Value.MapRange", v.kind()})
	}
	return &MapIter{m: v}
}

// Next goes to the next entry and reports whether there is one.
func (it *MapIter) Next() bool {
	if !it.m.IsValid() {
		panic("MapIter.Next called on an iterator that does not have an associated map Value")
	}
	if it.done {
		panic("MapIter.Next called on exhausted iterator")
	}
	if it.iter == nil {
		it.iter = iterate(it.m)
	}
	it.key, it.elem = next(it.m, it.iter)
	it.done = it.key.flag == 0
	return !it.done
}

func (it *MapIter) check(method string) {
	if it.iter == nil {
		panic("MapIter." + method + " called before Next")
	}
	if it.done {
		panic("MapIter." + method + " called on exhausted iterator")
	}
}

// Key returns the entry's key.
func (it *MapIter) Key() Value {
	it.check("Key")
	return it.key
}

// Value returns the entry's value.
func (it *MapIter) Value() Value {
	it.check("Value")
	return it.elem
}

// Reset makes it iterate over v.
func (it *MapIter) Reset(v Value) {
	if v.IsValid() {
		v.mustBe(Map, "MapRange")
	}
	*it = MapIter{m: v}
}

// SetIterKey assigns the iterator's key to v.
func (v Value) SetIterKey(it *MapIter) {
	it.checkSet("SetIterKey")
	v.mustBeAssignable("SetIterKey")
	it.m.mustBeExported("SetIterKey")
	set(v, it.key.assignTo("reflect.MapIter.SetKey", v.typ()))
}

// SetIterValue assigns the iterator's value to v.
func (v Value) SetIterValue(it *MapIter) {
	it.checkSet("SetIterValue")
	v.mustBeAssignable("SetIterValue")
	it.m.mustBeExported("SetIterValue")
	set(v, it.elem.assignTo("reflect.MapIter.SetValue", v.typ()))
}

func (it *MapIter) checkSet(method string) {
	if it.iter == nil {
		panic("reflect: Value." + method + " called before Next")
	}
	if it.done {
		panic("reflect: Value." + method + " called on exhausted iterator")
	}
}
