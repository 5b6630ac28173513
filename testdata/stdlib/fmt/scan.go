// Scanning by all functions: random operands, formats and inputs.
package main

import (
	"bufio"
	"fmt"
	"math/rand"
	"strings"
)

type D int

func (d *D) Scan(st fmt.ScanState, verb rune) error {
	t, err := st.Token(true, func(r rune) bool { return r >= 'a' && r <= 'c' })
	*d = D(len(t))
	w, ok := st.Width()
	fmt.Println("Scan", string(t), err, w, ok, string(verb))
	return err
}
func main() {
	r := rand.New(rand.NewSource(3))
	pieces := []string{"1", "-2", "+3", "12345", "0x1f", "0b101", "0o17", "017", "1_0", "3.5", "-1e3", "0x1p-2", "1p3", "nan", "+Inf", "true", "F", "abc", "é世", "\"q\\n s\"", "`raw`", "6162", "(1+2i)", "3-4i", " ", "  ", "\n", "\t", " \n", "\r\n", ",", ":", "%", "", "99999999999999999999", "300", "U+00e9", "\"bad"}
	fpieces := []string{"%d", "%v", "%s", "%q", "%x", "%X", "%b", "%o", "%c", "%U", "%f", "%g", "%t", "%5d", "%2s", "%1c", "%3v", "%%", " ", "\n", " \n", "\n ", "  ", "a", ",", ":", "x", "%e", "%z", "%"}
	for i := 0; i < 500; i++ {
		in := ""
		for j := r.Intn(6); j >= 0; j-- {
			in += pieces[r.Intn(len(pieces))]
			if r.Intn(2) == 0 {
				in += " "
			}
		}
		f := ""
		for j := r.Intn(5); j >= 0; j-- {
			f += fpieces[r.Intn(len(fpieces))]
		}
		mk := func() any {
			switch r.Intn(13) {
			case 0:
				return new(int)
			case 1:
				return new(string)
			case 2:
				return new(float64)
			case 3:
				return new(bool)
			case 4:
				return new([]byte)
			case 5:
				return new(uint8)
			case 6:
				return new(int8)
			case 7:
				return new(complex128)
			case 8:
				return new(float32)
			case 9:
				return new(D)
			case 10:
				return new(uint)
			case 11:
				return 5
			default:
				return new(rune)
			}
		}
		var args []any
		for j := r.Intn(4); j > 0; j-- {
			args = append(args, mk())
		}
		show := func(n int, err error, rd interface{ Len() int }) {
			fmt.Printf("%d %v", n, err)
			for _, a := range args {
				switch a := a.(type) {
				case *int:
					fmt.Print(" ", *a)
				case *string:
					fmt.Printf(" %q", *a)
				case *float64:
					fmt.Print(" ", *a)
				case *bool:
					fmt.Print(" ", *a)
				case *[]byte:
					fmt.Printf(" %q", *a)
				case *uint8:
					fmt.Print(" ", *a)
				case *int8:
					fmt.Print(" ", *a)
				case *complex128:
					fmt.Print(" ", *a)
				case *float32:
					fmt.Print(" ", *a)
				case *D:
					fmt.Print(" ", int(*a))
				case *uint:
					fmt.Print(" ", *a)
				case *rune:
					fmt.Print(" ", *a)
				}
			}
			if rd != nil {
				fmt.Print(" left ", rd.Len())
			}
			fmt.Println()
		}
		fmt.Printf("%q %q %T\n", in, f, args)
		k := r.Intn(4)
		rd := strings.NewReader(in)
		switch k {
		case 0:
			n, err := fmt.Fscan(rd, args...)
			show(n, err, rd)
		case 1:
			n, err := fmt.Fscanln(rd, args...)
			show(n, err, rd)
		case 2:
			n, err := fmt.Fscanf(rd, f, args...)
			show(n, err, rd)
		case 3:
			b := struct{ *bufio.Reader }{bufio.NewReader(rd)}
			n, err := fmt.Fscan(struct {
				r *bufio.Reader
				R
			}{b.Reader, R{b.Reader}}, args...)
			show(n, err, nil)
			c, _ := b.ReadByte()
			fmt.Println(c)
		}
	}
}

type R struct{ r *bufio.Reader }

func (r R) Read(p []byte) (int, error) { return r.r.Read(p) }
