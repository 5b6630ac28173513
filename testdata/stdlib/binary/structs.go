package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"testing/quick"
)

type header struct {
	Magic   [4]byte
	Version uint16
	_       uint16
	Sizes   [3]int32
	Ratio   float32
	OK      bool
	C       complex64
}

func main() {
	h := header{[4]byte{'g', 'w', 0, 1}, 2, 0, [3]int32{-1, 2, 3}, 1.5, true, 1 - 2i}
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		var buf bytes.Buffer
		fmt.Println(binary.Size(h), binary.Write(&buf, order, &h))
		fmt.Printf("% x\n", buf.Bytes())
		var back header
		fmt.Println(binary.Read(&buf, order, &back), back == h)
		list, err := binary.Append(nil, order, []int16{1, -2})
		fmt.Println(list, err)
		var n uint32
		fmt.Println(binary.Read(bytes.NewReader([]byte{1, 2, 3}), order, &n))
		fmt.Println(binary.Decode([]byte{1, 2, 3, 4}, order, &n))
		fmt.Println(n)
	}
	fmt.Println(binary.Size([]string{"x"}), binary.Write(&bytes.Buffer{}, binary.BigEndian, 5))
	round := func(a int32, b []uint16, c bool, d [2]float64) bool {
		type all struct {
			A int32
			C bool
			D [2]float64
		}
		x := all{a, c, d}
		out, err := binary.Append(nil, binary.BigEndian, x)
		var y all
		_, err2 := binary.Decode(out, binary.BigEndian, &y)
		return err == nil && err2 == nil && x == y && binary.Size(b) == 2*len(b)
	}
	fmt.Println(quick.Check(round, nil))
	fmt.Println(quick.CheckEqual(func(x uint8) int { return int(x) }, func(x uint8) int { return int(x) }, nil))
	err := quick.Check(func(s string, m map[string]int) bool { return false }, &quick.Config{MaxCount: 3})
	fmt.Println(err.(*quick.CheckError).Count, len(err.(*quick.CheckError).In))
	fmt.Println(quick.Check(1, nil), quick.Check(func(chan int) bool { return true }, nil))
}
