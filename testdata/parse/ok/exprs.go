// Expressions: operators bind as the spec says, literals and types stand where values do.
package exprs

var (
	_ = a || b && c == d + e*f
	_ = a*b + c - d<<e | f&^g ^ h == i != j
	_ = -a * !b ^ ^c & &d
	_ = *p.q * **r
	_ = <-c + <-(<-d)
	_ = (a + b) * c
	_ = a[i][1:2][:][x:][:y][1:2:3]
	_ = f(a, b...)(c, )
	_ = f[int](x) + g[int, string]{} .h
	_ = x.(T).y.(*pkg.T[int])
	_ = []int{1, 2: 3, 'x': 4}
	_ = [...]string{"a", "b"}
	_ = map[string][]T{"x": {{1, 2}, {a: 3}}, "y": nil}
	_ = &T{a: 1, b: &pkg.U{}}
	_ = struct{ x int }{1}
	_ = []func() int{func() int { return 1 }}
	_ = func(a, b int) (c int) { return a }(1, 2)
	_ = []byte("x")[0]
	_ = (*T)(nil)
	_ = (*T).m
	_ = interface{ m() }.m
	_ = interface{}(x)
	_ = (func())(nil)
	_ = func() int(f)
	_ = chan int(nil)
	_ = (<-chan int)(nil)
	_ = <-chan int(nil)
	_ = <-chan (chan<- int)(nil)
	_ = make(chan<- int, 1) == make(<-chan int)
	_ = make(map[string]int, 2)
	_ = F[[]int, map[string]int, func(int) string, chan int, <-chan int, *T]
	_ = 1_000 + 0x1p-2 + 0b11 + 0o17 + 1i + .5e3 + 'a' + '\''
	_ = "\x41\u00e9\"" + `raw
text`
	π = ñ.été
)
