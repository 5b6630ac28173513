// Two goroutines hit a ball back and forth, as at the beginning of many a lesson on channels.
package main

import "fmt"

type ball struct{ hits int }

func player(name string, table chan *ball, done chan<- string) {
	for {
		b, ok := <-table
		if !ok {
			done <- name + " sees that the game is over"
			return
		}
		b.hits++
		fmt.Println(name, b.hits)
		if b.hits == 10 {
			close(table)
			done <- name + " ends the game"
			return
		}
		table <- b
	}
}

func main() {
	table := make(chan *ball)
	done := make(chan string)
	go player("ping", table, done)
	go player("pong", table, done)
	table <- new(ball)
	fmt.Println(<-done)
	fmt.Println(<-done)
}

//goweave:schedule go
