package main

import (
	"errors"
	"fmt"
	"io"
)

type logger interface {
	Logf(format string, args ...any)
	Log(args ...any)
	Other(format string, args ...any)
}

type plain struct{}

func (plain) Logf(format string, args ...any)  { fmt.Printf(format, args...) }
func (plain) Log(args ...any)                  { fmt.Print(args...) }
func (plain) Other(format string, args ...any) {}

// nobody is implemented by nothing here.
type nobody interface {
	Nobodyf(format string, args ...any)
}

type assigned interface{ Assignedf(format string, args ...any) }
type returned interface{ Returnedf(format string, args ...any) }
type passed interface{ Passedf(format string, args ...any) }
type literal interface{ Literalf(format string, args ...any) }
type element interface{ Elementf(format string, args ...any) }
type sent interface{ Sentf(format string, args ...any) }
type converted interface{ Convertedf(format string, args ...any) }
type asserted interface{ Assertedf(format string, args ...any) }
type switched interface{ Switchedf(format string, args ...any) }
type compared interface{ Comparedf(format string, args ...any) }
type appended interface{ Appendedf(format string, args ...any) }
type outer interface {
	assigned
	Outerf(format string, args ...any)
}
type wrong interface{ Wrongf(format string, args ...any) error }

type all struct{}

func (*all) Assignedf(format string, args ...any)  { fmt.Printf(format, args...) }
func (*all) Returnedf(format string, args ...any)  { fmt.Printf(format, args...) }
func (*all) Passedf(format string, args ...any)    { fmt.Printf(format, args...) }
func (*all) Literalf(format string, args ...any)   { fmt.Printf(format, args...) }
func (*all) Elementf(format string, args ...any)   { fmt.Printf(format, args...) }
func (*all) Sentf(format string, args ...any)      { fmt.Printf(format, args...) }
func (*all) Convertedf(format string, args ...any) { fmt.Printf(format, args...) }
func (*all) Assertedf(format string, args ...any)  { fmt.Printf(format, args...) }
func (*all) Switchedf(format string, args ...any)  { fmt.Printf(format, args...) }
func (*all) Comparedf(format string, args ...any)  { fmt.Printf(format, args...) }
func (*all) Appendedf(format string, args ...any)  { fmt.Printf(format, args...) }
func (*all) Outerf(format string, args ...any)     { fmt.Printf(format, args...) }
func (*all) Nobodyf(format string, args ...any)    { fmt.Printf(format, args...) }
func (*all) Wrongf(format string, args ...any) error {
	return fmt.Errorf(format, args...)
}

func give() returned                       { return &all{} }
func two() (returned, error)               { return pair() }
func pair() (*all, error)                  { return nil, nil }
func take(p passed, rest ...element)       {}
func wrap(l logger, f string, args ...any) { l.Logf(f, args...) }
func lose(l logger, f string, args ...any) { l.Logf(f, args) }

func use(l logger, n nobody, x any, a *all) {
	l.Logf("%d", "x")
	l.Log("%d", 1)
	l.Other("%d", "x")
	n.Nobodyf("%d", "x")
	wrap(l, "%d", "x")

	var as assigned
	as = a
	as.Assignedf("%d", "x")
	give().Returnedf("%d", "x")
	take(a)
	passed(nil).Passedf("%d", "x")
	s := struct{ l literal }{l: a}
	s.l.Literalf("%d", "x")
	es := []element{a}
	es[0].Elementf("%d", "x")
	ch := make(chan sent, 1)
	ch <- a
	(<-ch).Sentf("%d", "x")
	converted(a).Convertedf("%d", "x")
	var at asserted
	_ = at.(*all)
	at.Assertedf("%d", "x")
	var sw switched
	switch sw.(type) {
	case *all:
	}
	sw.Switchedf("%d", "x")
	var co compared
	_ = co == a
	co.Comparedf("%d", "x")
	var ap []appended
	ap = append(ap, a)
	ap[0].Appendedf("%d", "x")
	var o outer = a
	o.Outerf("%d", "x")
	o.Assignedf("%d", "x")
	var w wrong = a
	w.Wrongf("%d %w", "x", errors.New("e"))
	w.Wrongf("%w", io.EOF, 1)
}

func main() {
	use(plain{}, nil, nil, &all{})
	_, _ = two()
	lose(nil, "")
}
