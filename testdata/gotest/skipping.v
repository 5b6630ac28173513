=== RUN   TestSkip
    a_test.go:5: not today
--- SKIP: TestSkip (0.00s)
=== RUN   TestSkipf
    a_test.go:7: 50%
--- SKIP: TestSkipf (0.00s)
=== RUN   TestSkipNow
    a_test.go:10: first
--- SKIP: TestSkipNow (0.00s)
=== RUN   TestFailThenSkip
=== RUN   TestFailThenSkip/in
    a_test.go:16: fine
=== RUN   TestFailThenSkip/out
--- PASS: TestFailThenSkip (0.00s)
    --- SKIP: TestFailThenSkip/in (0.00s)
    --- SKIP: TestFailThenSkip/out (0.00s)
PASS
ok  	ex/skipping	0.00s
