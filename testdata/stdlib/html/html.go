package main

import (
	"fmt"
	"html"
)

func main() {
	for _, s := range []string{"", "a<b>&\"'c", "plain", "&&", "日本<", "\x00<"} {
		e := html.EscapeString(s)
		fmt.Printf("%q %q\n", e, html.UnescapeString(e))
	}
	for _, s := range []string{"&amp;", "&amp", "&ampx", "&amp;amp;", "&lt;&gt;&quot;&#39;&#x27;&#X41;", "&copy;&copy2;&copycat", "&notit;", "&notin;", "&notin", "&NotEqualTilde;", "&#0;", "&#128;", "&#x9f;", "&#x110000;", "&#xD800;",
		"&#", "&#;", "&#x;", "&#x", "&#12", "&#1", "&#a;", "&", "& ", "&;", "&unknown;", "&unknown", "&Aacute;", "&Aacutex", "a&b&c;d", "&#65", "&#65x", "&#x41g", "&frac12;", "&nbsp;x", "&CounterClockwiseContourIntegral;", "&zwnj;", "&fjlig;", "&#99999999999;", "&#4294967361;", "é&eacute;", "&rarrw", "&ThickSpace;"} {
		fmt.Printf("%q %+q\n", s, html.UnescapeString(s))
	}
}
