=== RUN   TestFine
--- PASS: TestFine (0.00s)
=== RUN   TestA
=== RUN   TestA/sub
    a_test.go:8: before
panic: test timed out after 50ms
	running tests:
		TestA (0s)
		TestA/sub (0s)

goroutine N [running]:
testing.(*M).startAlarm.func1()
	GOROOT
created by time.goFunc
	GOROOT

goroutine N [chan receive]:
testing.(*T).Run(...)
	GOROOT
testing.runTests.func1(...)
	GOROOT
testing.tRunner(...)
	GOROOT
testing.runTests(...)
	GOROOT
testing.(*M).Run(...)
	GOROOT
main.main()
	_testmain.go:N

goroutine N [chan receive]:
testing.(*T).Run(...)
	GOROOT
ex/m/a.TestA(...)
	a_test.go:8
testing.tRunner(...)
	GOROOT
created by testing.(*T).Run in goroutine N
	GOROOT

goroutine N [select (no cases)]:
ex/m/a.TestA.func1()
	a_test.go:7
created by ex/m/a.TestA in goroutine N
	a_test.go:7

goroutine N [sleep]:
time.Sleep(...)
	GOROOT
ex/m/a.TestA.func2(...)
	a_test.go:8
testing.tRunner(...)
	GOROOT
created by testing.(*T).Run in goroutine N
	GOROOT
FAIL	ex/m/a	0.00s
FAIL
