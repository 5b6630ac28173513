// A walk through the library: sort, slices, maps, heap, list, ring, strings, strconv, bytes, bufio, unicode.
package main

import (
	"bufio"
	"bytes"
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
	"maps"
	"math"
	"math/bits"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

type intHeap []int

func (h intHeap) Len() int           { return len(h) }
func (h intHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h intHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *intHeap) Push(x any)        { *h = append(*h, x.(int)) }
func (h *intHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

type person struct {
	name string
	age  int
}

func main() {
	h := &intHeap{5, 2, 8}
	heap.Init(h)
	heap.Push(h, 3)
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	fmt.Println()
	l := list.New()
	l.PushBack(1)
	l.PushFront(0)
	l.InsertAfter(9, l.Front())
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ")
	}
	r := ring.New(3)
	for i := range 3 {
		r.Value = i
		r = r.Next()
	}
	r.Do(func(x any) { fmt.Print(x, ";") })
	fmt.Println()
	people := []person{{"Al", 30}, {"Bo", 25}, {"Cy", 30}, {"Di", 20}}
	sort.SliceStable(people, func(i, j int) bool { return people[i].age < people[j].age })
	fmt.Println(people)
	slices.SortFunc(people, func(a, b person) int { return strings.Compare(b.name, a.name) })
	fmt.Println(people, slices.IndexFunc(people, func(p person) bool { return p.name == "Bo" }))
	xs := []int{3, 1, 2, 3}
	slices.Sort(xs)
	i, found := slices.BinarySearch(xs, 2)
	fmt.Println(xs, i, found, slices.Compact(xs), slices.Max(xs), slices.Contains(xs, 9), sort.SearchInts([]int{1, 5}, 3))
	m := map[string]int{"a": 1, "b": 2}
	n := maps.Clone(m)
	n["c"] = 3
	fmt.Println(maps.Equal(m, n), slices.Sorted(maps.Keys(n)), len(m))
	fmt.Println(strings.Fields(" a b  c "), strings.Split("a,b,c", ","), strings.Replace("aaa", "a", "b", 2), strings.Title("hi"), strings.TrimLeft("xxhix", "x"), strings.Index("chicken", "ken"), strings.EqualFold("Go", "GO"), strings.Map(unicode.ToUpper, "abc"))
	var sb strings.Builder
	fmt.Fprintf(&sb, "%05d|%-5s|%5s|%+v|%x", 42, "ab", "cd", people[0], "hex")
	fmt.Println(sb.String(), sb.Len(), strings.NewReplacer("a", "1", "b", "2").Replace("abc"))
	fmt.Println(strconv.Quote("hi\n\"x\""), strconv.FormatInt(-255, 16), strconv.FormatFloat(1.5, 'e', 3, 64), strconv.AppendInt(nil, 5, 2))
	b, err := strconv.ParseBool("maybe")
	fmt.Println(b, err)
	var buf bytes.Buffer
	buf.WriteString("line one\nline two\n")
	sc := bufio.NewScanner(&buf)
	for sc.Scan() {
		fmt.Printf("%q ", sc.Text())
	}
	w := bufio.NewWriter(os.Stdout)
	fmt.Fprintln(w, utf8.RuneCountInString("héé"), unicode.IsUpper('É'), utf8.ValidString("a\xff"))
	w.Flush()
	fmt.Println(math.Hypot(3, 4), math.Inf(1), math.MaxInt64, bits.OnesCount(255), bits.Len(1024), math.Mod(7, 3), math.Round(2.5))
	var a, c int
	var s string
	k, err := fmt.Sscanf("10-abc-20", "%d-%3s-%d", &a, &s, &c)
	fmt.Println(k, err, a, s, c)
	fmt.Sscan("1 2", &a, &c)
	fmt.Println(a, c)
	fmt.Printf("%6.2f|%-8q|%08b|%o|%#x|%t|%c|%U|%e|%g|%p|%v|%d\n", math.Pi, "q", 5, 64, 255, true, 'x', 0x1F600, 1e6, 1e-9, nil, []any{1, "a", nil}, []int{1})
	fmt.Printf("%[2]d %[1]d %d %!|%z %s\n", 1, 2, 3)
	fmt.Printf("%v %+v %#v %T\n", &people[0], people[0], people[:1], people)
}
