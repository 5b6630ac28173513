=== RUN   TestF1
=== RUN   TestF1/x
    a_test.go:4: f
--- FAIL: TestF1 (0.00s)
    --- FAIL: TestF1/x (0.00s)
FAIL
FAIL	ex/m/a	0.00s
FAIL
