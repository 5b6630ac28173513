FAIL	ex/m/a [build failed]
goos: linux
goarch: amd64
pkg: ex/m/b
cpu: any
BenchmarkP
panic: in bench

goroutine N [running]:
ex/m/b.BenchmarkP(...)
	b_test.go:4
testing.(*B).runN(...)
	GOROOT
testing.(*B).run1.func1()
	GOROOT
created by testing.(*B).run1 in goroutine N
	GOROOT
exit status 2
FAIL	ex/m/b	0.00s
=== RUN   TestF
    c_test.go:4: f
--- FAIL: TestF (0.00s)
FAIL
exit status 1
FAIL	ex/m/c	0.00s
FAIL
