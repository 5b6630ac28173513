// Main waits for ever, and means it.
package main

import (
	"fmt"
	"os"
	"time"
)

func main() {
	go func() {
		time.Sleep(time.Second)
		fmt.Println("done")
		os.Exit(0)
	}()
	select {}
}
