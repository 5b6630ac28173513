//@ find data-race line=15,18 var=page

// The channel has room for one, so that the send does not wait for the receive; the goroutine
// believes it does and writes after its send. Nothing orders the write after the send with the read
// after the receive.
package main

import "fmt"

func main() {
	page := ""
	rendered := make(chan struct{}, 1)
	go func() {
		rendered <- struct{}{}
		page = "<html>"
	}()
	<-rendered
	fmt.Println(len(page) >= 0)
}
