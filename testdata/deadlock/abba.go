// Two locks taken in different orders, handed over so that it always goes wrong.
package main

import "sync"

func main() {
	var a, b sync.Mutex
	var wg sync.WaitGroup
	first, second := make(chan bool), make(chan bool)
	wg.Add(2)
	go func() {
		defer wg.Done()
		a.Lock()
		first <- true
		<-second
		b.Lock()
	}()
	go func() {
		defer wg.Done()
		b.Lock()
		<-first
		second <- true
		a.Lock()
	}()
	wg.Wait()
}
