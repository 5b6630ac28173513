// Content that the client has already is not looked at.

package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"
)

// untouchable panics when it is read or sought.
type untouchable struct{ io.ReadSeeker }

func serve(content io.ReadSeeker, tag string, modified time.Time, header, value string) {
	w := httptest.NewRecorder()
	w.Header().Set("Etag", tag)
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set(header, value)
	defer func() {
		if err := recover(); err != nil {
			fmt.Println("panic:", err)
		}
	}()
	http.ServeContent(w, r, "page.html", modified, content)
	fmt.Println(w.Code, w.Header(), w.Body.Len())
}

func main() {
	then := time.Date(2020, 2, 3, 4, 5, 6, 0, time.UTC)
	serve(untouchable{}, `W/"a"`, time.Time{}, "If-None-Match", `"b", W/"a"`)
	serve(untouchable{}, `"a"`, then, "If-Match", `"b"`)
	serve(untouchable{}, "", then, "If-Modified-Since", then.Format(http.TimeFormat))
	serve(untouchable{}, `"a"`, then, "If-None-Match", `"b"`)
	serve(strings.NewReader("hello"), `"a"`, then, "If-None-Match", `"b"`)
}
