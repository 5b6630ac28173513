package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

func show(s string, set func(*csv.Reader)) {
	r := csv.NewReader(strings.NewReader(s))
	if set != nil {
		set(r)
	}
	for {
		rec, err := r.Read()
		if err == io.EOF {
			break
		}
		fmt.Printf("%q %v", rec, err)
		for i := range rec {
			l, c := 0, 0
			func() {
				defer func() { recover() }()
				l, c = r.FieldPos(i)
			}()
			fmt.Print(" ", l, ":", c)
		}
		fmt.Println(" at", r.InputOffset())
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			fmt.Println(pe.StartLine, pe.Line, pe.Column, pe.Err, errors.Is(err, csv.ErrQuote), errors.Is(err, csv.ErrFieldCount))
			if pe.Err != csv.ErrFieldCount {
				break
			}
		} else if err != nil {
			break
		}
	}
	fmt.Println("--")
}

func main() {
	inputs := []string{"a,b,c\n", "a,b", "a,b\r\nc,d\r\n", "\"a\",\"b\"\n", "\"two\nlines\",x\ny,\"z\"\"q\"\n", "a,b\n\n\nc,d\n", "a;b\n", "# comment\na,b\n#x\n", " a, b\n", "a b\"c,d\n",
		"\"a\"b,c\n", "\"open\n", "\"open", "a,b,c\nd,e\nf,g,h\n", ",,\n", "\n", "", "a,\"b\nc\"d,e\n", "\"a \"\"word\"\"\",\"1\"\"2\",a\n", "a,b\rc\n", "x\r\n\r\ny\r", "\"\r\n\"\r\n", "é,ü\n\"ñ\",\"\"\n",
		"a,\"\"\"\"\n", "\"\n\n\n\"", "a, \"b\", c\n", "\"x\"  ,y\n", "   \n", "\t,\n", "a\"\"b", "\"\"\"", "\"a\nb", "x,\"y\n", "\"a,b\r\n\r\nc\" ,d\n"}
	for _, s := range inputs {
		fmt.Printf("%q\n", s)
		show(s, nil)
		show(s, func(r *csv.Reader) { r.FieldsPerRecord = -1; r.LazyQuotes = true })
		show(s, func(r *csv.Reader) { r.TrimLeadingSpace = true; r.Comment = '#'; r.ReuseRecord = true })
		show(s, func(r *csv.Reader) { r.Comma = ';'; r.FieldsPerRecord = 2 })
	}
	show("aλb\nθc\n", func(r *csv.Reader) { r.Comma = 'λ'; r.Comment = 'θ' })
	show("a", func(r *csv.Reader) { r.Comma = '\n' })
	show(strings.Repeat("x", 5000)+","+strings.Repeat("\"y\ny\",", 2000)+"z\n", func(r *csv.Reader) { r.FieldsPerRecord = 2 })
	all, err := csv.NewReader(strings.NewReader("a,b\nc,d\n")).ReadAll()
	fmt.Println(all, err)

	for _, crlf := range []bool{false, true} {
		w := csv.NewWriter(os.Stdout)
		w.UseCRLF = crlf
		err := w.WriteAll([][]string{{"abc", "a b", "a,b", "a\"b", "a\nb", "a\r\nb", "", " x", "x ", `\.`, "#", "é,"}, {""}, {"", ""}, {}, {"\u00a0"}})
		fmt.Println(err, w.Error())
		w.Comma = '|'
		w.Write([]string{"a|b", "a,b"})
		w.Flush()
		w.Comma = '"'
		fmt.Println(w.Write([]string{"x"}))
	}
}
