// Package quick tests functions with random arguments.
package quick

import (
	"flag"
	"fmt"
	"math"
	"math/rand"
	"reflect"
	"strings"
	"time"
)

var defaultMaxCount = flag.Int("quickchecks", 100, "The default number of iterations for each check")

// A Generator makes random values of its own type.
type Generator interface {
	Generate(rand *rand.Rand, size int) reflect.Value
}

// maxSize is how large random collections are at most.
const maxSize = 50

// Config says how to test; the zero value and nil are the defaults.
type Config struct {
	MaxCount      int
	MaxCountScale float64
	Rand          *rand.Rand
	Values        func([]reflect.Value, *rand.Rand)
}

func (c *Config) random() *rand.Rand {
	if c.Rand == nil {
		return rand.New(rand.NewSource(time.Now().UnixNano()))
	}
	return c.Rand
}

func (c *Config) count() int {
	switch {
	case c.MaxCount != 0:
		return c.MaxCount
	case c.MaxCountScale != 0:
		return int(c.MaxCountScale * float64(*defaultMaxCount))
	}
	return *defaultMaxCount
}

// SetupError is a wrong use of Check or CheckEqual.
type SetupError string

func (s SetupError) Error() string { return string(s) }

// CheckError says for which arguments a function answered false.
type CheckError struct {
	Count int
	In    []any
}

func (e *CheckError) Error() string {
	return fmt.Sprintf("#%d: failed on input %s", e.Count, list(e.In))
}

// CheckEqualError says for which arguments two functions differ.
type CheckEqualError struct {
	CheckError
	Out1 []any
	Out2 []any
}

func (e *CheckEqualError) Error() string {
	return fmt.Sprintf("#%d: failed on input %s. Output 1: %s. Output 2: %s", e.Count, list(e.In), list(e.Out1), list(e.Out2))
}

func list(values []any) string {
	var texts []string
	for _, v := range values {
		texts = append(texts, fmt.Sprintf("%#v", v))
	}
	return strings.Join(texts, ", ")
}

// Check looks for arguments for which f, a function of one boolean result, answers false.
func Check(f any, config *Config) error {
	if config == nil {
		config = &Config{}
	}
	fn, ft, ok := function(f)
	if !ok {
		return SetupError("argument is not a function")
	}
	if ft.NumOut() != 1 {
		return SetupError("function does not return one value")
	}
	if ft.Out(0).Kind() != reflect.Bool {
		return SetupError("function does not return a bool")
	}
	args := make([]reflect.Value, ft.NumIn())
	random := config.random()
	for i := range config.count() {
		if err := arguments(args, ft, config, random); err != nil {
			return err
		}
		if !fn.Call(args)[0].Bool() {
			return &CheckError{i + 1, values(args)}
		}
	}
	return nil
}

// CheckEqual looks for arguments for which f and g answer differently.
func CheckEqual(f, g any, config *Config) error {
	if config == nil {
		config = &Config{}
	}
	x, xt, ok := function(f)
	if !ok {
		return SetupError("f is not a function")
	}
	y, yt, ok := function(g)
	if !ok {
		return SetupError("g is not a function")
	}
	if xt != yt {
		return SetupError("functions have different types")
	}
	args := make([]reflect.Value, xt.NumIn())
	random := config.random()
	for i := range config.count() {
		if err := arguments(args, xt, config, random); err != nil {
			return err
		}
		out1, out2 := values(x.Call(args)), values(y.Call(args))
		if !reflect.DeepEqual(out1, out2) {
			return &CheckEqualError{CheckError{i + 1, values(args)}, out1, out2}
		}
	}
	return nil
}

func function(f any) (v reflect.Value, t reflect.Type, ok bool) {
	v = reflect.ValueOf(f)
	if ok = v.Kind() == reflect.Func; ok {
		t = v.Type()
	}
	return v, t, ok
}

func arguments(args []reflect.Value, f reflect.Type, config *Config, random *rand.Rand) error {
	if config.Values != nil {
		config.Values(args, random)
		return nil
	}
	for i := range args {
		v, ok := Value(f.In(i), random)
		if !ok {
			return SetupError(fmt.Sprintf("cannot create arbitrary value of type %s for argument %d", f.In(i), i))
		}
		args[i] = v
	}
	return nil
}

func values(list []reflect.Value) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v.Interface()
	}
	return out
}

// Value makes a random value of a type.
func Value(t reflect.Type, rand *rand.Rand) (value reflect.Value, ok bool) {
	return sized(t, rand, maxSize)
}

func sized(t reflect.Type, random *rand.Rand, size int) (reflect.Value, bool) {
	if g, ok := reflect.Zero(t).Interface().(Generator); ok {
		return g.Generate(random, size), true
	}
	v := reflect.New(t).Elem()
	switch k := t.Kind(); {
	case k == reflect.Bool:
		v.SetBool(random.Int()&1 == 0)
	case k == reflect.Float32:
		v.SetFloat(float(random, math.MaxFloat32))
	case k == reflect.Float64:
		v.SetFloat(float(random, math.MaxFloat64))
	case k == reflect.Complex64:
		v.SetComplex(complex(float(random, math.MaxFloat32), float(random, math.MaxFloat32)))
	case k == reflect.Complex128:
		v.SetComplex(complex(float(random, math.MaxFloat64), float(random, math.MaxFloat64)))
	case v.CanInt():
		v.SetInt(int64(random.Uint64()))
	case v.CanUint():
		v.SetUint(random.Uint64())
	case k == reflect.String:
		runes := make([]rune, random.Intn(maxSize))
		for i := range runes {
			runes[i] = rune(random.Intn(0x10ffff))
		}
		v.SetString(string(runes))
	case k == reflect.Map:
		v.Set(reflect.MakeMap(t))
		for range random.Intn(size) {
			key, ok1 := sized(t.Key(), random, size)
			elem, ok2 := sized(t.Elem(), random, size)
			if !ok1 || !ok2 {
				return reflect.Value{}, false
			}
			v.SetMapIndex(key, elem)
		}
	case k == reflect.Pointer:
		if random.Intn(size) == 0 {
			break // nil
		}
		elem, ok := sized(t.Elem(), random, size)
		if !ok {
			return reflect.Value{}, false
		}
		v.Set(reflect.New(t.Elem()))
		v.Elem().Set(elem)
	case k == reflect.Slice:
		n := random.Intn(size)
		left := size - n
		v.Set(reflect.MakeSlice(t, n, n))
		return v, elements(v, t.Elem(), random, left)
	case k == reflect.Array:
		return v, elements(v, t.Elem(), random, size)
	case k == reflect.Struct:
		n := v.NumField()
		left := size
		if n > 0 {
			left = max(size/n, 1)
		}
		for i := range n {
			elem, ok := sized(t.Field(i).Type, random, left)
			if !ok {
				return reflect.Value{}, false
			}
			v.Field(i).Set(elem)
		}
	default:
		return reflect.Value{}, false
	}
	return v, true
}

func elements(v reflect.Value, t reflect.Type, random *rand.Rand, size int) bool {
	for i := range v.Len() {
		elem, ok := sized(t, random, max(size, 1))
		if !ok {
			return false
		}
		v.Index(i).Set(elem)
	}
	return true
}

// float makes a number between -limit and limit.
func float(random *rand.Rand, limit float64) float64 {
	f := random.Float64() * limit
	if random.Int()&1 == 1 {
		f = -f
	}
	return f
}
