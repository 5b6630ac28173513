// Archives in all formats are written and read, also sparse ones and broken ones.
package main

import (
	"archive/tar"
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"strings"
	"testing/fstest"
	"time"
)

func list(data []byte) {
	r := tar.NewReader(bytes.NewReader(data))
	for {
		h, err := r.Next()
		if err != nil {
			fmt.Println(err)
			return
		}
		text, err := io.ReadAll(r)
		fmt.Printf("%c %q %q %d %o %d %q %s %d %d %v %v %s\n", h.Typeflag, h.Name, h.Linkname, h.Size, h.Mode, h.Uid, h.Uname,
			h.ModTime.UTC(), h.Devmajor, len(text), h.Format, err, h.FileInfo())
		fmt.Println(h.PAXRecords, h.Xattrs, h.AccessTime.UTC())
	}
}

func main() {
	when := time.Date(2021, 2, 3, 4, 5, 6, 789, time.UTC)
	long := strings.Repeat("long/", 60) + "name"
	var buf bytes.Buffer
	w := tar.NewWriter(&buf)
	for _, h := range []*tar.Header{
		{Name: "a.txt", Size: 5, Mode: 0o640, ModTime: when, Uid: 1000, Uname: "me"},
		{Name: "dir/", Mode: 0o755, ModTime: when},
		{Name: "link", Typeflag: tar.TypeSymlink, Linkname: "a.txt"},
		{Name: strings.Repeat("prefix/", 18) + "file", Size: 5, ModTime: when},
		{Name: long, Size: 5, ModTime: when},
		{Name: long, Size: 5, ModTime: when, AccessTime: when, Format: tar.FormatGNU, Uid: 1 << 30},
		{Name: "größe", Size: 5, ModTime: when, Format: tar.FormatPAX, PAXRecords: map[string]string{"GO.x": "y"}, Xattrs: map[string]string{"user.k": "v"}},
		{Typeflag: tar.TypeXGlobalHeader, PAXRecords: map[string]string{"comment": "all"}},
		{Name: "dev", Typeflag: tar.TypeBlock, Devmajor: 8, Devminor: 1},
		{Name: "none", Size: 5, Format: tar.FormatUSTAR, Uname: "größe"},
		{Name: "none/", Typeflag: tar.TypeReg},
		{Name: "none", Size: -1},
		{Name: "none", Format: tar.FormatGNU, PAXRecords: map[string]string{"k": "v"}},
		{Name: "none", PAXRecords: map[string]string{"a=b": "v"}},
	} {
		if err := w.WriteHeader(h); err != nil {
			fmt.Println(err)
			continue
		}
		if h.Size > 0 {
			n, err := io.WriteString(w, "12345")
			fmt.Println(n, err)
		}
	}
	n, err := w.Write([]byte("x"))
	fmt.Println(n, err)
	if err := w.AddFS(fstest.MapFS{"x/y": {Data: []byte("Y"), Mode: 0o644}}); err != nil {
		fmt.Println(err)
	}
	fmt.Println(w.Close(), w.Close(), w.WriteHeader(&tar.Header{Name: "late"}))
	data := buf.Bytes()
	fmt.Println(len(data), crc32.ChecksumIEEE(data))
	list(data)
	list(data[:700])
	bad := bytes.Clone(data)
	bad[0]++
	list(bad)

	buf.Reset()
	w = tar.NewWriter(&buf)
	w.WriteHeader(&tar.Header{Name: "short", Size: 10})
	fmt.Println(w.Close())

	info, err := fs.Stat(fstest.MapFS{"f": {Data: []byte("abc"), Mode: 0o600 | fs.ModeSticky}}, "f")
	h, err2 := tar.FileInfoHeader(info, "")
	fmt.Println(err, err2, h.Name, h.Size, h.Mode, h.FileInfo().Mode())
	fmt.Println(tar.FormatUSTAR|tar.FormatGNU, tar.FormatUnknown, tar.FormatPAX)
}
