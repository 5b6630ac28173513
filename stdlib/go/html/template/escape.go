package template

import (
	"fmt"
	"maps"
	"strings"
	"text/template"
	"text/template/parse"
)

// escapers are the functions that pipelines end with.
var escapers = template.FuncMap{
	"_eval_args_":                     evalArgs,
	"_html_template_attrescaper":      attrEscaper,
	"_html_template_commentescaper":   commentEscaper,
	"_html_template_cssescaper":       cssEscaper,
	"_html_template_cssvaluefilter":   cssValueFilter,
	"_html_template_htmlescaper":      htmlEscaper,
	"_html_template_htmlnamefilter":   htmlNameFilter,
	"_html_template_jsregexpescaper":  jsRegexpEscaper,
	"_html_template_jsstrescaper":     jsStrEscaper,
	"_html_template_jstmpllitescaper": jsTmplLitEscaper,
	"_html_template_jsvalescaper":     jsValEscaper,
	"_html_template_nospaceescaper":   htmlNospaceEscaper,
	"_html_template_rcdataescaper":    rcdataEscaper,
	"_html_template_srcsetescaper":    srcsetFilterAndEscaper,
	"_html_template_urlescaper":       urlEscaper,
	"_html_template_urlfilter":        urlFilter,
	"_html_template_urlnormalizer":    urlNormalizer,
}

// predefined are the escapers that text/template has.
var predefined = map[string]bool{"html": true, "urlquery": true}

// equivalent has the predefined escaper that does the same.
var equivalent = map[string]string{
	"_html_template_attrescaper":   "html",
	"_html_template_htmlescaper":   "html",
	"_html_template_rcdataescaper": "html",
	"_html_template_urlescaper":    "urlquery",
	"_html_template_urlnormalizer": "urlquery",
}

func normal(name string) string {
	if same, ok := equivalent[name]; ok {
		return same
	}
	return name
}

// redundant has for an escaper those that change nothing behind it.
var redundant = map[string][]string{
	"_html_template_commentescaper":   {"_html_template_attrescaper", "_html_template_htmlescaper"},
	"_html_template_cssescaper":       {"_html_template_attrescaper"},
	"_html_template_jsregexpescaper":  {"_html_template_attrescaper"},
	"_html_template_jsstrescaper":     {"_html_template_attrescaper"},
	"_html_template_jstmpllitescaper": {"_html_template_attrescaper"},
	"_html_template_urlescaper":       {"_html_template_urlnormalizer"},
}

// An escaper walks through templates and notes what to change; commit does it.
type escaper struct {
	group   *group
	output  map[string]context            // by template, for its end
	derived map[string]*template.Template // copies for other contexts
	called  map[string]bool
	actions map[*parse.ActionNode][]string
	calls   map[*parse.TemplateNode]string
	texts   map[*parse.TextNode][]byte
	loop    *loop
}

// A loop is a range with the contexts in which it is left.
type loop struct {
	outer             *loop
	breaks, continues []context
}

func newEscaper(g *group) escaper {
	return escaper{
		group: g, output: map[string]context{}, derived: map[string]*template.Template{}, called: map[string]bool{},
		actions: map[*parse.ActionNode][]string{}, calls: map[*parse.TemplateNode]string{}, texts: map[*parse.TextNode][]byte{},
	}
}

// escapeTemplate makes a template and all that it calls safe, or useless.
func escapeTemplate(t *Template, node parse.Node, name string) error {
	c, _ := t.esc.tree(context{}, node, name, 0)
	var err error
	if c.err != nil {
		c.err.Name = name
		err = c.err
	} else if c.state != stateText {
		err = &Error{ErrEndContext, nil, name, 0, fmt.Sprintf("ends in a non-text context: %v", c)}
	}
	if err != nil {
		if t := t.set[name]; t != nil {
			t.escapeErr, t.text.Tree, t.Tree = err, nil, nil
		}
		return err
	}
	t.esc.commit()
	if t := t.set[name]; t != nil {
		t.escapeErr, t.Tree = errEscaped, t.text.Tree
	}
	return nil
}

// node returns the context behind a node.
func (e *escaper) node(c context, n parse.Node) context {
	switch n := n.(type) {
	case *parse.ActionNode:
		return e.action(c, n)
	case *parse.BreakNode:
		c.n = n
		e.loop.breaks = append(e.loop.breaks, c)
		return context{state: stateDead}
	case *parse.ContinueNode:
		c.n = n
		e.loop.continues = append(e.loop.continues, c)
		return context{state: stateDead}
	case *parse.CommentNode:
		return c
	case *parse.IfNode:
		return e.branch(c, &n.BranchNode, "if")
	case *parse.ListNode:
		return e.list(c, n)
	case *parse.RangeNode:
		return e.branch(c, &n.BranchNode, "range")
	case *parse.TemplateNode:
		d, name := e.tree(c, n, n.Name, n.Line)
		if name != n.Name {
			e.calls[n] = name
		}
		return d
	case *parse.TextNode:
		return e.text(c, n)
	case *parse.WithNode:
		return e.branch(c, &n.BranchNode, "with")
	}
	panic("escaping " + n.String() + " is unimplemented")
}

func (e *escaper) list(c context, n *parse.ListNode) context {
	if n == nil {
		return c
	}
	for _, m := range n.Nodes {
		if c = e.node(c, m); c.state == stateDead {
			break
		}
	}
	return c
}

// action chooses the escapers for what a pipeline writes.
func (e *escaper) action(c context, n *parse.ActionNode) context {
	if len(n.Pipe.Decl) != 0 {
		return c
	}
	c = c.nudge()
	for i, cmd := range n.Pipe.Cmds {
		name, ok := cmd.Args[0].(*parse.IdentifierNode)
		if !ok || !predefined[name.Ident] {
			continue
		}
		if i < len(n.Pipe.Cmds)-1 || c.state == stateAttr && c.delim == delimSpaceOrTagEnd && name.Ident == "html" {
			return failed(ErrPredefinedEscaper, n, n.Line, "predefined escaper %q disallowed in template", name.Ident)
		}
	}
	var names []string
	add := func(name string) { names = append(names, "_html_template_"+name) }
	switch c.state {
	case stateError:
		return c
	case stateURL, stateCSSDqStr, stateCSSSqStr, stateCSSDqURL, stateCSSSqURL, stateCSSURL:
		switch c.urlPart {
		case urlPartUnknown:
			return failed(ErrAmbigContext, n, n.Line, "%s appears in an ambiguous context within a URL", n)
		case urlPartQueryOrFrag:
			add("urlescaper")
		default:
			if c.urlPart == urlPartNone {
				add("urlfilter")
			}
			if c.state == stateCSSDqStr || c.state == stateCSSSqStr {
				add("cssescaper")
			} else {
				add("urlnormalizer")
			}
		}
	case stateMetaContent, stateAttr:
	case stateMetaContentURL:
		add("urlfilter")
	case stateJS:
		add("jsvalescaper")
		c.jsCtx = jsCtxDivOp
	case stateJSDqStr, stateJSSqStr:
		add("jsstrescaper")
	case stateJSTmplLit:
		add("jstmpllitescaper")
	case stateJSRegexp:
		add("jsregexpescaper")
	case stateCSS:
		add("cssvaluefilter")
	case stateText:
		add("htmlescaper")
	case stateRCDATA:
		add("rcdataescaper")
	case stateAttrName, stateTag:
		c.state = stateAttrName
		add("htmlnamefilter")
	case stateSrcset:
		add("srcsetescaper")
	default:
		if !c.state.isComment() {
			panic("unexpected state " + c.state.String())
		}
		add("commentescaper")
	}
	switch c.delim {
	case delimNone:
	case delimSpaceOrTagEnd:
		add("nospaceescaper")
	default:
		add("attrescaper")
	}
	e.actions[n] = names
	return c
}

// branch returns the context behind if, with or range.
func (e *escaper) branch(c context, n *parse.BranchNode, name string) context {
	if name == "range" {
		e.loop = &loop{outer: e.loop}
	}
	first := e.list(c, n.List)
	if name == "range" {
		if first.state != stateError {
			first = e.loop.join(first)
		}
		e.loop = e.loop.outer
		if first.state == stateError {
			return first
		}
		// The body may run again where it ended.
		e.loop = &loop{outer: e.loop}
		again, _ := e.listIf(first, n.List, nil)
		first = join(first, again, n, name)
		if first.state == stateError {
			e.loop = e.loop.outer
			first.err.Line = n.Line
			first.err.Description = "on range loop re-entry: " + first.err.Description
			return first
		}
		first = e.loop.join(first)
		e.loop = e.loop.outer
		if first.state == stateError {
			return first
		}
	}
	return join(first, e.list(c, n.ElseList), n, name)
}

// join joins a context with those in which the loop is left.
func (l *loop) join(c context) context {
	for _, exits := range []struct {
		from []context
		name string
	}{{l.breaks, "break"}, {l.continues, "continue"}} {
		for _, d := range exits.from {
			if c = join(c, d, d.n, "range"); c.state == stateError {
				switch n := d.n.(type) {
				case *parse.BreakNode:
					c.err.Line = n.Line
				case *parse.ContinueNode:
					c.err.Line = n.Line
				}
				c.err.Description = "at range loop " + exits.name + ": " + c.err.Description
				return c
			}
		}
	}
	return c
}

// listIf walks through a list and keeps what it noted if accept says so.
func (e *escaper) listIf(c context, n *parse.ListNode, accept func(*escaper, context) bool) (context, bool) {
	try := newEscaper(e.group)
	try.loop = e.loop
	maps.Copy(try.output, e.output)
	c = try.list(c, n)
	ok := accept != nil && accept(&try, c)
	if ok {
		maps.Copy(e.output, try.output)
		maps.Copy(e.derived, try.derived)
		maps.Copy(e.called, try.called)
		maps.Copy(e.actions, try.actions)
		maps.Copy(e.calls, try.calls)
		maps.Copy(e.texts, try.texts)
	}
	return c, ok
}

// tree returns the context behind a call of a template, and the name of its copy for the context.
func (e *escaper) tree(c context, node parse.Node, name string, line int) (context, string) {
	own := c.mangle(name)
	e.called[own] = true
	if out, ok := e.output[own]; ok {
		return out, own
	}
	t := e.template(name)
	if t == nil {
		if e.group.set[name] != nil {
			return failed(ErrNoSuchTemplate, node, line, "%q is an incomplete or empty template", name), own
		}
		return failed(ErrNoSuchTemplate, node, line, "no such template %q", name), own
	}
	if own != name {
		copied := e.template(own)
		if copied == nil {
			copied = template.New(own)
			copied.Tree = &parse.Tree{Name: own, Root: t.Root.CopyList()}
			e.derived[own] = copied
		}
		t = copied
	}
	return e.end(c, t), own
}

// end returns the context behind a template that starts in c. A recursive one needs a guess.
func (e *escaper) end(c context, t *template.Template) context {
	c1, ok := e.body(c, t)
	if !ok {
		if c2, ok2 := e.body(c1, t); ok2 {
			c1, ok = c2, true
		}
	}
	if !ok && c1.state != stateError {
		return failed(ErrOutputContext, t.Root, 0, "cannot compute output context for template %s", t.Name())
	}
	return c1
}

// body walks through a template that starts in c and is taken to end in it where it calls itself.
func (e *escaper) body(c context, t *template.Template) (context, bool) {
	e.output[t.Name()] = c
	end, ok := e.listIf(c, t.Root, func(try *escaper, end context) bool {
		if end.state == stateError {
			return false
		}
		return !try.called[t.Name()] || c.eq(end)
	})
	if ok {
		e.output[t.Name()] = end
	}
	return end, ok
}

// text returns the context behind text, and leaves out comments.
func (e *escaper) text(c context, n *parse.TextNode) context {
	s := string(n.Text)
	var b strings.Builder
	written, i := 0, 0
	for i < len(s) {
		d, size := c.after(s[i:])
		j := i + size
		if c.state == stateText || c.state == stateRCDATA {
			end := j
			if d.state != c.state {
				if k := strings.LastIndexByte(s[i:j], '<'); k >= 0 {
					end = i + k
				}
			}
			for k := i; k < end; k++ {
				const doctype = "<!DOCTYPE"
				if s[k] == '<' && !(k+len(doctype) <= len(s) && strings.EqualFold(s[k:k+len(doctype)], doctype)) {
					b.WriteString(s[written:k] + "&lt;")
					written = k + 1
				}
			}
		} else if c.state.isComment() && c.delim == delimNone {
			switch c.state {
			case stateJSBlockCmt:
				// A comment with a line end counts as one.
				if strings.ContainsAny(s[written:j], "\n\r\u2028\u2029") {
					b.WriteByte('\n')
				} else {
					b.WriteByte(' ')
				}
			case stateCSSBlockCmt:
				b.WriteByte(' ')
			}
			written = j
		}
		if c.state != d.state && d.state.isComment() && d.delim == delimNone {
			start := j - 2
			switch d.state {
			case stateHTMLCmt, stateJSHTMLOpenCmt:
				start -= 2
			case stateJSHTMLCloseCmt:
				start--
			}
			b.WriteString(s[written:start])
			written = j
		}
		if c.state.inScriptLiteral() && scriptTag.MatchString(s[i:j]) {
			b.WriteString(s[written:i] + hideScriptTags(s[i:j]))
			written = j
		}
		c, i = d, j
	}
	if written != 0 && c.state != stateError {
		if !c.state.isComment() || c.delim != delimNone {
			b.WriteString(s[written:])
		}
		e.texts[n] = []byte(b.String())
	}
	return c
}

// commit makes all changes.
func (e *escaper) commit() {
	for name := range e.output {
		e.template(name).Funcs(escapers)
	}
	var any *template.Template
	for _, t := range e.group.set {
		any = t.text
		break
	}
	for name, t := range e.derived {
		if _, err := any.AddParseTree(name, t.Tree); err != nil {
			panic("error adding derived template")
		}
	}
	for n, names := range e.actions {
		ensure(n.Pipe, names)
	}
	for n, name := range e.calls {
		n.Name = name
	}
	for n, text := range e.texts {
		n.Text = text
	}
	clear(e.called)
	clear(e.actions)
	clear(e.calls)
	clear(e.texts)
}

// template returns a template or a copy that was made of one.
func (e *escaper) template(name string) *template.Template {
	for _, t := range e.group.set {
		if known := t.text.Lookup(name); known != nil && known.Tree != nil {
			return known
		}
		break
	}
	return e.derived[name]
}

// command returns a call of a function.
func command(name string, pos parse.Pos) *parse.CommandNode {
	return &parse.CommandNode{NodeType: parse.NodeCommand, Args: []parse.Node{parse.NewIdentifier(name).SetTree(nil).SetPos(pos)}}
}

// appended adds a call unless it changes nothing.
func appended(cmds []*parse.CommandNode, cmd *parse.CommandNode) []*parse.CommandNode {
	if n := len(cmds); n > 0 {
		last, ok := cmds[n-1].Args[0].(*parse.IdentifierNode)
		next, _ := cmd.Args[0].(*parse.IdentifierNode)
		if ok && next != nil {
			for _, name := range redundant[last.Ident] {
				if name == next.Ident {
					return cmds
				}
			}
		}
	}
	return append(cmds, cmd)
}

// ensure makes a pipeline end with escapers. One that is predefined stands for its equivalent.
func ensure(p *parse.PipeNode, names []string) {
	if len(names) == 0 {
		return
	}
	n := len(p.Cmds)
	if n > 0 {
		last := p.Cmds[n-1]
		if name, ok := last.Args[0].(*parse.IdentifierNode); ok && predefined[name.Ident] {
			if n == 1 && len(last.Args) > 1 {
				// Its arguments become one.
				last.Args[0] = parse.NewIdentifier("_eval_args_").SetTree(nil).SetPos(last.Args[0].Position())
				p.Cmds = appended(p.Cmds, command(name.Ident, p.Position()))
				n++
			}
			same := false
			for i := range names {
				if normal(names[i]) == normal(name.Ident) {
					names[i] = name.Ident
					same = true
				}
			}
			if same {
				n--
			}
		}
	}
	cmds := append(make([]*parse.CommandNode, 0, n+len(names)), p.Cmds[:n]...)
	have := map[string]bool{}
	for _, cmd := range cmds {
		if name, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
			have[normal(name.Ident)] = true
		}
	}
	for _, name := range names {
		if !have[normal(name)] {
			cmds = appended(cmds, command(name, p.Position()))
		}
	}
	p.Cmds = cmds
}
