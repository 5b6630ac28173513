package pprof

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

type label struct{ key, value string }

// A LabelSet is a set of labels.
type LabelSet struct{ list []label }

// set is what a context holds: labels sorted by key.
type set struct{ list []label }

type setKey struct{}

func setOf(ctx context.Context) *set {
	s, _ := ctx.Value(setKey{}).(*set)
	return s
}

// String is the set as profiles show it.
func (s *set) String() string {
	if s == nil {
		return ""
	}
	texts := make([]string, len(s.list))
	for i, l := range s.list {
		texts[i] = fmt.Sprintf("%q:%q", l.key, l.value)
	}
	return "{" + strings.Join(texts, ", ") + "}"
}

// with returns a sorted list with one more label, or another value of one.
func with(list []label, l label) []label {
	i, found := slices.BinarySearchFunc(list, l.key, func(a label, key string) int { return strings.Compare(a.key, key) })
	if found {
		list[i] = l
		return list
	}
	return slices.Insert(list, i, l)
}

// Labels makes a set of keys and values.
func Labels(args ...string) LabelSet {
	if len(args)%2 != 0 {
		panic("uneven number of arguments to pprof.Labels")
	}
	var list []label
	for i := 0; i < len(args); i += 2 {
		list = with(list, label{args[i], args[i+1]})
	}
	return LabelSet{list}
}

// WithLabels returns a context with more labels.
func WithLabels(ctx context.Context, labels LabelSet) context.Context {
	var list []label
	if s := setOf(ctx); s != nil {
		list = slices.Clone(s.list)
	}
	for _, l := range labels.list {
		list = with(list, l)
	}
	return context.WithValue(ctx, setKey{}, &set{list})
}

// Label returns the value of a label of ctx.
func Label(ctx context.Context, key string) (string, bool) {
	if s := setOf(ctx); s != nil {
		for _, l := range s.list {
			if l.key == key {
				return l.value, true
			}
		}
	}
	return "", false
}

// ForLabels calls f for the labels of ctx until it returns false.
func ForLabels(ctx context.Context, f func(key, value string) bool) {
	if s := setOf(ctx); s != nil {
		for _, l := range s.list {
			if !f(l.key, l.value) {
				return
			}
		}
	}
}

// setLabels sets the labels of the running goroutine, which those it makes inherit.
func setLabels(s *set)

// SetGoroutineLabels gives the running goroutine the labels of ctx.
func SetGoroutineLabels(ctx context.Context) { setLabels(setOf(ctx)) }

// Do calls f with a context that has more labels, which the goroutine has meanwhile.
func Do(ctx context.Context, labels LabelSet, f func(context.Context)) {
	defer SetGoroutineLabels(ctx)
	ctx = WithLabels(ctx, labels)
	SetGoroutineLabels(ctx)
	f(ctx)
}
