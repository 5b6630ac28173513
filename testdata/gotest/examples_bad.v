FAIL	ex/m/a [build failed]
FAIL	ex/m/b [build failed]
FAIL
