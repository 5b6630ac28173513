=== RUN   TestA
=== RUN   TestA/bx
=== RUN   TestA/bx/c1
--- PASS: TestA (0.00s)
    --- PASS: TestA/bx (0.00s)
        --- PASS: TestA/bx/c1 (0.00s)
=== RUN   TestB
=== RUN   TestB/z
--- PASS: TestB (0.00s)
    --- PASS: TestB/z (0.00s)
PASS
ok  	ex/m/a	0.00s
