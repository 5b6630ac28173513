package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
)

func main() {
	integers()
	floats()
	quotes()
	others()
}

func integers() {
	for _, s := range []string{"0", "42", "-42", "+7", "", "x", "1_000", "9223372036854775807", "9223372036854775808", "-9223372036854775809"} {
		n, err := strconv.Atoi(s)
		fmt.Println(n, err)
	}
	fmt.Println(strconv.ParseInt("0x_ff", 0, 64))
	fmt.Println(strconv.ParseInt("300", 10, 8))
	fmt.Println(strconv.ParseInt("-129", 10, 8))
	fmt.Println(strconv.ParseInt("zz", 36, 0))
	fmt.Println(strconv.ParseInt("1", 1, 0))
	fmt.Println(strconv.ParseInt("1", 10, 65))
	fmt.Println(strconv.ParseUint("18446744073709551615", 10, 64))
	fmt.Println(strconv.ParseUint("-1", 10, 64))
	fmt.Println(strconv.ParseUint("0b101", 0, 2))
	_, err := strconv.Atoi("quo\"te\n")
	var num *strconv.NumError
	fmt.Println(errors.As(err, &num), num.Func, num.Num, num.Err == strconv.ErrSyntax, errors.Is(err, strconv.ErrSyntax))
	fmt.Println(strconv.Itoa(-45), strconv.Itoa(math.MinInt64), strconv.FormatInt(-255, 16), strconv.FormatUint(math.MaxUint64, 2), strconv.FormatInt(35, 36))
	fmt.Printf("%s\n", strconv.AppendUint(strconv.AppendInt([]byte("n="), -5, 10), 255, 16))
	defer func() { fmt.Println("recovered:", recover()) }()
	strconv.FormatInt(1, 1)
}

func floats() {
	for _, s := range []string{"1", "1.5e3", ".5", "1e400", "-inf", "NaN", "0x1p-2", "1_0.5", "", "1e", "infinit", "0x1.8", "5e-324", "1.7976931348623157e308"} {
		f, err := strconv.ParseFloat(s, 64)
		fmt.Println(f, err)
	}
	fmt.Println(strconv.ParseFloat("16777217", 32))
	fmt.Println(strconv.ParseFloat("1e39", 32))
	for _, f := range []float64{0, math.Copysign(0, -1), 1, 0.1, 1e21, 123456789, 1e-7, math.Pi, math.MaxFloat64, 5e-324, math.Inf(1), math.Inf(-1), math.NaN(), 100, 2.5, 0.000012345} {
		for _, fmtc := range []byte("beEfgGxX") {
			fmt.Print(strconv.FormatFloat(f, fmtc, -1, 64), " ", strconv.FormatFloat(f, fmtc, 3, 64), " ", strconv.FormatFloat(f, fmtc, -1, 32), " ")
		}
		fmt.Println()
	}
	fmt.Println(strconv.FormatFloat(1, 'z', -1, 64), len(strconv.FormatFloat(1, 'f', 70000, 64)))
	fmt.Printf("%s\n", strconv.AppendFloat([]byte("f="), 1.25, 'f', 1, 64))
	for _, s := range []string{"1+2i", "(3-4i)", "5i", "6", "i", "1+i", "inf+nani", "1e400i", "1+2"} {
		c, err := strconv.ParseComplex(s, 128)
		fmt.Println(c, err)
	}
	fmt.Println(strconv.FormatComplex(complex(1, -2.5), 'g', -1, 128))
}

func quotes() {
	s := "a\"b'`\\\n\t\x00\x7fé\u00a0☺\u2028\ufeff😀\U0010ffff\xff"
	fmt.Println(strconv.Quote(s))
	fmt.Println(strconv.QuoteToASCII(s))
	fmt.Println(strconv.QuoteToGraphic(s))
	for _, r := range []rune{'a', '\'', '"', '\n', 0, 'é', '☺', '\u2003', 0xd800, -1, 0x110000, '😀'} {
		fmt.Print(strconv.QuoteRune(r), strconv.QuoteRuneToASCII(r), strconv.QuoteRuneToGraphic(r), " ")
	}
	fmt.Println()
	fmt.Printf("%s %s\n", strconv.AppendQuote([]byte("q="), "x"), strconv.AppendQuoteRune(nil, 'x'))
	for _, s := range []string{`"a\tb"`, "`raw\r`", `'x'`, `"\u00e9\x41\101"`, `"`, `'ab'`, `"a`, ``, `"\q"`} {
		t, err := strconv.Unquote(s)
		fmt.Printf("%q %v\n", t, err)
	}
	fmt.Println(strconv.QuotedPrefix(`"abc" + rest`))
	fmt.Println(strconv.QuotedPrefix(`abc`))
	fmt.Println(strconv.UnquoteChar(`\u00e9rest`, '"'))
	fmt.Println(strconv.UnquoteChar(`"`, '"'))
	fmt.Println(strconv.UnquoteChar(`"`, '\''))
	fmt.Println(strconv.CanBackquote("a\tb"), strconv.CanBackquote("a\nb"), strconv.CanBackquote("`"), strconv.IsPrint('é'), strconv.IsPrint('\u2003'), strconv.IsGraphic('\u2003'))
}

func others() {
	for _, s := range []string{"1", "t", "TRUE", "True", "0", "f", "false", "yes", "tRUE"} {
		b, err := strconv.ParseBool(s)
		fmt.Println(b, err)
	}
	fmt.Println(strconv.FormatBool(true), string(strconv.AppendBool(nil, false)), strconv.IntSize)
}
