package http

import (
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A FileSystem has files by their paths, which begin with a slash.
type FileSystem interface {
	Open(name string) (File, error)
}

// A File is an open file or folder of a FileSystem.
type File interface {
	io.Closer
	io.Reader
	io.Seeker
	Readdir(count int) ([]fs.FileInfo, error)
	Stat() (fs.FileInfo, error)
}

// A Dir is the files below a folder of the system; empty is the working directory.
type Dir string

// Open opens a file below the folder.
func (d Dir) Open(name string) (File, error) {
	inner := path.Clean("/" + name)[1:]
	if inner == "" {
		inner = "."
	}
	local, err := filepath.Localize(inner)
	if err != nil {
		return nil, errors.New("http: invalid or unsafe file path")
	}
	folder := string(d)
	if folder == "" {
		folder = "."
	}
	full := filepath.Join(folder, local)
	f, err := os.Open(full)
	if err != nil {
		return nil, missing(err, full, os.Stat)
	}
	return f, nil
}

// missing is that a file does not exist if what should be a folder of its path is a file.
func missing(err error, name string, stat func(string) (fs.FileInfo, error)) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return err
	}
	for i, c := range name {
		if c != '/' || i == 0 {
			continue
		}
		info, e := stat(name[:i])
		if e != nil {
			return err
		}
		if !info.IsDir() {
			return fs.ErrNotExist
		}
	}
	return err
}

// FS makes a file system of package fs one of this package. Its files must be able to seek.
func FS(fsys fs.FS) FileSystem { return fromFS{fsys} }

type fromFS struct{ fsys fs.FS }

func (f fromFS) Open(name string) (File, error) {
	if name = strings.TrimPrefix(name, "/"); name == "" {
		name = "."
	}
	file, err := f.fsys.Open(name)
	if err != nil {
		return nil, missing(err, name, func(s string) (fs.FileInfo, error) { return fs.Stat(f.fsys, s) })
	}
	return fsFile{file}, nil
}

type fsFile struct{ fs.File }

func (f fsFile) Seek(offset int64, whence int) (int64, error) {
	if s, ok := f.File.(io.Seeker); ok {
		return s.Seek(offset, whence)
	}
	return 0, errors.New("io.File missing Seek method")
}

func (f fsFile) ReadDir(count int) ([]fs.DirEntry, error) {
	if d, ok := f.File.(fs.ReadDirFile); ok {
		return d.ReadDir(count)
	}
	return nil, errors.New("io.File directory missing ReadDir method")
}

func (f fsFile) Readdir(count int) ([]fs.FileInfo, error) {
	entries, err := f.ReadDir(count)
	var infos []fs.FileInfo
	for _, entry := range entries {
		info, e := entry.Info()
		if e != nil {
			return infos, e
		}
		infos = append(infos, info)
	}
	return infos, err
}

// FileServer serves the files of a file system by the paths of requests.
func FileServer(root FileSystem) Handler { return &fileHandler{root} }

// FileServerFS is FileServer for a file system of package fs.
func FileServerFS(root fs.FS) Handler { return FileServer(FS(root)) }

type fileHandler struct{ root FileSystem }

func (f *fileHandler) ServeHTTP(w ResponseWriter, r *Request) {
	if !strings.HasPrefix(r.URL.Path, "/") {
		r.URL.Path = "/" + r.URL.Path
	}
	serveFile(w, r, f.root, path.Clean(r.URL.Path), true)
}

// ServeFile answers with a file of the system, or a list of a folder's.
func ServeFile(w ResponseWriter, r *Request, name string) {
	if climbs(r.URL.Path) {
		Error(w, "invalid URL path", StatusBadRequest)
		return
	}
	folder, file := filepath.Split(name)
	serveFile(w, r, Dir(folder), file, false)
}

// ServeFileFS is ServeFile for a file system of package fs.
func ServeFileFS(w ResponseWriter, r *Request, fsys fs.FS, name string) {
	if climbs(r.URL.Path) {
		Error(w, "invalid URL path", StatusBadRequest)
		return
	}
	serveFile(w, r, FS(fsys), name, false)
}

// climbs reports whether a path has "..".
func climbs(p string) bool {
	return slices.Contains(strings.FieldsFunc(p, func(r rune) bool { return r == '/' || r == '\\' }), "..")
}

const indexPage = "/index.html"

// serveFile serves a file. With `redirect`, folders get a slash at their end and files lose it.
func serveFile(w ResponseWriter, r *Request, files FileSystem, name string, redirect bool) {
	if strings.HasSuffix(r.URL.Path, indexPage) {
		moved(w, r, "./")
		return
	}
	f, err := files.Open(name)
	if err != nil {
		fileError(w, err)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		fileError(w, err)
		return
	}
	if redirect {
		asked := r.URL.Path
		slash := strings.HasSuffix(asked, "/")
		switch {
		case info.IsDir() && !slash:
			moved(w, r, path.Base(asked)+"/")
			return
		case !info.IsDir() && slash:
			base := path.Base(asked)
			if base == "/" || base == "." {
				fmtError(w, "http: attempting to traverse a non-directory", StatusInternalServerError)
				return
			}
			moved(w, r, "../"+base)
			return
		}
	}
	if info.IsDir() {
		if asked := r.URL.Path; asked == "" || !strings.HasSuffix(asked, "/") {
			moved(w, r, path.Base(asked)+"/")
			return
		}
		if page, err := files.Open(strings.TrimSuffix(name, "/") + indexPage); err == nil {
			defer page.Close()
			if pageInfo, err := page.Stat(); err == nil && !pageInfo.IsDir() {
				ServeContent(w, r, pageInfo.Name(), pageInfo.ModTime(), page)
				return
			}
		}
		if sinceUnchanged(r, info.ModTime()) == no {
			unchanged(w)
			return
		}
		lastModified(w, info.ModTime())
		list(w, r, f)
		return
	}
	ServeContent(w, r, info.Name(), info.ModTime(), f)
}

func fmtError(w ResponseWriter, text string, code int) {
	for _, key := range []string{"Cache-Control", "Content-Encoding", "Etag", "Last-Modified"} {
		w.Header().Del(key)
	}
	Error(w, text, code)
}

// moved redirects to a path that is relative to the request's.
func moved(w ResponseWriter, r *Request, to string) {
	if q := r.URL.RawQuery; q != "" {
		to += "?" + q
	}
	w.Header().Set("Location", to)
	w.WriteHeader(StatusMovedPermanently)
}

// fileError answers what went wrong, but no more than everybody may know.
func fileError(w ResponseWriter, err error) {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		fmtError(w, "404 page not found", StatusNotFound)
	case errors.Is(err, fs.ErrPermission):
		fmtError(w, "403 Forbidden", StatusForbidden)
	default:
		fmtError(w, "500 Internal Server Error", StatusInternalServerError)
	}
}

// list writes what is in a folder.
func list(w ResponseWriter, r *Request, f File) {
	var names []string
	var err error
	if d, ok := f.(fs.ReadDirFile); ok {
		var entries []fs.DirEntry
		entries, err = d.ReadDir(-1)
		for _, entry := range entries {
			names = append(names, shown(entry.Name(), entry.IsDir()))
		}
	} else {
		var infos []fs.FileInfo
		infos, err = f.Readdir(-1)
		for _, info := range infos {
			names = append(names, shown(info.Name(), info.IsDir()))
		}
	}
	if err != nil {
		if s, ok := r.Context().Value(ServerContextKey).(*Server); ok {
			s.logf("http: error reading directory: %v", err)
		}
		Error(w, "Error reading directory", StatusInternalServerError)
		return
	}
	slices.SortFunc(names, func(a, b string) int {
		return strings.Compare(strings.TrimSuffix(a, "/"), strings.TrimSuffix(b, "/"))
	})
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, "<!doctype html>\n<meta name=\"viewport\" content=\"width=device-width\">\n<pre>\n")
	for _, name := range names {
		// A name with a colon must not look like a scheme.
		link := (&url.URL{Path: name}).String()
		fmt.Fprintf(w, "<a href=\"%s\">%s</a>\n", link, html.EscapeString(name))
	}
	fmt.Fprint(w, "</pre>\n")
}

func shown(name string, folder bool) string {
	if folder {
		return name + "/"
	}
	return name
}

// NewFileTransport answers requests with files; it is for Transport.RegisterProtocol.
func NewFileTransport(fs FileSystem) RoundTripper { return fileTransport{&fileHandler{fs}} }

// NewFileTransportFS is NewFileTransport for a file system of package fs.
func NewFileTransportFS(fsys fs.FS) RoundTripper { return NewFileTransport(FS(fsys)) }

type fileTransport struct{ handler *fileHandler }

func (t fileTransport) RoundTrip(r *Request) (*Response, error) {
	body, w := io.Pipe()
	answer := &pipeWriter{
		w: w, begun: make(chan struct{}),
		resp: &Response{
			Proto: "HTTP/1.0", ProtoMajor: 1, Header: Header{}, Close: true, Body: body, ContentLength: -1,
		},
	}
	go func() {
		t.handler.ServeHTTP(answer, r)
		answer.begin(StatusOK)
		w.Close()
	}()
	<-answer.begun
	return answer.resp, nil
}

// A pipeWriter is a ResponseWriter whose response can be read while it is written.
type pipeWriter struct {
	w     *io.PipeWriter
	resp  *Response
	sent  bool
	begun chan struct{}
}

func (p *pipeWriter) Header() Header { return p.resp.Header }

func (p *pipeWriter) WriteHeader(code int) { p.begin(code) }

func (p *pipeWriter) begin(code int) {
	if p.sent {
		return
	}
	p.sent = true
	p.resp.StatusCode, p.resp.Status = code, fmt.Sprintf("%d %s", code, StatusText(code))
	close(p.begun)
}

func (p *pipeWriter) Write(b []byte) (int, error) {
	p.begin(StatusOK)
	return p.w.Write(b)
}

func lastModified(w ResponseWriter, t time.Time) {
	if known(t) {
		w.Header().Set("Last-Modified", t.UTC().Format(TimeFormat))
	}
}

// known reports whether a time of modification says something.
func known(t time.Time) bool { return !t.IsZero() && !t.Equal(time.Unix(0, 0)) }
