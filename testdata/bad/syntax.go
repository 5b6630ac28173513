package main

func main() {
	for i := 0; i < 10; i++
	{
		println(i)
	}
	x := [3]int{1, 2, 3
	if x == 1 {
}
