package main

import (
	"fmt"
	"math"
	"strings"
)

type octet byte

func main() {
	var o octet
	var b byte
	var e error = b
	e = o
	b = o
	b = o + 1.5
	var n int = fmt.Errorf("a message that is longer than fifty characters says %d and %d", b, o)
	_ = math.sqrt(2)
	_ = strings.trimSpace("x")
	_ = strings.nothing
	x§ = 1
	_ = append(res, res...)
	_, _ = e, n
}
