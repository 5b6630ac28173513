package gob

import (
	"encoding"
	"errors"
	"io"
	"reflect"
	"sync"
)

// An Encoder writes values, and the descriptions of their types before.
type Encoder struct {
	mu sync.Mutex
	// w is where messages go; inside of an interface value, that is the message around it.
	w    []io.Writer
	sent map[reflect.Type]typeId
}

// NewEncoder returns an encoder that writes to w.
func NewEncoder(w io.Writer) *Encoder {
	return &Encoder{w: []io.Writer{w}, sent: map[reflect.Type]typeId{}}
}

func (b *buffer) Write(p []byte) (int, error) {
	b.data = append(b.data, p...)
	return len(p), nil
}

// Encode writes a value.
func (enc *Encoder) Encode(e any) error { return enc.EncodeValue(reflect.ValueOf(e)) }

// EncodeValue writes a value.
func (enc *Encoder) EncodeValue(value reflect.Value) (err error) {
	if value.Kind() == reflect.Invalid {
		return errors.New("gob: cannot encode nil value")
	}
	if value.Kind() == reflect.Pointer && value.IsNil() {
		panic("gob: cannot encode nil pointer of type " + value.Type().String())
	}
	enc.mu.Lock()
	defer enc.mu.Unlock()
	defer caught(&err)
	enc.w = enc.w[:1]
	u := mustType(value.Type())
	b := new(buffer)
	enc.describe(b, u)
	b.int(int64(enc.sent[u.base]))
	enc.top(b, value, u)
	enc.message(b)
	return nil
}

// message writes what is in b as a message.
func (enc *Encoder) message(b *buffer) {
	if len(b.data) >= tooBig {
		failWith(errors.New("gob: encoder: message too big"))
	}
	var whole buffer
	whole.uint(uint64(len(b.data)))
	whole.data = append(whole.data, b.data...)
	b.data = b.data[:0]
	if _, err := enc.w[len(enc.w)-1].Write(whole.data); err != nil {
		failWith(err)
	}
}

// describe writes the description of a type and of those it needs, unless that was done. What is
// already in b goes out with the first one.
func (enc *Encoder) describe(b *buffer, u *userType) {
	if _, ok := enc.sent[u.base]; ok {
		return
	}
	idsMu.Lock()
	id := func() typeId {
		defer idsMu.Unlock()
		return idOf(u.base.Name(), u.base)
	}()
	if !enc.send(b, u.base) {
		enc.sent[u.base] = id
	}
}

// send writes the description of a type that needs one.
func (enc *Encoder) send(b *buffer, t reflect.Type) bool {
	u := mustType(t)
	if u.enc == plain && (basicId(u.base) != 0 || u.base.Kind() == reflect.Chan || u.base.Kind() == reflect.Func) {
		return false
	}
	if _, ok := enc.sent[u.base]; ok {
		return false
	}
	idsMu.Lock()
	id := func() typeId {
		defer idsMu.Unlock()
		return idOf(u.base.Name(), u.base)
	}()
	b.int(-int64(id))
	enc.structure(b, reflect.ValueOf(wires[id]).Elem())
	enc.message(b)
	enc.sent[u.base] = id
	if u.enc != plain {
		return true
	}
	switch u.base.Kind() {
	case reflect.Struct:
		for i := range u.base.NumField() {
			if f := u.base.Field(i); isSent(f) {
				enc.send(b, f.Type)
			}
		}
	case reflect.Map:
		enc.send(b, u.base.Key())
		enc.send(b, u.base.Elem())
	case reflect.Array, reflect.Slice:
		enc.send(b, u.base.Elem())
	}
	return true
}

// top writes a value that is in nothing else.
func (enc *Encoder) top(b *buffer, v reflect.Value, u *userType) {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			fail("encodeReflectValue: nil element")
		}
		v = v.Elem()
	}
	if u.enc == plain && v.Kind() == reflect.Struct {
		enc.structure(b, v)
		return
	}
	b.uint(0)
	enc.value(b, v)
}

// structure writes those fields that are not zero, each after the distance from the last one.
func (enc *Encoder) structure(b *buffer, v reflect.Value) {
	t := v.Type()
	last, n, sent := -1, 0, 0
	for i := range t.NumField() {
		if !isSent(t.Field(i)) {
			continue
		}
		sent++
		if f, ok := present(v.Field(i)); ok {
			b.uint(uint64(n - last))
			last = n
			enc.value(b, f)
		}
		n++
	}
	if t.NumField() > 0 && sent == 0 {
		fail("type %s has no exported fields", t)
	}
	b.uint(0)
}

// present follows pointers and reports whether a field is to be written.
func present(v reflect.Value) (reflect.Value, bool) {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return v, false
		}
		v = v.Elem()
	}
	if mustType(v.Type()).enc != plain {
		return v, !v.IsZero()
	}
	switch v.Kind() {
	case reflect.Struct, reflect.Array:
		return v, true
	case reflect.Slice, reflect.String:
		return v, v.Len() > 0
	}
	return v, !v.IsZero()
}

// value writes a value without pointers, or one to what encodes itself.
func (enc *Encoder) value(b *buffer, v reflect.Value) {
	u := mustType(v.Type())
	if u.enc != plain {
		enc.own(b, v, u)
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		n := uint64(0)
		if v.Bool() {
			n = 1
		}
		b.uint(n)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		b.int(v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		b.uint(v.Uint())
	case reflect.Float32, reflect.Float64:
		b.float(v.Float())
	case reflect.Complex64, reflect.Complex128:
		b.float(real(v.Complex()))
		b.float(imag(v.Complex()))
	case reflect.String:
		b.string(v.String())
	case reflect.Slice:
		if basicId(v.Type()) == tBytes {
			b.string(string(v.Bytes()))
			return
		}
		enc.elements(b, v)
	case reflect.Array:
		enc.elements(b, v)
	case reflect.Map:
		b.uint(uint64(v.Len()))
		for pairs := v.MapRange(); pairs.Next(); {
			enc.element(b, pairs.Key())
			enc.element(b, pairs.Value())
		}
	case reflect.Struct:
		enc.structure(b, v)
	case reflect.Interface:
		enc.concrete(b, v)
	default:
		fail("can't happen: encode type %s", v.Type())
	}
}

func (enc *Encoder) elements(b *buffer, v reflect.Value) {
	b.uint(uint64(v.Len()))
	for i := range v.Len() {
		enc.element(b, v.Index(i))
	}
}

// element writes an element; a pointer that encodes itself may be nil.
func (enc *Encoder) element(b *buffer, v reflect.Value) {
	for v.Kind() == reflect.Pointer {
		if u := mustType(v.Type()); u.encPointer && v.Type().Elem() == u.base {
			break
		}
		if v.IsNil() {
			fail("encodeArray: nil element")
		}
		v = v.Elem()
	}
	enc.value(b, v)
}

// own writes a value that encodes itself.
func (enc *Encoder) own(b *buffer, v reflect.Value, u *userType) {
	if u.encPointer && v.Kind() != reflect.Pointer {
		if !v.CanAddr() {
			fail("unaddressable value of type %s", v.Type())
		}
		v = v.Addr()
	}
	var data []byte
	var err error
	if u.enc == gobWay {
		data, err = v.Interface().(GobEncoder).GobEncode()
	} else {
		data, err = v.Interface().(encoding.BinaryMarshaler).MarshalBinary()
	}
	if err != nil {
		failWith(err)
	}
	b.string(string(data))
}

// concrete writes what an interface holds: the name of its type, perhaps descriptions, its id, and
// its length and value.
func (enc *Encoder) concrete(b *buffer, v reflect.Value) {
	if v.IsNil() {
		b.uint(0)
		return
	}
	inner := v.Elem()
	if inner.Kind() == reflect.Pointer && inner.IsNil() {
		fail("gob: cannot encode nil pointer of type %s inside interface", inner.Type())
	}
	u := mustType(inner.Type())
	namesMu.RLock()
	name, ok := byType[u.base]
	namesMu.RUnlock()
	if !ok {
		fail("type not registered for interface: %s", u.base)
	}
	b.string(name)
	enc.describe(b, u)
	b.int(int64(enc.sent[u.base]))
	enc.w = append(enc.w, b)
	data := new(buffer)
	enc.top(data, inner, u)
	enc.message(data)
	enc.w = enc.w[:len(enc.w)-1]
}
