package main

import (
	"bytes"
	"compress/lzw"
	"fmt"
	"io"
	"strings"
)

func main() {
	text := strings.Repeat("TOBEORNOTTOBE", 3) + "#"
	long := make([]byte, 40_000)
	for i := range long {
		long[i] = byte(i*i>>3) ^ byte(i>>7)
	}
	for _, order := range []lzw.Order{lzw.LSB, lzw.MSB} {
		var out bytes.Buffer
		w := lzw.NewWriter(&out, order, 8)
		n, err := io.WriteString(w, text)
		fmt.Println(n, err, w.Close(), w.Close())
		fmt.Printf("%x\n", out.Bytes())
		_, err = w.Write([]byte("x"))
		fmt.Println(err)

		r := lzw.NewReader(&out, order, 8)
		back, err := io.ReadAll(r)
		fmt.Println(string(back), err, r.Close())
		_, err = r.Read(back)
		fmt.Println(err)

		w.(*lzw.Writer).Reset(&out, order, 8)
		w.Write(long)
		w.Close()
		size := out.Len()
		r.(*lzw.Reader).Reset(&out, order, 8)
		back, err = io.ReadAll(r)
		fmt.Println(size, bytes.Equal(back, long), err)
	}

	// Without a code that clears the table fills up; then its last entry stays.
	var full []byte
	var held uint64
	bits, width, hi := 0, 9, 257
	for i := range 5000 {
		code := uint64('a' + i%26)
		if i > 4500 {
			code = uint64(4096 - i%3 - 1)
		}
		held |= code << bits
		for bits += width; bits >= 8; bits -= 8 {
			full = append(full, byte(held))
			held >>= 8
		}
		hi++
		if hi == 1<<width && width < 12 {
			width++
		}
	}
	back, err := io.ReadAll(lzw.NewReader(bytes.NewReader(full), lzw.LSB, 8))
	fmt.Printf("%d %q %v\n", len(back), back[len(back)-12:], err)

	var out bytes.Buffer
	w := lzw.NewWriter(&out, lzw.LSB, 2)
	fmt.Println(w.Write([]byte{1, 2, 3, 4}))
	fmt.Println(w.Close())
	fmt.Println(lzw.NewWriter(&out, lzw.LSB, 9).Write(nil))
	fmt.Println(lzw.NewReader(&out, 7, 8).Read(nil))
	empty := lzw.NewWriter(&out, lzw.MSB, 3)
	fmt.Println(empty.Close(), out.Bytes())
	for _, codes := range []string{"", "\x80", "\x80\x7f\xff\xff", "\x80\x10\x70"} {
		back, err := io.ReadAll(lzw.NewReader(strings.NewReader(codes), lzw.MSB, 8))
		fmt.Printf("%q %v\n", back, err)
	}
}
