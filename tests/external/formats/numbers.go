// strconv, math and time.Format over random inputs.
package main

import (
	"bufio"
	"fmt"
	"math"
	"math/rand"
	"os"
	"strconv"
	"time"
)

func float(r *rand.Rand) float64 {
	switch r.Intn(4) {
	case 0:
		return math.Float64frombits(r.Uint64())
	case 1:
		return r.NormFloat64() * math.Pow(10, float64(r.Intn(40)-20))
	case 2:
		return float64(r.Int63()>>r.Intn(60)) / math.Pow(10, float64(r.Intn(10)))
	}
	return float64(r.Intn(2000)-1000) / 8
}

func main() {
	seed, _ := strconv.ParseInt(os.Args[1], 10, 64)
	r := rand.New(rand.NewSource(seed))
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for range 20000 {
		f := float(r)
		verb := "eEfgGbxX"[r.Intn(8)]
		prec := r.Intn(25) - 1
		s := strconv.FormatFloat(f, verb, prec, 64)
		t := strconv.FormatFloat(f, 'g', -1, 32)
		fmt.Fprintln(out, s, t)
		for _, bits := range []int{32, 64} {
			v, err := strconv.ParseFloat(s, bits)
			fmt.Fprintln(out, math.Float64bits(v), err)
		}
		b := []byte(t)
		b[r.Intn(len(b))] = "0123456789.eE+-_xpinfa"[r.Intn(22)]
		v, err := strconv.ParseFloat(string(b), 64)
		fmt.Fprintln(out, math.Float64bits(v), err)
		n := int64(r.Uint64()) >> r.Intn(64)
		base := 2 + r.Intn(35)
		text := strconv.FormatInt(n, base)
		back, err := strconv.ParseInt(text, base, 8<<r.Intn(4))
		fmt.Fprintln(out, text, back, err)
		u, err := strconv.ParseUint(string(b), 0, 64)
		fmt.Fprintln(out, u, err)
		raw := make([]byte, r.Intn(10))
		r.Read(raw)
		q := strconv.Quote(string(raw))
		back2, err := strconv.Unquote(q)
		fmt.Fprintln(out, q, strconv.QuoteToASCII(string(raw)), strconv.QuoteToGraphic(string(raw)), back2 == string(raw), err)
	}
	one := []func(float64) float64{math.Abs, math.Acos, math.Acosh, math.Asin, math.Asinh, math.Atan, math.Atanh, math.Cbrt, math.Ceil, math.Cos, math.Cosh, math.Erf, math.Erfc, math.Erfinv, math.Exp, math.Exp2, math.Expm1, math.Floor, math.Gamma, math.J0, math.J1, math.Log, math.Log10, math.Log1p, math.Log2, math.Round, math.RoundToEven, math.Sin, math.Sinh, math.Sqrt, math.Tan, math.Tanh, math.Trunc, math.Y0, math.Y1}
	two := []func(x, y float64) float64{math.Atan2, math.Copysign, math.Dim, math.Hypot, math.Max, math.Min, math.Mod, math.Nextafter, math.Pow, math.Remainder}
	for range 3000 {
		x, y := float(r), float(r)
		for i, f := range one {
			fmt.Fprintln(out, i, math.Float64bits(x), bits(f(x)))
		}
		for i, f := range two {
			fmt.Fprintln(out, i, math.Float64bits(x), math.Float64bits(y), bits(f(x, y)))
		}
		m, e := math.Frexp(x)
		i, p := math.Modf(y)
		s, c := math.Sincos(x)
		lg, sign := math.Lgamma(y)
		fmt.Fprintln(out, bits(m), e, bits(i), bits(p), bits(s), bits(c), bits(lg), sign, bits(math.Ldexp(x, r.Intn(200)-100)), bits(math.FMA(x, y, x)))
	}
	layouts := []string{time.ANSIC, time.UnixDate, time.RubyDate, time.RFC822, time.RFC822Z, time.RFC850, time.RFC1123, time.RFC1123Z, time.RFC3339, time.RFC3339Nano, time.Kitchen, time.StampMicro, time.DateTime, "Monday Jan _2 002 3:4:5.000 PM -07:00:00", "06-1-2 __2 15h .999 ,000000", "Z0700 Z07:00 Z07 -07 MST January"}
	for range 20000 {
		t := time.Unix(r.Int63n(1<<38)-1<<36, r.Int63n(1e9)).In(time.FixedZone("ABC", (r.Intn(28*60)-14*60)*60))
		if r.Intn(2) == 0 {
			t = t.UTC().Truncate(time.Duration(1+r.Intn(1e6)) * time.Microsecond)
		}
		l := layouts[r.Intn(len(layouts))]
		s := t.Format(l)
		back, err := time.Parse(l, s)
		year, week := t.ISOWeek()
		fmt.Fprintln(out, s, back, err, t, t.Unix(), year, week, t.YearDay(), t.Weekday(), t.AddDate(r.Intn(9), r.Intn(30)-9, r.Intn(90)-30), t.Round(time.Duration(r.Intn(1e9))))
		b := []byte(s)
		b[r.Intn(len(b))] = "0123456789 :-Zx"[r.Intn(15)]
		back, err = time.Parse(l, string(b))
		fmt.Fprintln(out, back, err)
		d := time.Duration(r.Uint64()) >> r.Intn(64)
		fmt.Fprintln(out, d, d.Round(time.Second), d.Truncate(time.Millisecond), d.Hours(), d.Minutes(), d.Seconds())
		d2, err := time.ParseDuration(d.String())
		fmt.Fprintln(out, d == d2, err)
	}
}

func bits(f float64) uint64 {
	if f != f {
		return 1 // not a number has many forms
	}
	return math.Float64bits(f)
}
