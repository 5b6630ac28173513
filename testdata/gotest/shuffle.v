-test.shuffle 7
=== RUN   TestC
--- PASS: TestC (0.00s)
=== RUN   TestB
--- PASS: TestB (0.00s)
=== RUN   TestD
--- PASS: TestD (0.00s)
=== RUN   TestA
--- PASS: TestA (0.00s)
=== RUN   TestE
--- PASS: TestE (0.00s)
PASS
ok  	ex/m/a	0.00s
