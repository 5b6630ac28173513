//@ clean

// Every request is answered, with an empty value if need be.
package main

import "fmt"

type request struct {
	key   string
	reply chan string
}

func serve(requests <-chan request, values map[string]string) {
	for r := range requests {
		r.reply <- values[r.key]
	}
}

func main() {
	requests := make(chan request)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		serve(requests, map[string]string{"lang": "go"})
	}()
	for _, key := range []string{"lang", "editor"} {
		r := request{key, make(chan string)}
		requests <- r
		fmt.Printf("%q\n", <-r.reply)
	}
	close(requests)
	<-ended
}
