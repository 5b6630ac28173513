package p

import "fmt"

x := 1
func f()
{
}
type T
type U struct { a int b int }
var x, = 1
var y int 1
const z
func (t T, u U) m() {}
func () n() {}
func 1() {}
import "late"
return
func g() { } }
type V = 
type W [
