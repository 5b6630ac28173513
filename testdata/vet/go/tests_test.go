package main

import (
	"bytes"
	"testing"
)

type T struct{ field int }

func (T) Method() {}

func Testlower(t *testing.T)                    {}
func Test(t *testing.T)                         {}
func TestÜber(t *testing.T)                     {}
func Testüber(t *testing.T)                     {}
func Test1(t *testing.T)                        {}
func TestOne(t *testing.T)                      {}
func Testhelper(t *testing.T, n int)            {}
func Testresult(t *testing.T) int               { return 0 }
func Benchmarklower(b *testing.B)               {}
func Benchmarknot(t *testing.T)                 {}
func TestMain(m *testing.M)                     {}
func (T) Testmethod(t *testing.T)               {}
func Fuzzlower(f *testing.F)                    {}

func ExampleT()                {}
func ExampleT_Method()         {}
func ExampleT_field()          {}
func ExampleT_Missing()        {}
func ExampleT_Method_suffix()  {}
func ExampleT_Method_Suffix()  {}
func ExampleMissing()          {}
func Example_suffix()          {}
func Example_Suffix()          {}
func Example_()                {}
func ExampleBuffer()           {}
func ExampleBuffer_Write()     {}
func ExampleBuffer_Wrote()     {}
func ExampleT_param(n int)     {}
func ExampleT_result() int     { return 0 }
func ExampleT_generic[P any]() {}
func Example(x, y int)         {}

func Example_output() {
	// Output: not the last

	// more
}

func Example_two() {
	// Output: one
	println()
	// unordered output: two
}

func Example_twice() {
	// A comment.

	/* Output:
	x */
	// is the same group
}

func Example_middle() {
	println() // Output: here

	// Output
	// No: output:
	println()
	// last
}

func Example_fine() {
	// Something.
	println()
	// Output:
	// x
}

func FuzzOne(f *testing.F) {
	f.Add("x", 1)
	f.Add("x")
	f.Add("x", "y")
	f.Add(1, "y")
	f.Add([]byte{}, 2)
	f.Fuzz(func(t *testing.T, s string, n int) {})
}

func FuzzWrong(f *testing.F) {
	f.Fuzz(1)
	f.Fuzz(func() {})
	f.Fuzz(func(t *testing.T, s string) bool { return true })
	f.Fuzz(func(s string, t *testing.T) {})
	f.Fuzz(func(t *testing.T, a, b map[int]int, c T, d []byte, e rune, g byte, h bytes.Buffer) {})
	f.Fuzz(func(t *testing.T, s string) {
		f.Log(s)
		f.Name()
		if f.Failed() {
			f.Skip()
		}
		f.Fuzz(1)
	})
	f.Fuzz(fuzz)
	f.Fuzz(fuzzed)
}

func fuzz(t *testing.T, s []string) {}

func fuzzed(t *testing.T, s string) {}

func NotFuzz(f *testing.F) {
	f.Fuzz(1)
}
