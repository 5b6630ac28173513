// Errors: wrapping, Is, As, Join, sentinel values, custom types, Unwrap.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
)

var errNotFound = errors.New("not found")

type opError struct {
	op  string
	err error
}

func (e *opError) Error() string { return e.op + ": " + e.err.Error() }
func (e *opError) Unwrap() error { return e.err }

type code int

func (c code) Error() string        { return "code " + strconv.Itoa(int(c)) }
func (c code) Is(target error) bool { return target == errNotFound && c == 404 }

func find(k string) error {
	if k == "" {
		return &opError{"find", errNotFound}
	}
	return nil
}

func main() {
	err := fmt.Errorf("query %q: %w", "x", find(""))
	fmt.Println(err, errors.Is(err, errNotFound), errors.Is(err, io.EOF))
	var op *opError
	fmt.Println(errors.As(err, &op), op.op, errors.Unwrap(errors.Unwrap(err)))
	fmt.Println(errors.Is(code(404), errNotFound), errors.Is(code(500), errNotFound))
	j := errors.Join(err, nil, io.EOF)
	fmt.Println(j, "|", errors.Is(j, io.EOF), errors.Is(j, errNotFound))
	two := fmt.Errorf("%w and %w", io.EOF, code(1))
	var c code
	fmt.Println(two, errors.Is(two, io.EOF), errors.As(two, &c), c)
	fmt.Println(errors.New("a") == errors.New("a"), errors.Join() == nil, find("k") == nil)
	_, err = strconv.Atoi("12x")
	fmt.Println(err, errors.Is(err, strconv.ErrSyntax))
	_, err = strconv.ParseInt("999999999999999999999", 10, 64)
	fmt.Println(err)
	_, err = os.Open("/no/such/file")
	fmt.Println(err, errors.Is(err, os.ErrNotExist))
	fmt.Printf("%v %s %q %T\n", io.EOF, io.EOF, io.EOF, err)
}
