package printer

import (
	"bytes"
	"go/build/constraint"
	"text/tabwriter"
)

// fixConstraints makes the build constraints of both forms say the same, that of the newer form first.
func (p *printer) fixConstraints() {
	if len(p.current)+len(p.older) == 0 || len(p.current) > 1 {
		return
	}
	var x constraint.Expr
	sources := p.current
	if len(sources) == 0 {
		sources = p.older
	}
	for _, at := range sources {
		y, err := constraint.Parse(p.outputLine(at))
		if err != nil {
			return
		}
		if x != nil {
			y = &constraint.AndExpr{X: x, Y: y}
		}
		x = y
	}
	lines := []string{"//go:build " + x.String()}
	if len(p.older) > 0 {
		older, err := constraint.PlusBuildLines(x)
		if err != nil {
			older = []string{"// +build error: " + err.Error()}
		}
		lines = append(lines, older...)
	}
	var block []byte
	for _, line := range lines {
		block = append(block, tabwriter.Escape)
		block = append(block, line...)
		block = append(block, tabwriter.Escape, '\n')
	}
	p.moveConstraints(block)
}

// lineEnd returns where the line at an offset of the output ends.
func (p *printer) lineEnd(at int) int {
	if end := bytes.IndexAny(p.output[at:], "\n\f"); end >= 0 {
		return at + end
	}
	return len(p.output)
}

func (p *printer) outputLine(at int) string {
	return string(bytes.Trim(p.output[at:p.lineEnd(at)], "\xff"))
}

// moveConstraints puts a block of constraints where the first one is, and drops the others.
func (p *printer) moveConstraints(block []byte) {
	marked := make(map[int]bool)
	for _, at := range append(p.current, p.older...) {
		marked[at] = true
	}
	place, spaced := -1, false
	var kept []byte
	for at := 0; at < len(p.output); {
		end := min(p.lineEnd(at)+1, len(p.output))
		line := p.output[at:end]
		if !marked[at] {
			kept = append(kept, line...)
			at = end
			continue
		}
		if place < 0 {
			place = len(kept)
		}
		at = end
		// The empty line behind them is written again.
		if at < len(p.output) && (p.output[at] == '\n' || p.output[at] == '\f') && !marked[at] {
			at++
			spaced = true
		}
	}
	out := append([]byte(nil), kept[:place]...)
	out = append(out, block...)
	if spaced || len(p.current) == 0 {
		out = append(out, '\n')
	}
	p.output = append(out, kept[place:]...)
}
