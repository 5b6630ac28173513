package main

import (
	"crypto/rand"
	"fmt"
	"math"
	"math/big"
	mrand "math/rand"
	"reflect"
)

func main() {
	r := mrand.New(mrand.NewSource(7))
	var nums []*big.Int
	for _, s := range []string{"0", "1", "-1", "2", "-7", "10", "63", "18446744073709551615", "18446744073709551616", "-9223372036854775808", "9223372036854775807", "123456789012345678901234567890", "-340282366920938463463374607431768211456"} {
		n, ok := new(big.Int).SetString(s, 10)
		fmt.Println(n, ok)
		nums = append(nums, n)
	}
	for range 6 {
		n := new(big.Int).Rand(r, new(big.Int).Lsh(big.NewInt(1), uint(20+r.Intn(200))))
		n = new(big.Int).SetBytes(n.Bytes())
		nums = append(nums, big.NewInt(r.Int63()-r.Int63()), n.SetBit(n, 5, 1).Rsh(n, 0).And(n, big.NewInt(1<<40)))
	}
	for _, x := range nums {
		fmt.Println(x, x.Sign(), x.BitLen(), x.TrailingZeroBits(), x.Int64(), x.Uint64(), x.IsInt64(), x.IsUint64(), x.Bit(3), x.Bit(70), x.Text(2), x.Text(36), x.Text(62))
		fmt.Println(new(big.Int).Neg(x), new(big.Int).Abs(x), new(big.Int).Not(x), new(big.Int).Lsh(x, 70), new(big.Int).Rsh(x, 3), new(big.Int).Rsh(x, 100), new(big.Int).SetBit(x, 65, 1), new(big.Int).SetBit(x, 0, 0), x.Bytes(), x.ProbablyPrime(5))
		fmt.Printf("%d|%+d|%x|%#X|%o|%O|%#b|%s|%v|%20d|%-20d|%020d|%.25d|% d|%q\n", x, x, x, x, x, x, x, x, x, x, x, x, x, x, x)
		f, acc := x.Float64()
		fmt.Println(f, acc)
		if x.Sign() >= 0 {
			fmt.Println(new(big.Int).Sqrt(x))
		}
		for _, y := range nums {
			z := new(big.Int)
			fmt.Print(z.Add(x, y), " ", z.Sub(x, y), " ", z.Mul(x, y), " ", z.And(x, y), " ", z.Or(x, y), " ", z.Xor(x, y), " ", z.AndNot(x, y), " ", x.Cmp(y), x.CmpAbs(y))
			if y.Sign() != 0 {
				m := new(big.Int)
				fmt.Print(" ", z.Quo(x, y), " ", z.Rem(x, y), " ", z.Div(x, y), " ", z.Mod(x, y))
				fmt.Print(" ", z.ModInverse(x, y) != nil)
				if y.Sign() > 0 && x.Sign() >= 0 {
					fmt.Print(" ", z.Exp(x, big.NewInt(65537), y), " ", z.Exp(x, x, y))
				}
				z.DivMod(x, y, m)
				fmt.Print(" ", z, " ", m)
			}
			a, b := new(big.Int), new(big.Int)
			z.GCD(a, b, x, y)
			check := new(big.Int).Add(new(big.Int).Mul(a, x), new(big.Int).Mul(b, y))
			fmt.Println(" ", z, check.Cmp(z))
		}
	}
	x := big.NewInt(5)
	x.Mul(x, x).Add(x, x).Exp(x, big.NewInt(20), nil)
	fmt.Println(x, x.Sub(x, x), new(big.Int).Exp(big.NewInt(-3), big.NewInt(5), nil), new(big.Int).Exp(big.NewInt(3), big.NewInt(-1), big.NewInt(7)))
	fmt.Println(new(big.Int).MulRange(1, 30), new(big.Int).MulRange(-3, 3), new(big.Int).Binomial(50, 20), new(big.Int).ModInverse(big.NewInt(3), big.NewInt(11)), new(big.Int).ModSqrt(big.NewInt(5), big.NewInt(41)), big.Jacobi(big.NewInt(2), big.NewInt(15)))
	for _, s := range []string{"", "-", "0x1F", "0b101", "0o17", "017", "1_000", "_1", "1_", "0x", "+5", "abc", "12a", "-0"} {
		n, ok := new(big.Int).SetString(s, 0)
		m, ok2 := new(big.Int).SetString(s, 16)
		fmt.Println(s, n, ok, m, ok2)
	}
	var n big.Int
	fmt.Println(fmt.Sscan("  123456789012345678901", &n))
	fmt.Println(&n, fmt.Sprint(big.NewInt(3)), fmt.Sprintf("%s %5.3d", (*big.Int)(nil), big.NewInt(7)))
	b, err := n.MarshalJSON()
	fmt.Println(string(b), err)
	fmt.Println(n.UnmarshalText([]byte("x1")), n.UnmarshalText([]byte("-12")), &n, fmt.Sprint(n.FillBytes(make([]byte, 4))))
	func() {
		defer func() { fmt.Println(recover()) }()
		n.Div(&n, new(big.Int))
	}()

	var rats []*big.Rat
	for _, s := range []string{"0", "1/2", "-3/4", "10/4", "1.25", "-0.001", "1e3", "1.5e-3", "22/7", "123456789/987654321", "0x10/0x20"} {
		q, ok := new(big.Rat).SetString(s)
		fmt.Println(s, q, ok)
		rats = append(rats, q)
	}
	for _, s := range []string{"", "1/0", "a", "1/", "/2", "1/-2", "1.2.3", "e5"} {
		_, ok := new(big.Rat).SetString(s)
		fmt.Println(s, ok)
	}
	for _, x := range rats {
		f, exact := x.Float64()
		g, exact2 := x.Float32()
		p, exact3 := x.FloatPrec()
		fmt.Println(x, x.RatString(), x.FloatString(0), x.FloatString(5), f, exact, g, exact2, p, exact3, x.Sign(), x.IsInt(), x.Num(), x.Denom(), new(big.Rat).Neg(x), new(big.Rat).Abs(x))
		for _, y := range rats {
			z := new(big.Rat)
			fmt.Print(z.Add(x, y), " ", z.Sub(x, y), " ", z.Mul(x, y), " ", x.Cmp(y))
			if y.Sign() != 0 {
				fmt.Print(" ", z.Quo(x, y))
			}
			fmt.Println()
		}
	}
	for range 50 {
		f := math.Float64frombits(r.Uint64())
		if math.IsNaN(f) || math.IsInf(f, 0) {
			continue
		}
		q := new(big.Rat).SetFloat64(f)
		back, exact := q.Float64()
		third, e2 := q.Quo(q, big.NewRat(3, 1)).Float64()
		fmt.Println(back == f, exact, third, e2)
	}
	fmt.Println(new(big.Rat).SetFloat64(0.1), new(big.Rat).SetFloat64(math.Inf(1)) == nil, new(big.Rat).SetFrac64(6, -4), big.NewRat(3, 9))
	p, err := rand.Prime(rand.Reader, 64)
	fmt.Println(p.BitLen(), p.ProbablyPrime(10), err)
	k, err := rand.Int(rand.Reader, big.NewInt(1000))
	fmt.Println(k.Cmp(big.NewInt(1000)), err)
	// All zeros made like this are what a new Int is.
	var text, data big.Int
	fmt.Println(text.UnmarshalText([]byte("0")), data.UnmarshalJSON([]byte("0")))
	for _, z := range []*big.Int{new(big.Int).SetBytes(nil), new(big.Int).Mul(k, new(big.Int)), new(big.Int).Rsh(k, 99), &text, &data} {
		fmt.Print(reflect.DeepEqual(z, new(big.Int)), " ")
	}
	fmt.Println()
}
