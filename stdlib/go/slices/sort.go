package slices

import "cmp"

// Sort sorts x; NaN comes first.
func Sort[S ~[]E, E cmp.Ordered](x S) {
	a := 0
	var zero E
	switch any(zero).(type) {
	case int, string, int64, int32, uint8:
	default:
		for i, v := range x {
			if v != v {
				x[i], x[a] = x[a], v
				a++
			}
		}
	}
	n := 0
	for k := len(x); k > 0; k >>= 1 {
		n += 2
	}
	sortOrdered([]E(x[a:]), n)
}

// sortOrdered is quicksort with the median of three, and heapsort when limit is used up.
func sortOrdered[E cmp.Ordered](x []E, limit int) {
	for len(x) > 12 {
		if limit == 0 {
			heapOrdered(x)
			return
		}
		limit--
		n := len(x)
		if x[n/2] < x[0] {
			x[n/2], x[0] = x[0], x[n/2]
		}
		if x[n-1] < x[n/2] {
			x[n-1], x[n/2] = x[n/2], x[n-1]
			if x[n/2] < x[0] {
				x[n/2], x[0] = x[0], x[n/2]
			}
		}
		p := x[n/2]
		i, j := 0, n-1
		for i <= j {
			for x[i] < p {
				i++
			}
			for p < x[j] {
				j--
			}
			if i <= j {
				x[i], x[j] = x[j], x[i]
				i++
				j--
			}
		}
		if j+1 < n-i {
			sortOrdered(x[:j+1], limit)
			x = x[i:]
		} else {
			sortOrdered(x[i:], limit)
			x = x[:j+1]
		}
	}
	for i := 1; i < len(x); i++ {
		v := x[i]
		j := i
		for j > 0 && v < x[j-1] {
			x[j] = x[j-1]
			j--
		}
		x[j] = v
	}
}

func heapOrdered[E cmp.Ordered](x []E) {
	n := len(x)
	for i := n/2 - 1; i >= 0; i-- {
		siftOrdered(x, i)
	}
	for n--; n > 0; n-- {
		x[0], x[n] = x[n], x[0]
		siftOrdered(x[:n], 0)
	}
}

func siftOrdered[E cmp.Ordered](x []E, i int) {
	for c := 2*i + 1; c < len(x); c = 2*i + 1 {
		if c+1 < len(x) && x[c] < x[c+1] {
			c++
		}
		if !(x[i] < x[c]) {
			return
		}
		x[i], x[c] = x[c], x[i]
		i = c
	}
}

// SortFunc sorts x by cmp; equal elements may change places.
func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	n := len(x)
	if n > 1 {
		s := sorter[E]{x, cmp}
		s.quick(0, n, bitLen(n))
	}
}

func bitLen(n int) int {
	l := 0
	for ; n > 0; n >>= 1 {
		l++
	}
	return l
}

// A sorter does what package sort does, in the same steps.
type sorter[E any] struct {
	x   []E
	cmp func(a, b E) int
}

func (s *sorter[E]) less(i, j int) bool { return s.cmp(s.x[i], s.x[j]) < 0 }
func (s *sorter[E]) swap(i, j int)      { s.x[i], s.x[j] = s.x[j], s.x[i] }

// quick is pattern-defeating quicksort, see package sort.
func (s *sorter[E]) quick(a, b, limit int) {
	balanced, partitioned := true, true
	for b-a > 12 {
		if limit == 0 {
			s.heap(a, b)
			return
		}
		if !balanced {
			s.shuffle(a, b)
			limit--
		}
		pivot, order := s.choosePivot(a, b)
		if order < 0 {
			Reverse(s.x[a:b])
			pivot = a + b - 1 - pivot
		}
		if order != 0 && balanced && partitioned && s.nearlySorted(a, b) {
			return
		}
		if a > 0 && !s.less(a-1, pivot) {
			a = s.splitEqual(a, b, pivot)
			continue
		}
		n := b - a
		var mid int
		mid, partitioned = s.split(a, b, pivot)
		if mid-a < b-mid {
			balanced = mid-a >= n/8
			s.quick(a, mid, limit)
			a = mid + 1
		} else {
			balanced = b-mid >= n/8
			s.quick(mid+1, b, limit)
			b = mid
		}
	}
	s.insertion(a, b)
}

func (s *sorter[E]) insertion(a, b int) {
	x := s.x
	for i := a + 1; i < b; i++ {
		v := x[i]
		j := i
		for j > a && s.cmp(v, x[j-1]) < 0 {
			x[j] = x[j-1]
			j--
		}
		x[j] = v
	}
}

func (s *sorter[E]) heap(a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		s.sift(i, n, a)
	}
	for i := n - 1; i >= 0; i-- {
		s.swap(a, a+i)
		s.sift(0, i, a)
	}
}

func (s *sorter[E]) sift(i, n, base int) {
	for {
		child := 2*i + 1
		if child >= n {
			return
		}
		if child+1 < n && s.less(base+child, base+child+1) {
			child++
		}
		if !s.less(base+i, base+child) {
			return
		}
		s.swap(base+i, base+child)
		i = child
	}
}

func (s *sorter[E]) split(a, b, pivot int) (mid int, already bool) {
	x := s.x
	x[a], x[pivot] = x[pivot], x[a]
	i, j := a+1, b-1
	for already = true; ; already = false {
		for i <= j && s.cmp(x[i], x[a]) < 0 {
			i++
		}
		for i <= j && s.cmp(x[j], x[a]) >= 0 {
			j--
		}
		if i > j {
			x[j], x[a] = x[a], x[j]
			return j, already
		}
		x[i], x[j] = x[j], x[i]
		i++
		j--
	}
}

func (s *sorter[E]) splitEqual(a, b, pivot int) int {
	s.swap(a, pivot)
	i, j := a+1, b-1
	for {
		for i <= j && !s.less(a, i) {
			i++
		}
		for i <= j && s.less(a, j) {
			j--
		}
		if i > j {
			return i
		}
		s.swap(i, j)
		i++
		j--
	}
}

func (s *sorter[E]) nearlySorted(a, b int) bool {
	i := a + 1
	for tries := 0; tries < 5; tries++ {
		for i < b && !s.less(i, i-1) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < 50 {
			return false
		}
		s.swap(i, i-1)
		if i-a >= 2 {
			for j := i - 1; j >= 1 && s.less(j, j-1); j-- {
				s.swap(j, j-1)
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && s.less(j, j-1); j++ {
				s.swap(j, j-1)
			}
		}
	}
	return false
}

func (s *sorter[E]) shuffle(a, b int) {
	n := b - a
	if n < 8 {
		return
	}
	r := uint64(n)
	mask := uint64(1)<<bitLen(n) - 1
	at := a + n/4*2 - 1
	for i := 0; i < 3; i++ {
		r ^= r << 13
		r ^= r >> 7
		r ^= r << 17
		other := int(r & mask)
		if other >= n {
			other -= n
		}
		s.swap(at+i, a+other)
	}
}

// median returns the index of the median and adds the exchanges to swaps.
func (s *sorter[E]) median(i, j, k int, swaps *int) int {
	if s.less(j, i) {
		*swaps++
		i, j = j, i
	}
	if s.less(k, j) {
		*swaps++
		j = k
	}
	if s.less(j, i) {
		*swaps++
		j = i
	}
	return j
}

func (s *sorter[E]) choosePivot(a, b int) (pivot, order int) {
	n := b - a
	swaps := 0
	i, j, k := a+n/4, a+n/4*2, a+n/4*3
	if n >= 8 {
		if n >= 50 {
			i = s.median(i-1, i, i+1, &swaps)
			j = s.median(j-1, j, j+1, &swaps)
			k = s.median(k-1, k, k+1, &swaps)
		}
		j = s.median(i, j, k, &swaps)
	}
	switch swaps {
	case 0:
		return j, 1
	case 12:
		return j, -1
	}
	return j, 0
}

// SortStableFunc sorts x by cmp and keeps equal elements in order.
func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	n := len(x)
	s := sorter[E]{x, cmp}
	const block = 20
	for a := 0; a < n; a += block {
		s.insertion(a, min(a+block, n))
	}
	if n <= block {
		return
	}
	left := make([]E, 0, n/2+block)
	for size := block; size < n; size *= 2 {
		for a := 0; a+size < n; a += 2 * size {
			// Merge x[a:m] and x[m:b]; the left side is moved away.
			m, b := a+size, min(a+2*size, n)
			if cmp(x[m], x[m-1]) >= 0 {
				continue
			}
			left = append(left[:0], x[a:m]...)
			i, j, k := 0, m, a
			for i < len(left) && j < b {
				if cmp(x[j], left[i]) < 0 {
					x[k] = x[j]
					j++
				} else {
					x[k] = left[i]
					i++
				}
				k++
			}
			copy(x[k:], left[i:])
		}
	}
}

// IsSorted reports whether x is sorted.
func IsSorted[S ~[]E, E cmp.Ordered](x S) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp.Less(x[i], x[i-1]) {
			return false
		}
	}
	return true
}

// IsSortedFunc reports whether x is sorted by cmp.
func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp(x[i], x[i-1]) < 0 {
			return false
		}
	}
	return true
}

// Min returns the least element; NaN if there is one.
func Min[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) < 1 {
		panic("slices.Min: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		m = min(m, v)
	}
	return m
}

// MinFunc returns the first least element.
func MinFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) < 1 {
		panic("slices.MinFunc: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		if cmp(v, m) < 0 {
			m = v
		}
	}
	return m
}

// Max returns the greatest element; NaN if there is one.
func Max[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) < 1 {
		panic("slices.Max: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		m = max(m, v)
	}
	return m
}

// MaxFunc returns the first greatest element.
func MaxFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) < 1 {
		panic("slices.MaxFunc: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		if cmp(v, m) > 0 {
			m = v
		}
	}
	return m
}

// BinarySearch finds target, or where it belongs, in a sorted slice.
func BinarySearch[S ~[]E, E cmp.Ordered](x S, target E) (int, bool) {
	i, j := 0, len(x)
	for i < j {
		if h := int(uint(i+j) >> 1); cmp.Less(x[h], target) {
			i = h + 1
		} else {
			j = h
		}
	}
	return i, i < len(x) && (x[i] == target || x[i] != x[i] && target != target)
}

// BinarySearchFunc is BinarySearch with cmp.
func BinarySearchFunc[S ~[]E, E, T any](x S, target T, cmp func(E, T) int) (int, bool) {
	i, j := 0, len(x)
	for i < j {
		if h := int(uint(i+j) >> 1); cmp(x[h], target) < 0 {
			i = h + 1
		} else {
			j = h
		}
	}
	return i, i < len(x) && cmp(x[i], target) == 0
}
