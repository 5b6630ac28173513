//@ clean

// The exporter announces the number first, as the importer expects.
package main

import "fmt"

func export(rows chan<- string, count chan<- int) {
	table := []string{"r1", "r2"}
	count <- len(table)
	for _, row := range table {
		rows <- row
	}
	close(rows)
}

func main() {
	rows, count := make(chan string, 1), make(chan int)
	go export(rows, count)
	n := <-count
	for row := range rows {
		fmt.Println(row, "of", n)
	}
}
