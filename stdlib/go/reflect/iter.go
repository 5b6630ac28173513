package reflect

import "iter"

// Seq returns what `for x := range v` goes over.
func (v Value) Seq() iter.Seq[Value] {
	switch k := v.kind(); {
	case k == Func && rangesOver(v.Type().number(), 1):
		return func(yield func(Value) bool) {
			f := MakeFunc(v.Type().In(0), func(in []Value) []Value {
				return []Value{ValueOf(yield(in[0]))}
			})
			v.Call([]Value{f})
		}
	case k.in(signed):
		return func(yield func(Value) bool) {
			for i := int64(0); i < v.Int(); i++ {
				if !yield(ofBits(v.typ(), uint64(i))) {
					return
				}
			}
		}
	case k.in(unsigned):
		return func(yield func(Value) bool) {
			for i := uint64(0); i < v.Uint(); i++ {
				if !yield(ofBits(v.typ(), i)) {
					return
				}
			}
		}
	case k == Array, k == Slice, k == Pointer && elemOf(v.typ()).Kind() == Array:
		return func(yield func(Value) bool) {
			for i := range v.Len() {
				if !yield(ValueOf(i)) {
					return
				}
			}
		}
	case k == String:
		return func(yield func(Value) bool) {
			for i := range v.String() {
				if !yield(ValueOf(i)) {
					return
				}
			}
		}
	case k == Map:
		return func(yield func(Value) bool) {
			for i := v.MapRange(); i.Next(); {
				if !yield(i.Key()) {
					return
				}
			}
		}
	case k == Chan:
		return func(yield func(Value) bool) {
			for {
				x, ok := v.Recv()
				if !ok || !yield(x) {
					return
				}
			}
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq[Value]")
}

// Seq2 returns what `for x, y := range v` goes over.
func (v Value) Seq2() iter.Seq2[Value, Value] {
	switch k := v.kind(); {
	case k == Func && rangesOver(v.Type().number(), 2):
		return func(yield func(Value, Value) bool) {
			f := MakeFunc(v.Type().In(0), func(in []Value) []Value {
				return []Value{ValueOf(yield(in[0], in[1]))}
			})
			v.Call([]Value{f})
		}
	case k == Array, k == Slice, k == Pointer && elemOf(v.typ()).Kind() == Array:
		return func(yield func(Value, Value) bool) {
			list := v.toArray("Seq2")
			for i := range list.Len() {
				if !yield(ValueOf(i), list.Index(i)) {
					return
				}
			}
		}
	case k == String:
		return func(yield func(Value, Value) bool) {
			for i, r := range v.String() {
				if !yield(ValueOf(i), ValueOf(r)) {
					return
				}
			}
		}
	case k == Map:
		return func(yield func(Value, Value) bool) {
			for i := v.MapRange(); i.Next(); {
				if !yield(i.Key(), i.Value()) {
					return
				}
			}
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq2[Value, Value]")
}

// Fields goes over the fields of a struct.
func (v Value) Fields() iter.Seq2[StructField, Value] {
	t := v.Type()
	if t.Kind() != Struct {
		panic("reflect: Fields of non-struct type " + t.String())
	}
	return func(yield func(StructField, Value) bool) {
		for i := range v.NumField() {
			if !yield(t.Field(i), v.Field(i)) {
				return
			}
		}
	}
}

// Methods goes over the methods of v.
func (v Value) Methods() iter.Seq2[Method, Value] {
	t := v.Type()
	return func(yield func(Method, Value) bool) {
		for i := range v.NumMethod() {
			if !yield(t.Method(i), v.Method(i)) {
				return
			}
		}
	}
}
