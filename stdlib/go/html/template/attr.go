package template

import "strings"

// The attributes of HTML by what their values are. Unsafe ones change what others mean.
var kinds = attrKinds(map[contentType]string{
	plain: `accept alt autocomplete autofocus autoplay border checked class cols colspan contenteditable
		contextmenu controls coords datetime default dir dirname disabled draggable dropzone for formtarget
		headers height hidden high hreflang id ismap kind label lang list loop low max maxlength media
		mediagroup min multiple name open optimum placeholder preload pubdate radiogroup readonly required
		reversed rows rowspan spellcheck scope scoped seamless selected shape size sizes span srclang start
		step tabindex target title width wrap`,
	unsafe: `accept-charset async challenge charset content crossorigin defer enctype form formenctype
		formmethod formnovalidate http-equiv keytype language method novalidate pattern rel sandbox type value`,
	isURL: `action archive background cite classid codebase data formaction href icon longdesc manifest
		poster profile src usemap xmlns`,
	isHTML:   `srcdoc`,
	isCSS:    `style`,
	isSrcset: `srcset`,
})

func attrKinds(lists map[contentType]string) map[string]contentType {
	m := map[string]contentType{}
	for kind, names := range lists {
		for _, name := range strings.Fields(names) {
			m[name] = kind
		}
	}
	return m
}

// attrKind guesses what the values of an attribute are.
func attrKind(name string) contentType {
	if rest, ok := strings.CutPrefix(name, "data-"); ok {
		name = rest
	} else if space, local, ok := strings.Cut(name, ":"); ok {
		if space == "xmlns" {
			return isURL
		}
		name = local
	}
	if kind, ok := kinds[name]; ok {
		return kind
	}
	switch {
	case strings.HasPrefix(name, "on"):
		return isJS
	case strings.Contains(name, "src") || strings.Contains(name, "uri") || strings.Contains(name, "url"):
		return isURL
	}
	return plain
}
