package main

func main() {
	b := make([]byte, 16)
	done := make(chan bool)
	for i := range 8 {
		go func() {
			b[i/2] = 1 // want race "b[i/2]"
			done <- true
		}()
	}
	for range 8 {
		<-done
	}
}
