// Sleeps for ever.
package main

import "time"

//goweave:flags -max-time 1h
func main() {
	for {
		time.Sleep(time.Minute)
	}
}
