=== RUN   TestSeed
    a_test.go:12: 81 8674665223082153551 0.6645600532184904 [4 3 0 1 2] 0.18227281316102673 0.9892020842955818 2212821389 6
    a_test.go:15: [54 121 81 186 162]
    a_test.go:17: 2 1
    a_test.go:17: 1 0
    a_test.go:32: 3490
--- PASS: TestSeed (0.00s)
PASS
ok  	ex/seeded	0.00s
