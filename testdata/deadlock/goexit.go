// main leaves with Goexit and the others end.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	go fmt.Println("the other")
	runtime.Goexit()
}
