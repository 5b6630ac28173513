package main

func describe(n int) string {
	switch {
	case n > 10:
		if helper(n) {
			return "many" + 1
		}
	/* what follows is lost
	}
	return "few"
}

func helper(n int) bool { return n > 20 }

func main() { println(describe(3)) }
