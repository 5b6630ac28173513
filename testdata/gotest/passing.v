=== RUN   TestAdd
    a_test.go:6: hello
--- PASS: TestAdd (0.00s)
=== RUN   TestQuiet
=== ATTR  TestQuiet goal to pass
--- PASS: TestQuiet (0.00s)
=== RUN   TestOutput
    half a line
    and <one> & more
    a_test.go:26: logged
    without end
--- PASS: TestOutput (0.00s)
=== RUN   TestFromOutside
    x_test.go:10: 4
--- PASS: TestFromOutside (0.00s)
PASS
ok  	ex/passing	0.00s
