// Package expvar publishes variables, as JSON at /debug/vars of the default server.
package expvar

import (
	"encoding/json"
	"log"
	"math"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// A Var is a variable; String is its value in JSON.
type Var interface {
	String() string
}

// Int is a variable that is an integer.
type Int struct {
	i atomic.Int64
}

func (v *Int) Value() int64    { return v.i.Load() }
func (v *Int) String() string  { return strconv.FormatInt(v.Value(), 10) }
func (v *Int) Add(delta int64) { v.i.Add(delta) }
func (v *Int) Set(value int64) { v.i.Store(value) }

// Float is a variable that is a floating-point number.
type Float struct {
	f atomic.Uint64
}

func (v *Float) Value() float64    { return math.Float64frombits(v.f.Load()) }
func (v *Float) String() string    { return strconv.FormatFloat(v.Value(), 'g', -1, 64) }
func (v *Float) Set(value float64) { v.f.Store(math.Float64bits(value)) }

func (v *Float) Add(delta float64) {
	for {
		old := v.f.Load()
		if v.f.CompareAndSwap(old, math.Float64bits(math.Float64frombits(old)+delta)) {
			return
		}
	}
}

// String is a variable that is a string.
type String struct {
	s atomic.Value
}

func (v *String) Value() string {
	s, _ := v.s.Load().(string)
	return s
}

func (v *String) Set(value string) { v.s.Store(value) }

// String returns the value in quotes; Value returns it without.
func (v *String) String() string { return string(appendQuoted(nil, v.Value())) }

// Func is a variable whose value a function computes.
type Func func() any

func (f Func) Value() any { return f() }

func (f Func) String() string {
	v, _ := json.Marshal(f())
	return string(v)
}

// Map is a variable of variables by name.
type Map struct {
	m    sync.Map // string to Var
	lock sync.RWMutex
	keys []string // sorted
}

// A KeyValue is an entry of a Map.
type KeyValue struct {
	Key   string
	Value Var
}

// Init removes all entries.
func (v *Map) Init() *Map {
	v.lock.Lock()
	defer v.lock.Unlock()
	v.keys = nil
	v.m.Clear()
	return v
}

// Get returns a variable, nil if there is none.
func (v *Map) Get(key string) Var {
	i, _ := v.m.Load(key)
	av, _ := i.(Var)
	return av
}

// Set sets a variable.
func (v *Map) Set(key string, av Var) {
	if _, there := v.m.Swap(key, av); !there {
		v.added(key)
	}
}

func (v *Map) added(key string) {
	v.lock.Lock()
	defer v.lock.Unlock()
	if at, found := slices.BinarySearch(v.keys, key); !found {
		v.keys = slices.Insert(v.keys, at, key)
	}
}

// entry returns a variable, which is made if need be.
func (v *Map) entry(key string, made Var) Var {
	i, there := v.m.LoadOrStore(key, made)
	if !there {
		v.added(key)
	}
	av, _ := i.(Var)
	return av
}

// Add adds to the integer of a name.
func (v *Map) Add(key string, delta int64) {
	if i, ok := v.entry(key, new(Int)).(*Int); ok {
		i.Add(delta)
	}
}

// AddFloat adds to the number of a name.
func (v *Map) AddFloat(key string, delta float64) {
	if f, ok := v.entry(key, new(Float)).(*Float); ok {
		f.Add(delta)
	}
}

// Delete removes a variable.
func (v *Map) Delete(key string) {
	v.lock.Lock()
	defer v.lock.Unlock()
	if at, found := slices.BinarySearch(v.keys, key); found {
		v.keys = slices.Delete(v.keys, at, at+1)
		v.m.Delete(key)
	}
}

// Do calls a function for each entry, sorted; entries may change meanwhile.
func (v *Map) Do(f func(KeyValue)) {
	v.lock.RLock()
	defer v.lock.RUnlock()
	for _, key := range v.keys {
		f(KeyValue{key, v.Get(key)})
	}
}

func (v *Map) String() string { return string(v.lines("", " ")) }

// lines returns the object, with something at each end and between the entries.
func (v *Map) lines(end, between string) []byte {
	b := append([]byte("{"), end...)
	n := 0
	v.Do(func(entry KeyValue) {
		if n++; n > 1 {
			b = append(append(b, ','), between...)
		}
		b = append(appendQuoted(b, entry.Key), ": "...)
		if entry.Value == nil {
			b = append(b, "null"...)
		} else {
			b = append(b, entry.Value.String()...)
		}
	})
	b = append(append(b, end...), '}')
	return append(b, end...)
}

// appendQuoted appends a string of JSON that is safe in HTML.
func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\t':
			b = append(b, `\t`...)
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r < ' ' || r == '<' || r == '>' || r == '&' || r == 0x2028 || r == 0x2029:
			const digits = "0123456789abcdef"
			b = append(b, '\\', 'u', digits[r>>12], digits[r>>8&15], digits[r>>4&15], digits[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}

var published Map

// Publish publishes a variable; a name can be used once.
func Publish(name string, v Var) {
	if _, taken := published.m.LoadOrStore(name, v); taken {
		log.Panicln("Reuse of exported var name:", name)
	}
	published.added(name)
}

// Get returns a published variable, nil if there is none.
func Get(name string) Var { return published.Get(name) }

// Do calls a function for each published variable, sorted.
func Do(f func(KeyValue)) { published.Do(f) }

func NewInt(name string) *Int {
	v := new(Int)
	Publish(name, v)
	return v
}

func NewFloat(name string) *Float {
	v := new(Float)
	Publish(name, v)
	return v
}

func NewMap(name string) *Map {
	v := new(Map)
	Publish(name, v)
	return v
}

func NewString(name string) *String {
	v := new(String)
	Publish(name, v)
	return v
}

func serve(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Write(published.lines("\n", "\n"))
}

// Handler returns what serves /debug/vars.
func Handler() http.Handler { return http.HandlerFunc(serve) }

func init() {
	http.HandleFunc("GET /debug/vars", serve)
	Publish("cmdline", Func(func() any { return os.Args }))
	Publish("memstats", Func(func() any {
		stats := new(runtime.MemStats)
		runtime.ReadMemStats(stats)
		return *stats
	}))
}
