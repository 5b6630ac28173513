// Accesses through package reflect that locks, channels or nothing at all separates.
package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"sync"
)

type inner struct {
	A, B int8
	C    [5]byte
	D    int32
}

type T struct {
	N    int
	S    string
	List []int8
	In   inner
	M    map[string]int
}

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	both := func(a, b func()) {
		wg.Add(2)
		go func() { defer wg.Done(); a() }()
		go func() { defer wg.Done(); b() }()
		wg.Wait()
	}
	t := &T{List: make([]int8, 4), M: map[string]int{}}
	v := reflect.ValueOf(t).Elem()
	both(func() { v.Field(0).SetInt(1) }, func() { t.S = "x" })
	both(func() { v.Field(2).Index(2).SetInt(1) }, func() { t.List[1]++; t.List[3]++ })
	in := v.Field(3)
	both(func() { in.Field(0).SetInt(1) }, func() { t.In.B = 1 })
	both(func() { in.Field(2).Set(reflect.ValueOf([5]byte{1, 2})) }, func() { t.In.D = 1; t.In.B++ })
	both(func() { in.Field(2).Index(1).SetUint(1) }, func() { t.In.C[2]++; t.In.C[0]++ })
	both(func() { _ = v.Interface() }, func() { _ = t.N; _ = t.In })
	both(func() { reflect.DeepEqual(t, &T{}) }, func() { fmt.Sprint(t) })
	both(func() {
		mu.Lock()
		v.Field(4).SetMapIndex(reflect.ValueOf("k"), reflect.ValueOf(1))
		mu.Unlock()
	}, func() {
		mu.Lock()
		_ = t.M["k"]
		mu.Unlock()
	})
	bytes := []byte("0123456789")
	both(func() { reflect.ValueOf((*[3]byte)(bytes[1:])).Elem().Set(reflect.ValueOf([3]byte{7, 8, 9})) }, func() { bytes[0], bytes[4] = 1, 1 })
	both(func() { _ = reflect.ValueOf((*[3]byte)(bytes[1:])).Elem().Interface() }, func() { bytes[0], bytes[4] = 2, 2 })
	for range 3 {
		both(func() { json.Marshal(t) }, func() { json.Marshal(*t) })
		both(func() { x := T{}; json.Unmarshal([]byte(`{"N":1,"List":[1,2]}`), &x) }, func() {
			x := T{}
			json.Unmarshal([]byte(`{"In":{"A":1,"D":4},"M":{"a":1}}`), &x)
		})
	}
	fmt.Println(t.N, t.List, t.In, bytes)
}
