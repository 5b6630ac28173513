before
=== RUN   TestHelper
    a_test.go:18: helped: x
    a_test.go:20: helped: loop
    a_test.go:20: helped: loop
--- FAIL: TestHelper (0.00s)
=== RUN   TestSub
=== RUN   TestSub/sub
    a_test.go:26: one
        two
=== RUN   TestSub/sub/deep
    a_test.go:27: dead
=== RUN   TestSub/sub/fine
=== NAME  TestSub
    a_test.go:32: end 1
    a_test.go:31: helped: from cleanup
    a_test.go:30: cleaning
--- FAIL: TestSub (0.00s)
    --- FAIL: TestSub/sub (0.00s)
        --- FAIL: TestSub/sub/deep (0.00s)
        --- PASS: TestSub/sub/fine (0.00s)
=== RUN   TestErrorWithoutLine
    a_test.go:36: 
    a_test.go:37: 
    a_test.go:38: a
        
    a_test.go:39: b
        
--- FAIL: TestErrorWithoutLine (0.00s)
=== RUN   TestFailOnly
--- FAIL: TestFailOnly (0.00s)
=== RUN   TestFailNow
    a_test.go:50: deferred
--- FAIL: TestFailNow (0.00s)
=== RUN   TestParent
=== RUN   TestParent/child
    testing.go:N: test executed panic(nil) or runtime.Goexit: subtest may have called FailNow on a parent test
--- FAIL: TestParent (0.00s)
    --- FAIL: TestParent/child (0.00s)
=== RUN   TestOK
--- PASS: TestOK (0.00s)
FAIL
after 1
FAIL	ex/failing	0.00s
FAIL
