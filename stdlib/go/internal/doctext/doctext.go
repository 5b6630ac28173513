// Package doctext knows what documentation consists of: https://go.dev/doc/comment says what paragraphs,
// headings, lists and code blocks are, and how they are indented and separated.
package doctext

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

func isIndented(line string) bool { return line != "" && (line[0] == ' ' || line[0] == '\t') }

// margin returns the blanks that all lines but empty ones start with.
func margin(lines []string) string {
	prefix, found := "", false
	for _, line := range lines {
		if line == "" {
			continue
		}
		if !found {
			prefix, found = line[:len(line)-len(strings.TrimLeft(line, " \t"))], true
			continue
		}
		i := 0
		for i < len(prefix) && i < len(line) && prefix[i] == line[i] {
			i++
		}
		prefix = prefix[:i]
	}
	return prefix
}

// withoutMargin returns the lines without their margin and the empty lines around them.
func withoutMargin(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = strings.TrimRight(line, " \t\r")
	}
	for len(out) > 0 && out[0] == "" {
		out = out[1:]
	}
	for len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	prefix := margin(out)
	for i, line := range out {
		if line != "" {
			out[i] = line[len(prefix):]
		}
	}
	return out
}

// A span is consecutive lines of a kind; indented ones have empty lines among them.
type span struct {
	lines    []string
	indented bool
	after    bool // an empty line is before it
}

// spans splits lines where the indentation changes, and paragraphs at empty lines.
func spans(lines []string) (list []span) {
	blank := false
	for i := 0; i < len(lines); {
		if lines[i] == "" {
			blank = true
			i++
			continue
		}
		start := i
		s := span{indented: isIndented(lines[i]), after: blank}
		blank = false
		if s.indented {
			for i < len(lines) && (lines[i] == "" || isIndented(lines[i])) {
				i++
			}
			end := i
			for lines[end-1] == "" {
				end--
			}
			if end == i && i < len(lines) && strings.HasPrefix(lines[i], "}") && len(listMarker(lines[start])) == 0 {
				i++ // code that was not indented as a whole
				end = i
			}
			blank = end < i
			s.lines = lines[start:end]
		} else if end := outdentedList(lines, i); end > i {
			s.indented = true // as it should have been
			s.lines = lines[i:end]
			i = end
		} else {
			for i < len(lines) && lines[i] != "" && !isIndented(lines[i]) && outdentedList(lines, i) == i {
				i++
			}
			end := i
			if i < len(lines) && isIndented(lines[i]) && (strings.HasSuffix(lines[i-1], "{") || strings.HasSuffix(lines[i-1], `\`)) {
				// The last line belongs to the code that follows.
				end--
				code := end
				for i < len(lines) && (lines[i] == "" || isIndented(lines[i])) {
					i++
				}
				if i < len(lines) && lines[i-1] != "" && strings.HasPrefix(lines[i], "}") {
					i++
				}
				stop := i
				for lines[stop-1] == "" {
					stop--
				}
				if end > start {
					s.lines = lines[start:end]
					list = append(list, s)
				}
				blank = stop < i
				list = append(list, span{lines: lines[code:stop], indented: true})
				continue
			}
			s.lines = lines[start:end]
		}
		list = append(list, s)
	}
	return list
}

// outdentedList returns where a list ends that is not indented, but for the rest of its items.
func outdentedList(lines []string, start int) int {
	if listMarker(lines[start]) == "" {
		return start
	}
	i, continued := start, false
	for i < len(lines) && lines[i] != "" && (isIndented(lines[i]) || listMarker(lines[i]) != "") {
		continued = continued || isIndented(lines[i])
		i++
	}
	if !continued {
		return start
	}
	return i
}

// isTitle reports whether the only line of a paragraph was a heading before there was a mark for it:
// it starts with an upper-case letter and has hardly any punctuation.
func isTitle(line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(line)
	if !unicode.IsUpper(first) || !unicode.IsLetter(last) && !unicode.IsDigit(last) || strings.ContainsAny(line, ";:!?+*/=[]{}_^°&§~%#@<\">\\") {
		return false
	}
	for rest := line; ; {
		_, after, ok := strings.Cut(rest, "'")
		if !ok {
			break
		}
		if after != "s" && !strings.HasPrefix(after, "s ") {
			return false
		}
		rest = after
	}
	for rest := line; ; {
		_, after, ok := strings.Cut(rest, ".")
		if !ok {
			return true
		}
		if after == "" || strings.HasPrefix(after, " ") {
			return false
		}
		rest = after
	}
}

// listMarker returns the dash or number that starts an item, "" if a line is none.
func listMarker(line string) string {
	line = strings.TrimLeft(line, " \t")
	marker, rest, _ := strings.Cut(line, " ")
	if tabbed, after, ok := strings.Cut(line, "\t"); ok && len(tabbed) < len(marker) {
		marker, rest = tabbed, after
	}
	if strings.TrimSpace(rest) == "" {
		return ""
	}
	switch marker {
	case "-", "+", "*", "•":
		return "-"
	}
	if n := len(marker) - 1; n > 0 && (marker[n] == '.' || marker[n] == ')') {
		if _, err := strconv.ParseUint(marker[:n], 10, 64); err == nil {
			return marker[:n] + "."
		}
	}
	return ""
}

// Normalize returns the documentation in lines, in its usual form.
func Normalize(lines []string) string {
	lines = withoutMargin(lines)
	var out, links strings.Builder
	last := ' ' // kind of the block before
	all := spans(lines)
	for i, s := range all {
		kind := 'p'
		switch {
		case s.indented && listMarker(s.lines[0]) != "":
			kind = 'l'
		case s.indented:
			kind = 'c'
		default:
			if s.lines = withoutLinks(s.lines, &links); len(s.lines) == 0 {
				continue
			}
			if len(s.lines) == 1 && strings.HasPrefix(s.lines[0], "# ") {
				kind = 'h'
			} else if i > 0 && len(s.lines) == 1 && s.after && i+1 < len(all) && all[i+1].after && !all[i+1].indented && isTitle(s.lines[0]) {
				kind = 'h'
				s.lines = []string{"# " + s.lines[0]}
			}
		}
		if i > 0 && out.Len() > 0 && !(kind == 'l' && !s.after && last == 'p') {
			out.WriteByte('\n')
		}
		last = kind
		switch kind {
		case 'l':
			writeItems(&out, s.lines)
		case 'c':
			for _, line := range withoutMargin(s.lines) {
				if line != "" {
					out.WriteString("\t" + line)
				}
				out.WriteByte('\n')
			}
		case 'h':
			out.WriteString("# " + strings.TrimSpace(s.lines[0][2:]) + "\n")
		default:
			for _, line := range s.lines {
				out.WriteString(quotes(line) + "\n")
			}
		}
	}
	if links.Len() > 0 {
		if out.Len() > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(links.String())
	}
	return out.String()
}

// quotes makes curly quotes of doubled ones.
func quotes(s string) string {
	return strings.NewReplacer("``", "“", "''", "”").Replace(s)
}

// withoutLinks takes the definitions of links, [text]: URL, out of a paragraph that has nothing else.
func withoutLinks(lines []string, links *strings.Builder) []string {
	var found strings.Builder
	for _, line := range lines {
		text, url, ok := strings.Cut(line, "]: ")
		url = strings.TrimSpace(url)
		scheme, _, hasScheme := strings.Cut(url, "://")
		if !ok || len(text) < 2 || text[0] != '[' || strings.ContainsAny(url, " \t") || !hasScheme || scheme == "" {
			return lines
		}
		found.WriteString(text + "]: " + url + "\n")
	}
	links.WriteString(found.String())
	return nil
}

// writeItems writes a list; its items have paragraphs only.
func writeItems(out *strings.Builder, lines []string) {
	var items [][]string
	spaced := false // empty lines between items
	for i, line := range lines {
		if marker := listMarker(line); marker != "" {
			if i > 0 && lines[i-1] == "" {
				spaced = true
			}
			_, text, _ := strings.Cut(strings.ReplaceAll(strings.TrimLeft(line, " \t"), "\t", " "), " ")
			items = append(items, []string{marker, strings.TrimSpace(text)})
			continue
		}
		last := len(items) - 1
		items[last] = append(items[last], strings.TrimSpace(line))
	}
	for _, item := range items {
		for i, line := range item[1:] {
			if line == "" && i < len(item)-2 {
				spaced = true
			}
		}
	}
	for i, item := range items {
		if i > 0 && spaced {
			out.WriteByte('\n')
		}
		marker, text := item[0], item[1:]
		for len(text) > 0 && text[len(text)-1] == "" {
			text = text[:len(text)-1]
		}
		head := "  - "
		if marker != "-" {
			head = strings.Repeat(" ", max(0, 3-len(marker))) + marker + " "
			if len(marker) >= 3 {
				head = marker + " "
			}
		}
		for j, line := range text {
			switch {
			case line == "":
			case j == 0:
				out.WriteString(head + quotes(line))
			default:
				out.WriteString("    " + quotes(line))
			}
			out.WriteByte('\n')
		}
	}
}
