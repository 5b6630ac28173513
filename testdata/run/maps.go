// Maps: keys of many types, missing keys, deletion while ranging, nesting.
package main

import (
	"fmt"
	"math"
	"sort"
)

type point struct{ x, y int }

func main() {
	m := map[string]int{"one": 1, "two": 2, "three": 3}
	v, ok := m["two"]
	w, no := m["four"]
	fmt.Println(len(m), v, ok, w, no, m)
	m["four"]++
	m["one"] += 10
	delete(m, "two")
	delete(m, "nothing")
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Println(keys, m)
	pts := map[point]string{{1, 2}: "a", {0, 0}: "origin"}
	pts[point{1, 2}] += "b"
	fmt.Println(pts, pts[point{5, 5}] == "")
	var any_ = map[any]string{1: "int", "1": "string", 1.0: "float", point{1, 1}: "point", nil: "nil", true: "bool", [2]int{1, 2}: "array"}
	fmt.Println(any_[1], any_["1"], any_[1.0], any_[point{1, 1}], any_[nil], any_[true], any_[[2]int{1, 2}], any_[int8(1)] == "")
	nan := math.NaN()
	fm := map[float64]int{nan: 1, 0: 5}
	fm[nan] = 2
	_, found := fm[nan]
	fmt.Println(len(fm), found, fm[math.Copysign(0, -1)])
	clear(fm)
	fmt.Println(len(fm))
	nested := map[string]map[string][]int{}
	if nested["a"] == nil {
		nested["a"] = map[string][]int{}
	}
	nested["a"]["b"] = append(nested["a"]["b"], 1, 2)
	fmt.Println(nested, nested["x"]["y"] == nil)
	big := make(map[int]int, 10)
	for i := 0; i < 1000; i++ {
		big[i] = i
	}
	sum, seen := 0, 0
	for k, v := range big {
		if k != v {
			fmt.Println("wrong")
		}
		if k%2 == 0 {
			delete(big, k)
		}
		sum += v
		seen++
	}
	fmt.Println(sum, seen, len(big))
	var nilmap map[string]bool
	fmt.Println(nilmap["x"], len(nilmap), nilmap == nil)
	for range nilmap {
		fmt.Println("never")
	}
	fns := map[string]func(int) int{"double": func(x int) int { return 2 * x }}
	fmt.Println(fns["double"](4))
	type key struct {
		name string
		id   any
	}
	ks := map[key]int{{"a", 1}: 1, {"a", "1"}: 2}
	ks[key{"a", 1}]++
	fmt.Println(ks[key{"a", 1}], ks[key{"a", "1"}], len(ks))
	st := map[string]*point{"p": {1, 2}}
	st["p"].x = 9
	fmt.Println(*st["p"])
	cnt := map[rune]int{}
	for _, r := range "hello" {
		cnt[r]++
	}
	fmt.Println(cnt['l'], cnt)
}
