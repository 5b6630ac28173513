=== RUN   TestRead
    a_test.go:15: "one\ntwo\n"
    a_test.go:17: "quoted\" text"
         <nil>
    a_test.go:19: open testdata/none.txt: no such file or directory true
--- PASS: TestRead (0.00s)
=== RUN   TestDir
    a_test.go:28: deep true
    a_test.go:28: in.txt false
    a_test.go:31: [testdata/in.txt] <nil>
--- PASS: TestDir (0.00s)
=== RUN   TestTemp
    a_test.go:37: 001 002 true
    a_test.go:43: hello <nil>
    a_test.go:46: <nil>
--- PASS: TestTemp (0.00s)
=== RUN   TestChdir
=== RUN   TestChdir/in
    a_test.go:54: <nil>
=== NAME  TestChdir
    a_test.go:57: stat golden.txt: no such file or directory
--- PASS: TestChdir (0.00s)
    --- PASS: TestChdir/in (0.00s)
=== RUN   TestSetenv
=== RUN   TestSetenv/in
    a_test.go:63: value
=== NAME  TestSetenv
    a_test.go:66: false
=== RUN   TestSetenv/parallel
=== PAUSE TestSetenv/parallel
=== CONT  TestSetenv/parallel
    a_test.go:69: testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel
--- PASS: TestSetenv (0.00s)
    --- PASS: TestSetenv/in (0.00s)
    --- PASS: TestSetenv/parallel (0.00s)
PASS
ok  	ex/files	0.00s
