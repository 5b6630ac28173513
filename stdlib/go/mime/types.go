package mime

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// builtin are the types that are always known: the extensions of each.
var builtin = []struct{ kind, extensions string }{
	{"application/gzip", ".gz"},
	{"application/json", ".json"},
	{"application/msword", ".doc"},
	{"application/octet-stream", ".bin .com .exe"},
	{"application/pdf", ".pdf"},
	{"application/postscript", ".ai .eps .ps"},
	{"application/rdf+xml", ".rdf"},
	{"application/rtf", ".rtf"},
	{"application/vnd.android.package-archive", ".apk"},
	{"application/vnd.ms-excel", ".xls"},
	{"application/vnd.ms-powerpoint", ".ppt"},
	{"application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx"},
	{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"},
	{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"},
	{"application/wasm", ".wasm"},
	{"application/xhtml+xml", ".xht .xhtml"},
	{"application/zip", ".zip"},
	{"audio/flac", ".flac"},
	{"audio/mp4", ".m4a"},
	{"audio/mpeg", ".mp3"},
	{"audio/ogg", ".oga .ogg .opus"},
	{"audio/wav", ".wav"},
	{"audio/webm", ".weba"},
	{"image/apng", ".apng"},
	{"image/avif", ".avif"},
	{"image/bmp", ".bmp"},
	{"image/gif", ".gif"},
	{"image/jpeg", ".jfif .jpeg .jpg .pjp .pjpeg"},
	{"image/png", ".png"},
	{"image/svg+xml", ".svg"},
	{"image/tiff", ".tif .tiff"},
	{"image/vnd.microsoft.icon", ".ico"},
	{"image/webp", ".webp"},
	{"image/x-xbitmap", ".xbm"},
	{"message/rfc822", ".eml"},
	{"text/calendar; charset=utf-8", ".ics"},
	{"text/css; charset=utf-8", ".css"},
	{"text/csv; charset=utf-8", ".csv"},
	{"text/html; charset=utf-8", ".ehtml .htm .html .shtml"},
	{"text/javascript; charset=utf-8", ".js .mjs"},
	{"text/plain; charset=utf-8", ".text .txt"},
	{"text/vtt; charset=utf-8", ".vtt"},
	{"text/xml; charset=utf-8", ".xbl .xml .xsl"},
	{"video/mp4", ".mp4"},
	{"video/ogg", ".ogv"},
	{"video/webm", ".webm"},
}

// known has the type of each extension, and the extensions of each type. An extension is first looked
// up as it is, then in small letters. No file of the system is read.
var known struct {
	mu      sync.Mutex
	once    sync.Once
	exact   map[string]string
	lower   map[string]string
	reverse map[string][]string
}

func load() {
	known.exact, known.lower, known.reverse = map[string]string{}, map[string]string{}, map[string][]string{}
	for _, row := range builtin {
		for extension := range strings.FieldsSeq(row.extensions) {
			add(extension, row.kind)
		}
	}
}

func add(extension, kind string) error {
	base, params, err := ParseMediaType(kind)
	if err != nil {
		return err
	}
	if strings.HasPrefix(kind, "text/") && params["charset"] == "" {
		params["charset"] = "utf-8"
		kind = FormatMediaType(base, params)
	}
	low := strings.ToLower(extension)
	known.exact[extension], known.lower[low] = kind, kind
	if !slices.Contains(known.reverse[base], low) {
		known.reverse[base] = append(known.reverse[base], low)
	}
	return nil
}

// TypeByExtension is the type of files with an extension, which begins with a dot; empty if unknown.
func TypeByExtension(ext string) string {
	known.once.Do(load)
	known.mu.Lock()
	defer known.mu.Unlock()
	if kind, ok := known.exact[ext]; ok {
		return kind
	}
	return known.lower[strings.ToLower(ext)]
}

// ExtensionsByType are the extensions of files of a type, sorted.
func ExtensionsByType(typ string) ([]string, error) {
	base, _, err := ParseMediaType(typ)
	if err != nil {
		return nil, err
	}
	known.once.Do(load)
	known.mu.Lock()
	defer known.mu.Unlock()
	found := slices.Clone(known.reverse[base])
	slices.Sort(found)
	return found, nil
}

// AddExtensionType sets the type of an extension.
func AddExtensionType(ext, typ string) error {
	if !strings.HasPrefix(ext, ".") {
		return fmt.Errorf("mime: extension %q missing leading dot", ext)
	}
	known.once.Do(load)
	known.mu.Lock()
	defer known.mu.Unlock()
	return add(ext, typ)
}
