//@ find panic text="nil pointer dereference" line=32

// The first connection attempt fails and the Once will never try again. The caller that comes
// second gets no error, and no connection either.
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
)

func dial() (*conn, error) { return nil, errors.New("refused") }

func open() (c *conn, err error) {
	once.Do(func() { db, err = dial() })
	return db, err
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
