// Packed memory: bytes, small integers, bools and mixed structs in arrays, slices and maps.
package main

import "fmt"

type mixed struct {
	a byte
	b bool
	c int16
	d int32
	e byte
	f float32
	g string
	h [3]uint16
	i int64
}

func main() {
	buf := make([]byte, 16)
	for i := range buf {
		buf[i] = byte(i * 17)
	}
	copy(buf[3:], buf[:10])
	fmt.Println(buf)
	ms := make([]mixed, 3)
	for i := range ms {
		ms[i] = mixed{byte(i), i%2 == 0, int16(-i), int32(i) << 20, 255, float32(i) / 2, fmt.Sprint(i), [3]uint16{uint16(i), 65535, 1}, -1 << 40}
	}
	p := &ms[1].h[1]
	*p++
	q := &ms[2].e
	*q += 2
	n := ms[1]
	n.h[0] = 9
	ms = append(ms, n)
	fmt.Println(ms)
	fmt.Println(ms[1] == ms[3], ms[0] == ms[0], *p, *q)
	bools := [10]bool{3: true, 9: true}
	flip := &bools[4]
	*flip = !*flip
	fmt.Println(bools)
	i16 := []int16{-1, 2, -3}
	i16 = append(i16, i16...)
	for i := range i16 {
		i16[i] *= 20000
	}
	fmt.Println(i16)
	f32 := [3]float32{0.1, 0.2}
	f32[2] = f32[0] + f32[1]
	fmt.Println(f32, f32[2] == 0.3)
	m := map[byte]mixed{1: ms[0]}
	x := m[1]
	x.g = "changed"
	m[2] = x
	fmt.Println(m[1].g, m[2].g, len(m))
	sieve := make([]bool, 50)
	for i := 2; i < 50; i++ {
		if !sieve[i] {
			fmt.Print(i, " ")
			for j := i * i; j < 50; j += i {
				sieve[j] = true
			}
		}
	}
	fmt.Println()
	words := [][]byte{[]byte("one"), []byte("two")}
	words[0][0], words[1][2] = words[1][2], words[0][0]
	fmt.Printf("%s %q\n", words[0], words)
}
