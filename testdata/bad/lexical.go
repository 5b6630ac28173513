package main

func main() {
	x := 08
	var s string = '\q'
	var t int = "text"
}
