//@ find data-race line=12,23

// The reader sends its buffer away and fills it again for the next chunk. The receiver still reads
// the chunk that is being overwritten.
package main

import "fmt"

func read(chunks chan<- []byte) {
	buf := make([]byte, 1)
	for _, c := range []byte("ab") {
		buf[0] = c
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
