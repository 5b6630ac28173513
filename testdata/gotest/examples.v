=== RUN   Example
--- PASS: Example (0.00s)
=== RUN   ExampleLines
--- PASS: ExampleLines (0.00s)
=== RUN   ExampleUnordered
--- PASS: ExampleUnordered (0.00s)
=== RUN   ExampleNone
--- PASS: ExampleNone (0.00s)
=== RUN   ExampleWrong
--- FAIL: ExampleWrong (0.00s)
got:
this
want:
that
=== RUN   ExampleWrongUnordered
--- FAIL: ExampleWrongUnordered (0.00s)
got:
1
2

want (unordered):
2
3

FAIL
FAIL	ex/examples	0.00s
FAIL
