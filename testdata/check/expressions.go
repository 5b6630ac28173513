package main

type S struct {
	a int
	b string
}

func (s *S) ptr() {}
func (s S) val()  {}

func two() (int, string) { return 1, "" }
func none()              {}

func _() {
	var i int
	var s string
	var f float64
	var b bool
	var m map[string]int
	var arr [3]int
	var sl []int
	var st S
	var p *S
	var e any
	var fn func()
	var c chan int
	var r <-chan int
	var w chan<- int

	_ = i + s // ERROR "invalid operation: i + s (mismatched types int and string)"
	_ = i + f // ERROR "invalid operation: i + f (mismatched types int and float64)"
	_ = i && b // ERROR "invalid operation: i && b (mismatched types int and bool)"
	_ = !i // ERROR "invalid operation: operator ! not defined on i (variable of type int)"
	_ = -s // ERROR "invalid operation: operator - not defined on s (variable of type string)"
	_ = s - s // ERROR "invalid operation: operator - not defined on s (variable of type string)"
	_ = i / 0 // ERROR "invalid operation: division by zero"
	_ = f % f // ERROR "invalid operation: operator % not defined on f (variable of type float64)"
	_ = i << f // ERROR "invalid operation: shift count f (variable of type float64) must be integer"
	_ = 1.5 << i // ERROR "invalid operation: shifted operand 1.5 (untyped float constant) must be integer"
	_ = i == s // ERROR "invalid operation: i == s (mismatched types int and string)"
	_ = sl == sl // ERROR "invalid operation: sl == sl (slice can only be compared to nil)"
	_ = fn == nil
	_ = m == m // ERROR "invalid operation: m == m (map can only be compared to nil)"
	_ = st < st // ERROR "invalid operation: st < st (operator < not defined on struct)"
	_ = nil == nil // ERROR "invalid operation: nil == nil (operator == not defined on untyped nil)"
	_ = i.foo // ERROR "i.foo undefined (type int has no field or method foo)"
	_ = st.c // ERROR "st.c undefined (type S has no field or method c)"
	_ = st.A // ERROR "st.A undefined (type S has no field or method A, but does have field a)"
	_ = p.b.c // ERROR "p.b.c undefined (type string has no field or method c)"
	_ = S.ptr // ERROR "invalid method expression S.ptr (needs pointer receiver (*S).ptr)"
	S{}.ptr() // ERROR "cannot call pointer method ptr on S"
	_ = arr[5] // ERROR "invalid argument: index 5 out of bounds [0:3]"
	_ = arr[-1] // ERROR "invalid argument: index -1 (constant of type int) must not be negative"
	_ = sl["a"] // ERROR "cannot convert \"a\" (untyped string constant) to type int"
	_ = m[1] // ERROR "cannot use 1 (untyped int constant) as string value in map index"
	_ = i[0] // ERROR "cannot index i (variable of type int)"
	_ = s[1.5] // ERROR "1.5 (untyped float constant) truncated to int"
	_ = arr[2:1] // ERROR "invalid slice indices: 1 < 2"
	_ = [3]int{}[:] // ERROR "cannot slice unaddressable value [3]int{} (value of type [3]int)"
	_ = m[:] // ERROR "cannot slice m (variable of type map[string]int)"
	_ = *i // ERROR "invalid operation: cannot indirect i (variable of type int)"
	_ = &1 // ERROR "invalid operation: cannot take address of 1 (untyped int constant)"
	_ = &two // ERROR "invalid operation: cannot take address of two (value of type func() (int, string))"
	_ = e.(int)
	_ = i.(int) // ERROR "invalid operation: i (variable of type int) is not an interface"
	_ = e.(undefined) // ERROR "undefined: undefined"
	_ = two() // ERROR "assignment mismatch: 1 variable but two returns 2 values"
	_ = none() // ERROR "none() (no value) used as value"
	_ = len(i) // ERROR "invalid argument: i (variable of type int) for built-in len"
	_ = cap(m) // ERROR "invalid argument: m (variable of type map[string]int) for built-in cap"
	_ = append(i, 1) // ERROR "invalid append: argument must be a slice; have i (variable of type int)"
	_ = append(sl, "a") // ERROR "cannot use \"a\" (untyped string constant) as int value in argument to append"
	_ = make(int) // ERROR "invalid argument: cannot make int: type must be slice, map, or channel"
	_ = make([]int) // ERROR "invalid operation: make([]int) expects 2 or 3 arguments; found 1"
	_ = new(1, 2) // ERROR "invalid operation: too many arguments for new(1, 2) (expected 1, found 2)"
	_ = copy(sl, s) // ERROR "invalid copy: arguments sl (variable of type []int) and s (variable of type string) have different element types int and byte"
	_ = complex(1, "a") // ERROR "invalid operation: complex(1, \"a\") (mismatched types untyped float and untyped string)"
	_ = <-w // ERROR "invalid operation: cannot receive from send-only channel chan<- int w (variable of type chan<- int)"
	r <- 1 // ERROR "invalid operation: cannot send to receive-only channel <-chan int r (variable of type <-chan int)"
	close(r) // ERROR "invalid operation: cannot close receive-only channel r (variable of type <-chan int)"
	delete(sl, 1) // ERROR "invalid argument: sl (variable of type []int) is not a map"
	_ = min(1, "a") // ERROR "invalid argument: mismatched types untyped int (previous argument) and untyped string (type of \"a\")"
	i() // ERROR "invalid operation: cannot call i (variable of type int): int is not a function"
	two(1) // ERROR "too many arguments in call to two"
	fn(1) // ERROR "too many arguments in call to fn"
	len // ERROR "len (built-in) must be called"
	int // ERROR "int (type) is not an expression"
	i // ERROR "i (variable of type int) is not used"
	_ = int("a") // ERROR "cannot convert \"a\" (untyped string constant) to type int"
	_ = string(f) // ERROR "cannot convert f (variable of type float64) to type string"
	_ = []byte(i) // ERROR "cannot convert i (variable of type int) to type []byte"
	_ = int8(300) // ERROR "constant 300 overflows int8"
	_ = uint(-1) // ERROR "constant -1 overflows uint"
	var _ int = 1.5 // ERROR "cannot use 1.5 (untyped float constant) as int value in variable declaration (truncated)"
	var _ int8 = 200 // ERROR "cannot use 200 (untyped int constant) as int8 value in variable declaration (overflows)"
	var _ byte = 'a' * 3 // ERROR "cannot use 'a' * 3 (untyped rune constant 291) as byte value in variable declaration (overflows)"
	_ = S{1} // ERROR "too few values in struct literal of type S"
	_ = S{1, "a", 2} // ERROR "too many values in struct literal of type S"
	_ = S{a: 1, "b"} // ERROR "mixture of field:value and value elements in struct literal"
	_ = S{z: 1} // ERROR "unknown field z in struct literal of type S"
	_ = S{a: 1, a: 2} // ERROR "duplicate field name a in struct literal"
	_ = []int{0: 1, 0: 2} // ERROR "duplicate index 0 in array or slice literal"
	_ = [2]int{1, 2, 3} // ERROR "index 2 is out of bounds (>= 2)"
	_ = map[string]int{"a": 1, "a": 2} // ERROR "duplicate key \"a\" in map literal"
	_ = map[string]int{1} // ERROR "missing key in map literal"
	_ = int{} // ERROR "invalid composite literal type int"
	_ = c
}

func main() {}
