// Constants beyond the range of any type.

package p

const (
	huge  = 1e1000000
	tiny  = 1e-1000000
	one   = huge * tiny
	exact = 0x1p100000 / 0x1p99999
)

var (
	_ [exact]int
	_ float64 = one
	_ float64 = tiny
	_ float64 = huge // ERROR "cannot use huge (untyped float constant 1e+1000000) as float64 value in variable declaration (overflows)"
	_ float32 = -huge // ERROR "cannot use -huge (untyped float constant -1e+1000000) as float32 value in variable declaration (overflows)"
	_ int = 1.5e100000 // ERROR "cannot use 1.5e100000 (untyped float constant 1.5e+100000) as int value in variable declaration (truncated)"
	_ int8 = tiny // ERROR "cannot use tiny (untyped float constant 1e-1000000) as int8 value in variable declaration (truncated)"
	_ = huge < huge*2 && tiny > 0
)

const (
	b = 1e+500000000
	c = b * b // ERROR "constant result is not representable"
)
