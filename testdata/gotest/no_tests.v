?   	ex/none	[no test files]
testing: warning: no tests to run
PASS
ok  	ex/none/empty	0.00s [no tests to run]
