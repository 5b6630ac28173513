package slog

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Value is a value that is logged. The zero Value is nil.
type Value struct {
	_    [0]func() // values are not compared with ==
	kind Kind
	num  uint64
	any  any
}

// Kind says what a Value is.
type Kind int

// What values are.
const (
	KindAny Kind = iota
	KindBool
	KindDuration
	KindFloat64
	KindInt64
	KindString
	KindTime
	KindUint64
	KindGroup
	KindLogValuer
)

var kindNames = [...]string{"Any", "Bool", "Duration", "Float64", "Int64", "String", "Time", "Uint64", "Group", "LogValuer"}

func (k Kind) String() string {
	if k >= 0 && int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "<unknown slog.Kind>"
}

// A LogValuer is a value that says what is logged in its place.
type LogValuer interface {
	LogValue() Value
}

// Kind returns what the value is.
func (v Value) Kind() Kind { return v.kind }

// StringValue returns a string's Value.
func StringValue(value string) Value { return Value{kind: KindString, any: value} }

// IntValue returns an int's Value.
func IntValue(v int) Value { return Int64Value(int64(v)) }

// Int64Value returns an int64's Value.
func Int64Value(v int64) Value { return Value{kind: KindInt64, num: uint64(v)} }

// Uint64Value returns a uint64's Value.
func Uint64Value(v uint64) Value { return Value{kind: KindUint64, num: v} }

// Float64Value returns a float64's Value.
func Float64Value(v float64) Value { return Value{kind: KindFloat64, num: math.Float64bits(v)} }

// BoolValue returns a bool's Value.
func BoolValue(v bool) Value {
	if v {
		return Value{kind: KindBool, num: 1}
	}
	return Value{kind: KindBool}
}

// TimeValue returns a time's Value, without its monotonic part.
func TimeValue(v time.Time) Value { return Value{kind: KindTime, any: v.Round(0)} }

// DurationValue returns a duration's Value.
func DurationValue(v time.Duration) Value { return Value{kind: KindDuration, num: uint64(v)} }

// GroupValue returns the Value of some attributes, without empty groups.
func GroupValue(as ...Attr) Value {
	if slices.ContainsFunc(as, Attr.isEmptyGroup) {
		as = slices.DeleteFunc(slices.Clone(as), Attr.isEmptyGroup)
	}
	return Value{kind: KindGroup, any: as}
}

func (a Attr) isEmptyGroup() bool { return a.Value.kind == KindGroup && len(a.Value.Group()) == 0 }

// AnyValue returns the Value of anything.
func AnyValue(v any) Value {
	switch v := v.(type) {
	case string:
		return StringValue(v)
	case int:
		return IntValue(v)
	case uint:
		return Uint64Value(uint64(v))
	case int64:
		return Int64Value(v)
	case uint64:
		return Uint64Value(v)
	case bool:
		return BoolValue(v)
	case time.Duration:
		return DurationValue(v)
	case time.Time:
		return TimeValue(v)
	case uint8:
		return Uint64Value(uint64(v))
	case uint16:
		return Uint64Value(uint64(v))
	case uint32:
		return Uint64Value(uint64(v))
	case uintptr:
		return Uint64Value(uint64(v))
	case int8:
		return Int64Value(int64(v))
	case int16:
		return Int64Value(int64(v))
	case int32:
		return Int64Value(int64(v))
	case float64:
		return Float64Value(v)
	case float32:
		return Float64Value(float64(v))
	case []Attr:
		return GroupValue(v...)
	case Kind:
		return Value{any: v}
	case Value:
		return v
	case LogValuer:
		return Value{kind: KindLogValuer, any: v}
	}
	return Value{any: v}
}

// Any returns the value itself.
func (v Value) Any() any {
	switch v.kind {
	case KindInt64:
		return int64(v.num)
	case KindUint64:
		return v.num
	case KindFloat64:
		return math.Float64frombits(v.num)
	case KindBool:
		return v.num == 1
	case KindDuration:
		return time.Duration(v.num)
	}
	return v.any
}

func (v Value) must(k Kind) {
	if v.kind != k {
		panic(fmt.Sprintf("Value kind is %s, not %s", v.kind, k))
	}
}

// String returns a string; of any other value, what it looks like.
func (v Value) String() string {
	if v.kind == KindString {
		return v.any.(string)
	}
	return string(v.append(nil))
}

func (v Value) append(out []byte) []byte {
	switch v.kind {
	case KindString:
		return append(out, v.any.(string)...)
	case KindInt64:
		return strconv.AppendInt(out, int64(v.num), 10)
	case KindUint64:
		return strconv.AppendUint(out, v.num, 10)
	case KindFloat64:
		return strconv.AppendFloat(out, math.Float64frombits(v.num), 'g', -1, 64)
	case KindBool:
		return strconv.AppendBool(out, v.num == 1)
	}
	return fmt.Append(out, v.Any())
}

// Int64 returns an int64.
func (v Value) Int64() int64 {
	v.must(KindInt64)
	return int64(v.num)
}

// Uint64 returns a uint64.
func (v Value) Uint64() uint64 {
	v.must(KindUint64)
	return v.num
}

// Bool returns a bool.
func (v Value) Bool() bool {
	v.must(KindBool)
	return v.num == 1
}

// Duration returns a duration.
func (v Value) Duration() time.Duration {
	v.must(KindDuration)
	return time.Duration(v.num)
}

// Float64 returns a float64.
func (v Value) Float64() float64 {
	v.must(KindFloat64)
	return math.Float64frombits(v.num)
}

// Time returns a time.
func (v Value) Time() time.Time {
	v.must(KindTime)
	return v.any.(time.Time)
}

// LogValuer returns the value that says what is logged.
func (v Value) LogValuer() LogValuer { return v.any.(LogValuer) }

// Group returns the attributes of a group.
func (v Value) Group() []Attr {
	if as, ok := v.any.([]Attr); ok && v.kind == KindGroup {
		return as
	}
	panic("Group: bad kind")
}

// Equal reports whether two values are the same.
func (v Value) Equal(w Value) bool {
	if v.kind != w.kind {
		return false
	}
	switch v.kind {
	case KindTime:
		return v.Time().Equal(w.Time())
	case KindGroup:
		return slices.EqualFunc(v.Group(), w.Group(), Attr.Equal)
	case KindFloat64:
		return v.Float64() == w.Float64()
	}
	return v.num == w.num && v.any == w.any
}

// maxResolve is how often a value may be replaced.
const maxResolve = 100

// Resolve replaces values by what they say is logged.
func (v Value) Resolve() (out Value) {
	orig := v
	defer func() {
		if r := recover(); r != nil {
			out = AnyValue(fmt.Errorf("LogValue panicked\n%s", stack(3, 5)))
		}
	}()
	for range maxResolve {
		if v.kind != KindLogValuer {
			return v
		}
		v = v.LogValuer().LogValue()
	}
	return AnyValue(fmt.Errorf("%T.LogValue called too many times", orig.Any()))
}

func stack(skip, n int) string {
	pcs := make([]uintptr, n+1)
	found := runtime.Callers(skip, pcs)
	if found == 0 {
		return "(no stack)"
	}
	frames := runtime.CallersFrames(pcs[:found])
	var sb strings.Builder
	for i := 0; ; i++ {
		frame, more := frames.Next()
		fmt.Fprintf(&sb, "called from %s (%s:%d)\n", frame.Function, frame.File, frame.Line)
		if !more {
			break
		}
		if i >= n {
			sb.WriteString("(rest of stack elided)\n")
			break
		}
	}
	return sb.String()
}
