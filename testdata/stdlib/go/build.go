// The files of a folder are sorted into those of a package, its tests, and the rest.
package main

import (
	"fmt"
	"go/build"
	"os"
	"path/filepath"
)

func main() {
	dir, err := os.MkdirTemp("", "build")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	for name, text := range map[string]string{
		"a.go":           "// Package p is\n// here. And more.\npackage p\n\nimport (\n\t\"fmt\"\n\t_ \"embed\"\n)\n\n//go:embed x*.txt \"y z\"\nvar s string\n",
		"a_test.go":      "package p\n\nimport \"testing\"\n",
		"x_test.go":      "//go:debug x=1\npackage p_test\n\nimport \"p\"\n",
		"w_windows.go":   "package p\n",
		"l_linux.go":     "package p\n",
		"tag.go":         "//go:build special && go1.20\n\npackage p\n\nimport \"unsafe\"\n",
		"old.go":         "// +build !linux\n\npackage q\n",
		"doc.go":         "package documentation\n",
		"c.c":            "int x;",
		"s_amd64.s":      "",
		"s_arm64.s":      "",
		"note.txt":       "",
		".hidden.go":     "package hidden\n",
		"bad/bad.go":     "package 3\n",
		"empty/x.txt":    "",
		"two/a.go":       "package a\n",
		"two/b.go":       "package b\n",
		"cgo/c.go":       "package c\n\n// #cgo linux LDFLAGS: -lm \"-a b\"\n// #cgo windows CFLAGS: -no\nimport \"C\"\n",
		"testdata/t.go":  "package t\n",
		"linux/linux.go": "package main\n",
	} {
		name = filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(name), 0o777)
		os.WriteFile(name, []byte(text), 0o666)
	}
	ctxt := build.Default
	ctxt.GOPATH, ctxt.GOROOT, ctxt.CgoEnabled = "", "", true
	show := func(sub string) {
		p, err := ctxt.ImportDir(filepath.Join(dir, sub), 0)
		if err != nil {
			fmt.Printf("%T\n", err)
		}
		fmt.Println(p.Name, p.Doc, p.IsCommand(), p.GoFiles, p.CgoFiles, p.IgnoredGoFiles, p.InvalidGoFiles, p.IgnoredOtherFiles, p.CFiles, p.SFiles)
		fmt.Println(p.TestGoFiles, p.XTestGoFiles, p.Imports, p.TestImports, p.XTestImports, p.EmbedPatterns, p.AllTags, p.CgoLDFLAGS, p.CgoCFLAGS)
		for _, pos := range p.EmbedPatternPos {
			fmt.Println(pos[0].Line > 0, pos[0].Column > 0)
		}
		for _, d := range p.XTestDirectives {
			fmt.Println(d.Text)
		}
	}
	show(".")
	ctxt.BuildTags = []string{"special"}
	ctxt.GOOS = "windows"
	for _, sub := range []string{".", "bad", "empty", "two", "cgo", "linux"} {
		show(sub)
	}
	match, err := ctxt.MatchFile(dir, "l_linux.go")
	fmt.Println(match, err, build.IsLocalImport("./x"), build.IsLocalImport("x"))
	_, err = build.ImportDir("/none", build.FindOnly)
	fmt.Println(err)
}
