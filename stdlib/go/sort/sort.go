// Package sort sorts slices and other collections.
package sort

import "slices"

// Interface is a collection that can be sorted.
type Interface interface {
	Len() int
	Less(i, j int) bool
	Swap(i, j int)
}

// lenOf returns the length of any slice, -1 if it is none; swapElems swaps two elements.
func lenOf(slice any) int
func swapElems(slice any, i, j int)

// elems sorts any slice.
type elems struct {
	x    any
	n    int
	less func(i, j int) bool
}

func (e *elems) Len() int           { return e.n }
func (e *elems) Less(i, j int) bool { return e.less(i, j) }
func (e *elems) Swap(i, j int)      { swapElems(e.x, i, j) }

func elemsOf(x any, less func(i, j int) bool) *elems {
	n := lenOf(x)
	if n < 0 {
		panic("reflect: call of Swapper on a value that is no slice")
	}
	return &elems{x, n, less}
}

// Slice sorts the slice x.
func Slice(x any, less func(i, j int) bool) { Sort(elemsOf(x, less)) }

// SliceStable sorts the slice x and keeps equal elements in order.
func SliceStable(x any, less func(i, j int) bool) { Stable(elemsOf(x, less)) }

// SliceIsSorted reports whether the slice x is sorted.
func SliceIsSorted(x any, less func(i, j int) bool) bool { return IsSorted(elemsOf(x, less)) }

// Sort sorts data; equal elements may change places.
func Sort(data Interface) {
	n := data.Len()
	if n > 1 {
		quick(data, 0, n, bitLen(n))
	}
}

func bitLen(n int) int {
	l := 0
	for ; n > 0; n >>= 1 {
		l++
	}
	return l
}

// quick is pattern-defeating quicksort (Orson Peters, arXiv 2106.05123), with
// the choices of Go's: equal elements end up where they do there.
func quick(data Interface, a, b, limit int) {
	balanced, partitioned := true, true
	for b-a > 12 {
		if limit == 0 {
			heapSort(data, a, b)
			return
		}
		if !balanced {
			shuffle(data, a, b)
			limit--
		}
		pivot, order := choosePivot(data, a, b)
		if order < 0 {
			for i, j := a, b-1; i < j; i, j = i+1, j-1 {
				data.Swap(i, j)
			}
			pivot = a + b - 1 - pivot
		}
		if order != 0 && balanced && partitioned && nearlySorted(data, a, b) {
			return
		}
		if a > 0 && !data.Less(a-1, pivot) {
			a = splitEqual(data, a, b, pivot)
			continue
		}
		n := b - a
		var mid int
		mid, partitioned = split(data, a, b, pivot)
		if mid-a < b-mid {
			balanced = mid-a >= n/8
			quick(data, a, mid, limit)
			a = mid + 1
		} else {
			balanced = b-mid >= n/8
			quick(data, mid+1, b, limit)
			b = mid
		}
	}
	insertion(data, a, b)
}

func insertion(data Interface, a, b int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && data.Less(j, j-1); j-- {
			data.Swap(j, j-1)
		}
	}
}

func heapSort(data Interface, a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		siftDown(data, i, n, a)
	}
	for i := n - 1; i >= 0; i-- {
		data.Swap(a, a+i)
		siftDown(data, 0, i, a)
	}
}

func siftDown(data Interface, i, n, base int) {
	for {
		child := 2*i + 1
		if child >= n {
			return
		}
		if child+1 < n && data.Less(base+child, base+child+1) {
			child++
		}
		if !data.Less(base+i, base+child) {
			return
		}
		data.Swap(base+i, base+child)
		i = child
	}
}

// split puts what is less than the pivot left of it and says where it is, and
// whether nothing had to move.
func split(data Interface, a, b, pivot int) (mid int, already bool) {
	data.Swap(a, pivot)
	i, j := a+1, b-1
	for already = true; ; already = false {
		for i <= j && data.Less(i, a) {
			i++
		}
		for i <= j && !data.Less(j, a) {
			j--
		}
		if i > j {
			data.Swap(j, a)
			return j, already
		}
		data.Swap(i, j)
		i++
		j--
	}
}

// splitEqual puts what equals the pivot first, when nothing is less.
func splitEqual(data Interface, a, b, pivot int) int {
	data.Swap(a, pivot)
	i, j := a+1, b-1
	for {
		for i <= j && !data.Less(a, i) {
			i++
		}
		for i <= j && data.Less(a, j) {
			j--
		}
		if i > j {
			return i
		}
		data.Swap(i, j)
		i++
		j--
	}
}

// nearlySorted tries to finish with a few moves.
func nearlySorted(data Interface, a, b int) bool {
	i := a + 1
	for tries := 0; tries < 5; tries++ {
		for i < b && !data.Less(i, i-1) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < 50 {
			return false
		}
		data.Swap(i, i-1)
		if i-a >= 2 {
			for j := i - 1; j >= 1 && data.Less(j, j-1); j-- {
				data.Swap(j, j-1)
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && data.Less(j, j-1); j++ {
				data.Swap(j, j-1)
			}
		}
	}
	return false
}

// shuffle moves three elements to break patterns.
func shuffle(data Interface, a, b int) {
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
		data.Swap(at+i, a+other)
	}
}

// choosePivot returns a pivot, and 1 or -1 if the order looks right or reversed.
func choosePivot(data Interface, a, b int) (pivot, order int) {
	n := b - a
	swaps := 0
	median := func(i, j, k int) int {
		if data.Less(j, i) {
			swaps++
			i, j = j, i
		}
		if data.Less(k, j) {
			swaps++
			j = k
		}
		if data.Less(j, i) {
			swaps++
			j = i
		}
		return j
	}
	i, j, k := a+n/4, a+n/4*2, a+n/4*3
	if n >= 8 {
		if n >= 50 {
			i, j, k = median(i-1, i, i+1), median(j-1, j, j+1), median(k-1, k, k+1)
		}
		j = median(i, j, k)
	}
	switch swaps {
	case 0:
		return j, 1
	case 12:
		return j, -1
	}
	return j, 0
}

// Stable sorts data and keeps equal elements in order.
func Stable(data Interface) {
	n := data.Len()
	size := 20
	for a := 0; a < n; a += size {
		insertion(data, a, min(a+size, n))
	}
	for ; size < n; size *= 2 {
		for a := 0; a+size < n; a += 2 * size {
			merge(data, a, a+size, min(a+2*size, n))
		}
	}
}

// merge merges two sorted neighbours in place (Kim and Kutzner's SymMerge).
func merge(data Interface, a, m, b int) {
	if a == m || m == b || !data.Less(m, m-1) {
		return
	}
	if b-a == 2 {
		data.Swap(a, m)
		return
	}
	// Cut both sides so that the first halves together are half of all.
	mid := (a + b) / 2
	sum := mid + m
	lo, hi := a, m
	if m > mid {
		lo, hi = sum-b, mid
	}
	for lo < hi {
		c := (lo + hi) / 2
		if !data.Less(sum-1-c, c) {
			lo = c + 1
		} else {
			hi = c
		}
	}
	end := sum - lo
	if lo < m && m < end {
		rotate(data, lo, m, end)
	}
	merge(data, a, lo, mid)
	merge(data, mid, end, b)
}

// rotate exchanges two neighbours.
func rotate(data Interface, a, m, b int) {
	reverse(data, a, m)
	reverse(data, m, b)
	reverse(data, a, b)
}

func reverse(data Interface, a, b int) {
	for b--; a < b; a, b = a+1, b-1 {
		data.Swap(a, b)
	}
}

// IsSorted reports whether data is sorted.
func IsSorted(data Interface) bool {
	for i := data.Len() - 1; i > 0; i-- {
		if data.Less(i, i-1) {
			return false
		}
	}
	return true
}

type reversed struct{ Interface }

func (r reversed) Less(i, j int) bool { return r.Interface.Less(j, i) }

// Reverse returns data with the opposite order.
func Reverse(data Interface) Interface { return &reversed{data} }

// IntSlice makes []int sortable.
type IntSlice []int

func (x IntSlice) Len() int           { return len(x) }
func (x IntSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x IntSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }
func (x IntSlice) Sort()              { Sort(x) }
func (p IntSlice) Search(x int) int   { return SearchInts(p, x) }

// Float64Slice makes []float64 sortable; NaN comes first.
type Float64Slice []float64

func (x Float64Slice) Len() int             { return len(x) }
func (x Float64Slice) Less(i, j int) bool   { return x[i] < x[j] || x[i] != x[i] && x[j] == x[j] }
func (x Float64Slice) Swap(i, j int)        { x[i], x[j] = x[j], x[i] }
func (x Float64Slice) Sort()                { Sort(x) }
func (p Float64Slice) Search(x float64) int { return SearchFloat64s(p, x) }

// StringSlice makes []string sortable.
type StringSlice []string

func (x StringSlice) Len() int            { return len(x) }
func (x StringSlice) Less(i, j int) bool  { return x[i] < x[j] }
func (x StringSlice) Swap(i, j int)       { x[i], x[j] = x[j], x[i] }
func (x StringSlice) Sort()               { Sort(x) }
func (p StringSlice) Search(x string) int { return SearchStrings(p, x) }

// Sorting of common types.
func Ints(x []int)                       { slices.Sort(x) }
func Float64s(x []float64)               { slices.Sort(x) }
func Strings(x []string)                 { slices.Sort(x) }
func IntsAreSorted(x []int) bool         { return slices.IsSorted(x) }
func Float64sAreSorted(x []float64) bool { return slices.IsSorted(x) }
func StringsAreSorted(x []string) bool   { return slices.IsSorted(x) }

// Search returns the least i in [0, n) for which f is true, or n.
func Search(n int, f func(int) bool) int {
	i, j := 0, n
	for i < j {
		if h := int(uint(i+j) >> 1); !f(h) {
			i = h + 1
		} else {
			j = h
		}
	}
	return i
}

// Find returns the least i for which cmp(i) <= 0, and whether cmp(i) is 0.
func Find(n int, cmp func(int) int) (i int, found bool) {
	i = Search(n, func(i int) bool { return cmp(i) <= 0 })
	return i, i < n && cmp(i) == 0
}

// SearchInts returns where x is or belongs in a.
func SearchInts(a []int, x int) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}

// SearchFloat64s returns where x is or belongs in a.
func SearchFloat64s(a []float64, x float64) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}

// SearchStrings returns where x is or belongs in a.
func SearchStrings(a []string, x string) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}
