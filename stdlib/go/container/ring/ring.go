// Package ring is a circular list.
package ring

// A Ring is an element of a circular list; it has no beginning or end.
type Ring struct {
	next, prev *Ring
	Value      any
}

// New returns a ring of n elements.
func New(n int) *Ring {
	if n <= 0 {
		return nil
	}
	first := new(Ring)
	last := first
	for i := 1; i < n; i++ {
		last.next = &Ring{prev: last}
		last = last.next
	}
	last.next, first.prev = first, last
	return first
}

func (r *Ring) init() {
	if r.next == nil {
		r.next, r.prev = r, r
	}
}

// Next returns the next element.
func (r *Ring) Next() *Ring {
	r.init()
	return r.next
}

// Prev returns the previous element.
func (r *Ring) Prev() *Ring {
	r.init()
	return r.prev
}

// Move goes n elements forward, or backward if n is negative.
func (r *Ring) Move(n int) *Ring {
	r.init()
	for ; n > 0; n-- {
		r = r.next
	}
	for ; n < 0; n++ {
		r = r.prev
	}
	return r
}

// Link makes s the element after r and returns the one that was.
func (r *Ring) Link(s *Ring) *Ring {
	n := r.Next()
	if s != nil {
		p := s.Prev()
		r.next, s.prev = s, r
		n.prev, p.next = p, n
	}
	return n
}

// Unlink removes n elements after r and returns them.
func (r *Ring) Unlink(n int) *Ring {
	if n <= 0 {
		return nil
	}
	return r.Link(r.Move(n + 1))
}

// Len returns the number of elements.
func (r *Ring) Len() int {
	n := 0
	r.Do(func(any) { n++ })
	return n
}

// Do calls f with each value.
func (r *Ring) Do(f func(any)) {
	if r == nil {
		return
	}
	f(r.Value)
	for p := r.Next(); p != r; p = p.next {
		f(p.Value)
	}
}
