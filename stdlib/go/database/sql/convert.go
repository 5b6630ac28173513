package sql

import (
	"bytes"
	"database/sql/driver"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"time"
)

// assign takes the value of a column into what dest points to, with a conversion that loses nothing.
func assign(dest, src any) error {
	if done, err := assignKnown(dest, src); done {
		return err
	}
	if scanner, ok := dest.(Scanner); ok {
		return scanner.Scan(src)
	}
	p := reflect.ValueOf(dest)
	if p.Kind() != reflect.Pointer {
		return errors.New("destination not a pointer")
	}
	if p.IsNil() {
		return errors.New("destination pointer is nil")
	}
	v, s := p.Elem(), reflect.ValueOf(src)
	if s.IsValid() && s.Type().AssignableTo(v.Type()) {
		if b, ok := src.([]byte); ok {
			s = reflect.ValueOf(bytes.Clone(b))
		}
		v.Set(s)
		return nil
	}
	if s.IsValid() && v.Kind() == s.Kind() && s.Type().ConvertibleTo(v.Type()) {
		v.Set(s.Convert(v.Type()))
		return nil
	}
	return assignKind(v, dest, src)
}

// assignKnown is for the types of most columns.
func assignKnown(dest, src any) (done bool, err error) {
	switch d := dest.(type) {
	case *string:
		t, ok := plain(src)
		if ok {
			*d = t
		}
		return ok, nil
	case *[]byte:
		if src == nil {
			*d = nil
			return true, nil
		}
		if t, ok := plain(src); ok {
			*d = []byte(t)
			return true, nil
		}
	case *RawBytes:
		if b, ok := src.([]byte); ok || src == nil {
			*d = b
			return true, nil
		}
		if t, ok := plain(src); ok {
			*d = RawBytes(t)
			return true, nil
		}
	case *bool:
		b, err := driver.Bool.ConvertValue(src)
		if err == nil {
			*d = b.(bool)
		}
		return true, err
	case *any:
		if b, ok := src.([]byte); ok {
			src = bytes.Clone(b)
		}
		*d = src
		return true, nil
	case *time.Time:
		if t, ok := src.(time.Time); ok {
			*d = t
			return true, nil
		}
	}
	return false, nil
}

// plain is the text of a value that has one.
func plain(src any) (string, bool) {
	if t, ok := src.(time.Time); ok {
		return t.Format(time.RFC3339Nano), true
	}
	if b, ok := src.([]byte); ok {
		return string(b), true
	}
	switch reflect.ValueOf(src).Kind() {
	case reflect.Bool, reflect.Float32, reflect.Float64, reflect.String,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return text(src), true
	}
	return "", false
}

// assignKind goes by the kind of a variable: numbers are read from texts.
func assignKind(v reflect.Value, dest, src any) error {
	kind := v.Kind()
	null := func() error { return fmt.Errorf("converting NULL to %s is unsupported", kind) }
	wrong := func(s string, err error) error {
		var number *strconv.NumError
		if errors.As(err, &number) {
			err = number.Err
		}
		return fmt.Errorf("converting driver.Value type %T (%q) to a %s: %v", src, s, kind, err)
	}
	switch kind {
	case reflect.Pointer:
		if src == nil {
			v.SetZero()
			return nil
		}
		v.Set(reflect.New(v.Type().Elem()))
		return assign(v.Interface(), src)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if src == nil {
			return null()
		}
		s := text(src)
		n, err := strconv.ParseInt(s, 10, v.Type().Bits())
		if err != nil {
			return wrong(s, err)
		}
		v.SetInt(n)
		return nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if src == nil {
			return null()
		}
		s := text(src)
		n, err := strconv.ParseUint(s, 10, v.Type().Bits())
		if err != nil {
			return wrong(s, err)
		}
		v.SetUint(n)
		return nil
	case reflect.Float32, reflect.Float64:
		if src == nil {
			return null()
		}
		s := text(src)
		f, err := strconv.ParseFloat(s, v.Type().Bits())
		if err != nil {
			return wrong(s, err)
		}
		v.SetFloat(f)
		return nil
	case reflect.String:
		if src == nil {
			return null()
		}
		switch src.(type) {
		case string, []byte:
			v.SetString(text(src))
			return nil
		}
	}
	return fmt.Errorf("unsupported Scan, storing driver.Value type %T into type %T", src, dest)
}
