// no package
func f() {}
