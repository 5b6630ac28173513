// Accesses through package reflect.
package main

import (
	"fmt"
	"reflect"
)

type T struct {
	N    int
	S    string
	List []int8
	Any  any
	M    map[string]int
}

func main() {
	done := make(chan bool)
	t := &T{List: make([]int8, 4), M: map[string]int{}}
	v := reflect.ValueOf(t).Elem()
	one := reflect.ValueOf(1)

	go func() {
		v.Field(0).SetInt(1) // want race "t.N"
		done <- true
	}()
	t.N++ // want race "t.N"
	<-done
	go func() {
		_ = v.Field(1).String() // want race "t.S"
		done <- true
	}()
	t.S = "x" // want race "t.S"
	<-done
	go func() {
		v.Field(2).Index(2).SetInt(1) // want race "t.List[2]"
		done <- true
	}()
	t.List[2] = 3 // want race "t.List[2]"
	<-done
	go func() {
		v.Field(3).Set(one) // want race "t.Any"
		done <- true
	}()
	fmt.Sprint(t.Any) // want race "t.Any"
	<-done
	go func() {
		v.Field(4).SetMapIndex(reflect.ValueOf("k"), one) // want race "t.M["k"]"
		done <- true
	}()
	_ = t.M["k"] // want race "t.M["k"]"
	<-done
	go func() {
		reflect.DeepEqual(t.List, []int8{0, 0, 3, 1}) // want race "t.List[1]"
		done <- true
	}()
	t.List[1] = 0 // want race "t.List[1]"
	<-done
	go func() {
		reflect.Copy(v.Field(2), reflect.ValueOf([]int8{1})) // want race "t.List[0]"
		done <- true
	}()
	_ = t.List[0] // want race "t.List[0]"
	<-done
	go func() {
		_ = v.Interface() // want race "t.N"
		done <- true
	}()
	t.N = 5 // want race "t.N"
	<-done
}
