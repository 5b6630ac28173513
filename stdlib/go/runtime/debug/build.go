package debug

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// mustQuoteKey and mustQuoteValue tell what settings cannot be written as they are.
func mustQuoteKey(key string) bool     { return key == "" || strings.ContainsAny(key, "= \t\r\n\"`") }
func mustQuoteValue(value string) bool { return strings.ContainsAny(value, " \t\r\n\"`") }

// line is a module's line, and those of what replaces it.
func (m Module) line(word string) string {
	text := word + "\t" + m.Path + "\t" + m.Version
	if m.Replace == nil {
		return text + "\t" + m.Sum + "\n"
	}
	return text + "\n" + m.Replace.line("=>") + "\n"
}

// String is the text that ParseBuildInfo reads.
func (bi *BuildInfo) String() string {
	var b strings.Builder
	if bi.GoVersion != "" {
		b.WriteString("go\t" + bi.GoVersion + "\n")
	}
	if bi.Path != "" {
		b.WriteString("path\t" + bi.Path + "\n")
	}
	if bi.Main != (Module{}) {
		b.WriteString(bi.Main.line("mod"))
	}
	for _, m := range bi.Deps {
		b.WriteString(m.line("dep"))
	}
	for _, s := range bi.Settings {
		if mustQuoteKey(s.Key) {
			s.Key = strconv.Quote(s.Key)
		}
		if mustQuoteValue(s.Value) {
			s.Value = strconv.Quote(s.Value)
		}
		b.WriteString("build\t" + s.Key + "=" + s.Value + "\n")
	}
	return b.String()
}

// ParseBuildInfo reads what String writes.
func ParseBuildInfo(data string) (bi *BuildInfo, err error) {
	bi = new(BuildInfo)
	var last *Module
	for n := 1; ; n++ {
		line, rest, whole := strings.Cut(data, "\n")
		if !whole {
			return bi, nil
		}
		data = rest
		if last, err = bi.parse(line, last); err != nil {
			return nil, fmt.Errorf("could not parse Go build info: line %d: %w", n, err)
		}
	}
}

// parse reads a line; last is the module before it, which may be replaced.
func (bi *BuildInfo) parse(line string, last *Module) (*Module, error) {
	word, text, tab := strings.Cut(line, "\t")
	if !tab {
		return last, nil
	}
	columns := strings.Split(text, "\t")
	switch word {
	case "path":
		bi.Path = text
	case "mod", "dep":
		last = &bi.Main
		if word == "dep" {
			last = new(Module)
			bi.Deps = append(bi.Deps, last)
		}
		if n := len(columns); n != 2 && n != 3 {
			return nil, fmt.Errorf("expected 2 or 3 columns; got %d", n)
		}
		*last = Module{Path: columns[0], Version: columns[1]}
		if len(columns) == 3 {
			last.Sum = columns[2]
		}
	case "=>":
		if len(columns) != 3 {
			return nil, fmt.Errorf("expected 3 columns for replacement; got %d", len(columns))
		}
		if last == nil {
			return nil, errors.New("replacement with no module on previous line")
		}
		last.Replace = &Module{Path: columns[0], Version: columns[1], Sum: columns[2]}
		last = nil
	case "build":
		s, err := parseSetting(text)
		if err != nil {
			return nil, err
		}
		bi.Settings = append(bi.Settings, s)
	}
	return last, nil
}

// isQuoted tells whether a key or value begins with a quote.
func isQuoted(text string) bool { return text != "" && (text[0] == '"' || text[0] == '`') }

func parseSetting(text string) (s BuildSetting, err error) {
	var value string
	switch {
	case text == "":
		return s, errors.New("build line missing '='")
	case text[0] == '=':
		return s, errors.New("build line with missing key")
	case isQuoted(text):
		quoted, err := strconv.QuotedPrefix(text)
		if err != nil {
			return s, errors.New("invalid quoted key in build line")
		}
		rest := text[len(quoted):]
		if rest == "" {
			return s, errors.New("build line missing '=' after quoted key")
		}
		if rest[0] != '=' {
			return s, fmt.Errorf("unexpected character after quoted key: %q", rest[0])
		}
		s.Key, _ = strconv.Unquote(quoted)
		value = rest[1:]
	default:
		var equals bool
		s.Key, value, equals = strings.Cut(text, "=")
		if !equals {
			return s, errors.New("build line missing '=' after key")
		}
		if mustQuoteKey(s.Key) {
			return s, fmt.Errorf("unquoted key %q must be quoted", s.Key)
		}
	}
	if isQuoted(value) {
		if s.Value, err = strconv.Unquote(value); err != nil {
			return s, errors.New("invalid quoted value in build line")
		}
		return s, nil
	}
	if mustQuoteValue(value) {
		return s, fmt.Errorf("unquoted value %q must be quoted", value)
	}
	s.Value = value
	return s, nil
}
