package p /* one */ ; import "x" // comment
func f() (a int /*
*/) { return /* no newline */ }
var x = []int{
	1,
	2 }
var y = a.
	b +
	c(
	).d
/**/ break
	continue /*
	*/ fallthrough
x++
y-- // end
`raw
string`
'r'
1.5e3i
}
var z = x