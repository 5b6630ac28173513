package p

func f() { s := "\q" + 0x1p }
