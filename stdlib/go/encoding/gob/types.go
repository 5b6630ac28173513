package gob

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// GobEncoder writes itself; GobDecoder reads itself.
type GobEncoder interface {
	GobEncode() ([]byte, error)
}
type GobDecoder interface {
	GobDecode([]byte) error
}

// A typeId identifies a type in a stream.
type typeId int32

// The types that need no description.
const (
	tBool typeId = iota + 1
	tInt
	tUint
	tFloat
	tBytes
	tString
	tComplex
	tInterface
	tWireType typeId = iota + 8
	tArrayType
	tCommonType
	tSliceType
	tStructType
	tFieldType
	tFieldTypes
	tMapType

	lastReserved typeId = 63
)

var basicNames = map[typeId]string{
	tBool: "bool", tInt: "int", tUint: "uint", tFloat: "float", tBytes: "bytes", tString: "string",
	tComplex: "complex", tInterface: "interface",
}

// CommonType is what descriptions of types have in common.
type CommonType struct {
	Name string
	Id   typeId
}

// The descriptions, as they are written: a wireType has one of them.
type (
	arrayType struct {
		CommonType
		Elem typeId
		Len  int
	}
	sliceType struct {
		CommonType
		Elem typeId
	}
	structType struct {
		CommonType
		Field []fieldType
	}
	fieldType struct {
		Name string
		Id   typeId
	}
	mapType struct {
		CommonType
		Key, Elem typeId
	}
	ownType  struct{ CommonType }
	wireType struct {
		ArrayT           *arrayType
		SliceT           *sliceType
		StructT          *structType
		MapT             *mapType
		GobEncoderT      *ownType
		BinaryMarshalerT *ownType
		TextMarshalerT   *ownType
	}
)

// A way is how values of a type are encoded.
type way uint8

const (
	plain way = iota
	gobWay
	binaryWay
	textWay
)

// A userType is what is known of a Go type.
type userType struct {
	user, base reflect.Type // as it is, and without pointers
	// How it writes and reads itself, and whether it takes a pointer to base.
	enc, dec               way
	encPointer, decPointer bool
	err                    error
}

var (
	known  sync.Map // map[reflect.Type]*userType
	idsMu  sync.Mutex
	lastId = lastReserved
	ids    = map[reflect.Type]typeId{}
	wires  = map[typeId]*wireType{}
	// unfinished gives ids to types whose parts have not all got one.
	unfinished = map[reflect.Type]func() typeId{}
)

var (
	gobEncoderType      = reflect.TypeFor[GobEncoder]()
	gobDecoderType      = reflect.TypeFor[GobDecoder]()
	binaryMarshalerType = reflect.TypeFor[encoding.BinaryMarshaler]()
	binaryUnmarshaler   = reflect.TypeFor[encoding.BinaryUnmarshaler]()
)

// typeOf returns what is known of a type.
func typeOf(t reflect.Type) (*userType, error) {
	if u, ok := known.Load(t); ok {
		u := u.(*userType)
		return u, u.err
	}
	u := &userType{user: t, base: t}
	seen := map[reflect.Type]bool{}
	for u.base.Kind() == reflect.Pointer {
		if seen[u.base] {
			u.err = errors.New("can't represent recursive pointer type " + u.base.String())
			break
		}
		seen[u.base] = true
		u.base = u.base.Elem()
	}
	implements := func(i reflect.Type) (ok, pointer bool) {
		if u.base.Kind() != reflect.Interface && u.base.Implements(i) {
			return true, false
		}
		return u.base.Kind() != reflect.Interface && reflect.PointerTo(u.base).Implements(i), true
	}
	for _, own := range []struct {
		i       reflect.Type
		way     *way
		pointer *bool
		is      way
	}{
		{gobEncoderType, &u.enc, &u.encPointer, gobWay}, {binaryMarshalerType, &u.enc, &u.encPointer, binaryWay},
		{gobDecoderType, &u.dec, &u.decPointer, gobWay}, {binaryUnmarshaler, &u.dec, &u.decPointer, binaryWay},
	} {
		if ok, pointer := implements(own.i); ok && *own.way == plain {
			*own.way, *own.pointer = own.is, pointer
		}
	}
	k, _ := known.LoadOrStore(t, u)
	return k.(*userType), u.err
}

func mustType(t reflect.Type) *userType {
	u, err := typeOf(t)
	if err != nil {
		failWith(err)
	}
	return u
}

// basicId returns the id of a type without description, or 0.
func basicId(t reflect.Type) typeId {
	switch t.Kind() {
	case reflect.Bool:
		return tBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return tInt
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return tUint
	case reflect.Float32, reflect.Float64:
		return tFloat
	case reflect.Complex64, reflect.Complex128:
		return tComplex
	case reflect.String:
		return tString
	case reflect.Interface:
		return tInterface
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return tBytes
		}
	}
	return 0
}

// idOf returns the id of a type, after making its description; idsMu is held.
func idOf(name string, t reflect.Type) typeId {
	u := mustType(t)
	if u.enc == plain {
		if id := basicId(u.base); id != 0 {
			return id
		}
	}
	if id, ok := ids[u.base]; ok {
		if id == 0 {
			// The element is the slice around it.
			return unfinished[u.base]()
		}
		return id
	}
	next := func(c *CommonType, w *wireType) typeId {
		lastId++
		*c = CommonType{name, lastId}
		ids[u.base], wires[lastId] = lastId, w
		return lastId
	}
	switch u.enc {
	case gobWay:
		w := &wireType{GobEncoderT: new(ownType)}
		return next(&w.GobEncoderT.CommonType, w)
	case binaryWay:
		w := &wireType{BinaryMarshalerT: new(ownType)}
		return next(&w.BinaryMarshalerT.CommonType, w)
	}
	switch b := u.base; b.Kind() {
	case reflect.Struct:
		w := &wireType{StructT: new(structType)}
		id := next(&w.StructT.CommonType, w)
		done := false
		defer func() {
			if !done {
				delete(ids, b)
			}
		}()
		for i := range b.NumField() {
			f := b.Field(i)
			if !isSent(f) {
				continue
			}
			base := mustType(f.Type).base
			fieldName := base.Name()
			if fieldName == "" {
				fieldName = mustType(f.Type).base.String()
			}
			w.StructT.Field = append(w.StructT.Field, fieldType{f.Name, idOf(fieldName, f.Type)})
		}
		done = true
		return id
	case reflect.Array:
		w := &wireType{ArrayT: &arrayType{Len: b.Len()}}
		return described(u.base, name, w, &w.ArrayT.CommonType, func() { w.ArrayT.Elem = idOf("", b.Elem()) })
	case reflect.Slice:
		w := &wireType{SliceT: new(sliceType)}
		return described(u.base, name, w, &w.SliceT.CommonType, func() { w.SliceT.Elem = idOf(b.Elem().Name(), b.Elem()) })
	case reflect.Map:
		w := &wireType{MapT: new(mapType)}
		return described(u.base, name, w, &w.MapT.CommonType, func() {
			w.MapT.Key, w.MapT.Elem = idOf("", b.Key()), idOf("", b.Elem())
		})
	}
	failWith(errors.New("gob NewTypeObject can't handle type: " + t.String()))
	return 0
}

// described makes the description of a type, whose id comes behind those of its parts, unless one
// of them is the type itself.
func described(t reflect.Type, name string, w *wireType, c *CommonType, parts func()) typeId {
	ids[t] = 0
	unfinished[t] = func() typeId {
		lastId++
		*c = CommonType{name, lastId}
		ids[t], wires[lastId] = lastId, w
		return lastId
	}
	defer func() {
		if ids[t] == 0 {
			delete(ids, t)
		}
		delete(unfinished, t)
	}()
	parts()
	if c.Id == 0 {
		unfinished[t]()
	}
	return c.Id
}

// isSent reports whether a field is encoded.
func isSent(f reflect.StructField) bool {
	r, _ := utf8.DecodeRuneInString(f.Name)
	if !unicode.IsUpper(r) {
		return false
	}
	t := f.Type
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.Kind() != reflect.Chan && t.Kind() != reflect.Func
}

// common returns the common part of a description.
func (w *wireType) common() *CommonType {
	switch {
	case w.ArrayT != nil:
		return &w.ArrayT.CommonType
	case w.SliceT != nil:
		return &w.SliceT.CommonType
	case w.StructT != nil:
		return &w.StructT.CommonType
	case w.MapT != nil:
		return &w.MapT.CommonType
	}
	if own := w.own(); own != nil {
		return &own.CommonType
	}
	return new(CommonType)
}

// own returns the description of a type that encodes itself.
func (w *wireType) own() *ownType {
	switch {
	case w.GobEncoderT != nil:
		return w.GobEncoderT
	case w.BinaryMarshalerT != nil:
		return w.BinaryMarshalerT
	}
	return w.TextMarshalerT
}

// Concrete types of interface values.
var (
	namesMu sync.RWMutex
	byName  = map[string]reflect.Type{}
	byType  = map[reflect.Type]string{}
)

// RegisterName gives the type of value a name in streams.
func RegisterName(name string, value any) {
	if name == "" {
		panic("attempt to register empty name")
	}
	u, err := typeOf(reflect.TypeOf(value))
	if err != nil {
		panic(err)
	}
	namesMu.Lock()
	defer namesMu.Unlock()
	if t, ok := byName[name]; ok && t != u.user {
		panic(fmt.Sprintf("gob: registering duplicate types for %q: %s != %s", name, t, u.user))
	}
	if n, ok := byType[u.base]; ok && n != name {
		panic(fmt.Sprintf("gob: registering duplicate names for %s: %q != %q", u.user, n, name))
	}
	byName[name], byType[u.base] = u.user, name
}

// Register uses the name of the type.
func Register(value any) {
	t := reflect.TypeOf(value)
	name := t.String()
	star, named := "", t
	if t.Name() == "" && t.Kind() == reflect.Pointer {
		star, named = "*", t.Elem()
	}
	if named.Name() != "" {
		if named.PkgPath() == "" {
			name = star + named.Name()
		} else {
			name = star + named.PkgPath() + "." + named.Name()
		}
	}
	RegisterName(name, value)
}

func init() {
	for _, v := range []any{
		int(0), int8(0), int16(0), int32(0), int64(0), uint(0), uint8(0), uint16(0), uint32(0), uint64(0),
		float32(0), float64(0), complex64(0), complex128(0), uintptr(0), false, "", []byte(nil), []int(nil), []int8(nil),
		[]int16(nil), []int32(nil), []int64(nil), []uint(nil), []uint16(nil), []uint32(nil), []uint64(nil),
		[]float32(nil), []float64(nil), []complex64(nil), []complex128(nil), []uintptr(nil), []bool(nil), []string(nil),
	} {
		Register(v)
	}
}

// describe returns a remote type as text.
func (dec *Decoder) describe(id typeId) string {
	if name, ok := basicNames[id]; ok {
		return name
	}
	w := dec.wires[id]
	if w == nil {
		return "unknown type"
	}
	switch {
	case w.ArrayT != nil:
		return fmt.Sprintf("[%d]%s", w.ArrayT.Len, dec.name(w.ArrayT.Elem))
	case w.SliceT != nil:
		return "[]" + dec.name(w.SliceT.Elem)
	case w.MapT != nil:
		return "map[" + dec.name(w.MapT.Key) + "]" + dec.name(w.MapT.Elem)
	case w.StructT != nil:
		var b strings.Builder
		fmt.Fprintf(&b, "%s = struct { ", w.StructT.Name)
		for _, f := range w.StructT.Field {
			fmt.Fprintf(&b, "%s %s; ", f.Name, dec.name(f.Id))
		}
		return b.String() + "}"
	}
	return w.common().Name
}

// name is describe, but a struct is only its name.
func (dec *Decoder) name(id typeId) string {
	if w := dec.wires[id]; w != nil && w.StructT != nil {
		return w.StructT.Name
	}
	return dec.describe(id)
}
