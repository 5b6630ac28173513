FAIL	example.com/m [build failed]
=== RUN   TestS
--- PASS: TestS (0.00s)
PASS
ok  	example.com/m/ok	0.00s
=== RUN   TestS
    s_test.go:5: 1
--- PASS: TestS (0.00s)
PASS
ok  	example.com/m/sub	0.00s
FAIL
