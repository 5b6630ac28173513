package main

func first() {
	if true {
		continue
	}
	break
}

func second() {
	goto missing
}

func third() {
	x := )
}

func fourth() {
unused:
}

func main() {}
