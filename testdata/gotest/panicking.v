=== RUN   TestBefore
    a_test.go:5: bad
--- FAIL: TestBefore (0.00s)
=== RUN   TestPanic
    a_test.go:9: about to
=== RUN   TestPanic/sub
=== NAME  TestPanic
    a_test.go:8: cleanup
--- FAIL: TestPanic (0.00s)
    --- FAIL: TestPanic/sub (0.00s)
panic: assignment to entry in nil map [recovered, repanicked]

goroutine N [running]:
testing.tRunner.func1.2(...)
	GOROOT
testing.tRunner.func1()
	GOROOT
panic(...)
	GOROOT
ex/panicking.TestPanic.func2(...)
	a_test.go:12
testing.tRunner(...)
	GOROOT
created by testing.(*T).Run in goroutine N
	GOROOT
FAIL	ex/panicking	0.00s
=== RUN   TestExit
leaving
FAIL	ex/panicking/exit	0.00s
=== RUN   TestExit0
--- FAIL: TestExit0 (0.00s)
panic: unexpected call to os.Exit(0) during test [recovered, repanicked]

goroutine N [running]:
testing.tRunner.func1.2(...)
	GOROOT
testing.tRunner.func1()
	GOROOT
panic(...)
	GOROOT
os.Exit(...)
	GOROOT
ex/panicking/exit0.TestExit0(...)
	a_test.go:8
testing.tRunner(...)
	GOROOT
created by testing.(*T).Run in goroutine N
	GOROOT
FAIL	ex/panicking/exit0	0.00s
=== RUN   TestGoexit
    a_test.go:9: soon
--- FAIL: TestGoexit (0.00s)
panic: test executed panic(nil) or runtime.Goexit

goroutine N [running]:
testing.tRunner.func1.2(...)
	GOROOT
testing.tRunner.func1()
	GOROOT
runtime.Goexit()
	GOROOT
ex/panicking/goexit.TestGoexit(...)
	a_test.go:10
testing.tRunner(...)
	GOROOT
created by testing.(*T).Run in goroutine N
	GOROOT
FAIL	ex/panicking/goexit	0.00s
=== RUN   TestEnds
--- PASS: TestEnds (0.00s)
=== RUN   TestWaits
--- PASS: TestWaits (0.00s)
PASS
ok  	ex/panicking/late	0.00s
FAIL
