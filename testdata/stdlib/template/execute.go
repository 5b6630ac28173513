package main

import (
	"fmt"
	"os"
	"strings"
	"text/template"
)

type Item struct {
	Name  string
	Price float64
	Tags  []string
}

func (i Item) Upper() string           { return strings.ToUpper(i.Name) }
func (i *Item) Times(n int) float64     { return i.Price * float64(n) }
func (i Item) Err(b bool) (string, error) {
	if b {
		return "", fmt.Errorf("bad %s", i.Name)
	}
	return "fine", nil
}

func main() {
	t := template.Must(template.New("x").Funcs(template.FuncMap{"join": strings.Join, "add": func(a, b int) int { return a + b }}).Parse(`{{define "row"}}<{{.Name | printf "%-8s|"}}{{.Upper}} {{.Times 2}}>{{end -}}
{{range $i, $e := .Items}}{{if $i}}, {{end}}{{template "row" $e}}{{with $e.Tags}}[{{join . "+"}}]{{else}}(none){{end}}{{end}}
{{len .Items}} {{index .M "k"}} {{.M.k}} {{and 1 0}} {{or 0 "x"}} {{not true}} {{eq 1 1 2}} {{lt 1.5 2.5}} {{"a<b" | html}} {{js "it's"}} {{urlquery "a b&c"}} {{print 1 2 "x"}} {{slice "hello" 1 3}} {{add 3 4 | add 5}}
{{range 3}}{{.}}{{if eq . 1}}{{break}}{{end}}{{end}} {{- /* c */ -}} {{$x := 5}}{{$x = add $x 1}}{{$x}} {{.Fn 3}} {{call .F2 "z"}} {{printf "%q %v %T" "s" .Items 3.0}}
{{range $k, $v := .M}}{{$k}}={{$v}};{{end}} {{block "b" .}}default{{end}} {{.Missing.X}}
`))
	data := map[string]any{
		"Items": []*Item{{"ink", 2.5, nil}, {"pen", 1, []string{"a", "b"}}},
		"M":     map[string]int{"k": 7, "a": 1},
		"F2":    func(s string) string { return "called " + s },
	}
	err := t.Execute(os.Stdout, data)
	fmt.Println()
	fmt.Println(err)
	for _, s := range []string{"{{", "{{end}}", "{{if}}x{{end}}", "{{nosuch 1}}", "{{.X", "{{range .}}", `{{"abc}}`, "{{template}}", "{{$y}}", "{{1 | 2}}", "{{break}}", "{{else}}", "{{(1}}", "{{3k}}", "{{.A.}}", "x\n\n{{define}}"} {
		_, err := template.New("e").Parse(s)
		fmt.Println(err)
	}
	for _, s := range []string{"{{.Nope}}", "{{.Name.X}}", "{{.Err true}}", "{{.Err 1}}", "{{index .Tags 5}}", "{{len 3}}", "{{.Times}}", "{{template \"q\"}}", "{{eq .Tags 1}}", "{{lt 1 \"a\"}}", "{{printf 1}}", "{{.Times 1 2}}", "{{nil}}", "{{range .Price}}{{end}}"} {
		tm, err := template.New("e").Parse(s)
		if err != nil {
			fmt.Println("parse", err)
			continue
		}
		var sb strings.Builder
		fmt.Println(tm.Execute(&sb, &Item{Name: "n", Price: 1}))
	}
}
