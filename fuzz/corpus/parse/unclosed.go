package p
func f() { switch x := y.(type) { case <-chan int: select { case a, ok := <-c: } } 
