//@ clean

// The last job asks for its devices in the other order, which breaks the ring.
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
	job(&disk, &printer)
	wg.Wait()
	fmt.Println(disk.uses, scanner.uses, printer.uses)
}
