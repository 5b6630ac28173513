package errors

// Natives: the type information of an interface value.

// comparable_ reports whether v's dynamic type is comparable.
func comparable_(v any) bool

// checkTarget returns what is wrong with a target of As, or "".
func checkTarget(target any) string

// asTarget stores err in *target and returns true, if err can be assigned to it.
func asTarget(err error, target any) bool

// Is reports whether err or an error it wraps equals target or has a method Is that says so.
func Is(err, target error) bool {
	if err == nil || target == nil {
		return err == target
	}
	return is(err, target, comparable_(target))
}

func is(err, target error, equatable bool) bool {
	for err != nil {
		if equatable && err == target {
			return true
		}
		if m, ok := err.(interface{ Is(error) bool }); ok && m.Is(target) {
			return true
		}
		var wrapped []error
		if err, wrapped = children(err); wrapped != nil {
			for _, w := range wrapped {
				if is(w, target, equatable) {
					return true
				}
			}
		}
	}
	return false
}

// children returns the one error that err wraps, or the list of those it wraps.
func children(err error) (error, []error) {
	switch w := err.(type) {
	case interface{ Unwrap() error }:
		return w.Unwrap(), nil
	case interface{ Unwrap() []error }:
		return nil, w.Unwrap()
	}
	return nil, nil
}

// As stores in *target the first error in err's tree that fits it.
func As(err error, target any) bool {
	if err == nil {
		return false
	}
	if wrong := checkTarget(target); wrong != "" {
		panic(wrong)
	}
	return as(err, target)
}

func as(err error, target any) bool {
	for err != nil {
		if asTarget(err, target) {
			return true
		}
		if m, ok := err.(interface{ As(any) bool }); ok && m.As(target) {
			return true
		}
		var wrapped []error
		if err, wrapped = children(err); wrapped != nil {
			for _, w := range wrapped {
				if as(w, target) {
					return true
				}
			}
		}
	}
	return false
}

// AsType returns the first error in err's tree that has type E.
func AsType[E error](err error) (E, bool) {
	var target *E // made when a method As first needs it
	return asType(err, &target)
}

func asType[E error](err error, target **E) (E, bool) {
	for err != nil {
		if e, ok := err.(E); ok {
			return e, true
		}
		if m, ok := err.(interface{ As(any) bool }); ok {
			if *target == nil {
				*target = new(E)
			}
			if m.As(*target) {
				return **target, true
			}
		}
		var wrapped []error
		if err, wrapped = children(err); wrapped != nil {
			for _, w := range wrapped {
				if e, ok := asType(w, target); ok {
					return e, true
				}
			}
		}
	}
	var zero E
	return zero, false
}
