goos: linux
goarch: amd64
pkg: ex/benchmarks
cpu: any
BenchmarkMetric
BenchmarkMetric   	       3	        12.50 ns/op	         3.000 widgets/op
BenchmarkLoop
BenchmarkLoop     	       3	         3.000 turns
BenchmarkSub
BenchmarkSub/small
BenchmarkSub/small         	       3	        15.00 ns/op
BenchmarkSub/large
BenchmarkSub/large         	       3	        15.00 ns/op
BenchmarkParallel
BenchmarkParallel          	       3	         1.000 ns/op
BenchmarkFails
    a_test.go:37: no
--- FAIL: BenchmarkFails
BenchmarkSkips
    a_test.go:39: later
--- SKIP: BenchmarkSkips
BenchmarkLogs
    a_test.go:42: n is 1
    a_test.go:42: n is 3
BenchmarkLogs              	       3	         7.000 ns/op
FAIL
exit status 1
FAIL	ex/benchmarks	0.00s
FAIL
