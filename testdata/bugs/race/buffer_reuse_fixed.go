//@ clean

// Every chunk has a buffer of its own.
package main

import "fmt"

func read(chunks chan<- []byte) {
	buf := make([]byte, 1)
	for _, c := range []byte("ab") {
		buf := append(buf[:0:0], c)
		chunks <- buf
	}
	close(chunks)
}

func main() {
	chunks := make(chan []byte)
	go read(chunks)
	sum := 0
	for chunk := range chunks {
		sum += int(chunk[0])
	}
	fmt.Println(sum > 0)
}
