package template

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FuncMap has functions by the names that templates call them by.
type FuncMap map[string]any

// builtins returns the functions all templates have.
func builtins() FuncMap {
	return FuncMap{
		"and":      and,
		"call":     call,
		"html":     HTMLEscaper,
		"index":    index,
		"slice":    slice,
		"js":       JSEscaper,
		"len":      length,
		"not":      not,
		"or":       or,
		"print":    fmt.Sprint,
		"printf":   fmt.Sprintf,
		"println":  fmt.Sprintln,
		"urlquery": URLQueryEscaper,
		"eq":       eq,
		"ge":       ge,
		"gt":       gt,
		"le":       le,
		"lt":       lt,
		"ne":       ne,
	}
}

func addFuncs(out map[string]reflect.Value, in FuncMap) {
	for name, fn := range in {
		if !isName(name) {
			panic(fmt.Errorf("function name %q is not a valid identifier", name))
		}
		v := reflect.ValueOf(fn)
		if v.Kind() != reflect.Func {
			panic("value for " + name + " not a function")
		}
		if err := goodResults(name, v.Type()); err != nil {
			panic(err)
		}
		out[name] = v
	}
}

func isName(name string) bool {
	for i, r := range name {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return name != ""
}

func findFunction(name string, t *Template) (f reflect.Value, isBuiltin, ok bool) {
	if t != nil && t.shared != nil {
		if f := t.execFuncs[name]; f.IsValid() {
			return f, false, true
		}
	}
	if fn := builtins()[name]; fn != nil {
		return reflect.ValueOf(fn), true, true
	}
	return reflect.Value{}, false, false
}

func truth(arg reflect.Value) bool {
	t, _ := isTrue(indirectInterface(unwrap(arg)))
	return t
}

// and and or are here for their types: they evaluate no more arguments than they need.
func and(arg0 reflect.Value, args ...reflect.Value) reflect.Value { panic("unreachable") }

func or(arg0 reflect.Value, args ...reflect.Value) reflect.Value { panic("unreachable") }

func not(arg reflect.Value) bool { return !truth(arg) }

// asArgument returns a value as an argument of type t.
func asArgument(v reflect.Value, t reflect.Type) (reflect.Value, error) {
	if !v.IsValid() {
		if !canBeNil(t) {
			return reflect.Value{}, fmt.Errorf("value is nil; should be of type %s", t)
		}
		v = reflect.Zero(t)
	}
	if v.Type().AssignableTo(t) {
		return v, nil
	}
	if isInteger(v) && isIntegerKind(t.Kind()) && v.Type().ConvertibleTo(t) {
		return v.Convert(t), nil
	}
	return reflect.Value{}, fmt.Errorf("value has type %s; should be %s", v.Type(), t)
}

func isInteger(v reflect.Value) bool { return isIntegerKind(v.Kind()) }

func isIntegerKind(k reflect.Kind) bool { return reflect.Int <= k && k <= reflect.Uintptr }

// position returns an index that is in range; up to the length itself if it may be at the end.
func position(v reflect.Value, n int, end bool) (int, error) {
	var x int64
	switch {
	case v.CanInt():
		x = v.Int()
	case v.CanUint():
		x = int64(v.Uint())
	case !v.IsValid():
		return 0, errors.New("cannot index slice/array with nil")
	default:
		return 0, fmt.Errorf("cannot index slice/array with type %s", v.Type())
	}
	if x < 0 || int(x) < 0 || int(x) > n || !end && int(x) == n {
		return 0, fmt.Errorf("index out of range: %d", x)
	}
	return int(x), nil
}

func index(item reflect.Value, indexes ...reflect.Value) (reflect.Value, error) {
	item = indirectInterface(item)
	if !item.IsValid() {
		return reflect.Value{}, errors.New("index of untyped nil")
	}
	for _, i := range indexes {
		i = indirectInterface(i)
		isNil := false
		if item, isNil = indirect(item); isNil {
			return reflect.Value{}, errors.New("index of nil pointer")
		}
		switch item.Kind() {
		case reflect.Array, reflect.Slice, reflect.String:
			x, err := position(i, item.Len(), false)
			if err != nil {
				return reflect.Value{}, err
			}
			item = item.Index(x)
		case reflect.Map:
			key, err := asArgument(i, item.Type().Key())
			if err != nil {
				return reflect.Value{}, err
			}
			t := item.Type().Elem()
			if item = item.MapIndex(key); !item.IsValid() {
				item = reflect.Zero(t)
			}
		default:
			return reflect.Value{}, fmt.Errorf("can't index item of type %s", item.Type())
		}
	}
	return item, nil
}

func slice(item reflect.Value, indexes ...reflect.Value) (reflect.Value, error) {
	item = indirectInterface(item)
	if !item.IsValid() {
		return reflect.Value{}, errors.New("slice of untyped nil")
	}
	if len(indexes) > 3 {
		return reflect.Value{}, fmt.Errorf("too many slice indexes: %d", len(indexes))
	}
	if item.Kind() == reflect.Pointer && item.Type().Elem().Kind() == reflect.Array && !item.IsNil() {
		item = item.Elem()
	}
	most := 0
	switch item.Kind() {
	case reflect.String:
		if len(indexes) == 3 {
			return reflect.Value{}, errors.New("cannot 3-index slice a string")
		}
		most = item.Len()
	case reflect.Array, reflect.Slice:
		most = item.Cap()
	default:
		return reflect.Value{}, fmt.Errorf("can't slice item of type %s", item.Type())
	}
	at := [3]int{0, item.Len()}
	for i, x := range indexes {
		n, err := position(indirectInterface(x), most, true)
		if err != nil {
			return reflect.Value{}, err
		}
		at[i] = n
	}
	if at[0] > at[1] {
		return reflect.Value{}, fmt.Errorf("invalid slice index: %d > %d", at[0], at[1])
	}
	if len(indexes) < 3 {
		return item.Slice(at[0], at[1]), nil
	}
	if at[1] > at[2] {
		return reflect.Value{}, fmt.Errorf("invalid slice index: %d > %d", at[1], at[2])
	}
	return item.Slice3(at[0], at[1], at[2]), nil
}

func length(arg reflect.Value) (int, error) {
	v, isNil := indirect(arg)
	if isNil {
		return 0, errors.New("len of nil pointer")
	}
	switch v.Kind() {
	case reflect.String, reflect.Array, reflect.Chan, reflect.Map, reflect.Slice:
		return v.Len(), nil
	case reflect.Invalid:
		return 0, errors.New("len of untyped nil")
	}
	return 0, fmt.Errorf("len of type %s", v.Type())
}

// call is here for its type.
func call(fn reflect.Value, args ...reflect.Value) (reflect.Value, error) {
	return callNamed("<function>", fn, args...)
}

func callNamed(name string, fn reflect.Value, args ...reflect.Value) (reflect.Value, error) {
	fn = indirectInterface(fn)
	if !fn.IsValid() {
		return reflect.Value{}, errors.New("call of nil")
	}
	t := fn.Type()
	if t.Kind() != reflect.Func {
		return reflect.Value{}, fmt.Errorf("non-function %s of type %s", name, t)
	}
	if err := goodResults(name, t); err != nil {
		return reflect.Value{}, err
	}
	n := t.NumIn()
	if t.IsVariadic() {
		if len(args) < n-1 {
			return reflect.Value{}, fmt.Errorf("wrong number of args for %s: got %d want at least %d", name, len(args), n-1)
		}
	} else if len(args) != n {
		return reflect.Value{}, fmt.Errorf("wrong number of args for %s: got %d want %d", name, len(args), n)
	}
	in := make([]reflect.Value, len(args))
	for i, arg := range args {
		var p reflect.Type
		if t.IsVariadic() && i >= n-1 {
			p = t.In(n - 1).Elem()
		} else {
			p = t.In(i)
		}
		var err error
		if in[i], err = asArgument(indirectInterface(arg), p); err != nil {
			return reflect.Value{}, fmt.Errorf("arg %d: %w", i, err)
		}
	}
	return safeCall(fn, in)
}

// text returns the arguments as one string.
func text(args []any) string {
	if len(args) == 1 {
		if s, ok := args[0].(string); ok {
			return s
		}
	}
	for i, arg := range args {
		if v, ok := printable(reflect.ValueOf(arg)); ok {
			args[i] = v
		}
	}
	return fmt.Sprint(args...)
}

var htmlEscapes = strings.NewReplacer("\x00", "\uFFFD", `"`, "&#34;", "'", "&#39;", "&", "&amp;", "<", "&lt;", ">", "&gt;")

// HTMLEscape writes b escaped for HTML.
func HTMLEscape(w io.Writer, b []byte) { io.WriteString(w, HTMLEscapeString(string(b))) }

// HTMLEscapeString returns s escaped for HTML.
func HTMLEscapeString(s string) string { return htmlEscapes.Replace(s) }

// HTMLEscaper returns its arguments as text, escaped for HTML.
func HTMLEscaper(args ...any) string { return HTMLEscapeString(text(args)) }

// JSEscape writes b escaped for JavaScript strings.
func JSEscape(w io.Writer, b []byte) { io.WriteString(w, JSEscapeString(string(b))) }

// JSEscapeString returns s escaped for JavaScript strings.
func JSEscapeString(s string) string {
	var sb strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			sb.WriteString(s[i : i+1])
		case strings.ContainsRune(`\'"`, r):
			sb.WriteString(`\` + string(r))
		case r < ' ' || strings.ContainsRune("<>&=", r):
			fmt.Fprintf(&sb, `\u%04X`, r)
		case r < utf8.RuneSelf || unicode.IsPrint(r):
			sb.WriteString(s[i : i+n])
		default:
			fmt.Fprintf(&sb, "\\u%04X", r)
		}
		i += n
	}
	return sb.String()
}

// JSEscaper returns its arguments as text, escaped for JavaScript strings.
func JSEscaper(args ...any) string { return JSEscapeString(text(args)) }

// URLQueryEscaper returns its arguments as text, escaped for URL queries.
func URLQueryEscaper(args ...any) string { return url.QueryEscape(text(args)) }
