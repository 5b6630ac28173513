FAIL	ex/dependency/broken [build failed]
?   	ex/dependency/fine	[no test files]
=== RUN   TestOutside
    outside_test.go:5: there is no package outside
--- PASS: TestOutside (0.00s)
PASS
ok  	ex/dependency/outside	0.00s
?   	ex/dependency/program	[no test files]
FAIL	ex/dependency/uses [build failed]
FAIL
