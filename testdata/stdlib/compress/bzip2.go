package main

import (
	"bytes"
	"compress/bzip2"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"testing/iotest"
)

// Six lines of text and 600 times z.
const compressed = "" +
	"425a6839314159265359e9d045dc000072db80801040003f0001003ffffff000082000706182604c043464d301150a00" +
	"d1a0068da9e1462351ec361f43af66dddbf0e833180cc711bfb188e4301c81b0c4663506c321f830188dc66321c07e8d" +
	"464388d06c321a512e371e421dd6e303f1aa207f177245385090e9d045dc"

func main() {
	data, err := hex.DecodeString(compressed)
	if err != nil {
		panic(err)
	}
	text, err := io.ReadAll(bzip2.NewReader(bytes.NewReader(data)))
	fmt.Println(len(text), err, string(text[:45]))
	fmt.Printf("%x\n", md5.Sum(text))

	twice := append(bytes.Clone(data), data...)
	both, err := io.ReadAll(iotest.OneByteReader(bzip2.NewReader(iotest.OneByteReader(bytes.NewReader(twice)))))
	fmt.Println(len(both), err, bytes.Equal(both, append(bytes.Clone(text), text...)))

	for _, broken := range [][]byte{
		nil,
		data[:2],
		data[:len(data)-1],
		[]byte("BZip"),
		[]byte("BZh0"),
		[]byte("hello, world"),
		append([]byte("BZh91AY&SX"), data[10:]...),
		append(bytes.Clone(data[:10]), append([]byte{data[10] + 1}, data[11:]...)...),
		append(bytes.Clone(data), "BY"...),
		append(bytes.Clone(data), 'B'),
	} {
		_, err := io.ReadAll(bzip2.NewReader(bytes.NewReader(broken)))
		var wrong bzip2.StructuralError
		fmt.Println(err, errors.As(err, &wrong))
	}
}
