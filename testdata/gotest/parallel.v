=== RUN   TestA
=== PAUSE TestA
=== RUN   TestB
=== PAUSE TestB
=== RUN   TestC
=== RUN   TestC/x
=== PAUSE TestC/x
=== RUN   TestC/y
=== PAUSE TestC/y
=== RUN   TestC/z
=== PAUSE TestC/z
=== NAME  TestC
    a_test.go:30: C end
=== CONT  TestC/x
    a_test.go:26: x
=== CONT  TestC/z
    a_test.go:26: z
=== CONT  TestC/y
    a_test.go:26: y
=== NAME  TestC
    a_test.go:29: all through
--- PASS: TestC (0.00s)
    --- PASS: TestC/x (0.00s)
    --- PASS: TestC/z (0.00s)
    --- PASS: TestC/y (0.00s)
=== RUN   TestSerial
    a_test.go:33: alone
--- PASS: TestSerial (0.00s)
=== CONT  TestA
    a_test.go:10: A
    a_test.go:12: A2
--- PASS: TestA (0.00s)
=== CONT  TestB
    a_test.go:18: B
--- PASS: TestB (0.00s)
PASS
ok  	ex/parallel	0.00s
