// Concurrency patterns: worker pool, pipeline, fan-in, semaphore, sieve, errors from goroutines.
package main

import (
	"errors"
	"fmt"
	"sort"
	"sync"
)

func gen(n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 1; i <= n; i++ {
			out <- i
		}
	}()
	return out
}

func square(in <-chan int) <-chan int {
	out := make(chan int, 2)
	go func() {
		defer close(out)
		for x := range in {
			out <- x * x
		}
	}()
	return out
}

func merge(cs ...<-chan int) <-chan int {
	var wg sync.WaitGroup
	out := make(chan int)
	for _, c := range cs {
		wg.Go(func() {
			for x := range c {
				out <- x
			}
		})
	}
	go func() { wg.Wait(); close(out) }()
	return out
}

func filter(in <-chan int, out chan<- int, prime int) {
	for {
		if i := <-in; i%prime != 0 {
			out <- i
		}
	}
}

func main() {
	jobs, results := make(chan int), make(chan [2]int)
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for j := range jobs {
				results <- [2]int{j, j * j}
			}
		})
	}
	go func() {
		for i := range 9 {
			jobs <- i
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()
	table := map[int]int{}
	for r := range results {
		table[r[0]] = r[1]
	}
	fmt.Println(table)
	sum := 0
	for x := range square(square(gen(5))) {
		sum += x
	}
	fmt.Println(sum)
	var all []int
	for x := range merge(gen(3), square(gen(3)), gen(2)) {
		all = append(all, x)
	}
	sort.Ints(all)
	fmt.Println(all)
	sem := make(chan struct{}, 2)
	var mu sync.Mutex
	running, most := 0, 0
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sem <- struct{}{}
			defer func() { <-sem }()
			mu.Lock()
			running++
			most = max(most, running)
			mu.Unlock()
			mu.Lock()
			running--
			mu.Unlock()
		}()
	}
	wg.Wait()
	fmt.Println(running, most <= 2)
	src := make(chan int)
	go func(out chan<- int) {
		for i := 2; ; i++ {
			out <- i
		}
	}(src)
	var primes []int
	for range 12 {
		p := <-src
		primes = append(primes, p)
		next := make(chan int)
		go filter(src, next, p)
		src = next
	}
	fmt.Println(primes)
	errs := make(chan error, 3)
	for i := range 3 {
		go func() {
			defer func() {
				if r := recover(); r != nil {
					errs <- fmt.Errorf("task %d: %v", i, r)
				}
			}()
			if i == 1 {
				panic("failed")
			}
			if i == 2 {
				var m map[int]int
				m[0] = 1
			}
			errs <- nil
		}()
	}
	var list []error
	for range 3 {
		if err := <-errs; err != nil {
			list = append(list, err)
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Error() < list[j].Error() })
	fmt.Println(errors.Join(list...))
}
