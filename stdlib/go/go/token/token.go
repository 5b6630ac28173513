// Package token has the tokens of Go and positions in sources.
package token

import (
	"strconv"
	"unicode"
	"unicode/utf8"
)

// A Token is a kind of word of Go.
type Token int

// Tokens. Between the unexported ones lie literals, operators and keywords.
const (
	ILLEGAL Token = iota
	EOF
	COMMENT

	literals
	IDENT
	INT
	FLOAT
	IMAG
	CHAR
	STRING
	literalsEnd

	operators
	ADD
	SUB
	MUL
	QUO
	REM
	AND
	OR
	XOR
	SHL
	SHR
	AND_NOT
	ADD_ASSIGN
	SUB_ASSIGN
	MUL_ASSIGN
	QUO_ASSIGN
	REM_ASSIGN
	AND_ASSIGN
	OR_ASSIGN
	XOR_ASSIGN
	SHL_ASSIGN
	SHR_ASSIGN
	AND_NOT_ASSIGN
	LAND
	LOR
	ARROW
	INC
	DEC
	EQL
	LSS
	GTR
	ASSIGN
	NOT
	NEQ
	LEQ
	GEQ
	DEFINE
	ELLIPSIS
	LPAREN
	LBRACK
	LBRACE
	COMMA
	PERIOD
	RPAREN
	RBRACK
	RBRACE
	SEMICOLON
	COLON
	operatorsEnd

	keywords
	BREAK
	CASE
	CHAN
	CONST
	CONTINUE
	DEFAULT
	DEFER
	ELSE
	FALLTHROUGH
	FOR
	FUNC
	GO
	GOTO
	IF
	IMPORT
	INTERFACE
	MAP
	PACKAGE
	RANGE
	RETURN
	SELECT
	STRUCT
	SWITCH
	TYPE
	VAR
	keywordsEnd

	others
	TILDE
	othersEnd
)

var texts = [...]string{
	ILLEGAL:        "ILLEGAL",
	EOF:            "EOF",
	COMMENT:        "COMMENT",
	IDENT:          "IDENT",
	INT:            "INT",
	FLOAT:          "FLOAT",
	IMAG:           "IMAG",
	CHAR:           "CHAR",
	STRING:         "STRING",
	ADD:            "+",
	SUB:            "-",
	MUL:            "*",
	QUO:            "/",
	REM:            "%",
	AND:            "&",
	OR:             "|",
	XOR:            "^",
	SHL:            "<<",
	SHR:            ">>",
	AND_NOT:        "&^",
	ADD_ASSIGN:     "+=",
	SUB_ASSIGN:     "-=",
	MUL_ASSIGN:     "*=",
	QUO_ASSIGN:     "/=",
	REM_ASSIGN:     "%=",
	AND_ASSIGN:     "&=",
	OR_ASSIGN:      "|=",
	XOR_ASSIGN:     "^=",
	SHL_ASSIGN:     "<<=",
	SHR_ASSIGN:     ">>=",
	AND_NOT_ASSIGN: "&^=",
	LAND:           "&&",
	LOR:            "||",
	ARROW:          "<-",
	INC:            "++",
	DEC:            "--",
	EQL:            "==",
	LSS:            "<",
	GTR:            ">",
	ASSIGN:         "=",
	NOT:            "!",
	NEQ:            "!=",
	LEQ:            "<=",
	GEQ:            ">=",
	DEFINE:         ":=",
	ELLIPSIS:       "...",
	LPAREN:         "(",
	LBRACK:         "[",
	LBRACE:         "{",
	COMMA:          ",",
	PERIOD:         ".",
	RPAREN:         ")",
	RBRACK:         "]",
	RBRACE:         "}",
	SEMICOLON:      ";",
	COLON:          ":",
	BREAK:          "break",
	CASE:           "case",
	CHAN:           "chan",
	CONST:          "const",
	CONTINUE:       "continue",
	DEFAULT:        "default",
	DEFER:          "defer",
	ELSE:           "else",
	FALLTHROUGH:    "fallthrough",
	FOR:            "for",
	FUNC:           "func",
	GO:             "go",
	GOTO:           "goto",
	IF:             "if",
	IMPORT:         "import",
	INTERFACE:      "interface",
	MAP:            "map",
	PACKAGE:        "package",
	RANGE:          "range",
	RETURN:         "return",
	SELECT:         "select",
	STRUCT:         "struct",
	SWITCH:         "switch",
	TYPE:           "type",
	VAR:            "var",
	TILDE:          "~",
}

// String returns an operator or keyword itself, and the name of other tokens.
func (tok Token) String() string {
	if 0 <= tok && int(tok) < len(texts) && texts[tok] != "" {
		return texts[tok]
	}
	return "token(" + strconv.Itoa(int(tok)) + ")"
}

// Precedences of operators: of none, of unary ones, and the highest.
const (
	LowestPrec  = 0
	UnaryPrec   = 6
	HighestPrec = 7
)

// Precedence returns that of a binary operator, LowestPrec of anything else.
func (op Token) Precedence() int {
	switch op {
	case LOR:
		return 1
	case LAND:
		return 2
	case EQL, NEQ, LSS, LEQ, GTR, GEQ:
		return 3
	case ADD, SUB, OR, XOR:
		return 4
	case MUL, QUO, REM, SHL, SHR, AND, AND_NOT:
		return 5
	}
	return LowestPrec
}

func (tok Token) IsLiteral() bool  { return literals < tok && tok < literalsEnd }
func (tok Token) IsOperator() bool { return operators < tok && tok < operatorsEnd || tok == TILDE }
func (tok Token) IsKeyword() bool  { return keywords < tok && tok < keywordsEnd }

var byText = func() map[string]Token {
	m := make(map[string]Token)
	for tok := keywords + 1; tok < keywordsEnd; tok++ {
		m[texts[tok]] = tok
	}
	return m
}()

// Lookup returns the keyword that a word is, or IDENT.
func Lookup(ident string) Token {
	if tok, ok := byText[ident]; ok {
		return tok
	}
	return IDENT
}

// IsExported reports whether a name starts with an upper-case letter.
func IsExported(name string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	return unicode.IsUpper(r)
}

// IsKeyword reports whether a name is a keyword.
func IsKeyword(name string) bool {
	_, ok := byText[name]
	return ok
}

// IsIdentifier reports whether a name is an identifier.
func IsIdentifier(name string) bool {
	if name == "" || IsKeyword(name) {
		return false
	}
	for i, r := range name {
		if !unicode.IsLetter(r) && r != '_' && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return true
}
