package build

import (
	"fmt"
	"go/build/constraint"
	"strings"
)

// cgo reads the #cgo lines of the comment before import "C".
func (ctxt *Context) cgo(p *Package, f *source, text string) error {
	lists := map[string]*[]string{
		"CFLAGS": &p.CgoCFLAGS, "CPPFLAGS": &p.CgoCPPFLAGS, "CXXFLAGS": &p.CgoCXXFLAGS,
		"FFLAGS": &p.CgoFFLAGS, "LDFLAGS": &p.CgoLDFLAGS, "pkg-config": &p.CgoPkgConfig,
	}
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		rest, ok := strings.CutPrefix(line, "#cgo")
		if !ok || rest == "" || rest[0] != ' ' && rest[0] != '\t' {
			continue
		}
		left, flags, found := strings.Cut(rest, ":")
		words := strings.Fields(left)
		if !found || len(words) == 0 {
			if fields := strings.Fields(rest); len(fields) > 0 && (fields[0] == "noescape" || fields[0] == "nocallback") {
				continue
			}
			return fmt.Errorf("%s: invalid #cgo line: %s", f.name, line)
		}
		verb := words[len(words)-1]
		if conditions := words[:len(words)-1]; len(conditions) > 0 {
			x, err := constraint.Parse("// +build " + strings.Join(conditions, " "))
			if err != nil || !x.Eval(func(tag string) bool { return ctxt.holds(tag, nil) }) {
				continue
			}
		}
		args, ok := splitQuoted(flags)
		list := lists[verb]
		if !ok {
			return fmt.Errorf("%s: invalid #cgo line: %s", f.name, line)
		}
		if list == nil {
			return fmt.Errorf("%s: invalid #cgo verb: %s", f.name, line)
		}
		for _, arg := range args {
			*list = append(*list, strings.ReplaceAll(arg, "${SRCDIR}", p.Dir))
		}
	}
	return nil
}

// splitQuoted splits a text at blanks that are not quoted or behind a backslash.
func splitQuoted(s string) (args []string, ok bool) {
	var arg strings.Builder
	inArg, escaped := false, false
	quote := rune(0)
	for _, r := range s {
		switch {
		case escaped:
			escaped = false
			arg.WriteRune(r)
		case r == '\\':
			escaped, inArg = true, true
		case quote != 0:
			if r == quote {
				quote = 0
			} else {
				arg.WriteRune(r)
			}
		case r == '"' || r == '\'':
			quote, inArg = r, true
		case r == ' ' || r == '\t':
			if inArg {
				args = append(args, arg.String())
				arg.Reset()
			}
			inArg = false
		default:
			inArg = true
			arg.WriteRune(r)
		}
	}
	if inArg {
		args = append(args, arg.String())
	}
	return args, quote == 0 && !escaped
}
