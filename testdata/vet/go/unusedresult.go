// Package main calls pure functions for nothing.
package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
)

type word string

func (w word) String() string        { return string(w) }
func (w *word) Error() string        { return string(*w) }
func (w word) Other() string         { return string(w) }
func (w word) Text(n int) string     { return string(w) }
func (w word) named() (s string)     { return string(w) }

type stringer interface{ String() string }

func main() {
	fmt.Sprintf("%d", 1)
	fmt.Sprint("x")
	fmt.Errorf("x")
	errors.New("x")
	context.WithValue(context.Background(), word("k"), 1)
	slices.Contains([]int{1}, 1)
	slices.Index[[]int]([]int{1}, 1)
	sort.Reverse(nil)
	strings.ToUpper("x")
	var w word
	w.String()
	w.Error()
	w.Other()
	w.Text(1)
	w.named()
	var s stringer = w
	s.String()
	(s.String())
	var e error = &w
	e.Error()
	defer fmt.Sprint("deferred")
	go fmt.Sprint("started")
	_ = fmt.Sprint("used")
	fmt.Println("fine")
}
