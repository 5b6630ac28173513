// In a control clause a brace opens the body, unless a literal type or brackets say otherwise.
package headers

func f() {
	if a == b {
	}
	if a == (T{1}) {
	}
	if f(T{1}) == m[T{2}] {
	}
	if x := []int{1, 2}; x[0] == 1 {
	}
	if p := &[]int{1}; p != nil {
	}
	if [2]int{1, 2} == [...]int{1, 2} {
	}
	if x == struct{ a int }{1} {
	}
	if f := func() bool { return T{1} == T{2} }; f() {
	}
	if func() bool { if a { return b }; return c }() {
	}
	if _, ok := x.(interface{ m() }); ok {
	}
	if x, ok := y.(struct{}); ok {
	}
	if []byte(s)[0] == 'x' {
	}
	if a[i] {
	}
	if "abc"[i] == 'a' {
	}
	if x := (map[string]int{}); x == nil {
	}
	for _, x := range []T{{1}, {2}} {
	}
	for range map[string]struct{}{"a": {}} {
	}
	for range []func(){func() {}, g} {
	}
	for i := range [10]struct{}{} {
	}
	for x := range []T[int](y) {
	}
	for x := range make(chan struct{}) {
	}
	for i := 0; i < len([]int{1}); i++ {
	}
	switch (T{}) {
	}
	switch x := (T{}).y; x {
	}
	switch f := func() map[string]int { return nil }; len(f()) {
	}
	switch x := y.(type) {
	case struct{}:
	}
	for x := range func(yield func(int) bool) { yield(1) } {
	}
	if a * b[1] {
	}
	if [1]*x == nil {
	}
}
