=== RUN   TestSleep
    a_test.go:13: 2000-01-01 00:00:00 +0000 UTC
--- PASS: TestSleep (0.00s)
=== RUN   TestWait
--- PASS: TestWait (0.00s)
=== RUN   TestTimeout
--- PASS: TestTimeout (0.00s)
=== RUN   TestAfterFunc
    a_test.go:64: [first second]
--- PASS: TestAfterFunc (0.00s)
=== RUN   TestFails
    a_test.go:72: after an hour
    a_test.go:70: cleaned
--- FAIL: TestFails (0.00s)
FAIL
FAIL	ex/bubbles	0.00s
FAIL
