=== RUN   TestA
no newline    a_test.go:7: logged
to stderr
x
err
builtin
=== RUN   TestA/sub
part    a_test.go:13: multi
        line
        
        log
    a_test.go:13: x
tail--- PASS: TestA (0.00s)
    --- PASS: TestA/sub (0.00s)
=== RUN   TestOut
    hello
    world more
=== ATTR  TestOut key value x
=== ATTR  TestOut k2 
=== RUN   TestOut/s
=== ATTR  TestOut/s in sub
    subout
=== NAME  TestOut
    unfinished
--- PASS: TestOut (0.00s)
    --- PASS: TestOut/s (0.00s)
=== RUN   TestErr
    a_test.go:26: 
    a_test.go:27: 
    a_test.go:28: a 1 b 2 <nil> [1]
    a_test.go:29: 1
        2
    a_test.go:30: helped
    a_test.go:31: from closure
--- FAIL: TestErr (0.00s)
=== RUN   TestFatalDefer
    a_test.go:37: fatal 1
deferred
--- FAIL: TestFatalDefer (0.00s)
=== RUN   TestDirs
    a_test.go:44: true
    a_test.go:46: 1 TestDirs
    a_test.go:49: <nil>
--- PASS: TestDirs (0.00s)
=== RUN   TestCtx
    a_test.go:54: <nil>
    a_test.go:53: context canceled
--- PASS: TestCtx (0.00s)
FAIL
FAIL	ex/m/a	0.00s
FAIL
