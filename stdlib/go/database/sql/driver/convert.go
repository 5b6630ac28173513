package driver

import (
	"fmt"
	"reflect"
	"strconv"
	"time"
)

// A ValueConverter makes Values.
type ValueConverter interface {
	ConvertValue(v any) (Value, error)
}

// A Valuer knows its Value.
type Valuer interface {
	Value() (Value, error)
}

// Bool makes bools of bools, 0 and 1, and of texts that strconv.ParseBool knows.
var Bool boolType

type boolType struct{}

func (boolType) String() string { return "Bool" }

func (boolType) ConvertValue(src any) (Value, error) {
	switch s := src.(type) {
	case bool:
		return s, nil
	case string:
		return parseBool(src, s)
	case []byte:
		return parseBool(src, string(s))
	}
	v := reflect.ValueOf(src)
	var n uint64
	switch v.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n = uint64(v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		n = v.Uint()
	default:
		return nil, fmt.Errorf("sql/driver: couldn't convert %v (%T) into type bool", src, src)
	}
	if n > 1 {
		return nil, fmt.Errorf("sql/driver: couldn't convert %d into type bool", src)
	}
	return n == 1, nil
}

func parseBool(src any, s string) (Value, error) {
	b, err := strconv.ParseBool(s)
	if err != nil {
		return nil, fmt.Errorf("sql/driver: couldn't convert %q into type bool", src)
	}
	return b, nil
}

// Int32 makes int64s that fit into 32 bits.
var Int32 int32Type

type int32Type struct{}

func (int32Type) ConvertValue(v any) (Value, error) {
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n := r.Int()
		if n != int64(int32(n)) {
			return nil, fmt.Errorf("sql/driver: value %d overflows int32", v)
		}
		return n, nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		n := r.Uint()
		if n > 1<<31-1 {
			return nil, fmt.Errorf("sql/driver: value %d overflows int32", v)
		}
		return int64(n), nil
	case reflect.String:
		n, err := strconv.Atoi(r.String())
		if err != nil {
			return nil, fmt.Errorf("sql/driver: value %q can't be converted to int32", v)
		}
		return int64(n), nil
	}
	return nil, fmt.Errorf("sql/driver: unsupported value %v (type %T) converting to int32", v, v)
}

// String makes texts.
var String stringType

type stringType struct{}

func (stringType) ConvertValue(v any) (Value, error) {
	switch v.(type) {
	case string, []byte:
		return v, nil
	}
	return fmt.Sprintf("%v", v), nil
}

// Null makes nil of nil, and leaves the rest to its Converter.
type Null struct {
	Converter ValueConverter
}

func (n Null) ConvertValue(v any) (Value, error) {
	if v == nil {
		return nil, nil
	}
	return n.Converter.ConvertValue(v)
}

// NotNull refuses nil, and leaves the rest to its Converter.
type NotNull struct {
	Converter ValueConverter
}

func (n NotNull) ConvertValue(v any) (Value, error) {
	if v == nil {
		return nil, fmt.Errorf("nil value not allowed")
	}
	return n.Converter.ConvertValue(v)
}

// IsValue reports whether v is a Value.
func IsValue(v any) bool {
	if v == nil {
		return true
	}
	switch v.(type) {
	case []byte, bool, float64, int64, string, time.Time, decimal:
		return true
	}
	return false
}

// IsScanValue is IsValue.
func IsScanValue(v any) bool { return IsValue(v) }

// decimal is a number that shows its digits.
type decimal interface {
	Decompose(buf []byte) (form byte, negative bool, coefficient []byte, exponent int32)
}

// DefaultParameterConverter asks Valuers, follows pointers, and takes basic types for those of a Value.
var DefaultParameterConverter defaultConverter

type defaultConverter struct{}

func (defaultConverter) ConvertValue(v any) (Value, error) {
	if IsValue(v) {
		return v, nil
	}
	if valuer, ok := v.(Valuer); ok {
		made, err := valueOf(valuer)
		if err != nil {
			return nil, err
		}
		if !IsValue(made) {
			return nil, fmt.Errorf("non-Value type %T returned from Value", made)
		}
		return made, nil
	}
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.Pointer:
		if r.IsNil() {
			return nil, nil
		}
		return defaultConverter{}.ConvertValue(r.Elem().Interface())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return r.Int(), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return int64(r.Uint()), nil
	case reflect.Uint64:
		n := r.Uint()
		if n >= 1<<63 {
			return nil, fmt.Errorf("uint64 values with high bit set are not supported")
		}
		return int64(n), nil
	case reflect.Float32, reflect.Float64:
		return r.Float(), nil
	case reflect.Bool:
		return r.Bool(), nil
	case reflect.Slice:
		elem := r.Type().Elem().Kind()
		if elem == reflect.Uint8 {
			return r.Bytes(), nil
		}
		return nil, fmt.Errorf("unsupported type %T, a slice of %s", v, elem)
	case reflect.String:
		return r.String(), nil
	}
	return nil, fmt.Errorf("unsupported type %T, a %s", v, r.Kind())
}

// valueOf asks a Valuer. A nil pointer whose method is that of the value it should point to is nil.
func valueOf(v Valuer) (Value, error) {
	r := reflect.ValueOf(v)
	if r.Kind() == reflect.Pointer && r.IsNil() && r.Type().Elem().Implements(reflect.TypeFor[Valuer]()) {
		return nil, nil
	}
	return v.Value()
}
