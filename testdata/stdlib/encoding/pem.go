// encoding/pem and encoding/ascii85: bytes as text.
package main

import (
	"bytes"
	"encoding/ascii85"
	"encoding/pem"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	block := &pem.Block{Type: "KEY", Headers: map[string]string{"Z": "last", "A": "first", "Proc-Type": "4"}, Bytes: bytes.Repeat([]byte{1, 2, 254}, 30)}
	fmt.Println(pem.Encode(os.Stdout, block))
	pem.Encode(os.Stdout, &pem.Block{Type: "EMPTY"})
	fmt.Println(pem.EncodeToMemory(&pem.Block{Headers: map[string]string{"a:b": ""}}) == nil)
	for _, text := range []string{
		"junk\n" + string(pem.EncodeToMemory(block)) + "rest",
		"-----BEGIN A-----\naGk=\n-----END B-----\n-----BEGIN C-----\n aG k=\r\n-----END C-----  \r\nx",
		"-----BEGIN A-----\n-----END A-----",
		"-----BEGIN A-----\nKey: v\n\naGk\n-----END A-----\n",
		"x-----BEGIN A-----\naGk=\n-----END A-----",
		"-----BEGIN A----\naGk=\n-----END A-----",
	} {
		p, rest := pem.Decode([]byte(text))
		fmt.Printf("%+v %q\n", p, rest)
	}
	data := []byte("Man is distinguished\x00\x00\x00\x00\x00\x00\x00\x00\xff")
	code := make([]byte, ascii85.MaxEncodedLen(len(data)))
	code = code[:ascii85.Encode(code, data)]
	fmt.Printf("%s\n", code)
	got, err := io.ReadAll(ascii85.NewDecoder(strings.NewReader(string(code[:7]) + " \n" + string(code[7:]))))
	fmt.Println(bytes.Equal(got, data), err)
	for _, s := range []string{"9jqo^", "9jqo", "9", "zz", "9jzqo", "~", "9j q o^ Bl"} {
		dst := make([]byte, 20)
		n, used, err := ascii85.Decode(dst, []byte(s), true)
		fmt.Printf("%q %q %d %v\n", s, dst[:n], used, err)
		n, used, err = ascii85.Decode(dst, []byte(s), false)
		fmt.Println(n, used, err)
	}
	w := ascii85.NewEncoder(os.Stdout)
	for _, c := range data {
		w.Write([]byte{c})
	}
	fmt.Println(w.Close())
}
