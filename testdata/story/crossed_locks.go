package main

import "sync"

var first, second sync.Mutex

func left(wg *sync.WaitGroup) {
	defer wg.Done()
	first.Lock()
	second.Lock()
	second.Unlock()
	first.Unlock()
}

func right(wg *sync.WaitGroup) {
	defer wg.Done()
	second.Lock()
	first.Lock()
	first.Unlock()
	second.Unlock()
}

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go left(&wg)
	go right(&wg)
	wg.Wait()
}
