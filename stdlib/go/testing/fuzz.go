package testing

import "time"

// InternalFuzzTarget is a fuzz target of the generated main.
type InternalFuzzTarget struct {
	Name string
	Fn   func(f *F)
}

// F is passed to fuzz targets.
type F struct {
	common
}

func runTargets(match matchFunc, targets []InternalFuzzTarget, deadline time.Time) (ran, ok bool) {
	return false, true
}
