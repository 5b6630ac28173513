package gob

import (
	"bufio"
	"encoding"
	"errors"
	"fmt"
	"io"
	"reflect"
	"sync"
)

// A Decoder reads values that an Encoder wrote.
type Decoder struct {
	mu    sync.Mutex
	r     io.Reader
	in    cursor
	wires map[typeId]*wireType
	depth int
	err   error
}

// maxDepth is how deep values may nest.
const maxDepth = 10000

// NewDecoder returns a decoder that reads r.
func NewDecoder(r io.Reader) *Decoder {
	if _, ok := r.(io.ByteReader); !ok {
		r = bufio.NewReader(r)
	}
	return &Decoder{r: r, wires: map[typeId]*wireType{}}
}

// Decode reads a value into what e points to; nil discards it.
func (dec *Decoder) Decode(e any) error {
	if e == nil {
		return dec.DecodeValue(reflect.Value{})
	}
	v := reflect.ValueOf(e)
	if v.Type().Kind() != reflect.Pointer {
		dec.err = errors.New("gob: attempt to decode into a non-pointer")
		return dec.err
	}
	return dec.DecodeValue(v)
}

// DecodeValue reads a value into v, which is a pointer or can be set; the zero Value discards it.
func (dec *Decoder) DecodeValue(v reflect.Value) error {
	if v.IsValid() {
		if (v.Kind() != reflect.Pointer || v.IsNil()) && !v.CanSet() {
			return errors.New("gob: DecodeValue of unassignable value")
		}
	}
	dec.mu.Lock()
	defer dec.mu.Unlock()
	dec.in.data, dec.err, dec.depth = nil, nil, 0
	dec.err = dec.decode(v)
	return dec.err
}

func (dec *Decoder) decode(v reflect.Value) (err error) {
	defer caught(&err)
	id := dec.typeSequence(false)
	if !v.IsValid() {
		dec.skipTop(id)
		return nil
	}
	dec.top(id, v)
	return nil
}

// typeSequence reads descriptions of types up to the id of a value.
func (dec *Decoder) typeSequence(inside bool) typeId {
	for first := true; ; first = false {
		if len(dec.in.data) == 0 {
			data, err := readMessage(dec.r)
			if err == io.EOF && !first {
				err = io.ErrUnexpectedEOF
			}
			if err != nil {
				failWith(err)
			}
			dec.in.data = data
		}
		id := typeId(dec.in.int())
		if id >= 0 {
			return id
		}
		if dec.wires[-id] != nil || -id <= lastReserved && -id < tWireType {
			failWith(errors.New("gob: duplicate type received"))
		}
		w := new(wireType)
		dec.structure(reflect.ValueOf(w).Elem(), dec.wireOf(tWireType).StructT)
		dec.wires[-id] = w
		if len(dec.in.data) > 0 {
			if !inside {
				failWith(errors.New("extra data in buffer"))
			}
			// Inside of a value the length of the next part follows.
			dec.in.uint()
		}
	}
}

// bootstrap has the descriptions of the descriptions.
var bootstrap = map[typeId]*wireType{
	tWireType: {StructT: &structType{CommonType{"wireType", tWireType}, []fieldType{
		{"ArrayT", tArrayType}, {"SliceT", tSliceType}, {"StructT", tStructType}, {"MapT", tMapType},
		{"GobEncoderT", tCommonType - 100}, {"BinaryMarshalerT", tCommonType - 100}, {"TextMarshalerT", tCommonType - 100},
	}}},
	tArrayType:        {StructT: &structType{CommonType{"arrayType", tArrayType}, []fieldType{{"CommonType", tCommonType}, {"Elem", tInt}, {"Len", tInt}}}},
	tCommonType:       {StructT: &structType{CommonType{"CommonType", tCommonType}, []fieldType{{"Name", tString}, {"Id", tInt}}}},
	tSliceType:        {StructT: &structType{CommonType{"sliceType", tSliceType}, []fieldType{{"CommonType", tCommonType}, {"Elem", tInt}}}},
	tStructType:       {StructT: &structType{CommonType{"structType", tStructType}, []fieldType{{"CommonType", tCommonType}, {"Field", tFieldTypes}}}},
	tFieldType:        {StructT: &structType{CommonType{"fieldType", tFieldType}, []fieldType{{"Name", tString}, {"Id", tInt}}}},
	tFieldTypes:       {SliceT: &sliceType{CommonType{"[]fieldType", tFieldTypes}, tFieldType}},
	tMapType:          {StructT: &structType{CommonType{"mapType", tMapType}, []fieldType{{"CommonType", tCommonType}, {"Key", tInt}, {"Elem", tInt}}}},
	tCommonType - 100: {StructT: &structType{CommonType{"gobEncoderType", tCommonType - 100}, []fieldType{{"CommonType", tCommonType}}}},
}

// wireOf returns the description of a remote type, or nil for a basic one.
func (dec *Decoder) wireOf(id typeId) *wireType {
	if w := bootstrap[id]; w != nil {
		return w
	}
	return dec.wires[id]
}

// allocated follows pointers, making what they point to.
func allocated(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	return v
}

// compatible reports whether values of a remote type fit a local one.
func (dec *Decoder) compatible(t reflect.Type, id typeId) bool {
	return dec.fits(t, id, map[reflect.Type]typeId{})
}

func (dec *Decoder) fits(t reflect.Type, id typeId, open map[reflect.Type]typeId) bool {
	if other, ok := open[t]; ok {
		return other == id
	}
	open[t] = id
	u := mustType(t)
	w := dec.wireOf(id)
	if u.dec != plain || w != nil && w.own() != nil {
		if w == nil {
			return false
		}
		return u.dec == gobWay && w.GobEncoderT != nil || u.dec == binaryWay && w.BinaryMarshalerT != nil
	}
	switch b := u.base; b.Kind() {
	case reflect.Array:
		return w != nil && w.ArrayT != nil && w.ArrayT.Len == b.Len() && dec.fits(b.Elem(), w.ArrayT.Elem, open)
	case reflect.Map:
		return w != nil && w.MapT != nil && dec.fits(b.Key(), w.MapT.Key, open) && dec.fits(b.Elem(), w.MapT.Elem, open)
	case reflect.Slice:
		if b.Elem().Kind() == reflect.Uint8 {
			return id == tBytes
		}
		return w != nil && w.SliceT != nil && dec.fits(b.Elem(), w.SliceT.Elem, open)
	case reflect.Struct:
		return w != nil && w.StructT != nil
	default:
		basic := basicId(b)
		return basic != 0 && basic == id
	}
}

// top reads a value that is in nothing else.
func (dec *Decoder) top(id typeId, v reflect.Value) {
	u := mustType(v.Type())
	w := dec.wireOf(id)
	if w == nil && basicNames[id] == "" {
		failWith(errBadType)
	}
	if !dec.compatible(v.Type(), id) {
		if u.dec == plain && u.base.Kind() == reflect.Struct {
			fail("type mismatch in decoder: want struct type %s; got non-struct", u.base)
		}
		failWith(errors.New("gob: decoding into local type " + v.Type().String() + ", received remote type " + dec.describe(id)))
	}
	name := v.Type().String()
	v = allocated(v)
	if u.dec == plain && v.Kind() == reflect.Struct {
		if n := matches(v.Type(), w.StructT); n == 0 && v.NumField() > 0 && len(w.StructT.Field) > 0 && dec.wires[id] != nil {
			fail("type mismatch: no fields matched compiling decoder for %s", v.Type().Name())
		}
		dec.structure(v, w.StructT)
		return
	}
	if dec.in.uint() != 0 {
		fail("decode: corrupted data: non-zero delta for singleton")
	}
	dec.value(v, id, name)
}

// matches counts the fields that a struct has of a remote one.
func matches(t reflect.Type, w *structType) (n int) {
	for _, f := range w.Field {
		if local, ok := t.FieldByName(f.Name); ok && len(local.Index) == 1 && isSent(local) {
			n++
		}
	}
	return n
}

// structure reads the fields of a struct.
func (dec *Decoder) structure(v reflect.Value, w *structType) {
	t := v.Type()
	for i := -1; len(dec.in.data) > 0; {
		delta := dec.in.uint()
		if delta == 0 {
			return
		}
		if delta > uint64(len(w.Field)) || i+int(delta) >= len(w.Field) {
			failWith(errRange)
		}
		i += int(delta)
		f := w.Field[i]
		local, ok := t.FieldByName(f.Name)
		if !ok || len(local.Index) != 1 || !isSent(local) {
			dec.skip(f.Id)
			continue
		}
		if !dec.compatible(local.Type, f.Id) {
			fail("wrong type (%s) for received field %s.%s", local.Type, w.Name, f.Name)
		}
		dec.value(allocated(v.Field(local.Index[0])), f.Id, f.Name)
	}
}

// value reads a value of a remote type that fits.
func (dec *Decoder) value(v reflect.Value, id typeId, name string) {
	if dec.depth++; dec.depth > maxDepth {
		failWith(errors.New("invalid nesting depth"))
	}
	defer func() { dec.depth-- }()
	overflow := func(over bool) {
		if over {
			failWith(errors.New(`value for "` + name + `" out of range`))
		}
	}
	u := mustType(v.Type())
	if u.dec != plain {
		dec.own(v, u)
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(dec.in.uint() != 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n := dec.in.int()
		overflow(v.OverflowInt(n))
		v.SetInt(n)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		n := dec.in.uint()
		overflow(v.OverflowUint(n))
		v.SetUint(n)
	case reflect.Float32, reflect.Float64:
		f := dec.in.float()
		overflow(v.OverflowFloat(f))
		v.SetFloat(f)
	case reflect.Complex64, reflect.Complex128:
		re := dec.in.float()
		c := complex(re, dec.in.float())
		overflow(v.OverflowComplex(c))
		v.SetComplex(c)
	case reflect.String:
		v.SetString(string(dec.in.take(dec.in.uint(), "invalid string")))
	case reflect.Array:
		w := dec.wireOf(id).ArrayT
		if dec.in.uint() != uint64(v.Len()) {
			fail("length mismatch in decodeArray")
		}
		for i := range v.Len() {
			dec.value(allocated(v.Index(i)), w.Elem, name)
		}
	case reflect.Slice:
		if id == tBytes {
			data := dec.in.take(dec.in.uint(), "invalid slice")
			if v.Cap() >= len(data) && v.Cap() > 0 {
				v.SetLen(len(data))
			} else {
				v.Set(reflect.MakeSlice(v.Type(), len(data), len(data)))
			}
			reflect.Copy(v, reflect.ValueOf(data))
			return
		}
		dec.slice(v, dec.wireOf(id).SliceT.Elem, name)
	case reflect.Map:
		w := dec.wireOf(id).MapT
		n := dec.in.uint()
		if n > uint64(len(dec.in.data)) {
			fail("length of map exceeds input size (%d elements)", n)
		}
		if v.IsNil() {
			v.Set(reflect.MakeMapWithSize(v.Type(), int(n)))
		}
		for range n {
			key, elem := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			dec.value(allocated(key), w.Key, name)
			dec.value(allocated(elem), w.Elem, name)
			v.SetMapIndex(key, elem)
		}
	case reflect.Struct:
		dec.structure(v, dec.wireOf(id).StructT)
	case reflect.Interface:
		dec.concrete(v)
	default:
		fail("decode can't handle type %s", v.Type())
	}
}

func (dec *Decoder) slice(v reflect.Value, elem typeId, name string) {
	u := dec.in.uint()
	if size := uint64(v.Type().Elem().Size()); u > tooBig || size > 0 && u > tooBig/size {
		fail("%s slice too big: %d elements of %d bytes", v.Type().Elem(), u, size)
	}
	n := int(u)
	if v.IsNil() {
		v.Set(reflect.MakeSlice(v.Type(), 0, min(n, 1<<12)))
	}
	v.SetLen(min(n, v.Cap()))
	for i := range n {
		// Not all at once: the length may be wrong.
		if i == v.Len() {
			v.Grow(1)
			v.SetLen(min(n, v.Cap()))
		}
		dec.value(allocated(v.Index(i)), elem, name)
	}
}

// own lets a value read itself.
func (dec *Decoder) own(v reflect.Value, u *userType) {
	n := dec.in.uint()
	if n > uint64(len(dec.in.data)) {
		fail("GobDecoder: invalid data length %d: exceeds input size %d", n, len(dec.in.data))
	}
	data := dec.in.take(n, "")
	if u.decPointer {
		v = v.Addr()
	}
	var err error
	if u.dec == gobWay {
		err = v.Interface().(GobDecoder).GobDecode(data)
	} else {
		err = v.Interface().(encoding.BinaryUnmarshaler).UnmarshalBinary(data)
	}
	if err != nil {
		failWith(err)
	}
}

// concrete reads the value of an interface.
func (dec *Decoder) concrete(v reflect.Value) {
	name := dec.in.take(dec.in.uint(), "invalid type name")
	if len(name) == 0 {
		v.SetZero()
		return
	}
	if len(name) > 1024 {
		fail("name too long (%d bytes): %.20q...", len(name), name)
	}
	namesMu.RLock()
	t, ok := byName[string(name)]
	namesMu.RUnlock()
	if !ok {
		fail("name not registered for interface: %q", name)
	}
	id := dec.typeSequence(true)
	dec.in.uint()
	value := reflect.New(t).Elem()
	dec.top(id, value)
	if !t.AssignableTo(v.Type()) {
		failWith(fmt.Errorf("gob: %s is not assignable to type %s", t, v.Type()))
	}
	v.Set(value)
}

// skipTop passes a value that is in nothing else, skip one of a remote type.
func (dec *Decoder) skipTop(id typeId) {
	if w := dec.wireOf(id); w != nil && w.StructT != nil {
		dec.skip(id)
		return
	}
	if dec.in.uint() != 0 {
		fail("decode: corrupted data: non-zero delta for singleton")
	}
	dec.skip(id)
}

func (dec *Decoder) skip(id typeId) {
	if dec.depth++; dec.depth > maxDepth {
		failWith(errors.New("invalid nesting depth"))
	}
	defer func() { dec.depth-- }()
	w := dec.wireOf(id)
	switch {
	case id == tBool, id == tInt, id == tUint, id == tFloat:
		dec.in.uint()
	case id == tComplex:
		dec.in.uint()
		dec.in.uint()
	case id == tBytes, id == tString:
		dec.pass("slice length too large")
	case id == tInterface:
		if dec.pass("bad interface encoding: name too large for buffer") {
			dec.typeSequence(true)
			dec.pass("bad interface encoding: data length too large for buffer")
		}
	case w == nil:
		fail("bad data: undefined type %d", id)
	case w.ArrayT != nil:
		if dec.in.uint() != uint64(w.ArrayT.Len) {
			fail("length mismatch in ignoreArray")
		}
		for range w.ArrayT.Len {
			dec.skip(w.ArrayT.Elem)
		}
	case w.SliceT != nil:
		for n := dec.in.uint(); n > 0; n-- {
			dec.skip(w.SliceT.Elem)
		}
	case w.MapT != nil:
		for n := dec.in.uint(); n > 0; n-- {
			dec.skip(w.MapT.Key)
			dec.skip(w.MapT.Elem)
		}
	case w.StructT != nil:
		for i := -1; len(dec.in.data) > 0; {
			delta := dec.in.uint()
			if delta == 0 {
				return
			}
			if delta > uint64(len(w.StructT.Field)) || i+int(delta) >= len(w.StructT.Field) {
				failWith(errRange)
			}
			i += int(delta)
			dec.skip(w.StructT.Field[i].Id)
		}
	default:
		dec.pass("GobDecoder: length too large for buffer")
	}
}

// pass passes as many bytes as it is told, and reports whether there were some.
func (dec *Decoder) pass(tooMany string) bool {
	n := dec.in.uint()
	if n > uint64(len(dec.in.data)) {
		fail("%s", tooMany)
	}
	return len(dec.in.take(n, "")) > 0
}
