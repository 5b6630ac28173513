// html/template: the same values in different places of a document.
package main

import (
	"errors"
	"fmt"
	"html/template"
	"os"
	"strings"
)

const odd = "O'Reilly & \"Söhne\" <b>\\/`${x}\n?a=1+2"

var places = []string{
	"<p>{{.}}</p>", "<p title='{{.}}'>", "<p title={{.}}>", "<p {{.}}=x>", "<a href='{{.}}'>", "<a href=\"/s?q={{.}}&r#{{.}}\">",
	"<a href={{.}}>", "<img srcset='{{.}}'>", "<script>f({{.}}, \"{{.}}\", '{{.}}', `{{.}}${ {{.}} }`, /{{.}}/)</script>",
	"<p onclick='f({{.}})'>", "<style>p { color: {{.}}; background: url('{{.}}') url({{.}}) } a:before { content: '{{.}}' }</style>",
	"<p style='color: {{.}}'>", "<textarea>{{.}}</textarea>", "<title>{{.}}</title>", "<!-- {{.}} -->x", "<script>/* {{.}} */ x = 1 // {{.}}\n</script>",
	"<script type='text/template'>{{.}}</script>", "<p data-href='{{.}}' data-x='{{.}}'>", "<svg:a xlink:href='{{.}}'>", "{{. | html}} {{html .}} {{. | urlquery}} {{. | printf \"%s!\"}}",
	"<meta http-equiv=refresh content='0;url={{.}}'>", "a < b <!doctype html> <{{.}}>",
}

var wrong = []string{
	"<a href='{{if .}}x{{else}}'{{end}}>", "<script>var x = '\\{{.}}'</script>", "<script>{{if .}}x{{end}}/{{.}}/</script>", "<a href='{{if .}}/a{{else}}/a?b={{end}}{{.}}'>",
	"<p title='", "<a ='x'>", "<a b=c`d>", "<a b'=c>", "{{template \"none\" .}}", "<script>/[{{.}}/</script>", "{{range .}}<a{{end}}", "{{. | html | print}}", "<a title={{. | html}}>",
	"{{range .}}<a href='{{if .}}{{break}}{{end}}'>{{end}}", "{{define \"r\"}}<a {{template \"r\"}}'{{end}}{{template \"r\"}}", "<style>a { b: '\\{{.}}' }</style>",
}

type page struct {
	Title string
	Items []item
	Body  template.HTML
	Data  map[string]any
}

type item struct {
	Name string
	Link template.URL
}

func (i item) String() string { return "<" + i.Name + ">" }

func main() {
	values := []any{odd, "javascript:alert(1)", template.HTML("<i class=x>i</i> &amp;"), template.URL("http://x/?a=b c&d"), template.JS("g(1)"), template.CSS("red"),
		template.JSStr(`a\nb'`), template.HTMLAttr("dir"), template.Srcset("a.png 2x"), "a.png 1x, b,c 2x", 42, nil, []string{"x", "</script>"}, item{Name: "n"}, "expression(1)"}
	for _, text := range places {
		t := template.Must(template.New("t").Parse(text))
		fmt.Println(text)
		for _, v := range values {
			var b strings.Builder
			err := t.Execute(&b, v)
			fmt.Printf("  %T %q %v\n", v, b.String(), err)
		}
	}
	for _, text := range wrong {
		t, err := template.New("t").Parse(text)
		if err == nil {
			err = t.Execute(&strings.Builder{}, odd)
		}
		var e *template.Error
		fmt.Println(text, "\n ", err, errors.As(err, &e))
	}
	t := template.Must(template.New("page").Funcs(template.FuncMap{"upper": strings.ToUpper}).Parse(`{{define "list"}}{{range .}}<li><a href="{{.Link}}" title='{{.}}'>{{.Name | upper}}</a>{{else}}none{{end}}{{end -}}
<title>{{.Title}}</title><ul>{{template "list" .Items}}</ul>{{.Body}}<script>var data = {{.Data}}; {{template "list" nil}}</script>{{block "end" .}}<hr>{{end}}
`))
	c := template.Must(t.Clone())
	template.Must(c.New("end").Parse("<b>end</b>"))
	data := page{"a & b", []item{{"one", "/1?x='"}, {"two", "x y"}}, "<em>ok</em>", map[string]any{"k": []any{1, "</script>", nil}}}
	for _, t := range []*template.Template{t, c} {
		fmt.Println(t.Execute(os.Stdout, data), len(t.Templates()))
		fmt.Println(t.ExecuteTemplate(os.Stdout, "end", nil), t.ExecuteTemplate(os.Stdout, "none", nil))
	}
	_, err := t.Parse("x")
	fmt.Println(err)
	_, err = t.Clone()
	fmt.Println(err)
	fmt.Println(template.New("e").Execute(os.Stdout, nil), template.HTMLEscapeString(odd), template.JSEscapeString(odd), template.URLQueryEscaper(odd, 1))
}
