// Package unique has one canonical copy of each value.
package unique

import "sync"

// A Handle is equal to another one if their values are.
type Handle[T comparable] struct{ value *T }

// A key keeps values apart that are equal but of different T.
type key[T comparable] struct{ value T }

// handles are those that were made, of type *T by a key of T. They stay.
var handles sync.Map

// Make is the handle of a value.
func Make[T comparable](value T) Handle[T] {
	if p, ok := handles.Load(key[T]{value}); ok {
		return Handle[T]{p.(*T)}
	}
	copied := new(T)
	*copied = value
	p, _ := handles.LoadOrStore(key[T]{value}, copied)
	return Handle[T]{p.(*T)}
}

// Value is a copy of the value.
func (h Handle[T]) Value() T { return *h.value }
