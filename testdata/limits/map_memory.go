// A map that grows for ever, and a string.
package main

//goweave:flags -max-mem 32M
func main() {
	m := map[int]string{}
	s := ""
	for i := 0; ; i++ {
		m[i] = s
		if len(s) < 1000 {
			s += "x"
		}
	}
}
