// Nobody reads the whole answer: its handler waits for room for ever. The server's own goroutines are no leaks.
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
)

func main() {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, strings.Repeat("x", 200000)) //@leak
	}))
	resp, err := http.Get(srv.URL)
	fmt.Println(resp.Status, err)
}
