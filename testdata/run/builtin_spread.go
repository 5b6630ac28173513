// A call with several results gives a built-in all its arguments.
package main

import "fmt"

func two() ([]int, int)            { return []int{1}, 2 }
func parts() (float64, float64)    { return 3, 4 }
func many() ([]byte, byte, byte)   { return []byte{'a'}, 'b', 'c' }
func text() ([]byte, string)       { return make([]byte, 2), "xyz" }
func entry() (map[int]string, int) { return table, 1 }

var table = map[int]string{1: "one", 2: "two"}

func generic[T any](x any) (T, bool) {
	v, ok := x.(T)
	return v, ok
}

func main() {
	fmt.Println(append(two()))
	fmt.Println(complex(parts()))
	fmt.Println(string(append(many())))
	fmt.Println(copy(text()))
	fmt.Println(max(parts()))
	delete(entry())
	fmt.Println(table)
	fmt.Println(generic[int](3))
	fmt.Println(generic[int]("x"))
	defer delete(entry())
}
