//@ clean

// The error is kept with the connection and every caller sees it.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type conn struct{ name string }

var (
	once sync.Once
	db   *conn
	fail error
)

func dial() (*conn, error) { return nil, errors.New("refused") }

func open() (*conn, error) {
	once.Do(func() { db, fail = dial() })
	return db, fail
}

func query() {
	c, err := open()
	if err != nil {
		return
	}
	fmt.Println(c.name)
}

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		query()
	}()
	query()
	wg.Wait()
	fmt.Println("done")
}
