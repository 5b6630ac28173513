// Reading standard input: the corpus gives none, so that everything ends at once.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
)

func main() {
	sc := bufio.NewScanner(os.Stdin)
	for sc.Scan() {
		fmt.Println("line", sc.Text())
	}
	fmt.Println(sc.Err())
	var n int
	k, err := fmt.Scan(&n)
	fmt.Println(k, err)
	b, err := io.ReadAll(os.Stdin)
	fmt.Println(len(b), err, len(os.Args))
}
