package binary

import (
	"errors"
	"io"
	"math"
	"reflect"
)

var errBufferTooSmall = errors.New("buffer too small")

// Size returns how many bytes Write would write of v, or -1 if its size is not fixed.
func Size(v any) int {
	return sizeOfValue(reflect.Indirect(reflect.ValueOf(v)))
}

func sizeOfValue(v reflect.Value) int {
	if !v.IsValid() {
		return -1
	}
	if v.Kind() == reflect.Slice {
		n := sizeOf(v.Type().Elem())
		if n < 0 {
			return -1
		}
		return n * v.Len()
	}
	return sizeOf(v.Type())
}

// sizeOf returns the size of a type's values, -1 if it is not fixed.
func sizeOf(t reflect.Type) int {
	switch k := t.Kind(); k {
	case reflect.Array:
		if n := sizeOf(t.Elem()); n >= 0 {
			return n * t.Len()
		}
	case reflect.Struct:
		sum := 0
		for i := range t.NumField() {
			n := sizeOf(t.Field(i).Type)
			if n < 0 {
				return -1
			}
			sum += n
		}
		return sum
	case reflect.Bool, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64,
		reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
		return int(t.Size())
	}
	return -1
}

// Read reads a value of fixed size, or a slice of such, into what data points to.
func Read(r io.Reader, order ByteOrder, data any) error {
	v, n := variable(data)
	if n < 0 {
		return errors.New("binary.Read: invalid type " + typeName(data))
	}
	buf := make([]byte, n)
	if _, err := io.ReadFull(r, buf); err != nil {
		return err
	}
	c := &coder{order, buf}
	c.decode(v)
	return nil
}

// Decode reads a value from buf and returns how many bytes it took.
func Decode(buf []byte, order ByteOrder, data any) (int, error) {
	v, n := variable(data)
	if n < 0 {
		return 0, errors.New("binary.Decode: invalid type " + typeName(data))
	}
	if len(buf) < n {
		return 0, errBufferTooSmall
	}
	c := &coder{order, buf[:n]}
	c.decode(v)
	return n, nil
}

// variable returns what data points to, or the slice it is, and its size.
func variable(data any) (reflect.Value, int) {
	v := reflect.ValueOf(data)
	switch v.Kind() {
	case reflect.Pointer:
		v = v.Elem()
	case reflect.Slice:
	default:
		return v, -1
	}
	return v, sizeOfValue(v)
}

func typeName(data any) string {
	if data == nil {
		return "<nil>"
	}
	return reflect.TypeOf(data).String()
}

// Write writes a value of fixed size, a slice of such, or what a pointer to one points to.
func Write(w io.Writer, order ByteOrder, data any) error {
	n := Size(data)
	if n < 0 {
		return errors.New("binary.Write: some values are not fixed-sized in type " + typeName(data))
	}
	buf := make([]byte, n)
	c := &coder{order, buf}
	c.encode(reflect.Indirect(reflect.ValueOf(data)))
	_, err := w.Write(buf)
	return err
}

// Encode writes a value into buf and returns how many bytes it took.
func Encode(buf []byte, order ByteOrder, data any) (int, error) {
	n := Size(data)
	if n < 0 {
		return 0, errors.New("binary.Encode: some values are not fixed-sized in type " + typeName(data))
	}
	if len(buf) < n {
		return 0, errBufferTooSmall
	}
	c := &coder{order, buf[:n]}
	c.encode(reflect.Indirect(reflect.ValueOf(data)))
	return n, nil
}

// Append appends a value's bytes.
func Append(buf []byte, order ByteOrder, data any) ([]byte, error) {
	n := Size(data)
	if n < 0 {
		return nil, errors.New("binary.Append: some values are not fixed-sized in type " + typeName(data))
	}
	at := len(buf)
	buf = append(buf, make([]byte, n)...)
	c := &coder{order, buf[at:]}
	c.encode(reflect.Indirect(reflect.ValueOf(data)))
	return buf, nil
}

// coder has the bytes still to be read or written.
type coder struct {
	order ByteOrder
	buf   []byte
}

func (c *coder) take(n int) []byte {
	b := c.buf[:n]
	c.buf = c.buf[n:]
	return b
}

// get reads a number of so many bytes.
func (c *coder) get(n int) uint64 {
	switch b := c.take(n); n {
	case 1:
		return uint64(b[0])
	case 2:
		return uint64(c.order.Uint16(b))
	case 4:
		return uint64(c.order.Uint32(b))
	default:
		return c.order.Uint64(b)
	}
}

func (c *coder) put(n int, x uint64) {
	switch b := c.take(n); n {
	case 1:
		b[0] = byte(x)
	case 2:
		c.order.PutUint16(b, uint16(x))
	case 4:
		c.order.PutUint32(b, uint32(x))
	default:
		c.order.PutUint64(b, x)
	}
}

func (c *coder) float(n int) float64 {
	if n == 4 {
		return float64(math.Float32frombits(uint32(c.get(4))))
	}
	return math.Float64frombits(c.get(8))
}

func (c *coder) putFloat(n int, f float64) {
	if n == 4 {
		c.put(4, uint64(math.Float32bits(float32(f))))
		return
	}
	c.put(8, math.Float64bits(f))
}

func (c *coder) decode(v reflect.Value) {
	n := int(v.Type().Size())
	switch k := v.Kind(); {
	case k == reflect.Array, k == reflect.Slice:
		if k == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
			copy(v.Bytes(), c.take(v.Len()))
			return
		}
		for i := range v.Len() {
			c.decode(v.Index(i))
		}
	case k == reflect.Struct:
		t := v.Type()
		for i := range v.NumField() {
			// Blank fields are skipped; those that cannot be set must be blank.
			if f := v.Field(i); f.CanSet() || t.Field(i).Name != "_" {
				c.decode(f)
			} else {
				c.take(sizeOf(f.Type()))
			}
		}
	case k == reflect.Bool:
		v.SetBool(c.get(1) != 0)
	case v.CanInt():
		free := 64 - 8*n
		v.SetInt(int64(c.get(n)<<free) >> free)
	case v.CanUint():
		v.SetUint(c.get(n))
	case v.CanFloat():
		v.SetFloat(c.float(n))
	case v.CanComplex():
		re := c.float(n / 2)
		v.SetComplex(complex(re, c.float(n/2)))
	}
}

func (c *coder) encode(v reflect.Value) {
	n := int(v.Type().Size())
	switch k := v.Kind(); {
	case k == reflect.Array, k == reflect.Slice:
		if k == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
			copy(c.take(v.Len()), v.Bytes())
			return
		}
		for i := range v.Len() {
			c.encode(v.Index(i))
		}
	case k == reflect.Struct:
		t := v.Type()
		for i := range v.NumField() {
			if f := v.Field(i); t.Field(i).Name != "_" {
				c.encode(f)
			} else {
				clear(c.take(sizeOf(f.Type())))
			}
		}
	case k == reflect.Bool:
		x := uint64(0)
		if v.Bool() {
			x = 1
		}
		c.put(1, x)
	case v.CanInt():
		c.put(n, uint64(v.Int()))
	case v.CanUint():
		c.put(n, v.Uint())
	case v.CanFloat():
		c.putFloat(n, v.Float())
	case v.CanComplex():
		c.putFloat(n/2, real(v.Complex()))
		c.putFloat(n/2, imag(v.Complex()))
	}
}
