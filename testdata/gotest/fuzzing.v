=== RUN   FuzzReverse
=== RUN   FuzzReverse/seed#0
=== RUN   FuzzReverse/seed#1
=== RUN   FuzzReverse/seed#2
    a_test.go:22: "ünï" reversed is "\xaf\xc3n\xbc\xc3"
--- FAIL: FuzzReverse (0.00s)
    --- PASS: FuzzReverse/seed#0 (0.00s)
    --- PASS: FuzzReverse/seed#1 (0.00s)
    --- FAIL: FuzzReverse/seed#2 (0.00s)
=== RUN   FuzzSeveral
=== RUN   FuzzSeveral/seed#0
    a_test.go:31: 1 [97] true 2.5
=== RUN   FuzzSeveral/seed#1
    a_test.go:31: -1 [] false 0
--- PASS: FuzzSeveral (0.00s)
    --- PASS: FuzzSeveral/seed#0 (0.00s)
    --- PASS: FuzzSeveral/seed#1 (0.00s)
=== RUN   FuzzSkipped
    a_test.go:35: later
--- SKIP: FuzzSkipped (0.00s)
=== RUN   FuzzForgets
    a_test.go:37: no Fuzz
    fuzz.go:N: returned without calling F.Fuzz, F.Fail, or F.Skip
--- FAIL: FuzzForgets (0.00s)
=== RUN   FuzzMismatch
    a_test.go:41: mismatched types in corpus entry: [string], want [int]
--- FAIL: FuzzMismatch (0.00s)
FAIL
FAIL	ex/fuzzing	0.00s
FAIL
