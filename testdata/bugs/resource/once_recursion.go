//@ find deadlock line=18 state="sync.Mutex.Lock"

// The function that a Once runs asks, two calls deeper, for the value that the Once protects. The
// inner Do waits for the outer one, which waits for it.
package main

import (
	"fmt"
	"sync"
)

var (
	once   sync.Once
	config map[string]string
)

func settings() map[string]string {
	once.Do(load)
	return config
}

func load() {
	parsed := map[string]string{"host": "localhost"}
	parsed["url"] = buildURL()
	config = parsed
}

func buildURL() string {
	return "http://" + settings()["host"]
}

func main() {
	fmt.Println(settings()["url"])
}
