//@ clean

// A buffer of one keeps the notification until main listens.
package main

import "fmt"

func notify(events chan<- string, event string) {
	select {
	case events <- event:
	default:
	}
}

func main() {
	events := make(chan string, 1)
	go notify(events, "build finished")
	fmt.Println("waiting")
	fmt.Println(<-events)
}
