// Package unique has one canonical copy of each value.
package unique

import (
	"sync"
	"weak"
)

// A Handle is equal to another one if their values are.
type Handle[T comparable] struct{ value *T }

// A key keeps values apart that are equal but of different T.
type key[T comparable] struct{ value T }

// An entry is what is known about a value.
type entry interface{ isGone() bool }

type pointer[T any] struct{ weak.Pointer[T] }

func (p pointer[T]) isGone() bool { return p.Value() == nil }

// entries are weak pointers to the copies, by keys, which are also in a list.
var (
	mu      sync.Mutex
	entries = map[any]entry{}
	keys    []any
	seen    uint64 // how many collections there were when the dead were dropped
)

// collections counts the collections so far.
func collections() uint64

// drop forgets the values that no handle stands for any more.
func drop() {
	live := keys[:0]
	for _, k := range keys {
		if entries[k].isGone() {
			delete(entries, k)
		} else {
			live = append(live, k)
		}
	}
	clear(keys[len(live):])
	keys = live
}

// Make is the handle of a value.
func Make[T comparable](value T) Handle[T] {
	mu.Lock()
	defer mu.Unlock()
	if n := collections(); n != seen {
		seen = n
		drop()
	}
	k := any(key[T]{value})
	if e, ok := entries[k]; ok {
		if p := e.(pointer[T]).Value(); p != nil {
			return Handle[T]{p}
		}
	} else {
		keys = append(keys, k)
	}
	p := new(T)
	*p = value
	entries[k] = pointer[T]{weak.Make(p)}
	return Handle[T]{p}
}

// Value is a copy of the value.
func (h Handle[T]) Value() T { return *h.value }
