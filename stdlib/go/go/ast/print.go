package ast

import (
	"fmt"
	"go/token"
	"io"
	"os"
	"reflect"
)

// A FieldFilter says which fields Fprint prints.
type FieldFilter func(name string, value reflect.Value) bool

// NotNilFilter is true for what is not nil.
func NotNilFilter(_ string, v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return !v.IsNil()
	}
	return true
}

// Print prints a tree, without nil fields, to standard output.
func Print(fset *token.FileSet, x any) error { return Fprint(os.Stdout, fset, x, NotNilFilter) }

// Fprint prints a tree; places are numbers without fset. Unexported fields are left out.
func Fprint(w io.Writer, fset *token.FileSet, x any, f FieldFilter) (err error) {
	d := &dumper{out: w, fset: fset, filter: f, seen: make(map[any]int), last: '\n'}
	defer func() {
		if e := recover(); e != nil {
			err = e.(dumpError).error
		}
	}()
	if x == nil {
		d.printf("nil\n")
		return nil
	}
	d.dump(reflect.ValueOf(x))
	d.printf("\n")
	return nil
}

// A dumpError carries an error of a writer out of the recursion.
type dumpError struct{ error }

// A dumper prints values with a number before each line.
type dumper struct {
	out    io.Writer
	fset   *token.FileSet
	filter FieldFilter
	seen   map[any]int // the lines of pointers
	indent int
	last   byte
	line   int
}

func (d *dumper) Write(data []byte) (int, error) {
	done := 0
	for i, b := range data {
		if b == '\n' {
			if _, err := d.out.Write(data[done : i+1]); err != nil {
				return done, err
			}
			done = i + 1
			d.line++
		} else if d.last == '\n' {
			if _, err := fmt.Fprintf(d.out, "%6d  ", d.line); err != nil {
				return done, err
			}
			for range d.indent {
				if _, err := io.WriteString(d.out, ".  "); err != nil {
					return done, err
				}
			}
		}
		d.last = b
	}
	_, err := d.out.Write(data[done:])
	return len(data), err
}

func (d *dumper) printf(format string, args ...any) {
	if _, err := fmt.Fprintf(d, format, args...); err != nil {
		panic(dumpError{err})
	}
}

// elements prints what stands in braces.
func (d *dumper) elements(n int, element func(int)) {
	if n > 0 {
		d.indent++
		d.printf("\n")
		for i := range n {
			element(i)
			d.printf("\n")
		}
		d.indent--
	}
	d.printf("}")
}

func (d *dumper) dump(v reflect.Value) {
	if !NotNilFilter("", v) {
		d.printf("nil")
		return
	}
	switch v.Kind() {
	case reflect.Interface:
		d.dump(v.Elem())
	case reflect.Map:
		d.printf("%s (len = %d) {", v.Type(), v.Len())
		keys := v.MapKeys()
		d.elements(len(keys), func(i int) {
			d.dump(keys[i])
			d.printf(": ")
			d.dump(v.MapIndex(keys[i]))
		})
	case reflect.Pointer:
		d.printf("*")
		if line, known := d.seen[v.Interface()]; known {
			d.printf("(obj @ %d)", line)
			return
		}
		d.seen[v.Interface()] = d.line
		d.dump(v.Elem())
	case reflect.Slice:
		if b, ok := v.Interface().([]byte); ok {
			d.printf("%#q", b)
			return
		}
		d.printf("%s (len = %d) {", v.Type(), v.Len())
		d.list(v)
	case reflect.Array:
		d.printf("%s {", v.Type())
		d.list(v)
	case reflect.Struct:
		t := v.Type()
		var fields []int
		for i := range t.NumField() {
			name := t.Field(i).Name
			if IsExported(name) && (d.filter == nil || d.filter(name, v.Field(i))) {
				fields = append(fields, i)
			}
		}
		d.printf("%s {", t)
		d.elements(len(fields), func(i int) {
			d.printf("%s: ", t.Field(fields[i]).Name)
			d.dump(v.Field(fields[i]))
		})
	default:
		switch x := v.Interface().(type) {
		case string:
			d.printf("%q", x)
		case token.Pos:
			if d.fset != nil {
				d.printf("%s", d.fset.Position(x))
			} else {
				d.printf("%v", x)
			}
		default:
			d.printf("%v", x)
		}
	}
}

func (d *dumper) list(v reflect.Value) {
	d.elements(v.Len(), func(i int) {
		d.printf("%d: ", i)
		d.dump(v.Index(i))
	})
}
