package main

//goweave:schedule go

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"runtime/pprof"
	"runtime/trace"
	"strings"
	"sync"
	"time"
)

func tracing() {
	var b bytes.Buffer
	fmt.Println(trace.IsEnabled(), trace.Start(&b), trace.Start(&b), trace.IsEnabled())
	ctx, outer := trace.NewTask(context.Background(), "outer")
	inner, task := trace.NewTask(ctx, "inner")
	trace.WithRegion(inner, "region", func() { trace.Log(inner, "a", "b") })
	task.End()
	outer.End()
	trace.Stop()
	trace.Stop()
	fmt.Println(trace.IsEnabled(), b.Len() > 0)
	fr := trace.NewFlightRecorder(trace.FlightRecorderConfig{MinAge: time.Second, MaxBytes: 1 << 16})
	n, err := fr.WriteTo(&b)
	fmt.Println(n, err, fr.Enabled(), fr.Start(), fr.Start(), fr.Enabled())
	fmt.Println(trace.NewFlightRecorder(trace.FlightRecorderConfig{}).Start())
	b.Reset()
	n, err = fr.WriteTo(&b)
	fmt.Println(n > 0, int(n) == b.Len(), err)
	fr.Stop()
	fr.Stop()
	fmt.Println(fr.Enabled())
}

func labels() {
	ctx := pprof.WithLabels(context.Background(), pprof.Labels("b", "2", "a", "1", "b", "3"))
	show := func(ctx context.Context) {
		pprof.ForLabels(ctx, func(k, v string) bool { fmt.Print(k, "=", v, " "); return k != "c" })
		v, ok := pprof.Label(ctx, "a")
		fmt.Println(v, ok)
	}
	show(context.Background())
	show(ctx)
	pprof.Do(ctx, pprof.Labels("a", "4", "d", "5", "c", "6"), func(ctx context.Context) {
		show(ctx)
		var wg sync.WaitGroup
		block := make(chan bool)
		wg.Go(func() { <-block })
		wg.Go(func() { <-block })
		runtime.Gosched()
		var b strings.Builder
		pprof.Lookup("goroutine").WriteTo(&b, 1)
		for _, line := range strings.Split(b.String(), "\n") {
			switch {
			case strings.HasPrefix(line, "goroutine"), strings.HasPrefix(line, "# labels"):
				fmt.Println(line)
			}
		}
		fmt.Println(strings.Count(b.String(), "main.labels.func2.1+0x"))
		b.Reset()
		pprof.Lookup("goroutine").WriteTo(&b, 2)
		fmt.Println(strings.Contains(b.String(), "goroutine 1 [running"), strings.Count(b.String(), "[chan receive"))
		records := make([]runtime.StackRecord, 10)
		n, ok := runtime.GoroutineProfile(records)
		fmt.Println(n, ok, len(records[0].Stack()) > 1)
		n, ok = runtime.GoroutineProfile(records[:1])
		fmt.Println(n, ok)
		close(block)
		wg.Wait()
	})
	defer func() { fmt.Println(recover()) }()
	pprof.Labels("x")
}

func profiles() {
	for _, p := range pprof.Profiles() {
		fmt.Print(p.Name(), " ")
	}
	fmt.Println(pprof.Lookup("none") == nil)
	p := pprof.NewProfile("mine")
	p.Add(1, 0)
	p.Add("x", 0)
	p.Remove("x")
	p.Remove("y")
	var b bytes.Buffer
	fmt.Println(p.Count(), p.WriteTo(&b, 1), strings.Contains(b.String(), "main.profiles+0x"))
	wrong := func(f func()) {
		defer func() { fmt.Println(recover()) }()
		f()
	}
	wrong(func() { p.Add(1, 0) })
	wrong(func() { pprof.NewProfile("mine") })
	wrong(func() { pprof.NewProfile("") })
	wrong(func() { pprof.Lookup("heap").Add(1, 1) })
	wrong(func() { new(pprof.Profile).Add(1, 1) })
	wrong(func() { new(pprof.Profile).WriteTo(&b, 1) })
	fmt.Println(pprof.StartCPUProfile(&b), pprof.StartCPUProfile(&b))
	b.Reset()
	pprof.StopCPUProfile()
	pprof.StopCPUProfile()
	fmt.Println(b.Len() > 0, pprof.WriteHeapProfile(&b))
}

func counts() {
	s := []metrics.Sample{{Name: "/sched/goroutines:goroutines"}, {Name: "/gc/heap/allocs:bytes"}, {Name: "none"}}
	metrics.Read(s)
	fmt.Println(s[0].Value.Uint64() > 0, s[1].Value.Uint64() > 0, s[2].Value.Kind() == metrics.KindBad, len(metrics.All()) > 5)
	defer func() { fmt.Println(recover()) }()
	s[0].Value.Float64()
}

func build() {
	b := debug.BuildInfo{
		GoVersion: "go1.27",
		Path:      "example.com/m",
		Main:      debug.Module{Path: "example.com/m", Version: "(devel)"},
		Deps: []*debug.Module{
			{Path: "a.b/c", Version: "v1.2.3", Sum: "h1:xyz="},
			{Path: "d.e/f", Version: "v0.0.1", Replace: &debug.Module{Path: "../f", Version: "v2", Sum: "s"}},
		},
		Settings: []debug.BuildSetting{{"-race", "true"}, {"a b", `say "x"`}, {"empty", ""}},
	}
	fmt.Printf("%q\n", b.String())
	back, err := debug.ParseBuildInfo(b.String())
	if err == nil {
		back.GoVersion = b.GoVersion
		fmt.Println(back.String() == b.String(), back.Deps[1].Replace.Path)
	}
	for _, text := range []string{"", "path\tx\nmod\ta\n", "=>\ta\tb\tc\n", "=>\ta\tb\n", "build\t\n", "build\t=x\n", "build\tx\n",
		"build\t\"a\n", "build\t\"a\"\n", "build\t\"a\"b\n", "build\ta b=c\n", "build\ta=b c\n", "build\ta=\"b\n", "other\tx\nnone\n", "path\tunfinished"} {
		b, err := debug.ParseBuildInfo(text)
		fmt.Printf("%+v %v\n", b, err)
	}
}

func main() {
	tracing()
	labels()
	profiles()
	counts()
	build()
	debug.SetCrashOutput(nil, debug.CrashOptions{})
}
