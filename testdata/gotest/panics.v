=== RUN   TestA
    a_test.go:5: before
--- PASS: TestA (0.00s)
=== RUN   TestB
    a_test.go:8: b
--- FAIL: TestB (0.00s)
panic: in cleanup [recovered, repanicked]

goroutine N [running]:
testing.tRunner.func1.2(...)
	GOROOT
testing.tRunner.func1()
	GOROOT
panic(...)
	GOROOT
ex/m/a.TestB.func1()
	a_test.go:7
testing.(*common).Cleanup.func1()
	GOROOT
testing.(*common).runCleanup(...)
	GOROOT
testing.tRunner.func2()
	GOROOT
testing.tRunner(...)
	GOROOT
created by testing.(*T).Run in goroutine N
	GOROOT
FAIL	ex/m/a	0.00s
panic: in main

goroutine N [running]:
ex/m/b.TestMain(...)
	b_test.go:5
main.main()
	_testmain.go:N
FAIL	ex/m/b	0.00s
=== RUN   TestB
    c_test.go:5: x
--- FAIL: TestB (0.00s)
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
ex/m/c.TestB(...)
	c_test.go:5
testing.tRunner(...)
	GOROOT
created by testing.(*T).Run in goroutine N
	GOROOT
FAIL	ex/m/c	0.00s
=== RUN   TestB
    d_test.go:5: x
FAIL	ex/m/d	0.00s
=== RUN   TestB
=== RUN   TestB/sub
    e_test.go:7: deferred
--- FAIL: TestB (0.00s)
    --- FAIL: TestB/sub (0.00s)
panic: custom [recovered, repanicked]

goroutine N [running]:
testing.tRunner.func1.2(...)
	GOROOT
testing.tRunner.func1()
	GOROOT
panic(...)
	GOROOT
ex/m/e.TestB.func1(...)
	e_test.go:7
testing.tRunner(...)
	GOROOT
created by testing.(*T).Run in goroutine N
	GOROOT
FAIL	ex/m/e	0.00s
=== RUN   TestB
--- FAIL: TestB (0.00s)
panic: assignment to entry in nil map [recovered, repanicked]

goroutine N [running]:
testing.tRunner.func1.2(...)
	GOROOT
testing.tRunner.func1()
	GOROOT
panic(...)
	GOROOT
ex/m/f.TestB(...)
	f_test.go:5
testing.tRunner(...)
	GOROOT
created by testing.(*T).Run in goroutine N
	GOROOT
FAIL	ex/m/f	0.00s
=== RUN   TestB
    g_test.go:5: after
--- FAIL: TestB (0.00s)
=== RUN   TestC
=== PAUSE TestC
=== CONT  TestC
=== RUN   TestC/x
=== PAUSE TestC/x
=== CONT  TestC/x
--- FAIL: TestC (0.00s)
    --- FAIL: TestC/x (0.00s)
panic: runtime error: invalid memory address or nil pointer dereference [recovered, repanicked]
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x0]

goroutine N [running]:
testing.tRunner.func1.2(...)
	GOROOT
testing.tRunner.func1()
	GOROOT
panic(...)
	GOROOT
ex/m/g.TestC.func1(...)
	g_test.go:6
testing.tRunner(...)
	GOROOT
created by testing.(*T).Run in goroutine N
	GOROOT
FAIL	ex/m/g	0.00s
=== RUN   TestB
--- PASS: TestB (0.00s)
=== RUN   TestC
--- PASS: TestC (0.00s)
PASS
ok  	ex/m/h	0.00s
=== RUN   TestC
--- PASS: TestC (0.00s)
PASS
FAIL	ex/m/i	0.00s
ok  	ex/m/j	0.00s
=== RUN   TestC
--- FAIL: TestC (0.00s)
panic: test executed panic(nil) or runtime.Goexit

goroutine N [running]:
testing.tRunner.func1.2(...)
	GOROOT
testing.tRunner.func1()
	GOROOT
runtime.Goexit()
	GOROOT
ex/m/k.TestC(...)
	k_test.go:5
testing.tRunner(...)
	GOROOT
created by testing.(*T).Run in goroutine N
	GOROOT
FAIL	ex/m/k	0.00s
panic: in init

goroutine N [running]:
ex/m/l.init.0()
	l_test.go:5
FAIL	ex/m/l	0.00s
FAIL
