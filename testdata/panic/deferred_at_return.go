package main

import "errors"

func check(n int) (err error) {
	defer func() {
		if err != nil {
			panic(err)
		}
	}()
	if n == 0 {
		return nil
	}
	if n > 1 {
		return errors.New("too many")
	}
	return nil
}

func main() {
	check(0)
	check(2)
}
