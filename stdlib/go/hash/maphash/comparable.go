package maphash

import (
	"math"
	"math/rand/v2"
	"reflect"
)

// A Hasher is a hash function and the equality it goes with.
type Hasher[T any] interface {
	Hash(*Hash, T)
	Equal(x, y T) bool
}

// A ComparableHasher hashes values that == compares.
type ComparableHasher[T comparable] struct {
	_ [0]func(T)
}

// Hash adds v to what is hashed.
func (ComparableHasher[T]) Hash(h *Hash, v T) { WriteComparable(h, v) }

// Equal is x == y.
func (ComparableHasher[T]) Equal(x, y T) bool { return x == y }

// Comparable returns the hash of a value: the same for equal values.
func Comparable[T comparable](seed Seed, v T) uint64 {
	var h Hash
	h.SetSeed(seed)
	WriteComparable(&h, v)
	return h.Sum64()
}

// WriteComparable adds a value to what is hashed.
func WriteComparable[T comparable](h *Hash, x T) {
	h.init()
	h.value(reflect.ValueOf(&x).Elem())
}

func (h *Hash) word(x uint64) {
	for i := 0; i < 64; i += 8 {
		h.buf = append(h.buf, byte(x>>i))
	}
}

func (h *Hash) text(s string) {
	h.word(uint64(len(s)))
	h.buf = append(h.buf, s...)
}

func (h *Hash) float(f float64) {
	switch {
	case f == 0:
		h.word(0)
	case f != f:
		// Not even equal to itself.
		h.word(rand.Uint64())
	default:
		h.word(math.Float64bits(f))
	}
}

func (h *Hash) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		if v.Bool() {
			h.word(1)
		} else {
			h.word(0)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		h.word(uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		h.word(v.Uint())
	case reflect.Float32, reflect.Float64:
		h.float(v.Float())
	case reflect.Complex64, reflect.Complex128:
		h.float(real(v.Complex()))
		h.float(imag(v.Complex()))
	case reflect.String:
		h.text(v.String())
	case reflect.Pointer, reflect.Chan, reflect.UnsafePointer:
		h.word(uint64(v.Pointer()))
	case reflect.Array:
		for i := range v.Len() {
			h.value(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			h.value(v.Field(i))
		}
	case reflect.Interface:
		if v.IsNil() {
			h.word(0)
			return
		}
		h.value(v.Elem())
	default:
		panic(runtimeError("hash of unhashable type " + v.Type().String()))
	}
}

// A runtimeError is what package runtime panics with for values that cannot be compared.
type runtimeError string

func (e runtimeError) Error() string { return "runtime error: " + string(e) }

// RuntimeError makes it a runtime.Error.
func (runtimeError) RuntimeError() {}
