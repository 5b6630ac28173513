//@ clean

// Closing the reading end makes the writer's Write fail, and main waits for the writer.
package main

import (
	"fmt"
	"io"
)

func main() {
	r, w := io.Pipe()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, err := io.WriteString(w, "magic: then much more")
		fmt.Println("writer:", err)
		w.Close()
	}()
	magic := make([]byte, 5)
	io.ReadFull(r, magic)
	fmt.Println(string(magic))
	r.Close()
	<-ended
}
