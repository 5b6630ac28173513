//@ clean

// The string travels through an atomic.Value.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type job struct {
	status atomic.Value
}

func (j *job) run() {
	j.status.Store("finished")
}

func main() {
	j := &job{}
	j.status.Store("waiting")
	var wg sync.WaitGroup
	wg.Go(j.run)
	fmt.Println(len(j.status.Load().(string)) > 0)
	wg.Wait()
}
