// Basic values under all verbs with flags, width and precision: a sample.
package main

import (
	"bufio"
	"fmt"
	"math"
	"math/rand"
	"os"
	"strings"
)

type val struct {
	kind  string
	words []uint64
	str   string
	v     any
}

func main() {
	r := rand.New(rand.NewSource(7))
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	var vs []val
	i := func(v int64) { vs = append(vs, val{"int", []uint64{uint64(v)}, "", int(v)}) }
	for _, v := range []int64{0, 1, -1, 42, -12345, math.MaxInt64, math.MinInt64, 65, 0x263a, 0x10ffff, 0x110000, 0xd800} {
		i(v)
	}
	vs = append(vs, val{"int8", []uint64{uint64(0xffffffffffffff80)}, "", int8(-128)}, val{"uint8", []uint64{255}, "", uint8(255)}, val{"uint", []uint64{7}, "", uint(7)}, val{"uint64", []uint64{math.MaxUint64}, "", uint64(math.MaxUint64)}, val{"uintptr", []uint64{0xc0de}, "", uintptr(0xc0de)}, val{"int32", []uint64{0x4e16}, "", rune(0x4e16)})
	for _, f := range []float64{0, math.Copysign(0, -1), 1, -1.5, 3.14159265358979, 1e6, 1e20, 1e21, 1e-5, 123456789.125, -1e300, 5e-324, math.Inf(1), math.Inf(-1), math.NaN()} {
		vs = append(vs, val{"float64", []uint64{math.Float64bits(f)}, "", f})
		vs = append(vs, val{"float32", []uint64{uint64(math.Float32bits(float32(f)))}, "", float32(f)})
	}
	for _, c := range []complex128{0, 1 + 2i, complex(-1.5, math.Inf(-1)), complex(math.NaN(), 1e-7)} {
		vs = append(vs, val{"complex128", []uint64{math.Float64bits(real(c)), math.Float64bits(imag(c))}, "", c})
		vs = append(vs, val{"complex64", []uint64{uint64(math.Float32bits(float32(real(c)))), uint64(math.Float32bits(float32(imag(c))))}, "", complex64(c)})
	}
	for _, s := range []string{"", "a", "hello", "h\xffi", "日本語", "q\"uo`te", "it's", "\x01\x7f\u00e9", "\\ \u200b\U0001F600"} {
		vs = append(vs, val{"string", nil, s, s})
		vs = append(vs, val{"[]byte", nil, s, []byte(s)})
	}
	vs = append(vs, val{"bool", []uint64{1}, "", true}, val{"bool", []uint64{0}, "", false}, val{"nil", nil, "", nil})
	flags := []string{"", "+", "-", "#", " ", "0", "+#", "-0", "+0", " 0", "#0", "#+", "# ", "+-", "#-", "0- ", "+ "}
	wids := []string{"", "1", "8", "20", ".0", ".1", ".3", "8.2", "10.", "12.10", "."}
	for _, v := range vs {
		for _, verb := range "vTtbcdoOqxXUeEfFgGspwz!世" {
			for _, f := range flags {
				for _, wd := range wids {
					if r.Intn(300) != 0 {
						continue
					}
					fm := "%" + f + wd + string(verb)
					out := fmt.Sprintf(fm, v.v)
					if v.kind == "[]byte" && verb == 'p' {
						continue
					}
					if strings.ContainsAny(out, "\n\t") {
						continue
					}
					fmt.Fprintf(w, "%s\t%x\t%x\t%s\t%s\n", v.kind, v.words, v.str, fm, out)
				}
			}
		}
	}
}
