parsed false
false true true 3 true
=== RUN   TestA
    a_test.go:6: true true 0
--- PASS: TestA (0.00s)
PASS
code 0
ok  	ex/m/a	0.00s
=== RUN   TestA
=== PAUSE TestA
=== CONT  TestA
--- FAIL: TestA (0.00s)
panic: testing: t.Parallel called multiple times [recovered, repanicked]

goroutine N [running]:
testing.tRunner.func1.2(...)
	GOROOT
testing.tRunner.func1()
	GOROOT
panic(...)
	GOROOT
testing.(*T).Parallel(...)
	GOROOT
ex/m/b.TestA(...)
	a_test.go:4
testing.tRunner(...)
	GOROOT
created by testing.(*T).Run in goroutine N
	GOROOT
FAIL	ex/m/b	0.00s
=== RUN   TestA
--- FAIL: TestA (0.00s)
panic: testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel [recovered, repanicked]

goroutine N [running]:
testing.tRunner.func1.2(...)
	GOROOT
testing.tRunner.func1()
	GOROOT
panic(...)
	GOROOT
testing.(*T).Parallel(...)
	GOROOT
ex/m/c.TestA(...)
	a_test.go:4
testing.tRunner(...)
	GOROOT
created by testing.(*T).Run in goroutine N
	GOROOT
FAIL	ex/m/c	0.00s
=== RUN   TestA
=== PAUSE TestA
=== CONT  TestA
--- FAIL: TestA (0.00s)
panic: testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel [recovered, repanicked]

goroutine N [running]:
testing.tRunner.func1.2(...)
	GOROOT
testing.tRunner.func1()
	GOROOT
panic(...)
	GOROOT
testing.(*T).checkParallel(...)
	GOROOT
testing.(*T).Setenv(...)
	GOROOT
ex/m/d.TestA(...)
	a_test.go:4
testing.tRunner(...)
	GOROOT
created by testing.(*T).Run in goroutine N
	GOROOT
FAIL	ex/m/d	0.00s
=== RUN   TestA
--- PASS: TestA (0.00s)
=== RUN   TestB
panic: Fail in goroutine after TestA has completed

goroutine N [running]:
testing.(*common).Fail(...)
	GOROOT
testing.(*common).Error(...)
	GOROOT
ex/m/e.TestA.func1()
	a_test.go:4
created by ex/m/e.TestA in goroutine N
	a_test.go:4
FAIL	ex/m/e	0.00s
=== RUN   TestA
=== RUN   TestA/sub
=== NAME  TestA
    a_test.go:4: after
--- FAIL: TestA (0.00s)
    --- PASS: TestA/sub (0.00s)
panic: Fail in goroutine after TestA/sub has completed [recovered, repanicked]

goroutine N [running]:
testing.tRunner.func1.2(...)
	GOROOT
testing.tRunner.func1()
	GOROOT
panic(...)
	GOROOT
testing.(*common).Fail(...)
	GOROOT
ex/m/f.TestA(...)
	a_test.go:4
testing.tRunner(...)
	GOROOT
created by testing.(*T).Run in goroutine N
	GOROOT
FAIL	ex/m/f	0.00s
=== RUN   TestA
    a_test.go:4: second
    a_test.go:4: in cleanup
--- FAIL: TestA (0.00s)
=== RUN   TestB
    a_test.go:5: skip in cleanup
--- SKIP: TestB (0.00s)
FAIL
FAIL	ex/m/g	0.00s
=== RUN   TestA
    a_test.go:4: a 1
--- SKIP: TestA (0.00s)
=== RUN   TestB
    a_test.go:5: failed
--- FAIL: TestB (0.00s)
=== RUN   TestC
=== RUN   TestC/s
    a_test.go:6: recovered
=== NAME  TestC
    a_test.go:6: false false
--- PASS: TestC (0.00s)
    --- PASS: TestC/s (0.00s)
=== RUN   TestD
=== RUN   TestD/s
=== NAME  TestD
    a_test.go:7: true
--- FAIL: TestD (0.00s)
    --- FAIL: TestD/s (0.00s)
FAIL
FAIL	ex/m/h	0.00s
=== RUN   TestA
    a_test.go:4: g 2
    a_test.go:4: g 0
    a_test.go:4: g 1
--- PASS: TestA (0.00s)
=== RUN   TestB
    a_test.go:5: from goroutine
    a_test.go:5: goes on
--- FAIL: TestB (0.00s)
=== RUN   TestC
    a_test.go:6: multi
        	line
        
    a_test.go:6: 5%
    a_test.go:6: end
        
--- FAIL: TestC (0.00s)
FAIL
FAIL	ex/m/i	0.00s
=== RUN   TestTable
=== RUN   TestTable/zero
=== PAUSE TestTable/zero
=== RUN   TestTable/neg
=== PAUSE TestTable/neg
=== RUN   TestTable/bad_one
=== PAUSE TestTable/bad_one
=== RUN   TestTable/dup
=== PAUSE TestTable/dup
=== RUN   TestTable/dup#01
=== PAUSE TestTable/dup#01
=== RUN   TestTable/#00
=== PAUSE TestTable/#00
=== RUN   TestTable/with_tab_é
=== PAUSE TestTable/with_tab_é
=== CONT  TestTable/zero
=== CONT  TestTable/with_tab_é
=== CONT  TestTable/#00
    a_test.go:13: conv(3) = "3", want "x"
=== CONT  TestTable/dup#01
=== CONT  TestTable/dup
=== CONT  TestTable/bad_one
    a_test.go:13: conv(5) = "5", want "6"
=== CONT  TestTable/neg
--- FAIL: TestTable (0.00s)
    --- PASS: TestTable/zero (0.00s)
    --- PASS: TestTable/with_tab_é (0.00s)
    --- FAIL: TestTable/#00 (0.00s)
    --- PASS: TestTable/dup#01 (0.00s)
    --- PASS: TestTable/dup (0.00s)
    --- FAIL: TestTable/bad_one (0.00s)
    --- PASS: TestTable/neg (0.00s)
FAIL
FAIL	ex/m/j	0.00s
=== RUN   TestA
    a_test.go:4: rec true
    a_test.go:4: true
--- PASS: TestA (0.00s)
=== RUN   TestB
    a_test.go:6: helper: TestB
--- FAIL: TestB (0.00s)
=== RUN   FuzzX
=== RUN   FuzzX/seed#0
    a_test.go:8: helper: FuzzX/seed#0
--- FAIL: FuzzX (0.00s)
    --- FAIL: FuzzX/seed#0 (0.00s)
FAIL
FAIL	ex/m/k	0.00s
=== RUN   TestA
    a_test.go:4: true true 001
    a_test.go:4: 1 <nil>
=== RUN   TestA/sub/x
    a_test.go:4: true
--- PASS: TestA (0.00s)
    --- PASS: TestA/sub/x (0.00s)
=== RUN   TestB
    a_test.go:5: 001 <nil> true
--- PASS: TestB (0.00s)
PASS
ok  	ex/m/l	0.00s
=== RUN   TestA
    a_test.go:4: 1h0m0s context deadline exceeded
--- PASS: TestA (0.00s)
PASS
ok  	ex/m/n	0.00s
=== RUN   TestA
    a_test.go:4: io: read/write on closed pipe
--- PASS: TestA (0.00s)
PASS
ok  	ex/m/o	0.00s
FAIL
