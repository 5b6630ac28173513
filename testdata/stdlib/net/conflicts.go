package main

import (
	"fmt"
	"net/http"
	"strings"
)

func main() {
	for _, ps := range [][]string{{"/{a}/{$}", "/q/"}, {"/{a}/{$}", "/q/{r...}"}, {"/{a}/{$}", "/q/w/"}, {"/{a}/b/", "/q/{r}/"}, {"/{a}/b/{$}", "/q/"}, {"/{a}/b", "/q/{r...}"}, {"/b/{a}/{c}/", "/{a}/q/b/"}, {"/{a}/b/{c...}", "/a/{d...}"}} {
		func() {
			defer func() {
				s := fmt.Sprint(recover())
				_, s, _ = strings.Cut(s, "\n")
				fmt.Println(ps, s)
			}()
			m := http.NewServeMux()
			for _, p := range ps {
				m.HandleFunc(p, func(w http.ResponseWriter, r *http.Request) {})
			}
		}()
	}
}
