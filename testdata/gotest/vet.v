FAIL	example.com/m [build failed]
=== RUN   TestS
--- PASS: TestS (0.00s)
PASS
ok  	example.com/m/ok	0.00s
FAIL	example.com/m/sub [build failed]
FAIL
