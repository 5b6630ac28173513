//@ find goroutine-leak line=17 state="select"

// The reader of a pipe is satisfied with the first bytes and forgets to close its end. The writer
// waits for ever for somebody to read the rest.
package main

import (
	"fmt"
	"io"
)

func main() {
	r, w := io.Pipe()
	started := make(chan struct{})
	go func() {
		close(started)
		io.WriteString(w, "magic: then much more")
		w.Close()
	}()
	<-started
	magic := make([]byte, 5)
	io.ReadFull(r, magic)
	fmt.Println(string(magic))
}
