// Published variables and what the server says of them.
package main

import (
	"expvar"
	"fmt"
	"log"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
)

func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	n := expvar.NewInt("requests")
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() { n.Add(2) })
	}
	wg.Wait()
	f := expvar.NewFloat("load")
	f.Set(1.5)
	f.Add(0.25)
	s := expvar.NewString("state")
	s.Set("<up> & \"run\\ning\"\n\x01 é\u2028\xff")
	fmt.Println(n, f, s, s.Value(), n.Value(), f.Value())
	m := expvar.NewMap("by code")
	m.Add("404", 1)
	m.Add("200", 3)
	m.AddFloat("ratio", 0.5)
	m.Set("none", nil)
	m.Add("ratio", 1)
	m.Set("list", expvar.Func(func() any { return []string{"a", "b"} }))
	fmt.Println(m, m.Get("200"), m.Get("x") == nil)
	m.Delete("404")
	m.Do(func(kv expvar.KeyValue) { fmt.Println(kv.Key, kv.Value) })
	var zero expvar.Map
	fmt.Println(&zero, zero.Init())
	w := httptest.NewRecorder()
	expvar.Handler().ServeHTTP(w, nil)
	fmt.Println(w.Header())
	for line := range strings.Lines(w.Body.String()) {
		if !strings.HasPrefix(line, `"cmdline"`) && !strings.HasPrefix(line, `"memstats"`) {
			fmt.Print(line)
		}
	}
	fmt.Println(expvar.Get("requests"), expvar.Get("nothing"))
	defer func() { fmt.Printf("%q\n", recover()) }()
	expvar.NewInt("load")
}
