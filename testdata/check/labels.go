package main

func _() {
	goto A // ERROR "goto A jumps over declaration of x at labels.go:5:4"
	x := 1
	_ = x
A:
	for {
		break A
	}
B: // ERROR "label B defined and not used"
	goto C // ERROR "goto C jumps into block starting at labels.go:13:2"
	{
	C:
	}
A: // ERROR "label A already defined at labels.go:7:1"
	if true {
		continue A // ERROR "invalid continue label A"
	}
	for {
		switch {
		case true:
			continue
		}
		func() {
			break // ERROR "break is not in a loop, switch, or select"
		}()
	}
	switch 1 {
	case 1:
		fallthrough
	case 2:
		fallthrough // ERROR "cannot fallthrough final case in switch"
	}
}

func main() {}
