// Package weak has pointers that do not keep alive what they point to.
package weak

import "runtime"

// A Pointer is a weak pointer. Two are equal if they were made of equal pointers.
type Pointer[T any] struct {
	_      [0]*T
	handle *uint64 // what all weak pointers to the same place have in common
}

// register returns the handle of a pointer.
func register(ptr any) *uint64

// load returns the pointer of a handle, with none's type; nil when the object is gone.
func load(handle *uint64, none any) any

// Make makes a weak pointer of a pointer.
func Make[T any](ptr *T) Pointer[T] {
	if ptr == nil {
		return Pointer[T]{}
	}
	p := Pointer[T]{handle: register(ptr)}
	runtime.KeepAlive(ptr)
	return p
}

// Value returns the pointer, or nil if the object is gone.
func (p Pointer[T]) Value() *T {
	if p.handle == nil {
		return nil
	}
	return load(p.handle, (*T)(nil)).(*T)
}
