//@ clean
// Two requests are served by two goroutines.
package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
)

type counter struct {
	mu   sync.Mutex
	hits int
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	c.hits++
	c.mu.Unlock()
	io.WriteString(w, "ok")
}

func main() {
	server := httptest.NewServer(&counter{})
	defer server.Close()
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if resp, err := http.Get(server.URL); err == nil {
				resp.Body.Close()
			}
		})
	}
	wg.Wait()
}
