=== RUN   FuzzA
=== RUN   FuzzA/seed#0
    a_test.go:10: x 1
=== RUN   FuzzA/seed#1
    a_test.go:10: bad 2
    a_test.go:11: is bad
=== RUN   FuzzA/seed#2
    a_test.go:10: skip 3
    a_test.go:12: skipped
=== RUN   FuzzA/aaa
    a_test.go:10: corp 7
    a_test.go:13: corpus "corp"
=== RUN   FuzzA/bbb
    a_test.go:10: fine
         -7
--- FAIL: FuzzA (0.00s)
    --- PASS: FuzzA/seed#0 (0.00s)
    --- FAIL: FuzzA/seed#1 (0.00s)
    --- SKIP: FuzzA/seed#2 (0.00s)
    --- FAIL: FuzzA/aaa (0.00s)
    --- PASS: FuzzA/bbb (0.00s)
=== RUN   FuzzB
=== RUN   FuzzB/ccc
    a_test.go:16: "\x00\xff"
--- PASS: FuzzB (0.00s)
    --- PASS: FuzzB/ccc (0.00s)
=== RUN   FuzzC
    a_test.go:17: whole
--- SKIP: FuzzC (0.00s)
=== RUN   FuzzD
    a_test.go:18: setup
--- FAIL: FuzzD (0.00s)
FAIL
FAIL	ex/m/a	0.00s
=== RUN   FuzzP
=== RUN   FuzzP/seed#0
    b_test.go:5: 1.5 true 120 114
--- FAIL: FuzzP (0.00s)
    --- FAIL: FuzzP/seed#0 (0.00s)
panic: boom [recovered, repanicked]

goroutine N [running]:
testing.tRunner.func1.2(...)
	GOROOT
testing.tRunner.func1()
	GOROOT
panic(...)
	GOROOT
ex/m/b.FuzzP.func1(...)
	b_test.go:5
reflect.Value.call(...)
	GOROOT
reflect.Value.Call(...)
	GOROOT
testing.(*F).Fuzz.func1.1(...)
	GOROOT
testing.tRunner(...)
	GOROOT
created by testing.(*F).Fuzz.func1 in goroutine N
	GOROOT
FAIL	ex/m/b	0.00s
=== RUN   FuzzP
    d_test.go:5: "testdata/fuzz/FuzzP/bad": mismatched types in corpus entry: [int], want [string]
--- FAIL: FuzzP (0.00s)
FAIL
FAIL	ex/m/d	0.00s
=== RUN   FuzzP
    e_test.go:5: "testdata/fuzz/FuzzP/bad": unmarshal: unknown encoding version: garbage
--- FAIL: FuzzP (0.00s)
FAIL
FAIL	ex/m/e	0.00s
FAIL
