package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

type list []string

func (l *list) String() string { return strings.Join(*l, ",") }
func (l *list) Set(s string) error {
	if s == "bad" {
		return errors.New("no good")
	}
	*l = append(*l, s)
	return nil
}

type level int

func (l level) MarshalText() ([]byte, error) { return []byte(fmt.Sprintf("L%d", int(l))), nil }
func (l *level) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "L%d", (*int)(l))
	return err
}

func try(args ...string) {
	fs := flag.NewFlagSet("tool", flag.ContinueOnError)
	fs.SetOutput(os.Stdout)
	b := fs.Bool("b", false, "a switch")
	on := fs.Bool("on", true, "another `switch`")
	i := fs.Int("i", 7, "an `int`eger")
	i64 := fs.Int64("i64", 0, "big")
	u := fs.Uint("u", 0, "")
	u64 := fs.Uint64("u64", 1, "a long\nusage")
	s := fs.String("s", "def", "text")
	f := fs.Float64("float", 2.5, "number")
	d := fs.Duration("d", time.Second, "how long")
	var l list
	fs.Var(&l, "l", "a list of `things`")
	var lv level
	fs.TextVar(&lv, "level", level(3), "the level")
	fs.Func("call", "calls", func(s string) error {
		if s == "" {
			return errors.New("empty")
		}
		fmt.Println("called with", s)
		return nil
	})
	fs.BoolFunc("v", "verbose", func(s string) error { fmt.Println("v", s); return nil })
	err := fs.Parse(args)
	fmt.Println(args, "->", err, *b, *on, *i, *i64, *u, *u64, *s, *f, *d, l, int(lv), fs.Args(), fs.NArg(), fs.NFlag(), fs.Arg(0), fs.Arg(9))
	fs.Visit(func(f *flag.Flag) { fmt.Print(f.Name, "=", f.Value, " ") })
	fmt.Println(fs.Parsed(), fs.Name(), fs.Lookup("nope") == nil)
}

func main() {
	try()
	try("-b", "-i=3", "--s", "x", "-float", "1e3", "rest", "-b")
	try("-b=false", "-on=0", "-d", "1h2m", "-l", "1", "-l=2", "-level", "L9", "--", "-i", "3")
	try("-i64", "0x10", "-u", "5", "-u64=0b11", "-v", "-v=x", "-call", "now", "-")
	for _, arg := range []string{"-i=x", "-i=99999999999999999999", "-u=-1", "-float=z", "-d=5", "-b=maybe", "-nope", "-s", "---x", "-=y", "-l=bad", "-level=x", "-call=", "-h", "-i64=1_000"} {
		try(arg)
	}
	fs := flag.NewFlagSet("", flag.PanicOnError)
	fs.SetOutput(os.Stdout)
	fs.String("x", "", "")
	func() {
		defer func() { fmt.Println(recover()) }()
		fs.Parse([]string{"-y"})
	}()
	for _, name := range []string{"x", "-y", "a=b"} {
		func() {
			defer func() { fmt.Println(recover()) }()
			fs.Int(name, 1, "")
		}()
	}
	fmt.Println(fs.Set("x", "2"), fs.Set("q", "2"), fs.Lookup("x").Value)
	n := flag.Int("n", 4, "")
	flag.Parse()
	fmt.Println(*n, flag.Args(), flag.NArg(), flag.Parsed(), flag.CommandLine.ErrorHandling())
	g := flag.Lookup("n").Value.(flag.Getter)
	fmt.Printf("%T %v\n", g.Get(), g.Get())
}
