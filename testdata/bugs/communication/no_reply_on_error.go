//@ find deadlock line=15,30

// The server skips the reply when the key is unknown. The client waits for its reply and the server
// for the next request.
package main

import "fmt"

type request struct {
	key   string
	reply chan string
}

func serve(requests <-chan request, values map[string]string) {
	for r := range requests {
		value, ok := values[r.key]
		if !ok {
			continue
		}
		r.reply <- value
	}
}

func main() {
	requests := make(chan request)
	go serve(requests, map[string]string{"lang": "go"})
	for _, key := range []string{"lang", "editor"} {
		r := request{key, make(chan string)}
		requests <- r
		fmt.Printf("%q\n", <-r.reply)
	}
	close(requests)
}
