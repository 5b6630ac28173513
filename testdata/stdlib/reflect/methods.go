package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"reflect"
	"sync"
	"text/template"
	"time"
)

type Shape interface{ Area() float64 }
type Sq struct{ S float64 }

func (s Sq) Area() float64   { return s.S * s.S }
func (s *Sq) Scale(f float64) { s.S *= f }

type Base struct{ id int }

func (b *Base) ID() int   { return b.id }
func (b Base) Hello() string { return "hi" }

type Derived struct {
	*Base
	sync.Mutex
	Name string
}

type Gen[T any] struct{ V T }

func (g Gen[T]) Get() T        { return g.V }
func (g *Gen[T]) Set(v T)      { g.V = v }

type MyErr struct{ Code int }

func (e *MyErr) Error() string { return fmt.Sprint("code ", e.Code) }

type Status int

func (s Status) MarshalText() ([]byte, error) { return []byte(fmt.Sprintf("st-%d", int(s))), nil }
func (s *Status) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "st-%d", (*int)(s))
	return err
}

func main() {
	tm := time.Date(2020, 5, 6, 7, 8, 9, 0, time.UTC)
	template.Must(template.New("t").Parse("{{.T.Format \"2006-01-02\"}} {{.T.Year}} {{.T.Weekday}} {{(.T.Add .D).Hour}} {{.U.Host}} {{.S.Area}} {{.E}} {{.G.Get}}\n")).Execute(os.Stdout, map[string]any{
		"T": tm, "D": 3 * time.Hour, "U": &url.URL{Host: "x.org"}, "S": Sq{3}, "E": &MyErr{4}, "G": &Gen[string]{"gen"},
	})
	d := &Derived{Base: &Base{7}, Name: "d"}
	v := reflect.ValueOf(d)
	for i := range v.NumMethod() {
		fmt.Print(v.Type().Method(i).Name, " ")
	}
	fmt.Println(v.MethodByName("ID").Call(nil)[0], v.MethodByName("Hello").Call(nil)[0])
	v.MethodByName("Lock").Call(nil)
	fmt.Println(d.TryLock())
	v.MethodByName("Unlock").Call(nil)
	g := reflect.ValueOf(&Gen[int]{5})
	g.MethodByName("Set").Call([]reflect.Value{reflect.ValueOf(9)})
	fmt.Println(g.MethodByName("Get").Call(nil)[0], g.Type(), g.Elem().Type().Name())
	var sh Shape = Sq{2}
	fmt.Println(reflect.ValueOf(&sh).Elem().Method(0).Call(nil)[0])
	p := reflect.New(reflect.TypeOf(sh))
	p.Elem().Field(0).SetFloat(1.5)
	p.MethodByName("Scale").Call([]reflect.Value{reflect.ValueOf(2.0)})
	fmt.Println(p.Interface().(Shape).Area(), p.Elem().Interface())
	wg := sync.WaitGroup{}
	wg.Add(1)
	f := reflect.ValueOf(func(n int, c chan<- int) { defer wg.Done(); c <- n * 2 })
	c := make(chan int, 1)
	go f.Call([]reflect.Value{reflect.ValueOf(21), reflect.ValueOf(c)})
	wg.Wait()
	fmt.Println(<-c)
	defer func() {
		r := recover()
		fmt.Println("recovered", r)
		var e *MyErr
		fmt.Println(errors.As(fmt.Errorf("w: %w", &MyErr{5}), &e), e.Code)
	}()
	b, err := json.Marshal(map[Status][]Status{1: {2, 3}})
	fmt.Println(string(b), err)
	var back map[Status][]Status
	fmt.Println(json.Unmarshal(b, &back), back)
	var buf bytes.Buffer
	json.Indent(&buf, []byte(`{"a":[1,{}],"b":{}}`), "", "  ")
	fmt.Println(buf.String())
	type rec struct {
		When time.Time     `json:"when"`
		Dur  time.Duration `json:"dur"`
		Err  error         `json:"err,omitempty"`
		Any  any           `json:"any"`
	}
	b, err = json.Marshal(rec{When: tm, Dur: time.Second, Any: map[string]any{"z": 1, "a": []byte("x")}})
	fmt.Println(string(b), err)
	var r rec
	fmt.Println(json.Unmarshal([]byte(`{"when":"2021-01-02T03:04:05Z","dur":5,"any":[1]}`), &r), r)
	reflect.ValueOf(func() { panic(&MyErr{6}) }).Call(nil)
}
