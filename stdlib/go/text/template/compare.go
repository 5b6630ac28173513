package template

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
)

var errNoComparison = errors.New("missing argument for comparison")

// basicKind groups kinds whose values compare with each other.
type basicKind int

const (
	noKind basicKind = iota
	boolKind
	complexKind
	intKind
	floatKind
	stringKind
	uintKind
)

func kindOf(v reflect.Value) (basicKind, error) {
	switch {
	case v.Kind() == reflect.Bool:
		return boolKind, nil
	case v.Kind() == reflect.String:
		return stringKind, nil
	case v.CanInt():
		return intKind, nil
	case v.CanUint():
		return uintKind, nil
	case v.CanFloat():
		return floatKind, nil
	case v.CanComplex():
		return complexKind, nil
	}
	return noKind, errBadComparisonType
}

func incomparable(a, b reflect.Value) error {
	return fmt.Errorf("incompatible types for comparison: %v and %v", a.Type(), b.Type())
}

func isNil(v reflect.Value) bool {
	if !v.IsValid() {
		return true
	}
	switch v.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return v.IsNil()
	}
	return false
}

func eq(arg1 reflect.Value, arg2 ...reflect.Value) (bool, error) {
	arg1 = indirectInterface(arg1)
	if len(arg2) == 0 {
		return false, errNoComparison
	}
	k1, _ := kindOf(arg1)
	for _, arg := range arg2 {
		arg = indirectInterface(arg)
		k2, _ := kindOf(arg)
		same := false
		if k1 != k2 {
			switch {
			case k1 == intKind && k2 == uintKind:
				same = arg1.Int() >= 0 && uint64(arg1.Int()) == arg.Uint()
			case k1 == uintKind && k2 == intKind:
				same = arg.Int() >= 0 && arg1.Uint() == uint64(arg.Int())
			case arg1.IsValid() && arg.IsValid():
				return false, incomparable(arg1, arg)
			}
		} else {
			switch k1 {
			case boolKind:
				same = arg1.Bool() == arg.Bool()
			case complexKind:
				same = arg1.Complex() == arg.Complex()
			case floatKind:
				same = arg1.Float() == arg.Float()
			case intKind:
				same = arg1.Int() == arg.Int()
			case stringKind:
				same = arg1.String() == arg.String()
			case uintKind:
				same = arg1.Uint() == arg.Uint()
			default:
				if arg1.IsValid() && arg.IsValid() && arg1.Kind() != arg.Kind() {
					return false, incomparable(arg1, arg)
				}
				if isNil(arg1) || isNil(arg) {
					same = isNil(arg) == isNil(arg1)
					break
				}
				if arg1.Type() != arg.Type() {
					return false, incomparable(arg1, arg)
				}
				if !arg.Type().Comparable() {
					return false, fmt.Errorf("non-comparable type %s: %v", arg, arg.Type())
				}
				same = arg1.Interface() == arg.Interface()
			}
		}
		if same {
			return true, nil
		}
	}
	return false, nil
}

func ne(arg1, arg2 reflect.Value) (bool, error) {
	same, err := eq(arg1, arg2)
	return !same, err
}

func lt(arg1, arg2 reflect.Value) (bool, error) {
	arg1, arg2 = indirectInterface(arg1), indirectInterface(arg2)
	k1, err := kindOf(arg1)
	if err != nil {
		return false, err
	}
	k2, err := kindOf(arg2)
	if err != nil {
		return false, err
	}
	if k1 != k2 {
		switch {
		case k1 == intKind && k2 == uintKind:
			return arg1.Int() < 0 || uint64(arg1.Int()) < arg2.Uint(), nil
		case k1 == uintKind && k2 == intKind:
			return arg2.Int() >= 0 && arg1.Uint() < uint64(arg2.Int()), nil
		}
		return false, incomparable(arg1, arg2)
	}
	switch k1 {
	case floatKind:
		return arg1.Float() < arg2.Float(), nil
	case intKind:
		return arg1.Int() < arg2.Int(), nil
	case stringKind:
		return arg1.String() < arg2.String(), nil
	case uintKind:
		return arg1.Uint() < arg2.Uint(), nil
	}
	return false, errBadComparisonType
}

func le(arg1, arg2 reflect.Value) (bool, error) {
	less, err := lt(arg1, arg2)
	if less || err != nil {
		return less, err
	}
	return eq(arg1, arg2)
}

func gt(arg1, arg2 reflect.Value) (bool, error) {
	lessOrEqual, err := le(arg1, arg2)
	return err == nil && !lessOrEqual, err
}

func ge(arg1, arg2 reflect.Value) (bool, error) {
	less, err := lt(arg1, arg2)
	return err == nil && !less, err
}

// sortedKeys returns the keys of a map in the order in which maps are printed.
func sortedKeys(m reflect.Value) []reflect.Value {
	keys := m.MapKeys()
	slices.SortStableFunc(keys, compareKeys)
	return keys
}

func compareKeys(a, b reflect.Value) int {
	if a.Type() != b.Type() {
		return -1
	}
	switch k := a.Kind(); {
	case a.CanInt():
		return cmp.Compare(a.Int(), b.Int())
	case a.CanUint():
		return cmp.Compare(a.Uint(), b.Uint())
	case a.CanFloat():
		return cmp.Compare(a.Float(), b.Float())
	case k == reflect.String:
		return cmp.Compare(a.String(), b.String())
	case k == reflect.Bool:
		return cmp.Compare(number(a.Bool()), number(b.Bool()))
	case k == reflect.Complex64 || k == reflect.Complex128:
		x, y := a.Complex(), b.Complex()
		return cmp.Or(cmp.Compare(real(x), real(y)), cmp.Compare(imag(x), imag(y)))
	case k == reflect.Pointer || k == reflect.Chan:
		return cmp.Compare(a.Pointer(), b.Pointer())
	case k == reflect.Struct:
		for i := range a.NumField() {
			if c := compareKeys(a.Field(i), b.Field(i)); c != 0 {
				return c
			}
		}
	case k == reflect.Array:
		for i := range a.Len() {
			if c := compareKeys(a.Index(i), b.Index(i)); c != 0 {
				return c
			}
		}
	case k == reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return cmp.Compare(number(!a.IsNil()), number(!b.IsNil()))
		}
		return compareKeys(a.Elem(), b.Elem())
	}
	return 0
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}
