package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"os"
	"time"
)

type user struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}
type secret string

func (secret) LogValue() slog.Value { return slog.StringValue("REDACTED") }

type lv struct{ a, b int }

func (l lv) LogValue() slog.Value { return slog.GroupValue(slog.Int("a", l.a), slog.Int("b", l.b)) }

type tm struct{}

func (tm) MarshalText() ([]byte, error) { return []byte("tm text"), nil }

type bad struct{}

func (*bad) Error() string { panic("boom") }

func main() {
	drop := func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey && len(groups) == 0 {
			return slog.Attr{}
		}
		return a
	}
	ctx := context.Background()
	for _, mk := range []func(o *slog.HandlerOptions) slog.Handler{
		func(o *slog.HandlerOptions) slog.Handler { return slog.NewTextHandler(os.Stdout, o) },
		func(o *slog.HandlerOptions) slog.Handler { return slog.NewJSONHandler(os.Stdout, o) },
	} {
		l := slog.New(mk(&slog.HandlerOptions{ReplaceAttr: drop, Level: slog.LevelDebug}))
		l.Info("hello world", "a", 1, "b", "x y", "c", 2.5, "d", true, "e", time.Second, "f", []int{1, 2}, "g", nil)
		l.Debug("dbg", "user", user{1, "bob"}, "err", errors.New("oh no"), "map", map[string]int{"k": 1})
		l.Warn("w", slog.Group("grp", "x", 1, slog.Group("in", "y", "z")), slog.Group("empty"))
		l.Error("e", "odd")
		l.Error("e", 5, "x")
		l.Log(ctx, slog.LevelInfo+2, "custom", "pw", secret("s3"), "lv", lv{1, 2}, "tm", tm{}, "bytes", []byte("hi"), "<html>", "a<b>&\"q\"\n")
		l2 := l.With("base", 1).WithGroup("g1").With("in", 2).WithGroup("g2")
		l2.Info("nested", "k", "v")
		l2.Info("none")
		l.WithGroup("only").Info("nothing")
		l.LogAttrs(ctx, slog.LevelError, "attrs", slog.Int("i", -1), slog.Uint64("u", 1<<63), slog.Float64("f", 1e100), slog.Duration("d", 1500*time.Millisecond), slog.Time("t", time.Unix(0, 5e8).UTC()), slog.Any("any", struct{ A, B int }{1, 2}), slog.Any("lvl", slog.LevelWarn), slog.String("", "nokey"), slog.String("sp ace", "="))
		l.Info("p", "bad", (*bad)(nil), "bad2", &bad{}, "u", "日本語", "ctl", "\x01")
		fmt.Println(l.Enabled(ctx, slog.LevelDebug-1), l.Enabled(ctx, slog.LevelDebug))
	}
	up := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(g []string, a slog.Attr) slog.Attr {
		if a.Key == "time" {
			return slog.Attr{}
		}
		if a.Key == "x" {
			a.Value = slog.StringValue(fmt.Sprint(g, a.Value))
		}
		if a.Key == slog.LevelKey {
			a.Value = slog.StringValue("L" + a.Value.Any().(slog.Level).String())
		}
		return a
	}}))
	up.WithGroup("q").Info("m", "x", 1, slog.Group("r", "x", 2))
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	slog.Info("default", "a", 1, "b", "c d")
	slog.With("z", 1).WithGroup("g").Warn("dw", "k", 2)
	slog.Debug("hidden")
	slog.SetDefault(up)
	log.Print("through log")
	slog.Error("err", "k", errors.New("x"))
	for _, lvl := range []slog.Level{-5, -4, -1, 0, 3, 4, 8, 12} {
		fmt.Print(lvl, " ")
	}
	var lv slog.Level
	fmt.Println(lv.UnmarshalText([]byte("warn+1")), lv, lv.UnmarshalText([]byte("nope")))
	v := slog.AnyValue(3)
	fmt.Println(v.Kind(), v, v.Int64(), slog.GroupValue(slog.Int("a", 1)), slog.StringValue("s").Equal(slog.AnyValue("s")))
	r := slog.NewRecord(time.Time{}, slog.LevelInfo, "msg", 0)
	r.AddAttrs(slog.Int("a", 1))
	r.Add("b", 2)
	r.Attrs(func(a slog.Attr) bool { fmt.Print(a, " "); return true })
	fmt.Println(r.NumAttrs())
	slog.New(slog.NewJSONHandler(os.Stdout, nil)).Handler().Handle(ctx, r)
	slog.NewLogLogger(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: drop}), slog.LevelWarn).Println("legacy")
	m := slog.New(slog.NewMultiHandler(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: drop}), slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: drop, Level: slog.LevelError})))
	m.Info("multi", "a", 1)
	m.Error("multi2", "a", 1)
}
