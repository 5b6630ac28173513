// Slice bounds out of range, in a goroutine started by a function literal.
package main

func cut(s string, i, j int) string { return s[i:j] }

func main() {
	done := make(chan string)
	go func() {
		done <- cut("hello", 3, 10)
	}()
	println(<-done)
}
