package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

var dir string

// show prints without the temporary directory's name.
func show(v ...any) {
	fmt.Print(strings.ReplaceAll(fmt.Sprintln(v...), dir, "DIR"))
}

func main() {
	var err error
	if dir, err = os.MkdirTemp("", "x-*-y"); err != nil {
		panic(err)
	}
	show(strings.HasPrefix(filepath.Base(dir), "x-"), strings.HasSuffix(dir, "-y"))
	p := func(name string) string { return filepath.Join(dir, name) }
	show(os.WriteFile(p("a.txt"), []byte("hello\nworld\n"), 0o644))
	b, err := os.ReadFile(p("a.txt"))
	show(string(b), err)
	info, err := os.Stat(p("a.txt"))
	show(info.Name(), info.Size(), info.Mode(), info.IsDir(), info.ModTime().IsZero(), err)
	for _, name := range []string{"none", "a.txt/x", "none/x", ""} {
		_, err := os.Stat(p(name) + map[bool]string{true: "/", false: ""}[name == "x"])
		show(err, errors.Is(err, fs.ErrNotExist), os.IsNotExist(err))
		_, err = os.ReadFile(p(name))
		show(err)
		_, err = os.ReadDir(p(name))
		show(err)
		show(os.Remove(p(name)+"/.."+"/zz-no-such-file"), os.Chdir(p(name)+"q"), os.Truncate(p(name)+"q", 1))
	}
	_, err = os.Open("")
	show(err)
	show(os.Mkdir(p("d"), 0o755), os.Mkdir(p("d"), 0o755), os.Mkdir(p("q/r"), 0o755), os.MkdirAll(p("d/e/f/"), 0o755), os.MkdirAll(p("a.txt/x"), 0o755), os.MkdirAll(p("d/e"), 0o700))
	show(os.Remove(p("d")), os.Remove(p("d/e/f")), os.RemoveAll(p("nope")), os.RemoveAll(dir+"/d/."))

	f, err := os.OpenFile(p("b.bin"), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	show(f.Name(), err)
	show(f.Write([]byte("0123456789")))
	show(f.Seek(3, io.SeekStart))
	show(f.WriteString("abc"))
	show(f.Seek(-2, io.SeekEnd))
	buf := make([]byte, 8)
	n, err := f.Read(buf)
	show(string(buf[:n]), err)
	n, err = f.Read(buf)
	show(n, err)
	n, err = f.ReadAt(buf, 5)
	show(string(buf[:n]), err)
	show(f.WriteAt([]byte("ZZ"), 12))
	show(f.Seek(-1, io.SeekStart))
	_, err = f.ReadAt(buf, -1)
	show(err)
	show(f.Truncate(13))
	info, _ = f.Stat()
	show(info.Size(), info.Mode(), f.Sync(), f.Chmod(0o640))
	show(f.Close(), f.Close())
	_, err = f.Write(buf)
	show(err)
	b, _ = os.ReadFile(p("b.bin"))
	show(fmt.Sprintf("%q", b))
	_, err = os.OpenFile(p("b.bin"), os.O_CREATE|os.O_EXCL, 0o600)
	show(err, os.IsExist(err))

	f, _ = os.OpenFile(p("a.txt"), os.O_APPEND|os.O_WRONLY, 0)
	fmt.Fprintln(f, "more")
	_, err = f.WriteAt(buf, 0)
	show(err)
	_, err = f.Read(buf)
	show(err)
	f.Close()
	f, _ = os.Open(p("a.txt"))
	for s := bufio.NewScanner(f); s.Scan(); {
		show(s.Text())
	}
	_, err = f.Write(buf)
	show(err, f.Truncate(0))
	f.Close()
	_, err = os.ReadFile(p("d"))
	show(err)
	_, err = os.Create(p("d"))
	show(err)

	show(os.Symlink("a.txt", p("link")), os.Symlink(p("d"), p("dlink")), os.Symlink("loop", p("loop")), os.Symlink("x", p("link")))
	b, err = os.ReadFile(p("link"))
	show(len(b), err)
	_, err = os.ReadFile(p("loop"))
	show(err)
	show(os.Readlink(p("link")))
	_, err = os.Readlink(p("a.txt"))
	show(err)
	info, _ = os.Lstat(p("link"))
	show(info.Mode(), info.Size())
	show(filepath.EvalSymlinks(p("dlink/e")))
	show(os.Link(p("a.txt"), p("hard")), os.Link(p("d"), p("hard2")))
	i1, _ := os.Stat(p("a.txt"))
	i2, _ := os.Stat(p("hard"))
	i3, _ := os.Stat(p("b.bin"))
	show(os.SameFile(i1, i2), os.SameFile(i1, i3))
	show(os.Rename(p("hard"), p("d/moved")), os.Rename(p("none"), p("q")), os.Rename(p("a.txt"), p("d")), os.Rename(p("d"), p("a.txt")), os.Rename(p("d"), p("d/e/g")))

	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		show(e.Name(), e.IsDir(), e.Type(), e)
	}
	d, _ := os.Open(dir)
	total := 0
	for {
		list, err := d.ReadDir(4)
		total += len(list)
		if err != nil {
			show(err, total)
			break
		}
	}
	d.Close()
	show(filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		show("walk", path, d.IsDir(), err)
		if d.Name() == "e" {
			return filepath.SkipDir
		}
		return nil
	}))
	show(filepath.Walk(p("d"), func(path string, info fs.FileInfo, err error) error {
		show("walk", path, info.Mode().IsRegular(), err)
		return nil
	}))
	show(filepath.Glob(p("*.*")))
	show(filepath.Glob(p("d*/mo*")))
	show(filepath.Glob(p("[")))
	fsys := os.DirFS(dir)
	b, err = fs.ReadFile(fsys, "d/moved")
	show(len(b), err)
	_, err = fs.ReadFile(fsys, "../x")
	show(err)
	_, err = fs.Stat(fsys, "zip")
	show(err)
	show(fs.Glob(fsys, "*.txt"))
	show(fs.WalkDir(fsys, "d", func(path string, d fs.DirEntry, err error) error {
		show(path, err)
		return nil
	}))
	show(os.Chdir(dir))
	wd, err := os.Getwd()
	show(filepath.Base(wd) == filepath.Base(dir), err)
	b, err = os.ReadFile("a.txt")
	show(len(b), err)
	tmp, err := os.CreateTemp(".", "t*.log")
	show(strings.HasPrefix(tmp.Name(), "./t"), strings.HasSuffix(tmp.Name(), ".log"), err)
	_, err = os.CreateTemp(".", "a/b")
	show(err)
	_, err = os.MkdirTemp(p("none"), "q")
	show(err != nil)
	show(os.CopyFS(p("copy"), os.DirFS(p("d"))))
	show(filepath.Glob("copy/*"))
	r, err := os.OpenRoot(p("d"))
	show(r.Name(), err)
	show(r.WriteFile("in", []byte("x"), 0o600))
	_, err = r.ReadFile("../a.txt")
	show(err)
	_, err = r.Open("none")
	show(err)
	show(r.Mkdir("e", 0o700), r.Remove("in"), r.Close())
	null, _ := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	show(null.Write([]byte("gone")))
	show(null.Read(buf))
	show(os.Chdir("/"), os.RemoveAll(dir))
	_, err = os.Stat(dir)
	show(os.IsNotExist(err))
}

