// Declarations: every production of spec §Declarations and §Source file organization.
package decls

import "fmt"
import (
	. "math"
	_ "os"
	str "strings"
)

const a = 1
const (
	b, c int = iota, -iota
	d, e
	_    = 1 << iota
)

type (
	T    struct{}
	A    = T
	F    func(int) (n int, err error)
	List []T
)

var x int
var y, z = 1, "two"
var (
	p, q *T = nil, nil
	r       = []int{1, 2}
)

func f()
func g(int, string) {}
func h(a, b int, c ...string) (n int, _ error) { return }
func (t T) m()                                 {}
func (*T) n() F                                { return nil }
func v(...int) (func() int, chan<- int)

var _ = fmt.Sprint(Pi, str.ToUpper("x"))
