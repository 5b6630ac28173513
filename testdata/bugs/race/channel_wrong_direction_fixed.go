//@ clean

// The goroutine writes before it sends.
package main

import "fmt"

func main() {
	page := ""
	rendered := make(chan struct{}, 1)
	go func() {
		page = "<html>"
		rendered <- struct{}{}
	}()
	<-rendered
	fmt.Println(len(page) >= 0)
}
