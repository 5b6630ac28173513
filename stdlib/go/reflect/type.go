package reflect

import (
	"iter"
	"strconv"
)

// Type is a Go type. Two of them are equal if the types are identical.
type Type interface {
	Align() int
	FieldAlign() int
	Method(int) Method
	Methods() iter.Seq[Method]
	MethodByName(string) (Method, bool)
	NumMethod() int
	Name() string
	PkgPath() string
	Size() uintptr
	String() string
	Kind() Kind
	Implements(u Type) bool
	AssignableTo(u Type) bool
	ConvertibleTo(u Type) bool
	Comparable() bool
	Bits() int
	ChanDir() ChanDir
	IsVariadic() bool
	Elem() Type
	Field(i int) StructField
	Fields() iter.Seq[StructField]
	FieldByIndex(index []int) StructField
	FieldByName(name string) (StructField, bool)
	FieldByNameFunc(match func(string) bool) (StructField, bool)
	In(i int) Type
	Ins() iter.Seq[Type]
	Key() Type
	Len() int
	NumField() int
	NumIn() int
	NumOut() int
	Out(i int) Type
	Outs() iter.Seq[Type]
	OverflowComplex(x complex128) bool
	OverflowFloat(x float64) bool
	OverflowInt(x int64) bool
	OverflowUint(x uint64) bool
	CanSeq() bool
	CanSeq2() bool

	number() rtype
}

// rtype is the number of a type in the interpreter's table; 0 is no type.
type rtype uint64

// Natives: parts of types and relations between them.

func typeOf(i any) rtype
func elemOf(t rtype) rtype
func keyOf(t rtype) rtype
func lenOf(t rtype) int
func arity(t rtype) (in, out int, variadic bool)
func inOf(t rtype, i int) rtype
func outOf(t rtype, i int) rtype
func dirOf(t rtype) ChanDir
func words(t rtype) int
func fieldOf(t rtype, i int) (name, pkg, tag string, typ rtype, offset uintptr, embedded bool)
func fieldIndex(t rtype, name string) int
func numMethod(t rtype) int
func methodOf(t rtype, i int) (name, pkg string, sig rtype)
func methodIndex(t rtype, name string) int
func implements(t, u rtype) bool
func sameUnderlying(t, u rtype, tags bool) bool
func assignable(to, from rtype) bool

func (t rtype) align() int
func (t rtype) Kind() Kind
func (t rtype) String() string
func (t rtype) Name() string
func (t rtype) PkgPath() string
func (t rtype) Size() uintptr
func (t rtype) Comparable() bool

// TypeOf returns the dynamic type of i, or nil.
func TypeOf(i any) Type { return toType(typeOf(i)) }

// TypeFor returns the type T.
func TypeFor[T any]() Type {
	var v T
	if t := TypeOf(v); t != nil {
		return t
	}
	return elemOf(typeOf((*T)(nil)))
}

func toType(t rtype) Type {
	if t == 0 {
		return nil
	}
	return t
}

func (t rtype) number() rtype { return t }

func (t rtype) Align() int { return t.align() }

func (t rtype) FieldAlign() int { return t.align() }

// must panics if t is not of kind k.
func (t rtype) must(k Kind, method, what string) {
	if t.Kind() != k {
		panic("reflect: " + method + " of non-" + what + " type " + t.String())
	}
}

func (t rtype) Bits() int {
	if t == 0 {
		panic("reflect: Bits of nil Type")
	}
	k := t.Kind()
	if k < Int || k > Complex128 {
		panic("reflect: Bits of non-arithmetic Type " + t.String())
	}
	return int(t.Size()) * 8
}

func (t rtype) ChanDir() ChanDir {
	t.must(Chan, "ChanDir", "chan")
	return dirOf(t)
}

func (t rtype) Elem() Type {
	switch t.Kind() {
	case Array, Chan, Map, Pointer, Slice:
		return elemOf(t)
	}
	panic("reflect: Elem of invalid type " + t.String())
}

func (t rtype) Key() Type {
	t.must(Map, "Key", "map")
	return keyOf(t)
}

func (t rtype) Len() int {
	t.must(Array, "Len", "array")
	return lenOf(t)
}

func (t rtype) NumField() int {
	t.must(Struct, "NumField", "struct")
	return lenOf(t)
}

func (t rtype) IsVariadic() bool {
	t.must(Func, "IsVariadic", "func")
	_, _, v := arity(t)
	return v
}

func (t rtype) NumIn() int {
	t.must(Func, "NumIn", "func")
	n, _, _ := arity(t)
	return n
}

func (t rtype) NumOut() int {
	t.must(Func, "NumOut", "func")
	_, n, _ := arity(t)
	return n
}

func (t rtype) In(i int) Type {
	t.must(Func, "In", "func")
	checkIndex(i, t.NumIn())
	return inOf(t, i)
}

func (t rtype) Out(i int) Type {
	t.must(Func, "Out", "func")
	checkIndex(i, t.NumOut())
	return outOf(t, i)
}

// checkIndex panics like an index expression.
func checkIndex(i, n int) { _ = make([]struct{}, n)[i] }

func (t rtype) Ins() iter.Seq[Type] {
	t.must(Func, "Ins", "func")
	return func(yield func(Type) bool) {
		for i := range t.NumIn() {
			if !yield(t.In(i)) {
				return
			}
		}
	}
}

func (t rtype) Outs() iter.Seq[Type] {
	t.must(Func, "Outs", "func")
	return func(yield func(Type) bool) {
		for i := range t.NumOut() {
			if !yield(t.Out(i)) {
				return
			}
		}
	}
}

func (t rtype) Implements(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	return implements(t, u.number())
}

func (t rtype) AssignableTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.AssignableTo")
	}
	return assignable(u.number(), t)
}

func (t rtype) ConvertibleTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.ConvertibleTo")
	}
	return convertible(u.number(), t)
}

func (t rtype) OverflowComplex(x complex128) bool {
	switch t.Kind() {
	case Complex64:
		return overflowsFloat32(real(x)) || overflowsFloat32(imag(x))
	case Complex128:
		return false
	}
	panic("reflect: OverflowComplex of non-complex type " + t.String())
}

func (t rtype) OverflowFloat(x float64) bool {
	switch t.Kind() {
	case Float32:
		return overflowsFloat32(x)
	case Float64:
		return false
	}
	panic("reflect: OverflowFloat of non-float type " + t.String())
}

func (t rtype) OverflowInt(x int64) bool {
	if !t.Kind().in(signed) {
		panic("reflect: OverflowInt of non-int type " + t.String())
	}
	return overflowsInt(x, t.Size())
}

func (t rtype) OverflowUint(x uint64) bool {
	if !t.Kind().in(unsigned) {
		panic("reflect: OverflowUint of non-uint type " + t.String())
	}
	return overflowsUint(x, t.Size())
}

func overflowsFloat32(x float64) bool {
	if x < 0 {
		x = -x
	}
	const largest = 0x1p127 * (1 + (1 - 0x1p-23))
	const infinity = 0x1p1023 * (1 + (1 - 0x1p-52))
	return largest < x && x <= infinity
}

func overflowsInt(x int64, size uintptr) bool {
	free := 64 - 8*size
	return x<<free>>free != x
}

func overflowsUint(x uint64, size uintptr) bool {
	free := 64 - 8*size
	return x<<free>>free != x
}

func (t rtype) CanSeq() bool {
	switch k := t.Kind(); k {
	case Int, Int8, Int16, Int32, Int64, Uint, Uint8, Uint16, Uint32, Uint64, Uintptr,
		Array, Slice, Chan, String, Map:
		return true
	case Func:
		return rangesOver(t, 1)
	case Pointer:
		return elemOf(t).Kind() == Array
	}
	return false
}

func (t rtype) CanSeq2() bool {
	switch t.Kind() {
	case Array, Slice, String, Map:
		return true
	case Func:
		return rangesOver(t, 2)
	case Pointer:
		return elemOf(t).Kind() == Array
	}
	return false
}

// rangesOver reports whether t is the type of an iterator function of n values.
func rangesOver(t rtype, n int) bool {
	if t.Kind() != Func {
		return false
	}
	in, out, _ := arity(t)
	if in != 1 || out != 0 {
		return false
	}
	yield := inOf(t, 0)
	if yield.Kind() != Func {
		return false
	}
	in, out, _ = arity(yield)
	return in == n && out == 1 && outOf(yield, 0) == typeOf(false)
}

// Method is a method of a type.
type Method struct {
	Name    string
	PkgPath string // of a method that is not exported
	Type    Type   // with the receiver as first parameter, but for interface types
	Func    Value  // with the receiver as first parameter
	Index   int
}

// IsExported reports whether the method is exported.
func (m Method) IsExported() bool { return m.PkgPath == "" }

func (t rtype) NumMethod() int { return numMethod(t) }

func (t rtype) Method(i int) Method {
	if i < 0 || i >= numMethod(t) {
		panic("reflect: Method index out of range")
	}
	name, pkg, sig := methodOf(t, i)
	if t.Kind() == Interface {
		return Method{Name: name, PkgPath: pkg, Type: sig, Index: i}
	}
	in, out, variadic := arity(sig)
	params := []rtype{t}
	for j := range in {
		params = append(params, inOf(sig, j))
	}
	var results []rtype
	for j := range out {
		results = append(results, outOf(sig, j))
	}
	ft := funcOf(params, results, variadic)
	f := MakeFunc(ft, func(args []Value) []Value {
		m := args[0].Method(i)
		if variadic {
			return m.CallSlice(args[1:])
		}
		return m.Call(args[1:])
	})
	return Method{Name: name, Type: ft, Func: f, Index: i}
}

func (t rtype) MethodByName(name string) (Method, bool) {
	i := methodIndex(t, name)
	if i < 0 {
		return Method{}, false
	}
	return t.Method(i), true
}

func (t rtype) Methods() iter.Seq[Method] {
	return func(yield func(Method) bool) {
		for i := range t.NumMethod() {
			if !yield(t.Method(i)) {
				return
			}
		}
	}
}

// Natives: unnamed types.

func pointerTo(t rtype) rtype
func sliceOf(t rtype) rtype
func arrayOf(n int, t rtype) rtype
func mapOf(key, elem rtype) rtype
func chanOf(dir ChanDir, t rtype) rtype
func funcOf(in, out []rtype, variadic bool) rtype
func structOf(fields []fieldSpec) rtype

// PointerTo returns the type *t.
func PointerTo(t Type) Type { return pointerTo(t.number()) }

// PtrTo is the old name of PointerTo.
func PtrTo(t Type) Type { return PointerTo(t) }

// SliceOf returns the type []t.
func SliceOf(t Type) Type { return sliceOf(t.number()) }

// ArrayOf returns the type [n]t.
func ArrayOf(n int, t Type) Type {
	if n < 0 {
		panic("reflect: negative length passed to ArrayOf")
	}
	if size := t.Size(); size > 0 && uintptr(n) > (1<<47)/size {
		panic("reflect.ArrayOf: array size would exceed virtual address space")
	}
	return arrayOf(n, t.number())
}

// MapOf returns the type map[key]elem.
func MapOf(key, elem Type) Type {
	if !key.Comparable() {
		panic("reflect.MapOf: invalid key type " + key.String())
	}
	return mapOf(key.number(), elem.number())
}

// ChanOf returns the type of channels of t with a direction.
func ChanOf(dir ChanDir, t Type) Type {
	if dir < RecvDir || dir > BothDir {
		panic("reflect.ChanOf: invalid dir")
	}
	if t.Size() >= 1<<16 {
		panic("reflect.ChanOf: element size too large")
	}
	return chanOf(dir, t.number())
}

// FuncOf returns the type of functions with these parameters and results.
func FuncOf(in, out []Type, variadic bool) Type {
	if variadic && (len(in) == 0 || in[len(in)-1].Kind() != Slice) {
		panic("reflect.FuncOf: last arg of variadic func must be slice")
	}
	return funcOf(numbers(in), numbers(out), variadic)
}

func numbers(list []Type) []rtype {
	var out []rtype
	for _, t := range list {
		out = append(out, t.number())
	}
	return out
}

// fieldSpec is a field of a type to be made; known to the natives.
type fieldSpec struct {
	name, pkg, tag string
	typ            rtype
	embedded       bool
}

// StructOf returns the type of structs with these fields.
func StructOf(fields []StructField) Type {
	var list []fieldSpec
	pkg := "" // of the fields that are not exported
	seen := map[string]bool{}
	for i, f := range fields {
		number := strconv.Itoa(i)
		switch {
		case f.Name == "":
			panic("reflect.StructOf: field " + number + " has no name")
		case !isName(f.Name):
			panic("reflect.StructOf: field " + number + " has invalid name")
		case f.Type == nil:
			panic("reflect.StructOf: field " + number + " has no type")
		case f.PkgPath == "" && ('a' <= f.Name[0] && f.Name[0] <= 'z' || f.Name[0] == '_'):
			panic("reflect.StructOf: field \"" + f.Name + "\" is unexported but missing PkgPath")
		case f.PkgPath != "" && pkg != "" && f.PkgPath != pkg:
			panic("reflect.Struct: fields with different PkgPath " + pkg + " and " + f.PkgPath)
		case f.Anonymous && f.PkgPath != "":
			panic("reflect.StructOf: field \"" + f.Name + "\" is anonymous but has PkgPath set")
		case seen[f.Name] && f.Name != "_":
			panic("reflect.StructOf: duplicate field " + f.Name)
		}
		if f.Anonymous && f.Type.Kind() != Interface && f.Type.NumMethod() > 0 {
			// What Go cannot do either.
			switch pointer := f.Type.Kind() == Pointer; {
			case i > 0:
				panic("reflect: embedded type with methods not implemented if type is not first field")
			case pointer && len(fields) > 1:
				panic("reflect: embedded type with methods not implemented if there is more than one field")
			case len(fields) > 1 && f.Type.Kind().in(1<<Map|1<<Chan|1<<Func):
				panic("reflect: embedded type with methods not implemented for non-pointer type")
			}
		}
		if f.PkgPath != "" {
			pkg = f.PkgPath
		}
		seen[f.Name] = true
		list = append(list, fieldSpec{f.Name, f.PkgPath, string(f.Tag), f.Type.number(), f.Anonymous})
	}
	return structOf(list)
}
