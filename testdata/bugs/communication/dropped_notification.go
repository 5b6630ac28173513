//@ find deadlock line=20 state="chan receive"

// The notification is sent only if somebody is listening at that moment. If the worker is done
// before main listens, the notification is dropped and main waits for ever.
package main

import "fmt"

func notify(events chan<- string, event string) {
	select {
	case events <- event:
	default:
	}
}

func main() {
	events := make(chan string)
	go notify(events, "build finished")
	fmt.Println("waiting")
	fmt.Println(<-events)
}
