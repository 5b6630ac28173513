=== RUN   TestAtStart
    a_test.go:13: "one\ntwo\n" <nil>
--- PASS: TestAtStart (0.00s)
=== RUN   TestRead
    a_test.go:21: "one\ntwo\n"
    a_test.go:23: "quoted\" text"
         <nil>
    a_test.go:25: open testdata/none.txt: no such file or directory true
--- PASS: TestRead (0.00s)
=== RUN   TestDir
    a_test.go:34: deep true
    a_test.go:34: in.txt false
    a_test.go:37: [testdata/in.txt] <nil>
--- PASS: TestDir (0.00s)
=== RUN   TestTemp
    a_test.go:43: 001 002 true
    a_test.go:49: hello <nil>
    a_test.go:52: <nil>
--- PASS: TestTemp (0.00s)
=== RUN   TestChdir
=== RUN   TestChdir/in
    a_test.go:60: <nil>
=== NAME  TestChdir
    a_test.go:63: stat golden.txt: no such file or directory
--- PASS: TestChdir (0.00s)
    --- PASS: TestChdir/in (0.00s)
=== RUN   TestSetenv
=== RUN   TestSetenv/in
    a_test.go:69: value
=== NAME  TestSetenv
    a_test.go:72: false
=== RUN   TestSetenv/parallel
=== PAUSE TestSetenv/parallel
=== CONT  TestSetenv/parallel
    a_test.go:75: testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel
--- PASS: TestSetenv (0.00s)
    --- PASS: TestSetenv/in (0.00s)
    --- PASS: TestSetenv/parallel (0.00s)
PASS
ok  	ex/files	0.00s
