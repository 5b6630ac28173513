// Who calls a value method through a nil pointer is told the path of its package.
package main

import (
	"fmt"
	"math/big"
	"net/netip"
)

type T struct{ n int }

func (t T) String() string { return "T" }

func main() {
	for _, s := range []fmt.Stringer{(*T)(nil), (*netip.Addr)(nil), (*big.Accuracy)(nil)} {
		func() {
			defer func() { fmt.Println(recover()) }()
			fmt.Println(s.String())
		}()
	}
}
