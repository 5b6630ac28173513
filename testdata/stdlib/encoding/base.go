package main

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand"
	"strings"
)

type codec interface {
	EncodeToString([]byte) string
	DecodeString(string) ([]byte, error)
	AppendEncode(dst, src []byte) []byte
	AppendDecode(dst, src []byte) ([]byte, error)
	EncodedLen(int) int
	DecodedLen(int) int
}

type oneByte struct{ r io.Reader }

func (o oneByte) Read(p []byte) (int, error) { return o.r.Read(p[:min(len(p), 1)]) }

func main() {
	r := rand.New(rand.NewSource(1))
	codecs := []codec{base64.StdEncoding, base64.URLEncoding, base64.RawStdEncoding, base64.RawURLEncoding, base64.StdEncoding.Strict(), base64.RawStdEncoding.Strict(), base64.StdEncoding.WithPadding('*'),
		base32.StdEncoding, base32.HexEncoding, base32.StdEncoding.WithPadding(base32.NoPadding), base32.HexEncoding.WithPadding('-')}
	for i, c := range codecs {
		for n := range 12 {
			b := make([]byte, n)
			r.Read(b)
			s := c.EncodeToString(b)
			back, err := c.DecodeString(s)
			fmt.Println(i, n, s, bytes.Equal(back, b), err, c.EncodedLen(n), c.DecodedLen(n), string(c.AppendEncode([]byte("x"), b)))
			back, err = c.AppendDecode([]byte("y"), []byte(s))
			fmt.Println(len(back), err)
			for range 6 {
				bad := []byte(s)
				if len(bad) > 0 {
					switch at := r.Intn(len(bad)); r.Intn(5) {
					case 0:
						bad[at] = "=\n!*-A"[r.Intn(6)]
					case 1:
						bad = bad[:at]
					case 2:
						bad = append(bad, "=\nA"[r.Intn(3)])
					case 3:
						bad = append(bad[:at:at], append([]byte("\r\n"), bad[at:]...)...)
					case 4:
						bad[len(bad)-1] ^= 1
					}
				}
				got, err := c.DecodeString(string(bad))
				fmt.Printf("%q %x %v\n", bad, got, err)
			}
		}
	}
	for _, s := range []string{"", "A", "AA", "AAA", "AA=", "AA==", "AA==A", "A===", "AA=A", "=", "AAAA=", "AAA=\n", "AA=\n=", "AA\n==\n\nB", "AB==", "AAB=", "AAAAAA=="} {
		for _, c := range codecs {
			got, err := c.DecodeString(s)
			fmt.Printf("%q %x %v; ", s, got, err)
		}
		fmt.Println()
	}

	long := make([]byte, 2000)
	r.Read(long)
	for _, enc := range []*base64.Encoding{base64.StdEncoding, base64.RawURLEncoding} {
		var b strings.Builder
		w := base64.NewEncoder(enc, &b)
		for i := 0; i < len(long); {
			n := min(r.Intn(40), len(long)-i)
			w.Write(long[i : i+n])
			i += n
		}
		w.Close()
		fmt.Println(b.String() == enc.EncodeToString(long))
		for _, in := range []io.Reader{strings.NewReader(b.String()), oneByte{strings.NewReader(b.String())}} {
			back, err := io.ReadAll(base64.NewDecoder(enc, in))
			fmt.Println(bytes.Equal(back, long), err)
		}
		for _, s := range []string{"AAAA!AAA", "AAA", "AAAAA", "AA==", "AAAA\nAA=\n=\n", "A=AA"} {
			back, err := io.ReadAll(base64.NewDecoder(enc, strings.NewReader(s)))
			fmt.Println(back, err)
		}
	}
	for _, enc := range []*base32.Encoding{base32.StdEncoding, base32.HexEncoding.WithPadding(base32.NoPadding)} {
		var b strings.Builder
		w := base32.NewEncoder(enc, &b)
		w.Write(long[:3])
		w.Write(long[3:700])
		w.Write(long[700:])
		w.Close()
		fmt.Println(b.String() == enc.EncodeToString(long))
		back, err := io.ReadAll(base32.NewDecoder(enc, strings.NewReader(b.String())))
		fmt.Println(bytes.Equal(back, long), err)
	}

	fmt.Println(hex.EncodeToString(long[:20]))
	for _, s := range []string{"", "0", "00", "0g", "g0", "abcdef", "ABC", "abz", "12\n3", "é"} {
		b, err := hex.DecodeString(s)
		fmt.Println(b, err)
		b, err = io.ReadAll(hex.NewDecoder(strings.NewReader(s)))
		fmt.Println(b, err)
	}
	fmt.Print(hex.Dump(long[:40]), hex.Dump([]byte("hello, world 123")), hex.Dump(nil))
	var b bytes.Buffer
	d := hex.Dumper(&b)
	for i := range 35 {
		d.Write([]byte{byte(i + 40)})
	}
	fmt.Println(d.Close(), d.Close())
	_, err := d.Write([]byte{1})
	fmt.Println(err)
	fmt.Print(b.String())
	e := hex.NewEncoder(&b)
	fmt.Println(e.Write(long))
	fmt.Println(b.Len(), string(hex.AppendEncode([]byte("z"), []byte{1, 171})))

	for i := range 40 {
		x := r.Uint64() >> (r.Intn(64))
		if i == 0 {
			x = 1<<64 - 1
		}
		buf := binary.AppendUvarint(nil, x)
		y, n := binary.Uvarint(buf)
		sbuf := binary.AppendVarint(nil, int64(x))
		z, m := binary.Varint(sbuf)
		v, err := binary.ReadVarint(bytes.NewReader(sbuf))
		fmt.Println(buf, y == x, n, sbuf, z == int64(x), m, v == z, err)
	}
	for _, buf := range [][]byte{{}, {0x80}, {0x80, 0x80}, bytes.Repeat([]byte{0xff}, 11), {255, 255, 255, 255, 255, 255, 255, 255, 255, 2}, {255, 255, 255, 255, 255, 255, 255, 255, 255, 1}} {
		x, n := binary.Uvarint(buf)
		y, err := binary.ReadUvarint(bytes.NewReader(buf))
		fmt.Println(x, n, y, err)
	}
	for _, o := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian, binary.NativeEndian} {
		buf := make([]byte, 14)
		o.PutUint16(buf, 0x1234)
		o.PutUint32(buf[2:], 0x12345678)
		o.PutUint64(buf[6:], 0x123456789abcdef0)
		fmt.Printf("%v %#v %x %x %x %x\n", o, o, buf, o.Uint16(buf), o.Uint32(buf[2:]), o.Uint64(buf[6:]))
		a := o.(binary.AppendByteOrder)
		fmt.Println(a.AppendUint64(a.AppendUint32(a.AppendUint16(nil, 1), 2), 3))
	}
}
