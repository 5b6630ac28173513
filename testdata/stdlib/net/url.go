package main

import (
	"fmt"
	"net/url"
	"strings"
)

func main() {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	fmt.Println(url.QueryEscape(string(all)))
	fmt.Println(url.PathEscape(string(all)))
	fmt.Println((&url.URL{Path: string(all)}).String())
	fmt.Println((&url.URL{Fragment: string(all)}).String())
	fmt.Println((&url.URL{Host: string(all)}).String())
	fmt.Println(url.UserPassword(string(all), "p").String())
	for _, s := range []string{"a%20b", "a+b", "%", "%2", "%zz", "%41%42", "a%2fb", "%c3%a9", "100%"} {
		a, err := url.QueryUnescape(s)
		b, err2 := url.PathUnescape(s)
		fmt.Printf("%q %v %q %v\n", a, err, b, err2)
	}
	list := []string{"", "/", "*", "http://example.com", "http://example.com/", "HTTP://User:Pass%40w@Example.COM:8080/a%20b/c?x=1&y=2#frag%20x", "mailto:joe@x.org", "//host/path", "///path", "/a:b", "a:b", "a/b:c", "1a:b", ":foo",
		"http://[::1]:80/", "http://[fe80::1%25en0]/", "http://[::1", "http://::1/", "http://a:b/", "http://a:/", "http://a b/", "http://a%20b/", "http://a%41/", "http://%E4%BD%A0/", "http://x/%zz", "http://x/%2f%2F", "x?", "x?a?b", "?q", "#f", "#", "http://x?a#b#c", "http://x/#%zz",
		"file:///etc/passwd", "file:/etc", "file:etc", "http:///x", "http://@h", "http://u@h", "http://u:@h", "http://u@v@h/", "http://a<b@h", "http://h/a[b]", "http://h/!$&'()*+,;=:@", "http://h/%21", "http://a/b/../c", "go\x7f", "a\nb", "http://[1.2.3.4]/", "http://[::ffff:1.2.3.4]/", "http://[zz]/", "http://x[/", "scheme+x.y-z://h", "http://h?%zz", "//", "////a", "/..//../a", "mongodb://a:1,b:2/x", "http://a:1:2/", "tel:+1-2", "http://h/ü", "http://ü/ü?ü#ü", "../x", "./a:b", ".", ".."}
	for _, s := range list {
		for _, parse := range []func(string) (*url.URL, error){url.Parse, url.ParseRequestURI} {
			u, err := parse(s)
			if err != nil {
				fmt.Println("error:", err)
				continue
			}
			pw, has := u.User.Password()
			fmt.Printf("%q: %q %q %q %q %q %q %q %q %q %v %v %q %q %v\n", s, u.Scheme, u.Opaque, u.Host, u.Path, u.RawPath, u.RawQuery, u.Fragment, u.RawFragment, u.User.Username(), u.ForceQuery, u.OmitHost, u.User.String(), pw, has)
			fmt.Println(u, u.Redacted(), u.RequestURI(), u.Hostname(), u.Port(), u.IsAbs(), u.EscapedPath(), u.EscapedFragment())
			fmt.Println(u.JoinPath("x", "../y/", "z"), u.JoinPath(), u.JoinPath("a/"), u.Clone())
		}
	}
	for _, b := range []string{"http://a/b/c/d;p?q", "http://a", "http://a/b/", "mailto:x", "/x/y", "x/y", "http://a/b/../c"} {
		base, _ := url.Parse(b)
		for _, r := range []string{"", "g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", ".", "./", "..", "../", "../g", "../..", "../../", "../../g", "../../../g", "/./g", "/../g", "g.", ".g", "g..", "..g", "./../g", "./g/.", "g/./h", "g/../h", "g;x=1/../y", "g?y/./x", "http:g", "//h//a", "a//b", "..//x", "/a%2fb", "?"} {
			u, err := base.Parse(r)
			fmt.Println(b, r, "=", u, err)
		}
	}
	for _, q := range []string{"", "a=1", "a=1&b=2&a=3", "a", "a=", "=b", "a=b=c", "a;b=1", "a=%zz&b=1", "%zz=1", "a+b=c%20d", "&&a=1&", "é=ü", strings.Repeat("a&", 10001)} {
		v, err := url.ParseQuery(q)
		fmt.Println(len(v), err, v.Encode(), v.Get("a"), v.Has("b"), v["a"])
	}
	v := url.Values{}
	v.Set("name", "Ava Ä")
	v.Add("friend", "J&J")
	v.Add("friend", "=")
	w := v.Clone()
	v.Del("name")
	fmt.Println(v.Encode(), w.Encode())
	fmt.Println(url.JoinPath("http://h/a/", "../b", "c d"))
	fmt.Println(url.JoinPath("a%zz"))
	e := &url.Error{Op: "Get", URL: "http://x", Err: fmt.Errorf("boom")}
	fmt.Println(e, e.Unwrap(), e.Timeout(), e.Temporary())
	for _, u := range []url.URL{{Path: "a:b"}, {Path: "//a"}, {Scheme: "x", Path: "//a", OmitHost: true}, {Host: "h", Path: "a"}, {Scheme: "s", Opaque: "o", RawQuery: "q"}, {Path: "/a b", RawPath: "/a%20b"}, {Path: "/a", RawPath: "/b"}, {Path: "*"}, {Path: "/a/b", RawPath: "/a%2Fb"}, {User: url.User("x")}, {Scheme: "http", ForceQuery: true}, {Host: "[::1%en]:8"}} {
		fmt.Println(u.String(), u.EscapedPath())
	}
}
