package main

func main() {
	println("aÿ")
}
