//@ clean

// The loading code takes the defaults from its argument instead of from the accessor.
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
	parsed["url"] = buildURL(parsed)
	config = parsed
}

func buildURL(parsed map[string]string) string {
	return "http://" + parsed["host"]
}

func main() {
	fmt.Println(settings()["url"])
}
