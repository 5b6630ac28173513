package parse

import (
	"bytes"
	"fmt"
	"runtime"
	"strconv"
	"strings"
)

// Tree is a parsed template.
type Tree struct {
	Name      string
	ParseName string // of the template at the top
	Root      *ListNode
	Mode      Mode
	text      string
	left      string // delimiters
	right     string

	// While it is parsed.
	funcs []map[string]any
	lex   *lexer
	at    int // the next token
	vars  []string
	set   map[string]*Tree
	line  int // of the action at hand
	loops int // range actions around it
}

// Mode says how to parse.
type Mode uint

const (
	ParseComments Mode = 1 << iota // comments become nodes
	SkipFuncCheck                  // functions need not be defined
)

// New returns an empty tree.
func New(name string, funcs ...map[string]any) *Tree { return &Tree{Name: name, funcs: funcs} }

// Copy returns a copy of the tree, but for what parsing needs.
func (t *Tree) Copy() *Tree {
	if t == nil {
		return nil
	}
	return &Tree{Name: t.Name, ParseName: t.ParseName, Root: t.Root.CopyList(), text: t.text, left: t.left, right: t.right}
}

// Parse parses a template; it returns its tree and those it defines, by name.
func Parse(name, text, leftDelim, rightDelim string, funcs ...map[string]any) (map[string]*Tree, error) {
	set := map[string]*Tree{}
	t := New(name)
	t.text = text
	_, err := t.Parse(text, leftDelim, rightDelim, set, funcs...)
	return set, err
}

// Parse parses a template into t, and adds it and those it defines to set.
func (t *Tree) Parse(text, leftDelim, rightDelim string, set map[string]*Tree, funcs ...map[string]any) (tree *Tree, err error) {
	defer func() {
		if e := recover(); e != nil {
			if _, ok := e.(runtime.Error); ok {
				panic(e)
			}
			t.stop()
			err = e.(error)
			tree = nil
		}
	}()
	t.ParseName = t.Name
	if leftDelim == "" {
		leftDelim = "{{"
	}
	if rightDelim == "" {
		rightDelim = "}}"
	}
	l := &lexer{input: text, left: leftDelim, right: rightDelim, line: 1, comments: t.Mode&ParseComments != 0}
	t.start(funcs, l, set)
	t.text, t.left, t.right = text, leftDelim, rightDelim
	t.parse()
	t.add()
	t.stop()
	return t, nil
}

func (t *Tree) start(funcs []map[string]any, l *lexer, set map[string]*Tree) {
	t.Root = nil
	t.lex, t.at = l, len(l.out)
	l.words = func(word string) bool { return !t.hasFunction(word) }
	t.vars = []string{"$"}
	t.funcs = funcs
	t.set = set
}

func (t *Tree) stop() {
	t.lex, t.vars, t.funcs, t.set = nil, nil, nil, nil
}

// add adds the tree to the set, unless it is empty and there is one.
func (t *Tree) add() {
	old := t.set[t.Name]
	if old == nil || IsEmptyTree(old.Root) {
		t.set[t.Name] = t
		return
	}
	if !IsEmptyTree(t.Root) {
		t.fail("template: multiple definition of template %q", t.Name)
	}
}

// IsEmptyTree reports whether a tree is empty but for comments and spaces.
func IsEmptyTree(n Node) bool {
	switch n := n.(type) {
	case nil:
		return true
	case *ActionNode, *IfNode, *RangeNode, *TemplateNode, *WithNode, *BreakNode, *ContinueNode:
	case *CommentNode:
		return true
	case *ListNode:
		for _, node := range n.Nodes {
			if !IsEmptyTree(node) {
				return false
			}
		}
		return true
	case *TextNode:
		return len(bytes.TrimSpace(n.Text)) == 0
	default:
		panic("unknown node: " + n.String())
	}
	return false
}

// ErrorContext returns where a node is, and its text, for messages.
func (t *Tree) ErrorContext(n Node) (location, context string) {
	pos := int(n.Position())
	tree := n.tree()
	if tree == nil {
		tree = t
	}
	before := tree.text[:pos]
	column := pos
	if nl := strings.LastIndexByte(before, '\n'); nl >= 0 {
		column = pos - nl - 1
	}
	line := 1 + strings.Count(before, "\n")
	return fmt.Sprintf("%s:%d:%d", tree.ParseName, line, column), n.String()
}

// Tokens.

func (t *Tree) next() token {
	for t.at >= len(t.lex.out) {
		if t.lex.done {
			return t.lex.out[len(t.lex.out)-1]
		}
		t.lex.text()
	}
	tok := t.lex.out[t.at]
	t.at++
	return tok
}

func (t *Tree) backup() { t.at-- }

func (t *Tree) peek() token {
	tok := t.next()
	t.backup()
	return tok
}

func (t *Tree) nextNonSpace() token {
	for {
		if tok := t.next(); tok.kind != tokSpace {
			return tok
		}
	}
}

func (t *Tree) peekNonSpace() token {
	tok := t.nextNonSpace()
	t.backup()
	return tok
}

// Errors.

func (t *Tree) fail(format string, args ...any) {
	t.Root = nil
	panic(fmt.Errorf("template: %s:%d: %s", t.ParseName, t.lineNow(), fmt.Sprintf(format, args...)))
}

func (t *Tree) lineNow() int {
	if t.lex == nil || t.at == 0 {
		return max(t.line, 1)
	}
	return t.lex.out[min(t.at, len(t.lex.out))-1].line
}

func (t *Tree) unexpected(tok token, context string) {
	if tok.kind == tokError {
		extra := ""
		if t.line != 0 && t.line != tok.line {
			extra = fmt.Sprintf(" in action started at %s:%d", t.ParseName, t.line)
			if strings.HasSuffix(tok.val, " action") {
				extra = extra[len(" in action"):]
			}
		}
		t.fail("%s%s", tok, extra)
	}
	t.fail("unexpected %s in %s", tok, context)
}

func (t *Tree) expect(kind tokenKind, context string) token {
	tok := t.nextNonSpace()
	if tok.kind != kind {
		t.unexpected(tok, context)
	}
	return tok
}

// parse reads the whole text; definitions become trees of their own.
func (t *Tree) parse() {
	t.Root = &ListNode{NodeList, t.peek().pos, t, nil}
	for t.peek().kind != tokEOF {
		if t.peek().kind == tokLeft {
			start := t.at
			left := t.next()
			if t.nextNonSpace().kind == tokDefine {
				def := &Tree{Name: "definition", text: t.text, Mode: t.Mode, ParseName: t.ParseName}
				def.inherit(t)
				def.definition()
				t.at = def.at
				continue
			}
			_ = left
			t.at = start
		}
		switch n := t.textOrAction(); n.Type() {
		case nodeEnd, nodeElse:
			t.fail("unexpected %s", n)
		default:
			t.Root.Nodes = append(t.Root.Nodes, n)
		}
	}
}

// inherit goes on where another tree's parser is.
func (t *Tree) inherit(from *Tree) {
	t.start(from.funcs, from.lex, from.set)
	t.at = from.at
	t.left, t.right = from.left, from.right
}

func (t *Tree) definition() {
	const context = "define clause"
	name := t.nextNonSpace()
	if name.kind != tokString && name.kind != tokRawString {
		t.unexpected(name, context)
	}
	var err error
	if t.Name, err = strconv.Unquote(name.val); err != nil {
		t.fail("%s", err)
	}
	t.expect(tokRight, context)
	var end Node
	t.Root, end = t.list()
	if end.Type() != nodeEnd {
		t.fail("unexpected %s in %s", end, context)
	}
	t.add()
	at := t.at
	t.stop()
	t.at = at
}

// list reads up to {{end}} or {{else}}.
func (t *Tree) list() (*ListNode, Node) {
	list := &ListNode{NodeList, t.peekNonSpace().pos, t, nil}
	for t.peekNonSpace().kind != tokEOF {
		n := t.textOrAction()
		if k := n.Type(); k == nodeEnd || k == nodeElse {
			return list, n
		}
		list.Nodes = append(list.Nodes, n)
	}
	t.fail("unexpected EOF")
	return nil, nil
}

func (t *Tree) textOrAction() Node {
	switch tok := t.nextNonSpace(); tok.kind {
	case tokText:
		return &TextNode{NodeText, tok.pos, t, []byte(tok.val)}
	case tokLeft:
		t.line = tok.line
		defer func() { t.line = 0 }()
		return t.action()
	case tokComment:
		return &CommentNode{NodeComment, tok.pos, t, tok.val}
	default:
		t.unexpected(tok, "input")
	}
	return nil
}

func (t *Tree) action() Node {
	tok := t.nextNonSpace()
	switch tok.kind {
	case tokBlock:
		return t.block()
	case tokBreak:
		t.leaves(tok)
		return &BreakNode{t, NodeBreak, tok.pos, tok.line}
	case tokContinue:
		t.leaves(tok)
		return &ContinueNode{t, NodeContinue, tok.pos, tok.line}
	case tokElse:
		return t.elseMark()
	case tokEnd:
		return &mark{NodeType: nodeEnd, Pos: t.expect(tokRight, "end").pos}
	case tokIf:
		return &IfNode{t.branch(NodeIf, "if")}
	case tokRange:
		return &RangeNode{t.branch(NodeRange, "range")}
	case tokTemplate:
		return t.template()
	case tokWith:
		return &WithNode{t.branch(NodeWith, "with")}
	}
	t.backup()
	tok = t.peek()
	return &ActionNode{NodeAction, tok.pos, t, tok.line, t.pipeline("command", tokRight)}
}

// leaves checks {{break}} or {{continue}}.
func (t *Tree) leaves(tok token) {
	if next := t.nextNonSpace(); next.kind != tokRight {
		t.unexpected(next, "{{"+tok.val+"}}")
	}
	if t.loops == 0 {
		t.fail("{{%s}} outside {{range}}", tok.val)
	}
}

func (t *Tree) elseMark() Node {
	// {{else if}} and {{else with}} are {{else}}{{if}} and so on.
	if next := t.peekNonSpace(); next.kind == tokIf || next.kind == tokWith {
		return &mark{NodeType: nodeElse, Pos: next.pos, line: next.line, next: next.kind}
	}
	tok := t.expect(tokRight, "else")
	return &mark{NodeType: nodeElse, Pos: tok.pos, line: tok.line}
}

func (t *Tree) branch(kind NodeType, context string) BranchNode {
	vars := len(t.vars)
	defer func() { t.vars = t.vars[:vars] }()
	b := BranchNode{NodeType: kind, tr: t}
	b.Pipe = t.pipeline(context, tokRight)
	if kind == NodeRange {
		t.loops++
	}
	var end Node
	b.List, end = t.list()
	if kind == NodeRange {
		t.loops--
	}
	b.Pos, b.Line = b.Pipe.Pos, b.Pipe.Line
	if end.Type() != nodeElse {
		return b
	}
	switch m := end.(*mark); {
	case kind == NodeIf && m.next == tokIf:
		t.next()
		b.ElseList = &ListNode{NodeList, m.Pos, t, nil}
		b.ElseList.Nodes = append(b.ElseList.Nodes, &IfNode{t.branch(NodeIf, "if")})
	case kind == NodeWith && m.next == tokWith:
		t.next()
		b.ElseList = &ListNode{NodeList, m.Pos, t, nil}
		b.ElseList.Nodes = append(b.ElseList.Nodes, &WithNode{t.branch(NodeWith, "with")})
	case m.next != tokError:
		t.unexpected(t.nextNonSpace(), "else")
	default:
		b.ElseList, end = t.list()
		if end.Type() != nodeEnd {
			t.fail("expected end; found %s", end)
		}
	}
	return b
}

// block is a definition and its use.
func (t *Tree) block() Node {
	const context = "block clause"
	tok := t.nextNonSpace()
	name := t.templateName(tok, context)
	pipe := t.pipeline(context, tokRight)
	def := &Tree{Name: name, text: t.text, Mode: t.Mode, ParseName: t.ParseName}
	def.inherit(t)
	var end Node
	def.Root, end = def.list()
	if end.Type() != nodeEnd {
		t.fail("unexpected %s in %s", end, context)
	}
	def.add()
	t.at = def.at
	def.stop()
	return &TemplateNode{NodeTemplate, tok.pos, t, tok.line, name, pipe}
}

func (t *Tree) template() Node {
	const context = "template clause"
	tok := t.nextNonSpace()
	name := t.templateName(tok, context)
	var pipe *PipeNode
	if t.nextNonSpace().kind != tokRight {
		t.backup()
		pipe = t.pipeline(context, tokRight)
	}
	return &TemplateNode{NodeTemplate, tok.pos, t, tok.line, name, pipe}
}

func (t *Tree) templateName(tok token, context string) string {
	if tok.kind != tokString && tok.kind != tokRawString {
		t.unexpected(tok, context)
	}
	name, err := strconv.Unquote(tok.val)
	if err != nil {
		t.fail("%s", err)
	}
	return name
}
