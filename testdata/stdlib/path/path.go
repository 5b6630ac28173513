package main

import (
	"fmt"
	"path"
	"path/filepath"
)

func main() {
	paths := []string{"", ".", "/", "//", "a", "a/", "/a", "a//b", "a/./b", "a/../b", "../a", "a/../../b", "/../a", "/a/b/../..",
		"a/b/c/../../..", "./../a", "../../x/y", "/a/.//b/", "a.go", "a.b/c", ".x", "a/..b", "..", "../..", "abc/def.tar.gz", "日本/語.txt", "a\\b"}
	for _, p := range paths {
		dir, file := path.Split(p)
		fmt.Printf("%q: %q base %q dir %q ext %q split %q %q abs %v local %v\n", p, path.Clean(p), path.Base(p), path.Dir(p), path.Ext(p), dir, file, path.IsAbs(p), filepath.IsLocal(p))
		loc, err := filepath.Localize(p)
		fmt.Println(loc, err)
	}
	for _, a := range paths {
		for _, b := range paths {
			fmt.Printf("%q %q: %q", a, b, path.Join(a, b))
			rel, err := filepath.Rel(a, b)
			fmt.Printf(" rel %q %v\n", rel, err)
		}
	}
	fmt.Println(path.Join(), path.Join("", ""), path.Join("a", "", "b", "..", "c"))
	patterns := []string{"", "*", "a*", "*a", "a*b", "?", "??", "[a-c]", "[^a-c]", "[a-c]*", "a[", "[", "[]", "[]a]", "[-]", "[a-]", "[x-]", "[\\]a]", "a\\*b", "\\",
		"*/*", "a/*", "a*/b", "**", "a**b*c", "*x*y*z", "[日-語]", "日*", "[\\-x]", "[a-b-c]", "[^]", "a\\", "*[", "a[a", "[a-", "*?*", "?*?"}
	names := []string{"", "a", "b", "ab", "abc", "axbyc", "a/b", "a*b", "日本", "日", "-", "]", "x-", "aaabbbccc", "xyz", "xxyyzz", "a\\", "a[a", "\xff"}
	for _, p := range patterns {
		for _, n := range names {
			ok, err := path.Match(p, n)
			ok2, err2 := filepath.Match(p, n)
			if err == path.ErrBadPattern {
				err = nil
				fmt.Print("bad ")
			}
			fmt.Printf("%q %q %v %v %v %v\n", p, n, ok, err, ok2, err2)
		}
	}
	fmt.Println(filepath.SplitList("/a:/b::c"), len(filepath.SplitList("")), filepath.ToSlash("a/b"), filepath.VolumeName("/x") == "")
}
