testing: warning: no tests to run
PASS
ok  	ex/m/a	0.00s [no tests to run]
FAIL	ex/m/b [build failed]
?   	ex/m/c	[no test files]
FAIL
