package fmt

import "errors"

// Errorf returns an error with the formatted text; operands of %w are what it wraps.
func Errorf(format string, a ...any) error {
	text, missing, wrapped := render(wrapping, format, a, nil, false)
	if missing > 0 {
		text, wrapped = withMethods(wrapping, format, a, missing, false)
	}
	indexes := []rune(wrapped)
	switch len(indexes) {
	case 0:
		return errors.New(text)
	case 1:
		err, _ := a[indexes[0]].(error)
		return &wrapError{text, err}
	}
	var errs []error
	for i, index := range indexes {
		if i > 0 && indexes[i-1] == index {
			continue
		}
		if err, ok := a[index].(error); ok {
			errs = append(errs, err)
		}
	}
	return &wrapErrors{text, errs}
}

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }

func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string { return e.msg }

func (e *wrapErrors) Unwrap() []error { return e.errs }
