FAIL	ex/badbuild [build failed]
FAIL
