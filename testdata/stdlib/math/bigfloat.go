// Floating-point numbers of math/big: rounding, texts, limits, encodings.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
)

var modes = []big.RoundingMode{big.ToNearestEven, big.ToNearestAway, big.ToZero, big.AwayFromZero, big.ToNegativeInf, big.ToPositiveInf}

func arithmetic() {
	x, _ := new(big.Float).SetString("1234567.890625")
	y := big.NewFloat(-0.1)
	for _, prec := range []uint{1, 7, 53, 100} {
		for _, mode := range modes {
			z := new(big.Float).SetPrec(prec).SetMode(mode)
			fmt.Print(prec, " ", mode, ":")
			for _, f := range []func(x, y *big.Float) *big.Float{z.Add, z.Sub, z.Mul, z.Quo} {
				fmt.Print(" ", f(x, y).Text('p', 0), " ", z.Acc())
			}
			fmt.Println()
		}
	}
	tiny := new(big.Float).SetMantExp(big.NewFloat(1), -1_000_000)
	one := big.NewFloat(1)
	fmt.Println(new(big.Float).Add(one, tiny).Acc(), new(big.Float).SetMode(big.AwayFromZero).Add(one, tiny).Text('p', 0))
	fmt.Println(new(big.Float).SetMode(big.ToZero).Sub(one, tiny).Text('p', 0), new(big.Float).Sub(tiny, one))
	two := new(big.Float).SetPrec(200).SetInt64(2)
	fmt.Println(two.Sqrt(two).Text('f', 60))
	fmt.Println(x.Cmp(y), y.Cmp(x), x.Cmp(x), x.MinPrec(), x.IsInt(), y.Signbit(), x.Sign())
}

func limits() {
	inf := new(big.Float).SetInf(false)
	zero := new(big.Float)
	for _, f := range []func(){
		func() { zero.Sub(inf, inf) },
		func() { new(big.Float).Mul(zero, inf) },
		func() { new(big.Float).Quo(zero, zero) },
		func() { new(big.Float).Sqrt(big.NewFloat(-1)) },
		func() { big.NewFloat(math.NaN()) },
	} {
		func() {
			defer func() {
				err, ok := recover().(error)
				fmt.Println(err, ok, errors.As(err, new(big.ErrNaN)))
			}()
			f()
		}()
	}
	huge := new(big.Float).SetMantExp(big.NewFloat(1), big.MaxExp)
	fmt.Println(huge, huge.Acc(), new(big.Float).SetMantExp(big.NewFloat(-1), big.MinExp-5), new(big.Float).SetMantExp(big.NewFloat(0.5), big.MaxExp).Text('p', 0))
	for _, s := range []string{"1e400", "-1e-400", "4.9e-324", "2.4703282292062327208e-324", "2.5e-324", "1.7976931348623159e308", "3.4028236e38", "-9223372036854775808", "9223372036854775807.5", "1e30", "-0.5", "18446744073709551615"} {
		x, _, err := big.ParseFloat(s, 10, 120, big.ToNearestEven)
		f, a := x.Float64()
		g, b := x.Float32()
		i, c := x.Int64()
		u, d := x.Uint64()
		n, e := x.Int(nil)
		fmt.Println(s, err, f, a, g, b, i, c, u, d, n, e)
	}
	r, acc := big.NewFloat(0.1).Rat(nil)
	fmt.Println(r, acc, new(big.Float).SetRat(big.NewRat(1, 3)), new(big.Float).SetInt(big.NewInt(-7)))
}

func texts() {
	for _, s := range []string{"0", "-0", "1", "0x1.8p-3", "0b1011e2", "0o17.4p1", "123456789.125", "1e23", "1_000.5", "9.995", "-Inf", "1e1000", "1p-20"} {
		x, base, err := big.ParseFloat(s, 0, 53, big.ToNearestEven)
		if err != nil {
			fmt.Println(s, base, err)
			continue
		}
		fmt.Printf("%s %d|%g|%.3f|%10.2e|%+08.2F|% v|%-12.4g|%x|%.2x|%b|%s|%d\n", s, base, x, x, x, x, x, x, x, x, x, x, x)
	}
	for _, s := range []string{"", "-", "x", "1e", "1__0", "1e400000000000", "0x", "1.2.3", "1 "} {
		_, base, err := big.ParseFloat(s, 0, 53, 0)
		fmt.Printf("%q %d %v\n", s, base, err)
	}
	third := new(big.Float).SetPrec(80).Quo(big.NewFloat(1), big.NewFloat(3))
	fmt.Println(third, third.Text('g', -1), third.Text('e', 40), third.Text('q', 1))
	fmt.Println(big.RoundingMode(9), big.ToZero, big.Accuracy(3))
	var f, g big.Float
	n, err := fmt.Sscanf("3.25 -1e3", "%g %f", &f, &g)
	fmt.Println(n, err, &f, &g)
}

func encodings() {
	x := new(big.Float).SetPrec(70).SetMode(big.ToZero).SetRat(big.NewRat(-22, 7))
	b, err := x.GobEncode()
	fmt.Printf("%x %v\n", b, err)
	y := new(big.Float)
	fmt.Println(y.GobDecode(b), y.Cmp(x), y.Prec(), y.Mode(), y.Acc())
	text, _ := json.Marshal(map[string]any{"f": x, "i": big.NewInt(-5), "r": big.NewRat(3, 4)})
	fmt.Println(string(text))
	for _, bad := range [][]byte{{9}, {1, 0, 0, 0, 0, 0, 0}, bytes.Repeat([]byte{2}, 12)} {
		fmt.Println(y.GobDecode(bad), new(big.Int).GobDecode(bad), new(big.Rat).GobDecode(bad))
	}
	fmt.Println(y.UnmarshalText([]byte("1.5x")), y.UnmarshalText([]byte("1.5")), y)
	n, _ := new(big.Int).SetString("-123456789012345678901234567890", 10)
	b, _ = n.GobEncode()
	m := new(big.Int)
	fmt.Printf("%x %v %v\n", b, m.GobDecode(b), m)
	r := new(big.Rat)
	b, _ = new(big.Rat).SetFrac(n, big.NewInt(77)).GobEncode()
	fmt.Printf("%x %v %v\n", b, r.GobDecode(b), r)
}

func division() {
	for _, mode := range []big.RoundingMode{big.Trunc, big.Floor, big.Round, big.Ceil} {
		for _, p := range [][2]int64{{7, 2}, {-7, 2}, {7, -2}, {-7, -2}, {5, 2}, {6, 3}, {1, 3}, {-2, 3}} {
			q, r := new(big.Int).Divide(big.NewInt(p[0]), big.NewInt(p[1]), new(big.Int), mode)
			fmt.Print(q, " ", r, "; ")
		}
		fmt.Println(mode)
	}
	for _, s := range []string{"1e6", "1.25e-3", "0x1p-2", "3/0", "3/-4", "-6/4", "0b1/0x10", "1e1000001", "0e9999999", ".5", "1_0/2", "010"} {
		r, ok := new(big.Rat).SetString(s)
		if ok && len(r.Num().String()) > 40 {
			fmt.Println(s, len(r.Num().String()))
			continue
		}
		fmt.Println(s, r, ok)
	}
}

func main() {
	arithmetic()
	limits()
	texts()
	encodings()
	division()
}
