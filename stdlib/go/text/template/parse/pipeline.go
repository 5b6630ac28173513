package parse

import "strconv"

// pipeline reads a pipeline up to a token, which it takes.
func (t *Tree) pipeline(context string, end tokenKind) *PipeNode {
	tok := t.peekNonSpace()
	pipe := &PipeNode{NodeType: NodePipe, Pos: tok.pos, tr: t, Line: tok.line}
	t.declarations(pipe, context)
	for {
		switch tok := t.nextNonSpace(); tok.kind {
		case end:
			t.checkPipeline(pipe, context)
			return pipe
		case tokBool, tokCharConstant, tokComplex, tokDot, tokField, tokIdentifier, tokNumber, tokNil,
			tokRawString, tokString, tokVariable, tokLeftParen:
			t.backup()
			pipe.Cmds = append(pipe.Cmds, t.command())
		default:
			t.unexpected(tok, context)
		}
	}
}

// declarations reads `$x :=`, `$x =` or `$i, $x :=`.
func (t *Tree) declarations(pipe *PipeNode, context string) {
	for {
		start := t.at
		v := t.nextNonSpace()
		if v.kind != tokVariable {
			t.at = start
			return
		}
		switch next := t.nextNonSpace(); {
		case next.kind == tokAssign, next.kind == tokDeclare:
			pipe.IsAssign = next.kind == tokAssign
			pipe.Decl = append(pipe.Decl, &VariableNode{NodeVariable, v.pos, t, []string{v.val}})
			t.declare(pipe, v.val)
			return
		case next.kind == tokChar && next.val == ",":
			pipe.Decl = append(pipe.Decl, &VariableNode{NodeVariable, v.pos, t, []string{v.val}})
			t.declare(pipe, v.val)
			if context == "range" && len(pipe.Decl) < 2 {
				switch t.peekNonSpace().kind {
				case tokVariable, tokRight, tokRightParen:
					continue
				}
				t.fail("range can only initialize variables")
			}
			t.fail("too many declarations in %s", context)
		default:
			t.at = start
			return
		}
	}
}

func (t *Tree) declare(pipe *PipeNode, name string) { t.vars = append(t.vars, name) }

func (t *Tree) checkPipeline(pipe *PipeNode, context string) {
	if len(pipe.Cmds) == 0 {
		t.fail("missing value for %s", context)
	}
	for i, c := range pipe.Cmds[1:] {
		switch c.Args[0].Type() {
		case NodeBool, NodeDot, NodeNil, NodeNumber, NodeString:
			t.fail("non executable command in pipeline stage %d", i+2)
		}
	}
}

// command reads operands up to a bar, a parenthesis or the end of the action; it takes the bar.
func (t *Tree) command() *CommandNode {
	cmd := &CommandNode{NodeType: NodeCommand, Pos: t.peekNonSpace().pos, tr: t}
	for {
		t.peekNonSpace()
		if n := t.operand(); n != nil {
			cmd.Args = append(cmd.Args, n)
		}
		switch tok := t.next(); tok.kind {
		case tokSpace:
			continue
		case tokRight, tokRightParen:
			t.backup()
		case tokPipe:
		default:
			t.unexpected(tok, "operand")
		}
		break
	}
	if len(cmd.Args) == 0 {
		t.fail("empty command")
	}
	return cmd
}

// operand is a term with fields.
func (t *Tree) operand() Node {
	n := t.term()
	if n == nil || t.peek().kind != tokField {
		return n
	}
	chain := &ChainNode{NodeType: NodeChain, Pos: t.peek().pos, tr: t, Node: n}
	for t.peek().kind == tokField {
		chain.Add(t.next().val)
	}
	switch n := n.(type) {
	case *FieldNode:
		return &FieldNode{NodeField, chain.Pos, t, append(n.Ident, chain.Field...)}
	case *VariableNode:
		return &VariableNode{NodeVariable, chain.Pos, t, append(n.Ident, chain.Field...)}
	case *BoolNode, *StringNode, *NumberNode, *NilNode, *DotNode:
		t.fail("unexpected . after term %q", n.String())
	}
	return chain
}

// term reads a term; nil if there is none.
func (t *Tree) term() Node {
	switch tok := t.nextNonSpace(); tok.kind {
	case tokIdentifier:
		if t.Mode&SkipFuncCheck == 0 && !t.hasFunction(tok.val) {
			t.fail("function %q not defined", tok.val)
		}
		return NewIdentifier(tok.val).SetTree(t).SetPos(tok.pos)
	case tokDot:
		return &DotNode{NodeDot, tok.pos, t}
	case tokNil:
		return &NilNode{NodeNil, tok.pos, t}
	case tokVariable:
		for _, v := range t.vars {
			if v == tok.val {
				return &VariableNode{NodeVariable, tok.pos, t, []string{tok.val}}
			}
		}
		t.fail("undefined variable %q", tok.val)
	case tokField:
		return &FieldNode{NodeField, tok.pos, t, []string{tok.val[1:]}}
	case tokBool:
		return &BoolNode{NodeBool, tok.pos, t, tok.val == "true"}
	case tokCharConstant, tokComplex, tokNumber:
		n, err := t.newNumber(tok.pos, tok.val, tok.kind)
		if err != nil {
			t.fail("%s", err)
		}
		return n
	case tokLeftParen:
		return t.pipeline("parenthesized pipeline", tokRightParen)
	case tokString, tokRawString:
		s, err := strconv.Unquote(tok.val)
		if err != nil {
			t.fail("%s", err)
		}
		return &StringNode{NodeString, tok.pos, t, tok.val, s}
	}
	t.backup()
	return nil
}

func (t *Tree) hasFunction(name string) bool {
	for _, funcs := range t.funcs {
		if funcs != nil && funcs[name] != nil {
			return true
		}
	}
	return false
}
