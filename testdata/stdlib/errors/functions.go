package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
)

type code int

func (c code) Error() string { return fmt.Sprintf("code %d", int(c)) }

type small uint8

func (small) Error() string { return "small" }

type pair struct{ a, b string }

func (p pair) Error() string { return p.a + "/" + p.b }

type ref struct{ text string }

func (r *ref) Error() string { return r.text }
func (r *ref) Timeout() bool { return r.text == "timeout" }

type empty struct{}

func (empty) Error() string { return "empty" }

type list []string

func (list) Error() string { return "list" }

type is struct{}

func (is) Error() string        { return "is" }
func (is) Is(target error) bool { return target == io.EOF }
func (is) As(target any) bool {
	if c, ok := target.(*code); ok {
		*c = 99
		return true
	}
	return false
}

type timeout interface{ Timeout() bool }

func main() {
	base := errors.New("base")
	wrapped := fmt.Errorf("outer: %w", fmt.Errorf("inner: %w", base))
	fmt.Println(wrapped, errors.Is(wrapped, base), errors.Is(wrapped, io.EOF), errors.Unwrap(wrapped), errors.Unwrap(base))
	fmt.Println(errors.New("x") == errors.New("x"), errors.Is(nil, nil), errors.Is(base, nil), errors.Is(nil, base))
	joined := errors.Join(nil, base, code(3), nil)
	fmt.Printf("%q %t %t %t\n", joined.Error(), errors.Is(joined, base), errors.Is(joined, code(3)), errors.Is(joined, code(4)))
	fmt.Println(errors.Join(nil, nil) == nil, errors.Is(list{"a"}, list{"a"}), errors.Is(is{}, io.EOF))

	var c code
	fmt.Println(errors.As(fmt.Errorf("w: %w", code(7)), &c), int(c))
	fmt.Println(errors.As(is{}, &c), int(c), errors.As(base, &c), errors.As(nil, &c))
	smalls := [4]small{1, 2, 3, 4}
	fmt.Println(errors.As(small(200), &smalls[2]), [4]uint8{uint8(smalls[0]), uint8(smalls[1]), uint8(smalls[2]), uint8(smalls[3])})
	var p pair
	fmt.Println(errors.As(fmt.Errorf("%w", pair{"x", "y"}), &p), p.b)
	var r *ref
	fmt.Println(errors.As(fmt.Errorf("%w", &ref{"timeout"}), &r), r.text)
	var e empty
	fmt.Println(errors.As(error(empty{}), &e), e)
	var l list
	fmt.Println(errors.As(joinOf(list{"q", "r"}), &l), len(l), l[1])
	var t timeout
	fmt.Println(errors.As(errors.Join(base, &ref{"timeout"}), &t), t != nil && t.Timeout())
	var first error
	fmt.Println(errors.As(base, &first), first == base)
	var num *strconv.NumError
	fmt.Println(errors.As(base, &num), num == nil)
	if got, ok := errors.AsType[*ref](fmt.Errorf("%w", &ref{"typed"})); ok {
		fmt.Println(got.text)
	}
	_, ok := errors.AsType[code](base)
	fmt.Println(ok, errors.ErrUnsupported)

	for _, target := range []any{nil, 5, (*code)(nil), new(int), new(string)} {
		func() {
			defer func() { fmt.Println("recovered:", recover()) }()
			errors.As(base, target)
		}()
	}
}

func joinOf(errs ...error) error { return errors.Join(append(errs, io.EOF)...) }
