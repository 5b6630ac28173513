//@ find deadlock line=20 state="sync.Mutex.Lock"
//@ may lock-order

// Three jobs each need two of three devices and lock them in a ring. When every job holds its first
// device, nobody can have a second one.
package main

import (
	"fmt"
	"sync"
)

type device struct {
	mu   sync.Mutex
	uses int
}

func job(first, second *device) {
	first.mu.Lock()
	second.mu.Lock()
	first.uses++
	second.uses++
	second.mu.Unlock()
	first.mu.Unlock()
}

func main() {
	var disk, scanner, printer device
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		job(&disk, &scanner)
	}()
	go func() {
		defer wg.Done()
		job(&scanner, &printer)
	}()
	job(&printer, &disk)
	wg.Wait()
	fmt.Println(disk.uses, scanner.uses, printer.uses)
}
