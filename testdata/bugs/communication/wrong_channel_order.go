//@ find deadlock line=12,20 state="chan send"

// The exporter sends its rows before it announces how many there are, and the importer wants the
// number first. With more rows than the channel holds, the two wait on different channels.
package main

import "fmt"

func export(rows chan<- string, count chan<- int) {
	table := []string{"r1", "r2"}
	for _, row := range table {
		rows <- row
	}
	count <- len(table)
}

func main() {
	rows, count := make(chan string, 1), make(chan int)
	go export(rows, count)
	n := <-count
	for range n {
		fmt.Println(<-rows)
	}
}
