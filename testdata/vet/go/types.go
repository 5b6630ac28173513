// Package main declares doubtful types.
package main

import (
	"fmt"
	"io"
	"sync"
	"unicode"
)

type r struct{}

func (r) ReadByte() byte                        { return 0 }
func (r) WriteByte(b byte) error                { return nil }
func (r) Seek(whence int, off int64) error      { return nil }
func (r) Format(s fmt.State, c int)             {}
func (r) ReadFrom(x io.Reader) (n int, e error) { return }
func (r) WriteTo(w io.Writer, n int) error      { return nil }
func (r) Scan(x int) int                        { return x }
func (r) Unwrap() int                           { return 0 }
func (r) Is(x int) bool                         { return false }
func (r) MarshalJSON() []byte                   { return nil }
func (r) UnreadRune()                           {}

type e struct{}

func (e) Error() string              { return "" }
func (e) Unwrap() int                { return 0 }
func (e) Is(x int) bool              { return false }
func (e) As(x interface{}) bool      { return false }
func (e) ReadRune() (rune, int, error) { return 0, 0, nil }

type many struct{ error }

func (many) Unwrap() []error { return nil }

type iface interface {
	UnreadByte() bool
	ReadRune() (r rune, size int, err error)
	Seek(offset int64, whence int64) (int64, error)
}

type tagged struct {
	A int `json:"a"`
	B int `json:"a"`
	C int `json:"c,omitempty" xml:"c"`
	D int `xml:"c,attr"`
	E int `xml:"c"`
	F int `json: "f"`
	G int `json:"g" xml:"g"x:"y"`
	H int `plain`
	I int `json:"i`
	j int `json:"j"`
	k int `json:"-"`
	L int `json:"l,omitempty, string"`
	M int `xml:"m n o"`
	inner
	N struct {
		X int `json:"x"`
		Y int `json:"x"`
	} `json:"n"`
	O int `key:"\q"`
	P int "json:\"p\"\tz:\"a\""
}

type inner struct {
	Q int `json:"q"`
	R int `json:"q"`
}

func literals() {
	_ = sync.Pool{}
	_ = unicode.Range16{1, 2, 3}
	_ = []unicode.CaseRange{{1, 2, [3]rune{}}, {Lo: 1}}
	_ = io.LimitedReader{nil, 1}
	_ = &io.LimitedReader{nil, 1}
	_ = []*io.LimitedReader{{nil, 1}}
	_ = inner{1, 2}
	_ = struct{ a, b int }{1, 2}
	_ = io.SectionReader{}
}

func main() { literals() }
