=== RUN   TestNames
=== RUN   TestNames/a_b
"a b" is "TestNames/a_b"
=== RUN   TestNames/a_b#01
"a b" is "TestNames/a_b#01"
=== RUN   TestNames/#00
"" is "TestNames/#00"
=== RUN   TestNames/#01
"" is "TestNames/#01"
=== RUN   TestNames/tab_new_line
"tab\tnew\nline" is "TestNames/tab_new_line"
=== RUN   TestNames/ünï
"ünï" is "TestNames/ünï"
=== RUN   TestNames/a/b
"a/b" is "TestNames/a/b"
=== RUN   TestNames/x#01
"x#01" is "TestNames/x#01"
=== RUN   TestNames/x
"x" is "TestNames/x"
=== RUN   TestNames/x#02
"x" is "TestNames/x#02"
=== RUN   TestNames/\x00\x7f
"\x00\x7f" is "TestNames/\\x00\\x7f"
=== RUN   TestNames/a#00
"a#00" is "TestNames/a#00"
=== RUN   TestNames/☺
"☺" is "TestNames/☺"
=== RUN   TestNames/\u200b
"\u200b" is "TestNames/\\u200b"
--- PASS: TestNames (0.00s)
    --- PASS: TestNames/a_b (0.00s)
    --- PASS: TestNames/a_b#01 (0.00s)
    --- PASS: TestNames/#00 (0.00s)
    --- PASS: TestNames/#01 (0.00s)
    --- PASS: TestNames/tab_new_line (0.00s)
    --- PASS: TestNames/ünï (0.00s)
    --- PASS: TestNames/a/b (0.00s)
    --- PASS: TestNames/x#01 (0.00s)
    --- PASS: TestNames/x (0.00s)
    --- PASS: TestNames/x#02 (0.00s)
    --- PASS: TestNames/\x00\x7f (0.00s)
    --- PASS: TestNames/a#00 (0.00s)
    --- PASS: TestNames/☺ (0.00s)
    --- PASS: TestNames/\u200b (0.00s)
=== RUN   TestTable
=== RUN   TestTable/one
=== RUN   TestTable/two
    a_test.go:20: got 2, want 3
--- FAIL: TestTable (0.00s)
    --- PASS: TestTable/one (0.00s)
    --- FAIL: TestTable/two (0.00s)
=== RUN   TestReturns
=== RUN   TestReturns/good
=== RUN   TestReturns/bad
=== NAME  TestReturns
    a_test.go:27: true false
no line break--- FAIL: TestReturns (0.00s)
    --- PASS: TestReturns/good (0.00s)
    --- FAIL: TestReturns/bad (0.00s)
FAIL
FAIL	ex/subtests	0.00s
FAIL
