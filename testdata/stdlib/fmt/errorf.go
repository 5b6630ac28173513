// Errorf and what it wraps.
package main

import (
	"errors"
	"fmt"
	"io"
)

type E struct{ s string }

func (e E) Error() string { return "E:" + e.s }

func main() {
	e1, e2 := errors.New("one"), E{"two"}
	for _, err := range []error{
		fmt.Errorf("plain"), fmt.Errorf("%d%%", 5), fmt.Errorf("a: %w", e1), fmt.Errorf("%w; %w", e1, e2), fmt.Errorf("%w", nil), fmt.Errorf("%w", "str"), fmt.Errorf("%v", e1),
		fmt.Errorf("%[2]w %[1]w", e1, e2), fmt.Errorf("%[1]w %[1]w", e1), fmt.Errorf("%w %d", e1), fmt.Errorf("%w", fmt.Errorf("in %w", e2)), fmt.Errorf("%10w|%-10w|%q", e1, e2, e1), fmt.Errorf("x", e1), fmt.Errorf("%w %w", nil, e1), fmt.Errorf("%+w %#w", e1, e2),
	} {
		_, multi := err.(interface{ Unwrap() []error })
		fmt.Printf("%v | %T | %v | %t %t %t\n", err, err, errors.Unwrap(err), errors.Is(err, e1), errors.Is(err, e2), multi)
		var as E
		fmt.Println(errors.As(err, &as), as.s)
	}
	err := fmt.Errorf("read %s: %w", "f", io.EOF)
	fmt.Println(err, errors.Is(err, io.EOF), errors.Unwrap(err) == io.EOF)
	fmt.Printf("%w %s\n", e1, e2)
	wrapped := fmt.Errorf("%w and %w", e1, fmt.Errorf("nested %w", e2)).(interface{ Unwrap() []error }).Unwrap()
	fmt.Println(len(wrapped), wrapped[0] == e1, wrapped[1])
}
