package reflect

import (
	"errors"
	"math"
	"unsafe"
)

// Value is a Go value of any type, or (if addressable) a variable. The zero Value is none.
//
// flag holds the type, the kind and the bits below; ref the address of the value or, of pointers and
// the like, the value itself; word the value of other small types. Known to the natives.
type Value struct {
	flag
	ref  *byte
	word uint64
}

type flag uintptr

// The layout of flag is Go's, which some packages know: the kind, these bits, and the index of a
// method. Above them is the type.
const (
	kindMask    flag = 31
	stickyRO    flag = 1 << 5 // through an unexported field that is not embedded
	embedRO     flag = 1 << 6 // through an unexported embedded field
	indirect    flag = 1 << 7
	addressable flag = 1 << 8
	isMethod    flag = 1 << 9 // the method of a receiver
	methodShift      = 10
	methodMask  flag = 1<<typeShift - 1<<methodShift
	typeShift        = 32

	readOnly = stickyRO | embedRO
)

// Natives.

// ValueOf returns the value in an interface.
func ValueOf(i any) Value

func pack(v Value) any
func bits(v Value) uint64
func second(v Value) uint64
func setBits(v Value, bits uint64)
func setComplex(v Value, re, im uint64)
func ofBits(t rtype, bits uint64) Value
func text(v Value) string
func set(to, from Value)
func copied(v Value) Value
func retype(v Value, t rtype) Value
func inInterface(v Value, t rtype) Value
func zero(t rtype) Value
func newVar(t rtype) Value
func setZero(v Value)
func fieldAt(v Value, i int) Value
func elemAt(v Value, i int, uint8 rtype) Value
func pointee(v Value) Value
func inside(v Value) Value
func address(v Value, t rtype) Value
func shown(v Value, own bool) uintptr
func length(v Value) int
func capacity(v Value) int
func allZero(v Value) bool

func (v Value) typ() rtype { return rtype(v.flag >> typeShift) }

func (v Value) kind() Kind { return Kind(v.flag & kindMask) }

// Kind returns the value's kind.
func (v Value) Kind() Kind { return Kind(v.flag & kindMask) }

// IsValid reports whether there is a value.
func (v Value) IsValid() bool { return v.flag != 0 }

// Type returns the value's type.
func (v Value) Type() Type {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.Type", Invalid})
	}
	if v.flag&isMethod != 0 {
		return v.methodType()
	}
	return v.typ()
}

// CanAddr reports whether the value is a variable.
func (v Value) CanAddr() bool { return v.flag&addressable != 0 }

// CanSet reports whether the value is a variable that may be set.
func (v Value) CanSet() bool { return v.flag&(addressable|readOnly) == addressable }

// CanInterface reports whether Interface may be called.
func (v Value) CanInterface() bool {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.CanInterface", Invalid})
	}
	return v.flag&readOnly == 0
}

// CanInt reports whether Int may be called.
func (v Value) CanInt() bool { return v.kind().in(signed) }

// CanUint reports whether Uint may be called.
func (v Value) CanUint() bool { return v.kind().in(unsigned) }

// CanFloat reports whether Float may be called.
func (v Value) CanFloat() bool { return v.kind().in(floats) }

// CanComplex reports whether Complex may be called.
func (v Value) CanComplex() bool { return v.kind().in(complexes) }

func (v Value) mustBe(k Kind, method string) {
	if v.kind() != k {
		panic(&ValueError{"reflect.Value." + method, v.kind()})
	}
}

func (v Value) mustBeExported(method string) {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value." + method, Invalid})
	}
	if v.flag&readOnly != 0 {
		panic("reflect: reflect.Value." + method + " using value obtained using unexported field")
	}
}

func (v Value) mustBeAssignable(method string) {
	if v.CanSet() {
		return
	}
	v.mustBeExported(method)
	panic("reflect: reflect.Value." + method + " using unaddressable value")
}

// Interface returns the value.
func (v Value) Interface() any {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.Interface", Invalid})
	}
	if v.flag&readOnly != 0 {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return pack(v.plain())
}

// plain makes a function of a method of a receiver.
func (v Value) plain() Value {
	if v.flag&isMethod != 0 {
		return v.methodValue()
	}
	return v
}

// TypeAssert is v.Interface().(T).
func TypeAssert[T any](v Value) (T, bool) {
	if v.flag == 0 {
		panic(&ValueError{"reflect.TypeAssert", Invalid})
	}
	if v.flag&readOnly != 0 {
		panic("reflect.TypeAssert: cannot return value obtained from unexported field or method")
	}
	x, ok := pack(v.plain()).(T)
	return x, ok
}

// Int returns a signed integer.
func (v Value) Int() int64 {
	if !v.kind().in(signed) {
		panic(&ValueError{"reflect.Value.Int", v.kind()})
	}
	return int64(bits(v))
}

// Uint returns an unsigned integer.
func (v Value) Uint() uint64 {
	if !v.kind().in(unsigned) {
		panic(&ValueError{"reflect.Value.Uint", v.kind()})
	}
	return bits(v)
}

// Float returns a float.
func (v Value) Float() float64 {
	switch v.kind() {
	case Float32:
		return float64(math.Float32frombits(uint32(bits(v))))
	case Float64:
		return math.Float64frombits(bits(v))
	}
	panic(&ValueError{"reflect.Value.Float", v.kind()})
}

// Complex returns a complex number.
func (v Value) Complex() complex128 {
	re, im := uint64(0), uint64(0)
	if v.kind().in(complexes) {
		re, im = bits(v), second(v)
	}
	switch v.kind() {
	case Complex64:
		return complex(float64(math.Float32frombits(uint32(re))), float64(math.Float32frombits(uint32(im))))
	case Complex128:
		return complex(math.Float64frombits(re), math.Float64frombits(im))
	}
	panic(&ValueError{"reflect.Value.Complex", v.kind()})
}

// Bool returns a boolean.
func (v Value) Bool() bool {
	v.mustBe(Bool, "Bool")
	return bits(v) != 0
}

// String returns a string; of a value of another type, what it is.
func (v Value) String() string {
	switch v.kind() {
	case String:
		return text(v)
	case Invalid:
		return "<invalid Value>"
	}
	return "<" + v.Type().String() + " Value>"
}

// IsNil reports whether a channel, function, interface, map, pointer or slice is nil.
func (v Value) IsNil() bool {
	if !v.kind().in(nillable) {
		panic(&ValueError{"reflect.Value.IsNil", v.kind()})
	}
	return v.flag&isMethod == 0 && bits(v) == 0
}

// IsZero reports whether v is the zero value of its type.
func (v Value) IsZero() bool {
	switch v.kind() {
	case Invalid:
		panic(&ValueError{"reflect.Value.IsZero", Invalid})
	case Float32, Float64, Complex64, Complex128, String, Interface, Slice:
		if v.kind() == Interface || v.kind() == Slice {
			return v.IsNil()
		}
		return allZero(v)
	case Array:
		for i := range length(v) {
			if !v.Index(i).IsZero() {
				return false
			}
		}
		return true
	case Struct:
		for i := range v.NumField() {
			if !v.Field(i).IsZero() && v.typ().Field(i).Name != "_" {
				return false
			}
		}
		return true
	}
	return v.flag&isMethod == 0 && bits(v) == 0
}

// Elem returns what an interface holds or a pointer points to.
func (v Value) Elem() Value {
	switch v.kind() {
	case Pointer:
		if bits(v) == 0 {
			return Value{}
		}
		return pointee(v)
	case Interface:
		return inside(v)
	}
	panic(&ValueError{"reflect.Value.Elem", v.kind()})
}

// Indirect returns what a pointer points to; other values themselves.
func Indirect(v Value) Value {
	if v.kind() != Pointer {
		return v
	}
	return v.Elem()
}

// Addr returns a pointer to a variable.
func (v Value) Addr() Value {
	if v.flag&addressable == 0 {
		panic("reflect.Value.Addr of unaddressable value")
	}
	if v.flag&indirect == 0 {
		// Somebody set the flag with unsafe, as go-spew does: a pointer to a copy.
		made := newVar(v.typ())
		made.Set(Value{v.flag &^ (readOnly | addressable), v.ref, v.word})
		made.flag |= v.flag & readOnly
		v = made
	}
	return address(v, pointerTo(v.typ()))
}

// UnsafeAddr returns the address of a variable as Go would show it.
func (v Value) UnsafeAddr() uintptr {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.UnsafeAddr", Invalid})
	}
	if v.flag&addressable == 0 {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	return shown(v, true)
}

// Pointer returns the address in a value as Go would show it.
func (v Value) Pointer() uintptr {
	switch v.kind() {
	case Chan, Func, Map, Pointer, Slice, String, UnsafePointer:
		return shown(v.plain(), false)
	}
	panic(&ValueError{"reflect.Value.Pointer", v.kind()})
}

// UnsafePointer returns the pointer in a value.
func (v Value) UnsafePointer() unsafe.Pointer {
	switch v.kind() {
	case Chan, Func, Map, Pointer, Slice, String, UnsafePointer:
		p, _ := pack(retype(ofBits(typeOf(unsafe.Pointer(nil)), bits(v.plain())), typeOf(unsafe.Pointer(nil)))).(unsafe.Pointer)
		return p
	}
	panic(&ValueError{"reflect.Value.UnsafePointer", v.kind()})
}

// New returns a pointer to a new variable.
func New(t Type) Value {
	if t == nil {
		panic("reflect: New(nil)")
	}
	return newVar(t.number()).Addr()
}

// NewAt returns a pointer to what p points to, as a *t.
func NewAt(t Type, p unsafe.Pointer) Value {
	return retype(ValueOf(p), pointerTo(t.number()))
}

// Zero returns the zero value of a type.
func Zero(t Type) Value {
	if t == nil {
		panic("reflect: Zero(nil)")
	}
	return zero(t.number())
}

// assignTo returns v as a value of type t.
func (v Value) assignTo(context string, t rtype) Value {
	v = v.plain()
	switch {
	case v.typ() == t:
		return v
	case assignable(t, v.typ()):
		if t.Kind() != Interface {
			return retype(v, t)
		}
		if v.kind() == Interface && v.IsNil() {
			return zero(t)
		}
		return inInterface(v, t)
	}
	panic(context + ": value of type " + v.typ().String() + " is not assignable to type " + t.String())
}

// Set assigns x to a variable.
func (v Value) Set(x Value) {
	v.mustBeAssignable("Set")
	x.mustBeExported("Set")
	set(v, x.assignTo("reflect.Set", v.typ()))
}

// SetZero makes a variable zero.
func (v Value) SetZero() {
	v.mustBeAssignable("SetZero")
	setZero(v)
}

// SetBool sets a boolean variable.
func (v Value) SetBool(x bool) {
	v.mustBeAssignable("SetBool")
	v.mustBe(Bool, "SetBool")
	if x {
		setBits(v, 1)
	} else {
		setBits(v, 0)
	}
}

// SetInt sets a signed integer variable.
func (v Value) SetInt(x int64) {
	v.mustBeAssignable("SetInt")
	if !v.kind().in(signed) {
		panic(&ValueError{"reflect.Value.SetInt", v.kind()})
	}
	setBits(v, uint64(x))
}

// SetUint sets an unsigned integer variable.
func (v Value) SetUint(x uint64) {
	v.mustBeAssignable("SetUint")
	if !v.kind().in(unsigned) {
		panic(&ValueError{"reflect.Value.SetUint", v.kind()})
	}
	setBits(v, x)
}

// SetFloat sets a float variable.
func (v Value) SetFloat(x float64) {
	v.mustBeAssignable("SetFloat")
	if !v.kind().in(floats) {
		panic(&ValueError{"reflect.Value.SetFloat", v.kind()})
	}
	setBits(v, floatBits(v.kind() == Float32, x))
}

func floatBits(small bool, x float64) uint64 {
	if small {
		return uint64(math.Float32bits(float32(x)))
	}
	return math.Float64bits(x)
}

// SetComplex sets a complex variable.
func (v Value) SetComplex(x complex128) {
	v.mustBeAssignable("SetComplex")
	if !v.kind().in(complexes) {
		panic(&ValueError{"reflect.Value.SetComplex", v.kind()})
	}
	small := v.kind() == Complex64
	setComplex(v, floatBits(small, real(x)), floatBits(small, imag(x)))
}

// SetString sets a string variable.
func (v Value) SetString(x string) {
	v.mustBeAssignable("SetString")
	v.mustBe(String, "SetString")
	set(v, ValueOf(x))
}

// SetBytes sets a variable of a slice of bytes.
func (v Value) SetBytes(x []byte) {
	v.mustBeAssignable("SetBytes")
	v.mustBe(Slice, "SetBytes")
	if elemOf(v.typ()).Kind() != Uint8 {
		panic("reflect.Value.SetBytes of non-byte slice")
	}
	set(v, ValueOf(x))
}

// SetPointer sets an unsafe.Pointer variable.
func (v Value) SetPointer(x unsafe.Pointer) {
	v.mustBeAssignable("SetPointer")
	v.mustBe(UnsafePointer, "SetPointer")
	set(v, ValueOf(x))
}

// NumField returns how many fields a struct has.
func (v Value) NumField() int {
	v.mustBe(Struct, "NumField")
	return lenOf(v.typ())
}

// Field returns a field of a struct.
func (v Value) Field(i int) Value {
	if v.kind() != Struct {
		panic(&ValueError{"reflect.Value.Field", v.kind()})
	}
	if i < 0 || i >= lenOf(v.typ()) {
		panic("reflect: Field index out of range")
	}
	return fieldAt(v, i)
}

// FieldByIndex returns a field of a field.
func (v Value) FieldByIndex(index []int) Value {
	if len(index) == 1 {
		return v.Field(index[0])
	}
	v.mustBe(Struct, "FieldByIndex")
	for i, x := range index {
		if i > 0 && v.kind() == Pointer && elemOf(v.typ()).Kind() == Struct {
			if v.IsNil() {
				panic("reflect: indirection through nil pointer to embedded struct")
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}

// FieldByIndexErr is FieldByIndex with an error for nil pointers on the way.
func (v Value) FieldByIndexErr(index []int) (Value, error) {
	if len(index) == 1 {
		return v.Field(index[0]), nil
	}
	v.mustBe(Struct, "FieldByIndexErr")
	for i, x := range index {
		if i > 0 && v.kind() == Pointer && elemOf(v.typ()).Kind() == Struct {
			if v.IsNil() {
				return Value{}, errors.New("reflect: indirection through nil pointer to embedded struct field " + elemOf(v.typ()).Name())
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v, nil
}

// FieldByName returns the field of that name, or the zero Value.
func (v Value) FieldByName(name string) Value {
	v.mustBe(Struct, "FieldByName")
	if f, ok := v.typ().FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// FieldByNameFunc returns the field whose name matches, or the zero Value.
func (v Value) FieldByNameFunc(match func(string) bool) Value {
	if f, ok := v.Type().FieldByNameFunc(match); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// Comparable reports whether the value can be compared.
func (v Value) Comparable() bool {
	switch v.kind() {
	case Invalid:
		return false
	case Interface:
		return v.IsNil() || v.Elem().Comparable()
	case Array:
		for i := range length(v) {
			if !v.Index(i).Comparable() {
				return false
			}
		}
		return elemOf(v.typ()).Comparable() || length(v) == 0 && v.typ().Comparable()
	case Struct:
		for i := range v.NumField() {
			if !v.Field(i).Comparable() {
				return false
			}
		}
		return true
	}
	return v.typ().Comparable()
}

// Equal reports whether v and u are equal.
func (v Value) Equal(u Value) bool {
	if v.kind() == Interface {
		v = v.Elem()
	}
	if u.kind() == Interface {
		u = u.Elem()
	}
	if !v.IsValid() || !u.IsValid() {
		return v.IsValid() == u.IsValid()
	}
	if v.kind() != u.kind() || v.Type() != u.Type() {
		return false
	}
	if !v.Comparable() || !u.Comparable() {
		panic("reflect.Value.Equal: values of type " + v.Type().String() + " are not comparable")
	}
	return pack(v) == pack(u)
}

// SliceHeader says what a slice is made of.
type SliceHeader struct {
	Data uintptr
	Len  int
	Cap  int
}

// StringHeader says what a string is made of.
type StringHeader struct {
	Data uintptr
	Len  int
}
